import {
  type LeastSquaresProblem,
  type LevenbergMarquardtSolver,
  levenbergMarquardtSolver,
} from "./levenberg-marquardt.ts";

/** One end of a profile-likelihood interval. */
export interface ProfileLimit {
  /** Value of the variable; ±Infinity or a bound where F never rises so far. */
  readonly value: number;
  /** False where the variable reached its bound, or the search its end, before F had risen enough. */
  readonly reached: boolean;
  /** F found below that of the optimum, by more than rounding; null if none: the optimum was not one. */
  readonly lower: number | null;
  /** Minimisations over the other variables. */
  readonly evaluations: number;
}

/** What profiles start from. */
export interface ProfileCentre {
  readonly x: Float64Array;
  readonly sumOfSquares: number;
  /** Variance s² of a residual. */
  readonly variance: number;
  /** Covariance of the variables at x, row-major: the slope along which the others follow. */
  readonly covariance: Float64Array;
}

/** Relative accuracy of the deviation at a limit: a thousandth changes the coverage by 1e-4. */
const ACCURACY = 1e-3;
const MOST_EVALUATIONS = 24;
/** First step where the curvature says nothing. */
const BLIND_STEP = 0.1;
/** Factor by which a step may grow or shrink. */
const GROWTH = 4;
/** Distance from the optimum beyond which a logarithmic variable counts as unlimited: a factor e⁴⁰. */
const FARTHEST = 40;
/** Relative fall of F that counts as a better minimum. */
const BETTER = 1e-6;

/** Finds limits of one problem; its memory is allocated once. */
export type ProfileLimiter = (variable: number, side: -1 | 1, deviation: number) => ProfileLimit;

/**
 * Limits of profile-likelihood intervals: the value c of a variable on one side of the optimum where the smallest F over
 * all other variables is F̂ + t² s². ρ(c) = √((F(c) − F̂)/s²), which is a straight line where the problem is linear,
 * is brought to t by the secant method within a bracket; each minimisation starts on the line through the last one.
 *
 * @returns a function of the variable, the side and t
 *
 * D. M. Bates, D. G. Watts, Nonlinear Regression Analysis and Its Applications (1988), section 6.1.
 */
export function profileLimiter(problem: LeastSquaresProblem, centre: ProfileCentre): ProfileLimiter {
  const n = problem.variables;
  const free = { lower: new Float64Array(n).fill(-Infinity), upper: new Float64Array(n).fill(Infinity) };
  const lower = Float64Array.from(problem.lower ?? free.lower);
  const upper = Float64Array.from(problem.upper ?? free.upper);
  const solve: LevenbergMarquardtSolver = levenbergMarquardtSolver({
    variables: n,
    residuals: problem.residuals,
    evaluate: (x, residual, jacobian) => problem.evaluate(x, residual, jacobian),
    lower,
    upper,
  });
  const start = new Float64Array(n);

  return (v, side, deviation) => {
    const middle = centre.x[v];
    const edge = side < 0 ? lower[v] : upper[v];
    const [keptLower, keptUpper] = [lower[v], upper[v]];
    const own = centre.covariance[v * n + v];
    const slope = Float64Array.from(centre.x, (_, k) => (own > 0 ? centre.covariance[k * n + v] / own : 0));
    let last = Float64Array.from(centre.x);
    let evaluations = 0;
    let least = centre.sumOfSquares;
    /** ρ at distance d from the optimum. */
    const at = (distance: number): number => {
      const c = middle + side * distance;
      lower[v] = c;
      upper[v] = c;
      const moved = Math.abs(last[v] - middle);
      for (let k = 0; k < n; k++) {
        start[k] =
          moved > 0
            ? centre.x[k] + ((last[k] - centre.x[k]) * distance) / moved
            : centre.x[k] + slope[k] * side * distance;
      }
      start[v] = c;
      evaluations++;
      const { x, sumOfSquares } = solve(start, {
        maximumIterations: 60,
        reductionTolerance: 1e-6,
        stepTolerance: 1e-7,
        gradientTolerance: 1e-6,
        initialDamping: 1e-5,
      });
      last = Float64Array.from(x);
      least = Math.min(least, sumOfSquares);
      return Math.sqrt(Math.max(0, sumOfSquares - centre.sumOfSquares) / centre.variance);
    };
    const room = Math.min(FARTHEST, Math.abs(edge - middle));
    const result = (distance: number, reached: boolean): ProfileLimit => {
      lower[v] = keptLower;
      upper[v] = keptUpper;
      const unlimited = distance >= FARTHEST && Math.abs(edge - middle) > FARTHEST;
      return {
        value: reached ? middle + side * distance : unlimited ? side * Infinity : edge,
        reached,
        lower: least < centre.sumOfSquares * (1 - BETTER) ? least : null,
        evaluations,
      };
    };
    if (!(room > 0)) return result(0, false);
    const step = own > 0 ? deviation * Math.sqrt(own) : BLIND_STEP;
    let inside = { distance: 0, rho: 0 };
    let outside: { distance: number; rho: number } | null = null;
    let distance = Math.min(step, room);
    for (let k = 0; k < MOST_EVALUATIONS; k++) {
      const rho = at(distance);
      if (Math.abs(rho - deviation) <= ACCURACY * deviation) return result(distance, true);
      const before = rho < deviation ? inside : outside;
      if (rho < deviation) {
        if (distance >= room) return result(room, false);
        inside = { distance, rho };
      } else outside = { distance, rho };
      // The secant through the newest point and, of the others, the nearest in ρ.
      const other: { distance: number; rho: number } = before ?? inside;
      const gradient = (rho - other.rho) / (distance - other.distance);
      let next = gradient > 0 ? distance + (deviation - rho) / gradient : distance * GROWTH;
      if (outside === null) next = Math.min(Math.max(next, 1.05 * inside.distance), GROWTH * distance);
      else if (!(next > inside.distance && next < outside.distance)) next = (inside.distance + outside.distance) / 2;
      distance = Math.min(next, room);
    }
    return result(distance, outside !== null);
  };
}
