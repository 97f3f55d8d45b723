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
      let before = state[surface] as number;
      let row = surface;
      for (let k = 0, i = first; k < cells; k++, i += stride) {
        const after = state[i] as number;
        const flux = (conductances[k] as number) * alloy.thermodynamicFactor(0.5 * (before + after)) * (after - before);
        out[row] = (out[row] as number) + flux;
        out[i] = (out[i] as number) - flux;
        before = after;
        row = i;
      }
    },
    jacobian(conductances, surface, first, stride, slots, state, out) {
      const cells = conductances.length;
      let before = state[surface] as number;
      for (let k = 0, i = first, s = 0; k < cells; k++, i += stride, s += slots.stride) {
        const after = state[i] as number;
        const mean = 0.5 * (before + after);
        const even = (conductances[k] as number) * alloy.thermodynamicFactor(mean);
        const odd = 0.5 * (conductances[k] as number) * alloy.thermodynamicFactorSlope(mean) * (after - before);
        const rowBefore = k === 0 ? slots.surfaceBySurface : slots.diagonal + s - slots.stride;
        const rowBeforeByAfter = k === 0 ? slots.surfaceByCell : slots.upper + s - slots.stride;
        const rowAfterByBefore = k === 0 ? slots.cellBySurface : slots.lower + s;
        out[rowBefore] = (out[rowBefore] as number) + odd - even;
        out[rowBeforeByAfter] = (out[rowBeforeByAfter] as number) + odd + even;
        out[rowAfterByBefore] = (out[rowAfterByBefore] as number) + even - odd;
        out[slots.diagonal + s] = (out[slots.diagonal + s] as number) - odd - even;
        before = after;
      }
    },
  };
}

/**
 * For a regular solution, one pass with one division a face. With m = c_{k−1} + c_k and r = 1/(1 + ½m(V' − V)),
 * θ = 1 − 2χ x(1 − x) with x(1 − x) = ½mV'(1 − ½mV) r², and dθ/dm = −χV'(1 − ½m(V' + V)) r³.
 */
export function regularSolutionDiffusion(alloy: RegularSolution): AlloyDiffusion {
  const { interaction, molarVolume, otherMolarVolume } = alloy;
  const half = 0.5 * (otherMolarVolume - molarVolume);
  const linear = interaction * otherMolarVolume;
  const quadratic = 0.5 * linear * molarVolume;
  const middle = 0.5 * (otherMolarVolume + molarVolume);
  return {
    evaluate(conductances, surface, first, stride, state, out) {
      const cells = conductances.length;
      let before = state[surface] as number;
      let row = surface;
      let incoming = 0;
      for (let k = 0, i = first; k < cells; k++, i += stride) {
        const after = state[i] as number;
        const m = before + after;
        const r = 1 / (1 + half * m);
        const flux = (conductances[k] as number) * (1 - m * (linear - quadratic * m) * r * r) * (after - before);
        out[row] = (out[row] as number) + (flux - incoming);
        incoming = flux;
        before = after;
        row = i;
      }
      out[row] = (out[row] as number) - incoming;
    },
    jacobian(conductances, surface, first, stride, slots, state, out) {
      const cells = conductances.length;
      const { diagonal, lower, upper, stride: step } = slots;
      let before = state[surface] as number;
      let after = state[first] as number;
      let m = before + after;
      let r = 1 / (1 + half * m);
      let conductance = conductances[0] as number;
      let even = conductance * (1 - m * (linear - quadratic * m) * r * r);
      let odd = conductance * (after - before) * linear * (middle * m - 1) * r * r * r;
      out[slots.surfaceBySurface] = (out[slots.surfaceBySurface] as number) + (odd - even);
      out[slots.surfaceByCell] = (out[slots.surfaceByCell] as number) + (odd + even);
      out[slots.cellBySurface] = (out[slots.cellBySurface] as number) + (even - odd);
      let held = -odd - even;
      let s = 0;
      for (let k = 1, i = first + stride; k < cells; k++, i += stride) {
        before = after;
        after = state[i] as number;
        m = before + after;
        r = 1 / (1 + half * m);
        conductance = conductances[k] as number;
        even = conductance * (1 - m * (linear - quadratic * m) * r * r);
        odd = conductance * (after - before) * linear * (middle * m - 1) * r * r * r;
        out[diagonal + s] = (out[diagonal + s] as number) + (held + odd - even);
        out[upper + s] = (out[upper + s] as number) + (odd + even);
        s += step;
        out[lower + s] = (out[lower + s] as number) + (even - odd);
        held = -odd - even;
      }
      out[diagonal + s] = (out[diagonal + s] as number) + held;
    },
  };
}
