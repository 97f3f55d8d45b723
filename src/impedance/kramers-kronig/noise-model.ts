import { factorCholesky, solveCholesky } from "../../numerics/linear/cholesky.ts";

/** Residuals of points, from which their noise is estimated. */
export interface NoiseData {
  /** Sum of squares at each point, divided by |Z|². */
  readonly squares: Float64Array;
  /** Degrees of freedom of each; 0 leaves a point out. */
  readonly freedom: Float64Array;
}

/** Nodes of the piecewise linear ln σ², evenly spaced in ln f; one node is white noise. */
const NODES = [2, 3, 5];
/** Fewest points between two nodes, and on either side of a step. */
const FEWEST_BETWEEN = 6;
/** A square counts at most so many times its expected value: one disturbed point bends nothing. */
const CAP = 6;
const MOST_STEPS = 20;
/** Scoring ends when −2 ln L falls by less. */
const ENOUGH = 0.02;

/**
 * Estimates how the noise depends on frequency: ln σ² is constant, piecewise linear in ln f with 2, 3 or 5 nodes, or has one
 * step (a current range was switched), whichever has the smallest −2 ln L + p ln n. The squares S_k with ν_k degrees
 * of freedom are taken as σ_k² χ²(ν_k), so that −2 ln L = Σ ν_k ln σ_k² + S_k/σ_k²
 * (residual likelihood: Smyth & Verbyla, J. R. Stat. Soc. B 58 (1996) 565).
 *
 * @param floor smallest σ²
 * @returns σ_k² of one part of Z over |Z|², for all points
 */
export function noiseVariances(
  logFrequency: Float64Array,
  data: NoiseData,
  floor: number,
): { readonly variances: Float64Array; readonly parameters: number } {
  const n = logFrequency.length;
  const mean = data.squares.map((s, k) => (data.freedom[k] > 0 ? Math.max(s / data.freedom[k], floor) : floor));
  const total = data.freedom.reduce((a, b) => a + b, 0);
  const [low, high] = logFrequency.reduce(([a, b], x) => [Math.min(a, x), Math.max(b, x)], [Infinity, -Infinity]);
  const distinct = new Set(logFrequency).size;
  let best = fitLogVariance(hats(logFrequency, low, high, 1), mean, data.freedom);
  const constant = best;
  let bestCriterion = best.loss + Math.log(total);
  let parameters = 1;
  const consider = (columns: readonly Float64Array[], count: number): void => {
    const found = fitLogVariance(columns, mean, data.freedom);
    const criterion = found.loss + count * Math.log(total);
    if (criterion < bestCriterion) [best, bestCriterion, parameters] = [found, criterion, count];
  };
  for (const nodes of NODES) {
    if ((nodes - 1) * FEWEST_BETWEEN <= distinct) {
      consider(hats(logFrequency, low, high, nodes), nodes);
    }
  }
  const cut = bestStep(logFrequency, mean, data.freedom, constant.logVariance[0]);
  if (cut !== null) {
    const below = logFrequency.map((x) => (x < cut ? 1 : 0));
    consider([below, below.map((b) => 1 - b)], 3);
  }
  const variances = new Float64Array(n);
  for (let k = 0; k < n; k++) variances[k] = Math.max(Math.exp(best.logVariance[k]), floor);
  return { variances, parameters };
}

/** Hat functions with evenly spaced nodes: 1 at one node, 0 at the others. */
function hats(x: Float64Array, low: number, high: number, nodes: number): Float64Array[] {
  if (nodes === 1) return [x.map(() => 1)];
  const step = (high - low) / (nodes - 1);
  return Array.from({ length: nodes }, (_, j) => x.map((v) => Math.max(0, 1 - Math.abs((v - low) / step - j))));
}

interface LogVariance {
  readonly logVariance: Float64Array;
  /** −2 ln L with capped squares; infinite if the points do not determine the coefficients. */
  readonly loss: number;
}

/**
 * Minimises Σ ν (η + ρ(z e^−η)), η = Σ β_j column_j, by scoring with halved steps from the regression of ln z; ρ(u) = u up
 * to the cap, then its logarithm.
 */
function fitLogVariance(columns: readonly Float64Array[], mean: Float64Array, freedom: Float64Array): LogVariance {
  const n = mean.length;
  const count = columns.length;
  const normal = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += freedom[k] * columns[i][k] * columns[j][k];
      normal[i * count + j] = sum;
    }
  }
  if (factorCholesky(normal, count) >= 0) return { logVariance: new Float64Array(n), loss: Number.POSITIVE_INFINITY };
  const solution = new Float64Array(count);
  const solve = (right: Float64Array): void => {
    for (let j = 0; j < count; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += freedom[k] * columns[j][k] * right[k];
      solution[j] = sum;
    }
    solveCholesky(normal, count, solution);
  };
  const moveTo = (target: Float64Array, from: Float64Array, factor: number): void => {
    for (let k = 0; k < n; k++) {
      let sum = from[k];
      for (let j = 0; j < count; j++) sum += factor * solution[j] * columns[j][k];
      target[k] = sum;
    }
  };
  let eta = new Float64Array(n);
  let trial = new Float64Array(n);
  const right = mean.map(Math.log);
  solve(right);
  moveTo(eta, trial, 1);
  let loss = lossOf(eta, mean, freedom);
  for (let step = 0; step < MOST_STEPS; step++) {
    for (let k = 0; k < n; k++) right[k] = Math.min(mean[k] * Math.exp(-eta[k]), CAP) - 1;
    solve(right);
    let gain = 0;
    for (let factor = 1; factor > 0.01; factor /= 2) {
      moveTo(trial, eta, factor);
      const trialLoss = lossOf(trial, mean, freedom);
      if (!(trialLoss < loss)) continue;
      gain = loss - trialLoss;
      [eta, trial] = [trial, eta];
      loss = trialLoss;
      break;
    }
    if (gain < ENOUGH) break;
  }
  return { logVariance: eta, loss };
}

function lossOf(eta: Float64Array, mean: Float64Array, freedom: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < eta.length; k++) {
    const u = mean[k] * Math.exp(-eta[k]);
    sum += freedom[k] * (eta[k] + (u <= CAP ? u : CAP * (1 + Math.log(u / CAP))));
  }
  return sum;
}

/** The frequency below which the noise differs most from that above, in ln f; null if there are too few points. */
function bestStep(x: Float64Array, mean: Float64Array, freedom: Float64Array, logTypical: number): number | null {
  const order = Array.from(x.keys()).sort((a, b) => x[a] - x[b]);
  const capped = mean.map((m) => Math.min(m, CAP * CAP * Math.exp(logTypical)));
  const squares = capped.map((m, k) => m * freedom[k]);
  const [allSquares, allFreedom] = [squares.reduce((a, b) => a + b, 0), freedom.reduce((a, b) => a + b, 0)];
  let [s, d] = [0, 0];
  let best = Infinity;
  let cut: number | null = null;
  for (let i = 1; i <= order.length - FEWEST_BETWEEN; i++) {
    s += squares[order[i - 1]];
    d += freedom[order[i - 1]];
    if (i < FEWEST_BETWEEN || x[order[i]] === x[order[i - 1]] || !(s > 0 && allSquares - s > 0)) continue;
    const loss = d * Math.log(s / d) + (allFreedom - d) * Math.log((allSquares - s) / (allFreedom - d));
    if (loss < best) [best, cut] = [loss, x[order[i]]];
  }
  return cut;
}
