import { RedlichKister } from "../../alloys/redlich-kister.ts";
import { redlichKisterDiffusion } from "../../alloys/redlich-kister-diffusion.ts";
import type { Alloy } from "./alloy.ts";
import { RegularSolution } from "./regular-solution.ts";
import { regularSolutionDiffusion } from "./regular-solution-diffusion.ts";

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
  /** Adds the derivatives by and of the surface, and sets the others, which for cell k stand k · `slots.stride` further on. */
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
  if (alloy instanceof RedlichKister) return redlichKisterDiffusion(alloy);
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
        out[rowBefore] += odd - even;
        if (k === 0) {
          out[slots.surfaceByCell] += odd + even;
          out[slots.cellBySurface] += even - odd;
          out[slots.lower] = 0;
        } else {
          out[slots.upper + s - slots.stride] = odd + even;
          out[slots.lower + s] = even - odd;
        }
        out[slots.upper + s] = 0;
        out[slots.diagonal + s] = -odd - even;
        before = after;
      }
    },
  };
}
