import { ConvergenceError } from "../../base/errors.ts";
import { criterionValue } from "./criteria.ts";
import type { PredictionError } from "./cross-validation.ts";
import { crossPartError, foldError } from "./cross-validation.ts";
import type { LambdaCriterion } from "./options.ts";
import type { RelaxationProblem } from "./problem.ts";
import type { RegularizedSolution } from "./regularize.ts";
import { regularize } from "./regularize.ts";

/**
 * Decades of λ relative to the λ at which penalty and data have equal traces, in eighths: the bracket of twelve decades, where
 * the scan begins, and its steps of one decade (half a decade for the L-curve, whose corner may be narrow), halved down to 1/8.
 */
const STIFFEST = 16;
const SOFTEST = -80;
const BEGIN = -24;
const COARSE = 8;
const COARSE_OF_CURVATURE = 4;
const PER_DECADE = 8;
/** Minima of the scan that are refined: the lowest so many. */
const REFINED = 2;

/**
 * How far above the best value the criterion must lie on two decades in succession for the scan to end before the bracket
 * does: e^−30 in likelihood, or a factor of 1.6 in the mean square error of prediction.
 */
const BEYOND: Readonly<Record<LambdaCriterion, number>> = {
  evidence: 60,
  gcv: 0.5,
  mgcv: 0.5,
  rgcv: 1,
  "re-im": 0.5,
  "k-fold": 0.5,
  "l-curve": Number.POSITIVE_INFINITY,
};

/** One λ of a search: its solution, and what was asked of it. */
interface Point {
  readonly solution: RegularizedSolution;
  readonly values: Map<LambdaCriterion, number>;
}

/** Solutions along λ, each found once and shared by the criteria. */
class Path {
  readonly points = new Map<number, Point>();
  readonly unit: number;
  private readonly problem: RelaxationProblem;
  private readonly together: readonly LambdaCriterion[];
  private folds: PredictionError | undefined;
  private parts: PredictionError | undefined;

  /** @param together criteria whose value is wanted at every λ, as far as one solution gives it */
  constructor(problem: RelaxationProblem, together: readonly LambdaCriterion[]) {
    this.problem = problem;
    this.together = together;
    const { free, unknowns, plan, gram } = problem;
    const n = plan.functions;
    let dataTrace = 0;
    let penaltyTrace = 0;
    for (let i = 0; i < n; i++) {
      dataTrace += gram[(i + free) * unknowns + i + free];
      penaltyTrace += plan.penalty[i * n + i];
    }
    this.unit = dataTrace / penaltyTrace;
  }

  lambda(eighths: number): number {
    return this.unit * 10 ** (eighths / PER_DECADE);
  }

  value(eighths: number, criterion: LambdaCriterion): number {
    const point = this.point(eighths);
    let value = point.values.get(criterion);
    if (value !== undefined) return value;
    if (criterion === "k-fold") {
      this.folds ??= foldError(this.problem);
      value = this.folds(this.lambda(eighths), point.solution);
    } else if (criterion === "re-im") {
      this.parts ??= crossPartError(this.problem);
      value = this.parts(this.lambda(eighths));
    } else {
      // Asked later than the solution was made: its factor has to be made again.
      const solution = regularize(this.problem, this.lambda(eighths), point.solution);
      value = criterionValue(this.problem, solution, criterion);
    }
    point.values.set(criterion, value);
    return value;
  }

  private point(eighths: number): Point {
    const known = this.points.get(eighths);
    if (known !== undefined) return known;
    const solution = regularize(this.problem, this.lambda(eighths), this.nearest(eighths));
    const values = new Map<LambdaCriterion, number>();
    for (const criterion of this.together) {
      if (criterion !== "k-fold" && criterion !== "re-im")
        values.set(criterion, criterionValue(this.problem, solution, criterion));
    }
    const point = { solution, values };
    this.points.set(eighths, point);
    return point;
  }

  private nearest(eighths: number): RegularizedSolution | undefined {
    let best: RegularizedSolution | undefined;
    let distance = Number.POSITIVE_INFINITY;
    for (const [at, { solution }] of this.points) {
      // Of two equally near the stiffer: its passive set is the larger one.
      const d = Math.abs(at - eighths) - (at > eighths ? 0.5 : 0);
      if (d < distance) [best, distance] = [solution, d];
    }
    return best;
  }
}

