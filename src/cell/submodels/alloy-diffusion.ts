import type { Alloy } from "./alloy.ts";
import { RegularSolution } from "./regular-solution.ts";

/**
 * Fluxes between finite volumes of an alloy and their derivatives. With the concentration c₋₁ at the electrode and c₀ … c_{N−1}
 * in the cells, the flux through face k towards the electrode is
 *
 *     J_k = G_k θ(½(c_{k−1} + c_k)) (c_k − c_{k−1}),   J_N = 0
 *
 * with θ the thermodynamic factor of the alloy and G_k = area · diffusivity / distance. What crosses a face leaves one side and
 * enters the other as the same number.
 */
export interface AlloyDiffusion {
  /**
   * Adds J₀ to `out[surface]` and J_{k+1} − J_k to the cells.
   * @param conductances G₀ … G_{N−1} in m/s
   * @param first index of the concentration in cell 0; cells follow `stride` apart
   */
  evaluate(
    conductances: Float64Array,
    surface: number,
    first: number,
    stride: number,
    state: Float64Array,
    out: Float64Array,
  ): void;
  /** Adds the derivatives at these slots, which for cell k stand k · `slots.stride` further on. */
  jacobian(
    conductances: Float64Array,
    surface: number,
    first: number,
    stride: number,
    slots: DiffusionSlots,
    state: Float64Array,
    out: Float64Array,
  ): void;
}

/** Slots of the derivatives of the balances: of the surface, of cell 0 by the surface, and of cell 0 by the cells. */
export interface DiffusionSlots {
  readonly surfaceBySurface: number;
  readonly surfaceByCell: number;
  readonly cellBySurface: number;
  readonly diagonal: number;
  readonly lower: number;
  readonly upper: number;
  readonly stride: number;
}

/** The loop that is made for the alloy where there is one, else the one for any alloy. */
export function alloyDiffusion(alloy: Alloy): AlloyDiffusion {
  return alloy instanceof RegularSolution ? regularSolutionDiffusion(alloy) : anyAlloyDiffusion(alloy);
}

/** For any alloy: two calls of its functions for each face. */
export function anyAlloyDiffusion(alloy: Alloy): AlloyDiffusion {
  return {
    evaluate(conductances, surface, first, stride, state, out) {
      const cells = conductances.length;
      let before = state[surface];
      let row = surface;
      for (let k = 0, i = first; k < cells; k++, i += stride) {
        const after = state[i];
        const flux = conductances[k] * alloy.thermodynamicFactor(0.5 * (before + after)) * (after - before);
        out[row] += flux;
        out[i] -= flux;
        before = after;
        row = i;
      }
    },
    jacobian(conductances, surface, first, stride, slots, state, out) {
      const cells = conductances.length;
      let before = state[surface];
      for (let k = 0, i = first, s = 0; k < cells; k++, i += stride, s += slots.stride) {
        const after = state[i];
        const mean = 0.5 * (before + after);
        const even = conductances[k] * alloy.thermodynamicFactor(mean);
        const odd = 0.5 * conductances[k] * alloy.thermodynamicFactorSlope(mean) * (after - before);
        const rowBefore = k === 0 ? slots.surfaceBySurface : slots.diagonal + s - slots.stride;
        const rowBeforeByAfter = k === 0 ? slots.surfaceByCell : slots.upper + s - slots.stride;
        const rowAfterByBefore = k === 0 ? slots.cellBySurface : slots.lower + s;
        out[rowBefore] += odd - even;
        out[rowBeforeByAfter] += odd + even;
        out[rowAfterByBefore] += even - odd;
        out[slots.diagonal + s] = out[slots.diagonal + s] - odd - even;
        before = after;
      }
    },
  };
}

/**
 * For a regular solution, one pass with one division a face. With m = c_{k−1} + c_k and r = 1/(1 + ½m(V' − V)),
 * θ = 1 − 2χ x(1 − x) with x(1 − x) = ½mV'(1 − ½mV) r², and dθ/dm = −χV'(1 − ½m(V' + V)) r³. The residual takes four faces at a
 * time, which is a third faster in V8.
 */
