import { hypot } from "../../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { NoiseLaw } from "./noise-law.ts";
import type { CircuitProblem } from "./problem.ts";
import { type Loss, lossWeight, robustScale } from "./robust.ts";
import type { Attempt, Searcher } from "./search.ts";
import { fittedWeightRoots, followsFit, type Weighting, weightRoots } from "./weighting.ts";

/** A fit whose weights agree with it. */
export interface Reweighted {
  readonly best: Attempt;
  /** Residuals with the weights of the weighting, without those of the loss; interleaved. */
  readonly unweighted: Float64Array;
  readonly noise: NoiseLaw | null;
}

const MOST_ROUNDS = 40;
/** Change of the parameters, in ln p or n, at which the weights count as settled. */
const SETTLED = 1e-6;

/**
 * Repeats weights and fit until both stay: iteratively reweighted least squares. The weights of `tukey` start from those
 * of `huber`, because its own minimum is not the only one.
 *
 * @param problem its `roots` are overwritten by the last weights
 * @param smallest weighted residual that counts as rounding
 *
 * P. W. Holland, R. E. Welsch, Commun. Stat. A6 (1977) 813.
 */
export function reweight(
  problem: CircuitProblem,
  searcher: Searcher,
  first: Attempt,
  spectrum: ImpedanceSpectrum,
  weighting: Weighting,
  loss: Loss,
  maximumIterations: number,
  smallest: number,
): Reweighted {
  const { roots, measured, residuals: size } = problem;
  const fixed = weightRoots(spectrum, weighting);
  const count = new Float64Array(size / 2).fill(1);
  const unweighted = new Float64Array(size);
  let noise: NoiseLaw | null = null;
  let best = first;
  let iterations = first.iterations;
  let settled = false;
  let current: Loss = loss === "tukey" ? "huber" : loss;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const z = problem.impedance(best.p);
    if (followsFit(weighting)) {
      noise = fittedWeightRoots(weighting, z, measured, count, problem.variables, roots);
    } else roots.set(fixed);
    for (let i = 0; i < size; i++) unweighted[i] = roots[i] * (z[i] - measured[i]);
    if (settled && current === loss) {
      applyLoss(loss, unweighted, problem.variables, smallest, count, roots);
      break;
    }
    if (settled) current = loss;
    applyLoss(current, unweighted, problem.variables, smallest, count, roots);
    const next = searcher.from(best.p, maximumIterations, true);
    const before = problem.variablesOf(best.p);
    const after = problem.variablesOf(next.p);
    settled = after.every((value, v) => Math.abs(value - before[v]) <= SETTLED * Math.max(1, Math.abs(value)));
    iterations += next.iterations;
    best = next;
  }
  return { best: { ...best, iterations, converged: best.converged && settled }, unweighted, noise };
}

/** Multiplies the roots by √weight of each point under the loss. */
function applyLoss(
  loss: Loss,
  residual: Float64Array,
  parameters: number,
  smallest: number,
  count: Float64Array,
  roots: Float64Array,
): void {
  if (loss === "squares") return;
  const scale = robustScale(residual, parameters, smallest);
  for (let i = 0; i < count.length; i++) {
    const deviation = scale > 0 ? hypot(residual[2 * i], residual[2 * i + 1]) / scale : 0;
    count[i] = lossWeight(loss, deviation);
    const root = Math.sqrt(count[i]);
    roots[2 * i] *= root;
    roots[2 * i + 1] *= root;
  }
}
