import type { Alloy } from "./alloy.ts";
import type { AlloyDiffusion } from "./alloy-diffusion.ts";

/**
 * The fluxes of an alloy in cells that keep their amount of the other metal. The state of a cell is X = c/c', so
 *
 *     c = X/(V X + V'),   dc/dX = V' c'² = V'/(V X + V')²
 *
 * and J = A² D θ c'² ∂X/∂m = (A² D θ/V') ∂c/∂m has in c the form of the flux in the fixed frame: the conductances alone differ.
 *
 * @param fixed the fluxes by concentrations
 * @param size of the state
 */
export function latticeDiffusion(alloy: Alloy, fixed: AlloyDiffusion, size: number): AlloyDiffusion {
  const { molarVolume, otherMolarVolume } = alloy;
  const concentrations = new Float64Array(size);
  const convert = (cells: number, surface: number, first: number, stride: number, state: Float64Array): void => {
    concentrations[surface] = state[surface];
    for (let k = 0, i = first; k < cells; k++, i += stride) {
      const ratio = state[i];
      concentrations[i] = ratio / (molarVolume * ratio + otherMolarVolume);
    }
  };
  return {
    evaluate(conductances, surface, first, stride, state, out) {
      convert(conductances.length, surface, first, stride, state);
      fixed.evaluate(conductances, surface, first, stride, concentrations, out);
    },
    jacobian(conductances, surface, first, stride, slots, state, out) {
      const cells = conductances.length;
      convert(cells, surface, first, stride, state);
      const before = out[slots.surfaceByCell];
      out[slots.surfaceByCell] = 0;
      fixed.jacobian(conductances, surface, first, stride, slots, concentrations, out);
      for (let k = 0, i = first, s = 0; k < cells; k++, i += stride, s += slots.stride) {
        const r = 1 / (molarVolume * state[i] + otherMolarVolume);
        const slope = otherMolarVolume * r * r;
        if (k === 0) out[slots.surfaceByCell] = before + slope * out[slots.surfaceByCell];
        else out[slots.upper + s - slots.stride] *= slope;
        out[slots.diagonal + s] *= slope;
        if (k + 1 < cells) out[slots.lower + s + slots.stride] *= slope;
      }
    },
  };
}
