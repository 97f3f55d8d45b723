import type { ChainLayout } from "../../../numerics/linear/layout.ts";
import type { BoundSubmodel } from "../../form/submodel.ts";

/** A salt in the cells of a liquid, ready for a kernel. */
export interface SaltCells {
  readonly chain: ChainLayout;
  /** Offsets of the n kept ions within a cell. */
  readonly offsets: Int32Array;
  /** Offset of the precipitate. */
  readonly solid: number;
  /** Pores of each cell in m. */
  readonly volumes: Float64Array;
  /** Concentration of the eliminated ion = Σ elimination · c, n numbers. */
  readonly elimination: Float64Array;
  /** ν of the n kept ions and, last, of the eliminated one. */
  readonly counts: Float64Array;
  readonly parameters: Readonly<
    Record<"solubilityProduct" | "rateConstant" | "smoothing" | "exhaustion" | "molarVolume", number>
  >;
}

/**
 * Rate of precipitation in every cell of a chain, and its derivatives, for any salt and any number of ions. The rate has a pole at
 * s = −s_0, and beyond it a branch on which salt that is not there dissolves for ever: there, and where the pores are overfull,
 * the balances are not finite, and an integrator goes back.
 */
export function saltKernel(salt: SaltCells): Pick<BoundSubmodel, "evaluate" | "jacobian"> {
  const { chain, offsets, solid, volumes, elimination, counts, parameters } = salt;
  const { cells, unknowns: m, first, diagonal } = chain;
  const { rateConstant, smoothing, exhaustion, molarVolume } = parameters;
  const perProduct = 1 / parameters.solubilityProduct;
  const width = smoothing * smoothing;
  const n = offsets.length;
  const lastCount = counts[n];
  const filling = molarVolume > 0;
  // Of the cell in hand: S, how many of its ions are below zero, and ∂S/∂c of the kept ions.
  let saturation = 0;
  let overdrawn = 0;
  const slope = new Float64Array(n);
  const c = new Float64Array(n);

  /** |c|^(count − 1): the power c |c|^(count − 1) is odd, so that a salt of which an ion is overdrawn dissolves. */
  function lower(value: number, count: number): number {
    const size = Math.abs(value);
    let power = 1;
    for (let j = 1; j < count; j++) power *= size;
    return power;
  }

  /** Sets c and S. */
  function saturate(state: Float64Array, at: number, scale: number): void {
    let product = perProduct;
    let rest = 0;
    overdrawn = 0;
    for (let k = 0; k < n; k++) {
      const value = state[at + offsets[k]] * scale;
      c[k] = value;
      rest += elimination[k] * value;
      if (counts[k] > 0) {
        product *= value * lower(value, counts[k]);
        if (value < 0) overdrawn++;
      }
    }
    saturation = lastCount > 0 ? product * rest * lower(rest, lastCount) : product;
    if (lastCount > 0 && rest < 0) overdrawn++;
    // Two negative factors are no supersaturation either.
    if (overdrawn > 0 && overdrawn % 2 === 0) saturation = -saturation;
  }

  /** Sets ∂S/∂c, without division by a concentration. */
  function differentiate(): void {
    let rest = 0;
    for (let k = 0; k < n; k++) rest += elimination[k] * c[k];
    const last = lastCount > 0 ? rest * lower(rest, lastCount) : 1;
    const sign = overdrawn > 0 && overdrawn % 2 === 0 ? -1 : 1;
    let product = sign * perProduct;
    for (let k = 0; k < n; k++) {
      if (counts[k] > 0) product *= c[k] * lower(c[k], counts[k]);
    }
    const byLast = lastCount > 0 ? product * lastCount * lower(rest, lastCount) : 0;
    for (let k = 0; k < n; k++) {
      let own = 0;
      if (counts[k] > 0) {
        own = sign * perProduct * last * counts[k] * lower(c[k], counts[k]);
        for (let l = 0; l < n; l++) if (l !== k && counts[l] > 0) own *= c[l] * lower(c[l], counts[l]);
      }
      slope[k] = own + byLast * elimination[k];
    }
  }

  function evaluate(_time: number, state: Float64Array, out: Float64Array): void {
    let least = Number.POSITIVE_INFINITY;
    let narrowest = 1;
    for (let cell = 0; cell < cells; cell++) {
      const at = first + cell * m;
      const s = state[at + solid];
      const open = 1 - molarVolume * s;
      if (!(s >= least)) least = s;
      if (!(open >= narrowest)) narrowest = open;
      saturate(state, at, filling ? 1 / open : 1);
      const u = saturation - 1;
      const over = 0.5 * (u + Math.sqrt(u * u + width));
      const rate = volumes[cell] * open * rateConstant * (over - ((over - u) * s) / (s + exhaustion));
      out[at + solid] += rate;
      for (let k = 0; k < n; k++) out[at + offsets[k]] -= counts[k] * rate;
    }
    if (!(least > -exhaustion && narrowest > 0)) out[first + solid] = Number.NaN;
  }

  function jacobian(_time: number, state: Float64Array, out: Float64Array): void {
    for (let cell = 0; cell < cells; cell++) {
      const at = first + cell * m;
      const s = state[at + solid];
      const open = 1 - molarVolume * s;
      const scale = filling ? 1 / open : 1;
      saturate(state, at, scale);
      differentiate();
      const u = saturation - 1;
      const root = Math.sqrt(u * u + width);
      const over = 0.5 * (u + root);
      const byU = 0.5 * (1 + u / root);
      const perExhaustion = 1 / (s + exhaustion);
      const left = s * perExhaustion;
      const factor = volumes[cell] * rateConstant;
      const bySaturation = factor * open * (byU + (1 - byU) * left);
      let bySolid = -factor * open * (over - u) * exhaustion * perExhaustion * perExhaustion;
      if (filling) {
        let byFill = 0;
        for (let k = 0; k < n; k++) byFill += slope[k] * c[k];
        bySolid += molarVolume * (bySaturation * byFill * scale - factor * (over - (over - u) * left));
      }
      const block = diagonal + cell * m * m;
      for (let k = 0; k < n; k++) {
        const byIon = bySaturation * slope[k] * scale;
        out[block + solid * m + offsets[k]] += byIon;
        for (let l = 0; l < n; l++) out[block + offsets[l] * m + offsets[k]] -= counts[l] * byIon;
        out[block + offsets[k] * m + solid] -= counts[k] * bySolid;
      }
      out[block + solid * m + solid] += bySolid;
    }
  }

  return { evaluate, jacobian };
}
