import type { LambdaCriterion } from "./options.ts";
import type { RegularizedSolution, RelaxationProblem } from "./regularize.ts";
import { criterionValue, regularize } from "./regularize.ts";

/** Decades of λ searched, about the λ at which penalty and data have equal traces, and the steps. */
const DECADES_BELOW = 9;
const DECADES_ABOVE = 0;
const COARSE = 1;
const REFINEMENTS = 1;
/** Going down, the search ends when the criterion has been above its minimum for so many decades: overfitting only grows. */
const RISING = 2;

/**
 * The λ with the smallest criterion: whole decades from the stiffest down, until two in a row are worse than the
 * best, so that a shallow local minimum does not hold it; then half a decade on either side of the best.
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
  const tried = new Map<number, number>();
  let best: { readonly decade: number; readonly value: number; readonly solution: RegularizedSolution } | undefined;
  let previous: RegularizedSolution | undefined;
  const attempt = (decade: number): void => {
    if (tried.has(decade)) return;
    const solution = regularize(problem, unit * 10 ** decade, previous);
    const value = criterionValue(problem, solution, criterion);
    tried.set(decade, value);
    previous = solution;
    if (best === undefined || value < best.value) best = { decade, value, solution };
  };
  for (let decade = DECADES_ABOVE; decade >= -DECADES_BELOW; decade -= COARSE) {
    attempt(decade);
    if (best !== undefined && best.decade - decade >= RISING) break;
  }
  for (let i = 0, step = COARSE / 2; i < REFINEMENTS; i++, step /= 2) {
    const centre = best?.decade ?? 0;
    previous = best?.solution;
    attempt(centre + step);
    previous = best?.solution;
    attempt(centre - step);
  }
  return best?.solution ?? regularize(problem, unit);
}
