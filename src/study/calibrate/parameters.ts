import { NORMAL_95 } from "../../numerics/probability/normal.ts";
import type { CalibratedParameter, Ends, ProfileCurve, Verdict } from "./document.ts";
import type { Estimate } from "./estimate.ts";
import { UNDETERMINED, WEAK } from "./information.ts";
import { slopeAt, startPlaces, valueAt } from "./scaling.ts";

/** Difference of two ends, as a part of the width, from which on the two kinds of intervals are told apart. */
const DIFFERENT = 0.1;

/** Values and intervals of an estimate. */
export function calibratedParameters(estimate: Estimate): CalibratedParameter[] {
  const { problem, optimum, information, profiles, widening } = estimate;
  const { parameters } = problem;
  const n = parameters.length;
  const starts = startPlaces(parameters);
  return parameters.map((parameter, k): CalibratedParameter => {
    const { name, unit, from, to, scale, prior } = parameter;
    const place = optimum.places[k];
    const isFree = information.free.includes(k);
    const own = isFree ? Math.sqrt(information.covariance[k * n + k]) : Number.POSITIVE_INFINITY;
    const half = NORMAL_95 * widening * own;
    const inside = (u: number): number | null => (u > 0 && u < 1 ? valueAt(parameter, u) : null);
    const curvature: Ends = isFree
      ? { lower: inside(place - half), upper: inside(place + half) }
      : { lower: null, upper: null };
    const found = profiles.find((one) => one.parameter === k);
    const profile: Ends | null =
      found === undefined
        ? null
        : {
            lower: found.lower === null ? null : valueAt(parameter, found.lower),
            upper: found.upper === null ? null : valueAt(parameter, found.upper),
          };
    const differs = (a: number | null, b: number): boolean =>
      a === null
        ? b > 0 && b < 1
        : Math.abs(a - b) > DIFFERENT * 2 * half && !((a <= 0 && b <= 0) || (a >= 1 && b >= 1));
    return {
      name,
      unit,
      from,
      to,
      scale,
      value: valueAt(parameter, place),
      start: valueAt(parameter, starts[k]),
      prior: prior ?? null,
      verdict: verdictOf(estimate, k, own * widening),
      standardDeviation: Number.isFinite(own) ? own * widening * slopeAt(parameter, place) : null,
      curvature,
      profile,
      intervalsDiffer:
        found !== undefined && isFree && (differs(found.lower, place - half) || differs(found.upper, place + half)),
    };
  });
}

function verdictOf({ information, optimum }: Estimate, k: number, deviation: number): Verdict {
  if (information.unseen.includes(k)) return "no effect";
  if (optimum.bound[k] !== 0) return "at a bound";
  return deviation >= UNDETERMINED ? "not determined" : deviation >= WEAK ? "weakly determined" : "determined";
}

/** Profiles as curves in the parameters' own units. */
export function profileCurves({ problem, profiles, optimum, widening }: Estimate): ProfileCurve[] {
  return profiles.map(({ parameter: k, points }) => {
    const parameter = problem.parameters[k];
    return {
      parameter: parameter.name,
      unit: parameter.unit,
      scale: parameter.scale,
      values: Float64Array.from(points, ({ place }) => valueAt(parameter, place)),
      rise: Float64Array.from(points, ({ sumOfSquares }) => sumOfSquares - optimum.sumOfSquares),
      limit: (NORMAL_95 * widening) ** 2,
    };
  });
}