export function regularSolutionDiffusion(alloy: RegularSolution): AlloyDiffusion {
  const volumeHalf = 0.5 * (alloy.otherMolarVolume - alloy.molarVolume);
  const volumeMean = 0.5 * (alloy.otherMolarVolume + alloy.molarVolume);
  const factorLinear = alloy.interaction * alloy.otherMolarVolume;
  const factorQuadratic = 0.5 * factorLinear * alloy.molarVolume;
  return {
    evaluate(conductances, surface, first, stride, state, out) {
      const half = volumeHalf;
      const linear = factorLinear;
      const quadratic = factorQuadratic;
      const cells = conductances.length;
      const fours = cells - 3;
      let before = state[surface];
      let row = surface;
      let incoming = 0;
      let k = 0;
      let i = first;
      for (; k < fours; k = (k + 4) | 0) {
        const i1 = (i + stride) | 0;
        const i2 = (i1 + stride) | 0;
        const i3 = (i2 + stride) | 0;
        const c0 = state[i];
        const c1 = state[i1];
        const c2 = state[i2];
        const c3 = state[i3];
        const m0 = before + c0;
        const m1 = c0 + c1;
        const m2 = c1 + c2;
        const m3 = c2 + c3;
        const r0 = 1 / (1 + half * m0);
        const r1 = 1 / (1 + half * m1);
        const r2 = 1 / (1 + half * m2);
        const r3 = 1 / (1 + half * m3);
        const j0 = conductances[k] * (c0 - before) * (1 - m0 * (linear - quadratic * m0) * (r0 * r0));
        const j1 = conductances[k + 1] * (c1 - c0) * (1 - m1 * (linear - quadratic * m1) * (r1 * r1));
        const j2 = conductances[k + 2] * (c2 - c1) * (1 - m2 * (linear - quadratic * m2) * (r2 * r2));
        const j3 = conductances[k + 3] * (c3 - c2) * (1 - m3 * (linear - quadratic * m3) * (r3 * r3));
        out[row] += j0 - incoming;
        out[i] += j1 - j0;
        out[i1] += j2 - j1;
        out[i2] += j3 - j2;
        incoming = j3;
        before = c3;
        row = i3;
        i = (i3 + stride) | 0;
      }
      for (; k < cells; k++) {
        const after = state[i];
        const m = before + after;
        const r = 1 / (1 + half * m);
        const flux = conductances[k] * (after - before) * (1 - m * (linear - quadratic * m) * (r * r));
        out[row] += flux - incoming;
        incoming = flux;
        before = after;
        row = i;
        i = (i + stride) | 0;
      }
      out[row] -= incoming;
    },
    jacobian(conductances, surface, first, stride, slots, state, out) {
      const half = volumeHalf;
      const middle = volumeMean;
      const linear = factorLinear;
      const quadratic = factorQuadratic;
      const cells = conductances.length;
      const step = slots.stride;
      let before = state[surface];
      let after = state[first];
      let m = before + after;
      let r = 1 / (1 + half * m);
      let conductance = conductances[0];
      let even = conductance * (1 - m * (linear - quadratic * m) * (r * r));
      let odd = conductance * (after - before) * linear * (middle * m - 1) * (r * r * r);
      out[slots.surfaceBySurface] += odd - even;
      out[slots.surfaceByCell] += odd + even;
      out[slots.cellBySurface] += even - odd;
      let held = odd + even;
      let diagonal = slots.diagonal;
      let upper = slots.upper;
      let lower = slots.lower;
      for (let k = 1, i = (first + stride) | 0; k < cells; k++, i = (i + stride) | 0) {
        before = after;
        after = state[i];
        m = before + after;
        r = 1 / (1 + half * m);
        conductance = conductances[k];
        even = conductance * (1 - m * (linear - quadratic * m) * (r * r));
        odd = conductance * (after - before) * linear * (middle * m - 1) * (r * r * r);
        out[diagonal] += odd - even - held;
        held = odd + even;
        out[upper] += held;
        diagonal = (diagonal + step) | 0;
        upper = (upper + step) | 0;
        lower = (lower + step) | 0;
        out[lower] += even - odd;
      }
      out[diagonal] -= held;
    },
  };
}
