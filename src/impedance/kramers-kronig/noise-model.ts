import { linearLeastSquares } from "../../numerics/linear/householder.ts";

/** Residuals of points, from which their noise is estimated. */
export interface NoiseData {
  /** Sum of squares at each point, divided by |Z|². */
  readonly squares: Float64Array;
  /** Degrees of freedom of each; 0 leaves a point out. */
  readonly freedom: Float64Array;
}

/** Nodes of the piecewise linear ln σ², evenly spaced in ln f; one node is white noise. */
const NODES = [1, 2, 3, 4, 6, 8];
/** Fewest points between two nodes, and on either side of a step. */
const FEWEST_BETWEEN = 6;
/** A square counts at most so many times its expected value: one disturbed point bends nothing. */
const CAP = 6;
const MOST_STEPS = 40;

/**
 * Estimates how the noise depends on frequency: ln σ² is constant, piecewise linear in ln f with 2 … 8 nodes, or has one
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
    if (nodes > 1 && (nodes - 1) * FEWEST_BETWEEN <= distinct) {
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
  /** −2 ln L with capped squares. */
  readonly loss: number;
}

/** Minimises Σ ν (η + ρ(z e^−η)), η = Σ β_j column_j, by scoring with halved steps; ρ(u) = u up to the cap, then its logarithm. */
function fitLogVariance(columns: readonly Float64Array[], mean: Float64Array, freedom: Float64Array): LogVariance {
  const n = mean.length;
  const root = freedom.map(Math.sqrt);
  const matrix = new Float64Array(n * columns.length);
  columns.forEach((column, j) => {
    for (let k = 0; k < n; k++) matrix[j * n + k] = root[k] * column[k];
  });
  const start = weightedMedian(mean, freedom);
  let eta = new Float64Array(n).fill(Math.log(start));
  let loss = lossOf(eta, mean, freedom);
  for (let step = 0; step < MOST_STEPS; step++) {
    const right = root.map((r, k) => r * (Math.min(mean[k] * Math.exp(-eta[k]), CAP) - 1));
    const { solution } = linearLeastSquares(matrix, n, columns.length, right);
    let factor = 1;
    let gain = 0;
    for (let halving = 0; halving < 8; halving++, factor /= 2) {
      const trial = eta.map((value, k) => {
        let sum = value;
        for (let j = 0; j < columns.length; j++) sum += factor * solution[j] * columns[j][k];
        return sum;
      });
      const trialLoss = lossOf(trial, mean, freedom);
      if (!(trialLoss < loss)) continue;
      gain = loss - trialLoss;
      eta = trial;
      loss = trialLoss;
      break;
    }
    if (gain < 1e-3) break;
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

/** Median of the values that have any weight: where the scoring starts. */
function weightedMedian(values: Float64Array, weight: Float64Array): number {
  const used = values.filter((_, k) => weight[k] > 0).sort();
  return used.length > 0 ? used[used.length >> 1] : 1;
}
