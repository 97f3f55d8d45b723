import {
  type LevenbergMarquardtOptions,
  levenbergMarquardtSolver,
} from "../../numerics/least-squares/levenberg-marquardt.ts";
import { type AmplitudeFit, amplitudeFit } from "./amplitudes.ts";
import type { CircuitProblem, ParameterRange } from "./problem.ts";
import type { StartSearch } from "./result.ts";

/** Where one start led. */
export interface Attempt {
  readonly p: Float64Array;
  readonly sumOfSquares: number;
  /** By variable: not 0 where it ended at a bound. */
  readonly bound: Int8Array;
  readonly converged: boolean;
  readonly iterations: number;
  /** Whether neighbouring residuals run together, a parameter ended at a bound or the fit did not converge. */
  readonly poor: boolean;
}

export interface SearchOptions {
  readonly maximumIterations: number;
  /** F below which nothing can be bettered: rounding. */
  readonly exact: number;
  /** `auto` looks elsewhere only where the first fit is poor; a number follows at least so many starts. */
  readonly starts: "auto" | number;
}

/** Autocorrelation of neighbouring residuals above which the fit is tried from elsewhere: the curve runs beside the data. */
const POOR_CORRELATION = 0.4;
/** Other starts that are looked at, and most that are followed. */
const LOOKED_AT = 48;
const FOLLOWED = 12;
const FOLLOWED_ITERATIONS = 40;
/** Relative difference of χ² within which two fits count as the same minimum. */
const SAME = 1e-4;
/** Relative improvement of χ² for which another start replaces the first. */
const BETTER = 1e-6;
/** The posterior number of minima may exceed those seen by this much. */
const UNSEEN = 0.5;
/** Tolerances that leave an error of 1e-4 of a standard error. */
const PRECISION: LevenbergMarquardtOptions = {
  reductionTolerance: 1e-11,
  stepTolerance: 1e-9,
  gradientTolerance: 1e-9,
};
/** Damping of the first step: short first steps lead to the right minimum from far more starts than long ones. */
const FAR = 100;
const NEAR = 1e-3;

/** Minimises one problem from one start or several. */
export interface Searcher {
  /** From p; `near` the minimum the first step is not held back. */
  from(p: Float64Array, maximumIterations: number, near: boolean): Attempt;
  /**
   * The best of the fits from `first` and, where that is poor, from a sequence of others: those with the lowest χ²
   * after their amplitudes are fitted are followed until (a) the lowest minimum was met twice and its residuals do not run
   * together, or (b) Boender and Rinnooy Kan's expected number of minima w(N − 1)/(N − w − 2), w of them seen from N
   * starts, is within ½ of w, or (c) 12 were followed.
   */
  search(first: Float64Array, other: (k: number) => Float64Array, options: SearchOptions): SearchResult;
}

export interface SearchResult {
  readonly best: Attempt;
  readonly search: StartSearch;
}

/**
 * A searcher of one problem.
 *
 * C. G. E. Boender, A. H. G. Rinnooy Kan, Math. Program. 37 (1987) 59, eq. 10.
 */
export function circuitSearcher(
  problem: CircuitProblem,
  ranges: readonly ParameterRange[],
  tied: ReadonlySet<number>,
): Searcher {
  const solve = levenbergMarquardtSolver(problem);
  const amplitudes: AmplitudeFit = amplitudeFit(problem, ranges, tied);

  const from = (p: Float64Array, maximumIterations: number, near: boolean): Attempt => {
    const { x, sumOfSquares, bound, converged, iterations, residual } = solve(problem.variablesOf(p), {
      ...PRECISION,
      initialDamping: near ? NEAR : FAR,
      maximumIterations,
    });
    const poor = !converged || bound.some((side) => side !== 0) || runsTogether(residual, sumOfSquares);
    return { p: problem.parametersOf(x, p), sumOfSquares, bound, converged, iterations, poor };
  };

  const search: Searcher["search"] = (first, other, { maximumIterations, exact, starts }) => {
    let best = from(first, maximumIterations, false);
    const forced = starts === "auto" ? 0 : starts;
    if (forced <= 1 && (starts !== "auto" || best.sumOfSquares <= exact || !best.poor)) {
      return { best, search: { followed: 1, minima: 1, agreeing: 1, rule: "first fit without run of residuals" } };
    }
    const most = Math.max(forced, FOLLOWED);
    const candidates = Array.from({ length: Math.max(LOOKED_AT, 2 * forced) }, (_, k) => {
      const p = Float64Array.from(other(k));
      return { p, sum: amplitudes.improve(p), first: k === 0 };
    });
    // What was read off the spectrum comes before the sequence.
    candidates.sort((a, b) => Number(b.first) - Number(a.first) || a.sum - b.sum);
    const minima: { sum: number; met: number }[] = [{ sum: best.sumOfSquares, met: 1 }];
    let followed = 1;
    let rule: StartSearch["rule"] = "most starts followed";
    for (const { p } of candidates) {
      if (followed >= most) break;
      const attempt = from(p, FOLLOWED_ITERATIONS, false);
      followed++;
      if (
        attempt.sumOfSquares < best.sumOfSquares * (1 - BETTER) ||
        (attempt.converged && !best.converged && attempt.sumOfSquares <= best.sumOfSquares * (1 + SAME))
      )
        best = attempt;
      if (attempt.converged) note(minima, attempt.sumOfSquares);
      if (followed < forced) continue;
      if (best.sumOfSquares <= exact || (metAgain(minima, best.sumOfSquares) && (forced > 0 || !best.poor))) {
        rule = "lowest minimum met again";
        break;
      }
      const seen = minima.length;
      if (followed > seen + 2 && (seen * (followed - 1)) / (followed - seen - 2) < seen + UNSEEN) {
        rule = "no more minima expected";
        break;
      }
    }
    if (!best.converged) {
      const more = from(best.p, maximumIterations, true);
      best = { ...more, iterations: more.iterations + best.iterations };
    }
    const agreeing = minima.find(({ sum }) => same(sum, best.sumOfSquares))?.met ?? 1;
    return { best, search: { followed, minima: minima.length, agreeing, rule } };
  };
  return { from, search };
}

function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME * Math.max(a, b);
}

function note(minima: { sum: number; met: number }[], sum: number): void {
  const known = minima.find((minimum) => same(minimum.sum, sum));
  if (known !== undefined) known.met++;
  else minima.push({ sum, met: 1 });
}

function metAgain(minima: readonly { readonly sum: number; readonly met: number }[], lowest: number): boolean {
  return minima.some(({ sum, met }) => met > 1 && same(sum, lowest));
}

/** Whether residuals of the same part of neighbouring points are correlated by more than 0.4. */
function runsTogether(residual: Float64Array, sumOfSquares: number): boolean {
  let product = 0;
  for (let i = 2; i < residual.length; i++) product += residual[i] * residual[i - 2];
  return product > POOR_CORRELATION * sumOfSquares;
}