/** Eighths of a decade at which the criterion is smallest; undefined if it has a value nowhere. */
function search(path: Path, criterion: LambdaCriterion): number | undefined {
  const values = new Map<number, number>();
  let best = Number.POSITIVE_INFINITY;
  const attempt = (eighths: number): number => {
    const value = path.value(eighths, criterion);
    const number = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
    values.set(eighths, number);
    best = Math.min(best, number);
    return number;
  };
  const step = criterion === "l-curve" ? COARSE_OF_CURVATURE : COARSE;
  const scan = (from: number, to: number): void => {
    let beyond = 0;
    for (let at = from; to < from ? at >= to : at <= to; at += to < from ? -step : step) {
      beyond = attempt(at) > best + BEYOND[criterion] ? beyond + 1 : 0;
      if (beyond === 2) return;
    }
  };
  scan(BEGIN, SOFTEST);
  scan(BEGIN + step, STIFFEST);
  if (best === Number.POSITIVE_INFINITY) return undefined;
  const valueAt = (eighths: number): number => values.get(eighths) ?? Number.POSITIVE_INFINITY;
  const minima = [...values.keys()]
    .filter((at) => valueAt(at) <= valueAt(at - step) && valueAt(at) <= valueAt(at + step))
    .sort((a, b) => valueAt(a) - valueAt(b) || b - a)
    .slice(0, REFINED)
    .filter((at) => valueAt(at) < best + BEYOND[criterion] / 4);
  for (let centre of minima) {
    for (let width = step / 2; width >= 1; width /= 2) {
      const candidates = [centre - width, centre + width].filter((at) => at >= SOFTEST && at <= STIFFEST);
      for (const at of candidates) if (attempt(at) < valueAt(centre)) centre = at;
    }
  }
  let at = BEGIN;
  for (const [eighths, value] of values) if (value < valueAt(at)) at = eighths;
  return at;
}

/**
 * The solution at the λ with the smallest criterion, to 1/8 decade, in a bracket of twelve decades: a scan by decades from the
 * middle to either end, which ends early only where the criterion has risen far above its best on two decades in succession, then
 * the two lowest minima found are refined. No start value plays a part.
 *
 * @throws ConvergenceError if the criterion is a number at no λ
 */
export function chooseLambda(problem: RelaxationProblem, criterion: LambdaCriterion): RegularizedSolution {
  const path = new Path(problem, [criterion]);
  const at = search(path, criterion);
  const solution = at === undefined ? undefined : path.points.get(at)?.solution;
  if (solution === undefined) {
    throw new ConvergenceError(
      `relaxationTimes: ${criterion} has no value at any λ from ${path.lambda(STIFFEST).toExponential(1)} to ` +
        `${path.lambda(SOFTEST).toExponential(1)}; set λ yourself, or look for values that are not finite or differ by many decades.`,
    );
  }
  return solution;
}

/** What one criterion says about λ. */
export interface CriterionCurve {
  readonly criterion: LambdaCriterion;
  /** The λ it chooses, and its least value. */
  readonly lambda: number;
  readonly value: number;
  /** λ, ascending, at which it was evaluated, and its values there, to be made small. */
  readonly lambdas: Float64Array;
  readonly values: Float64Array;
}

const ALL: readonly LambdaCriterion[] = ["gcv", "mgcv", "rgcv", "l-curve", "re-im", "k-fold", "evidence"];

/** Every criterion that the problem allows (re-im needs both parts of Z), each with its λ and its curve. */
export function criterionCurves(
  problem: RelaxationProblem,
  criteria: readonly LambdaCriterion[] = ALL,
): readonly CriterionCurve[] {
  const both = problem.useReal && problem.useImaginary;
  const asked = criteria.filter((one) => one !== "re-im" || both);
  const path = new Path(problem, asked);
  const found = asked.map((criterion) => [criterion, search(path, criterion)] as const);
  return found.flatMap(([criterion, at]) => {
    if (at === undefined) return [];
    const evaluated = [...path.points.keys()]
      .filter((eighths) => Number.isFinite(path.points.get(eighths)?.values.get(criterion)))
      .sort((a, b) => a - b);
    const curve: CriterionCurve = {
      criterion,
      lambda: path.lambda(at),
      value: path.value(at, criterion),
      lambdas: Float64Array.from(evaluated, (eighths) => path.lambda(eighths)),
      values: Float64Array.from(evaluated, (eighths) => path.value(eighths, criterion)),
    };
    return [curve];
  });
}
