import { cbrt } from "../../numerics/elementary/index.ts";
import type { Evaluations } from "./evaluations.ts";
import type { ForwardValue } from "./forward.ts";

/** Smallest and largest step in u, parts of the way between the bounds. */
const SMALLEST_STEP = 1e-5;
const LARGEST_STEP = 0.02;

/**
 * Step in u for differences of a model with relative accuracy ε: its noise over the step against the curvature over it, √ε one-sided, ∛ε
 * central, times the part of the bounds over which a model bends, taken as one.
 */
function stepFor(accuracy: number, order: 1 | 2): number {
  const step = order === 1 ? Math.sqrt(accuracy) : cbrt(accuracy);
  return Math.min(LARGEST_STEP, Math.max(SMALLEST_STEP, step));
}

/** Runs beside a place, along one parameter. */
export interface Stencil {
  /**
   * Slope of a function of one datum's value; null where runs failed on both sides.
   * @param centre the function at the place itself
   */
  slope(index: number, centre: number, of: (value: ForwardValue) => number): number | null;
}

/** Runs the model beside places u along parameter k: away from the nearer bound, or on both sides where there is room. */
export async function stencilAt(
  evaluations: Evaluations,
  places: Float64Array,
  k: number,
  order: 1 | 2,
): Promise<Stencil> {
  const step = stepFor(evaluations.forward.accuracy ?? 1e-6, order);
  const beside = async (distance: number): Promise<readonly ForwardValue[]> => {
    const moved = places.slice();
    moved[k] += distance;
    return evaluations.at(moved);
  };
  const outward = places[k] > 0.5 ? -step : step;
  const first = await beside(outward);
  const room = places[k] - outward >= 0 && places[k] - outward <= 1;
  const wantsOther = order === 2 || first.some(({ failed }) => failed !== undefined);
  const second = wantsOther && room ? await beside(-outward) : null;
  // At a bound: the second-order difference inward, (−3 f₀ + 4 f₁ − f₂) / 2h.
  const third = order === 2 && !room ? await beside(2 * outward) : null;
  const usable = (value: ForwardValue | undefined): value is ForwardValue =>
    value !== undefined && value.failed === undefined && Number.isFinite(value.value);
  return {
    slope(index, centre, of) {
      const [one, other, further] = [first[index], second?.[index], third?.[index]];
      if (!Number.isFinite(centre)) return null;
      if (usable(one) && usable(other)) return (of(one) - of(other)) / (2 * outward);
      if (usable(one) && usable(further)) return (4 * of(one) - 3 * centre - of(further)) / (2 * outward);
      if (usable(one)) return (of(one) - centre) / outward;
      if (usable(other)) return (centre - of(other)) / outward;
      return null;
    },
  };
}
