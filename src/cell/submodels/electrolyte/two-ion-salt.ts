import type { BoundSubmodel } from "../../form/submodel.ts";
import type { SaltCells } from "./salt-kernel.ts";

/**
 * `saltKernel` for the common case of two kept ions, a salt of two ions one to one, and pores that stay open:
 * S = (a₁c₁ + a₂c₂)(b₁c₁ + b₂c₂)/K_sp, where each bracket is the concentration of one of its ions; negative where one is.
 */
export function twoIonSalt(salt: SaltCells): Pick<BoundSubmodel, "evaluate" | "jacobian"> {
  const { chain, offsets, solid, volumes, elimination, counts } = salt;
  const { cells, unknowns: m, first, diagonal } = chain;
  const { rateConstant, smoothing, exhaustion, solubilityProduct } = salt.parameters;
  const perProduct = 1 / solubilityProduct;
  const width = smoothing * smoothing;
  const [count1, count2, last] = counts;
  // One bracket is a kept ion, the other a kept or the eliminated one.
  const [a1, a2] = count1 > 0 ? [1, 0] : [0, 1];
  const [b1, b2] = last > 0 ? [elimination[0], elimination[1]] : [0, 1];
  const first1 = first + offsets[0];
  const first2 = first + offsets[1];
  const firstSolid = first + solid;
  const [slot11, slot12, slot1s] = [0, 1, 2].map((k) => offsets[0] * m + (k === 2 ? solid : offsets[k]));
  const [slot21, slot22, slot2s] = [0, 1, 2].map((k) => offsets[1] * m + (k === 2 ? solid : offsets[k]));
  const [slots1, slots2, slotss] = [0, 1, 2].map((k) => solid * m + (k === 2 ? solid : offsets[k]));

  return {
    evaluate(_time, state, out) {
      let least = Number.POSITIVE_INFINITY;
      for (let cell = 0, at = 0; cell < cells; cell++, at += m) {
        const c1 = state[first1 + at];
        const c2 = state[first2 + at];
        const s = state[firstSolid + at];
        if (!(s >= least)) least = s;
        const a = a1 * c1 + a2 * c2;
        const b = b1 * c1 + b2 * c2;
        const u = (a < 0 && b < 0 ? -a * b : a * b) * perProduct - 1;
        const over = 0.5 * (u + Math.sqrt(u * u + width));
        const rate = volumes[cell] * rateConstant * (over - ((over - u) * s) / (s + exhaustion));
        out[firstSolid + at] += rate;
        out[first1 + at] -= count1 * rate;
        out[first2 + at] -= count2 * rate;
      }
      if (!(least > -exhaustion)) out[firstSolid] = Number.NaN;
    },

    jacobian(_time, state, out) {
      const block = m * m;
      for (let cell = 0, at = 0, slot = diagonal; cell < cells; cell++, at += m, slot += block) {
        const c1 = state[first1 + at];
        const c2 = state[first2 + at];
        const s = state[firstSolid + at];
        const a = a1 * c1 + a2 * c2;
        const b = b1 * c1 + b2 * c2;
        const sign = a < 0 && b < 0 ? -perProduct : perProduct;
        const u = a * b * sign - 1;
        const root = Math.sqrt(u * u + width);
        const perBoth = 1 / (root * (s + exhaustion));
        const perExhaustion = root * perBoth;
        const byU = 0.5 + 0.5 * u * (s + exhaustion) * perBoth;
        const left = s * perExhaustion;
        const factor = volumes[cell] * rateConstant;
        const byProduct = factor * sign * (byU + (1 - byU) * left);
        const by1 = byProduct * (a1 * b + a * b1);
        const by2 = byProduct * (a2 * b + a * b2);
        const bySolid = -0.5 * factor * (root - u) * exhaustion * perExhaustion * perExhaustion;
        out[slot + slots1] += by1;
        out[slot + slots2] += by2;
        out[slot + slotss] += bySolid;
        out[slot + slot11] -= count1 * by1;
        out[slot + slot12] -= count1 * by2;
        out[slot + slot1s] -= count1 * bySolid;
        out[slot + slot21] -= count2 * by1;
        out[slot + slot22] -= count2 * by2;
        out[slot + slot2s] -= count2 * bySolid;
      }
    },
  };
}

/** Whether `twoIonSalt` covers the case. */
export function isTwoIonSalt({ offsets, counts, parameters }: SaltCells): boolean {
  const held = counts.filter((count) => count > 0);
  return (
    offsets.length === 2 && parameters.molarVolume === 0 && held.length === 2 && held.every((count) => count === 1)
  );
}
