import { ConvergenceError } from "../../base/errors.ts";
import { pow } from "../../numerics/elementary/index.ts";
import { criterionValue } from "./criteria.ts";
import { type CrossPartError, crossPartError, type FoldError, foldError } from "./cross-validation.ts";
import { type DataFactor, dataFactor, type HatMatrix, hatMatrix } from "./hat-matrix.ts";
import type { LambdaCriterion } from "./options.ts";
import { equalTraces, type RelaxationProblem } from "./problem.ts";
import type { RegularizedSolution, StartSet } from "./regularize.ts";
import { regularize } from "./regularize.ts";

/**
 * Decades of λ relative to the λ at which penalty and data have equal traces, in quarters: the bracket of eleven decades, where
 * the scan begins, and its steps of one decade (half
 * a decade for the L-curve, whose corner may be narrow), halved down to a quarter.
 */
const STIFFEST = 8;
const SOFTEST = -36;
const BEGIN = -12;
const COARSE = 4;
const PER_DECADE = 4;
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

/** One λ of a search: its solution, with a factor of its own if several criteria ask for it, and what was asked of it. */
interface Point {
  readonly solution: RegularizedSolution;
  readonly values: Map<LambdaCriterion, number>;
  hat: HatMatrix | undefined;
}

/** Solutions along λ, each found once and shared by the criteria. */
class Path {
  readonly points = new Map<number, Point>();
  readonly unit: number;
  private readonly problem: RelaxationProblem;
  private data: DataFactor | undefined;
  private folds: FoldError | undefined;
  private parts: CrossPartError | undefined;

  private readonly start: StartSet | undefined;
  private readonly shared: boolean;

  /** @param shared whether several criteria will be asked for at one λ */
  constructor(problem: RelaxationProblem, shared: boolean, start?: StartSet) {
    this.problem = problem;
    this.shared = shared;
    this.start = start;
    this.unit = equalTraces(problem);
  }

  lambda(quarters: number): number {
    return this.unit * pow(10, quarters / PER_DECADE);
  }

  value(quarters: number, criterion: LambdaCriterion): number {
    const point = this.point(quarters);
    let value = point.values.get(criterion);
    if (value !== undefined) return value;
    const { solution } = point;
    if (criterion === "re-im") {
      this.parts ??= crossPartError(this.problem);
      value = this.parts(solution);
    } else if (criterion === "k-fold") {
      this.folds ??= foldError(this.problem, this.factorOfData());
      value = this.folds(solution, this.hat(point));
    } else if (criterion === "evidence" || criterion === "l-curve") {
      value = criterionValue(this.problem, solution, criterion);
    } else value = criterionValue(this.problem, solution, criterion, this.hat(point));
    point.values.set(criterion, value);
    return value;
  }

  private factorOfData(): DataFactor {
    this.data ??= dataFactor(this.problem, this.unit);
    return this.data;
  }

  private hat(point: Point): HatMatrix {
    point.hat ??= hatMatrix(this.problem, this.factorOfData(), point.solution);
    return point.hat;
  }

  private point(quarters: number): Point {
    const known = this.points.get(quarters);
    if (known !== undefined) return known;
    const found = regularize(this.problem, this.lambda(quarters), this.nearest(quarters) ?? this.start);
    const point: Point = {
      solution: this.shared ? withOwnFactor(found) : found,
      values: new Map(),
      hat: undefined,
    };
    this.points.set(quarters, point);
    return point;
  }

  private nearest(quarters: number): RegularizedSolution | undefined {
    let best: RegularizedSolution | undefined;
    let distance = Number.POSITIVE_INFINITY;
    for (const [at, { solution }] of this.points) {
      // Of two equally near the stiffer: its passive set is the larger one.
      const d = Math.abs(at - quarters) - (at > quarters ? 0.5 : 0);
      if (d < distance) [best, distance] = [solution, d];
    }
    return best;
  }
}

function withOwnFactor(solution: RegularizedSolution): RegularizedSolution {
  const { factor, scale, passive } = solution.minimum;
  const minimum = { ...solution.minimum, factor: factor.slice(0, passive.length ** 2), scale: scale.slice() };
  return { ...solution, minimum };
}

/** Quarters of a decade at which the criterion is smallest; undefined if it has a value nowhere. */
function search(path: Path, criterion: LambdaCriterion): number | undefined {
  const values = new Map<number, number>();
  let best = Number.POSITIVE_INFINITY;
  const attempt = (quarters: number): number => {
    const value = path.value(quarters, criterion);
    const number = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
    values.set(quarters, number);
    best = Math.min(best, number);
    return number;
  };
  const step = criterion === "l-curve" ? COARSE / 2 : COARSE;
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
  const valueAt = (quarters: number): number => values.get(quarters) ?? Number.POSITIVE_INFINITY;
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
  for (const [quarters, value] of values) if (value < valueAt(at)) at = quarters;
  return at;
}

/**
 * The solution at the λ with the smallest criterion, to a quarter of a decade, in a bracket of eleven decades: a scan by decades from the
 * middle to either end, which ends early only where the criterion has risen far above its best on two decades in succession, then
 * the two lowest minima found are refined. No start value of λ plays a part.
 *
 * @param start functions in use in a similar problem, to begin the first minimum with
 * @throws ConvergenceError if the criterion is a number at no λ
 */
export function chooseLambda(
  problem: RelaxationProblem,
  criterion: LambdaCriterion,
  start?: StartSet,
): RegularizedSolution {
  const path = new Path(problem, false, start);
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
  const path = new Path(problem, asked.length > 1);
  const found = asked.map((criterion) => [criterion, search(path, criterion)] as const);
  return found.flatMap(([criterion, at]) => {
    if (at === undefined) return [];
    const evaluated = [...path.points.keys()]
      .filter((quarters) => Number.isFinite(path.points.get(quarters)?.values.get(criterion)))
      .sort((a, b) => a - b);
    const curve: CriterionCurve = {
      criterion,
      lambda: path.lambda(at),
      value: path.value(at, criterion),
      lambdas: Float64Array.from(evaluated, (quarters) => path.lambda(quarters)),
      values: Float64Array.from(evaluated, (quarters) => path.value(quarters, criterion)),
    };
    return [curve];
  });
}
