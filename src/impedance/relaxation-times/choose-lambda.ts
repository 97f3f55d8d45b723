import { ConvergenceError } from "../../base/errors.ts";
import type { LambdaCriterion } from "./options.ts";
import type { RelaxationProblem } from "./problem.ts";
import type { RegularizedSolution } from "./regularize.ts";
import { criterionValue, regularize } from "./regularize.ts";

/** Decades of λ searched, relative to the λ at which penalty and data have equal traces, and the steps. */
const STIFFEST = -1;
const SOFTEST = -9;
const COARSE = 2;
const REFINEMENTS = 2;

/**
 * The λ with the smallest criterion: every second decade from the stiffest down, until the criterion rises (beyond,
 * overfitting only grows; two decades are wide enough that a shallow local minimum does not hold the search); then one
 * decade, and half a decade, on either side of the best.
 *
 * @throws ConvergenceError if the criterion is a number at no λ
 */
export function chooseLambda(problem: RelaxationProblem, criterion: LambdaCriterion): RegularizedSolution {
  const { free, unknowns, plan, gram } = problem;
  const n = plan.functions;
  let dataTrace = 0;
  let penaltyTrace = 0;
  for (let i = 0; i < n; i++) {
    dataTrace += gram[(i + free) * unknowns + i + free];
    penaltyTrace += plan.penalty[i * n + i];
  }
  const unit = dataTrace / penaltyTrace;
  let best: { readonly decade: number; readonly value: number; readonly solution: RegularizedSolution } | undefined;
  let previous: RegularizedSolution | undefined;
  const attempt = (decade: number): void => {
    if (decade < SOFTEST - COARSE / 4) return;
    const solution = regularize(problem, unit * 10 ** decade, previous);
    const value = criterionValue(problem, solution, criterion);
    previous = solution;
    if (value < (best?.value ?? Number.POSITIVE_INFINITY)) best = { decade, value, solution };
  };
  for (let decade = STIFFEST; decade >= SOFTEST; decade -= COARSE) {
    attempt(decade);
    if (best !== undefined && best.decade > decade) break;
  }
  if (best === undefined) {
    throw new ConvergenceError(
      `relaxationTimes: ${criterion} has no value at any λ from ${decadeOf(unit, STIFFEST)} to ` +
        `${decadeOf(unit, SOFTEST)}; set λ yourself, or look for values that are not finite or differ by many decades.`,
    );
  }
  for (let i = 0, step = COARSE / 2; i < REFINEMENTS; i++, step /= 2) {
    const centre = best.decade;
    previous = best.solution;
    attempt(centre + step);
    previous = best.solution;
    attempt(centre - step);
  }
  return best.solution;
}

function decadeOf(unit: number, decade: number): string {
  return (unit * 10 ** decade).toExponential(1);
}
