import { exp, log, log1p } from "../../numerics/elementary/index.ts";
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
/** Where the additive floor equals the proportional noise, between the smallest and the largest ln |Z|. */
const FLOORS = [0.25, 0.5, 0.75];
/** Fewest points between two nodes, and on either side of a step. */
const FEWEST_BETWEEN = 6;
/** A square counts at most so many times its expected value: one disturbed point bends nothing. */
const CAP = 6;
/** ln |Z| that varies by less says nothing of a floor. */
const LEAST_SPREAD = 0.5;
/** What each coefficient beyond the second counts (Akaike): that the noise is not constant needs evidence, how it is not needs to be followed. */
const FURTHER = 2;
/** A course is fitted where its score reaches this share of what it has to gain. */
const WORTH = 0.5;
const MOST_STEPS = 20;
/** Scoring ends when −2 ln L falls by less. */
const ENOUGH = 0.02;

/** Noise of one part of Z, or of both parts together. */
export interface NoiseVariances {
  /** σ_k² over |Z_k|², for all points. */
  readonly variances: Float64Array;
  /** ln σ² is a sum of these columns with `parameters` coefficients; a step has its place besides. */
  readonly columns: readonly Float64Array[];
  readonly parameters: number;
  /** −2 ln L + p ln n. */
  readonly criterion: number;
}

/**
 * Estimates how the noise depends on frequency: ln σ² is constant, linear in ln |Z| (an additive floor), piecewise linear
 * in ln f with 2, 3 or 5 nodes, or has one step (a current range was switched), whichever has the smallest −2 ln L + p ln n.
 * The squares S_k with ν_k degrees of freedom are taken as σ_k² χ²(ν_k), so that −2 ln L = Σ ν_k ln σ_k² + S_k/σ_k²
 * (residual likelihood: Smyth & Verbyla, J. R. Stat. Soc. B 58 (1996) 565).
 *
 * @param logModulus ln |Z_k|
 * @param floor smallest σ²
 * @param values what n is in the criterion: all degrees of freedom of the data, of which these may be a part
 */
export function noiseVariances(
  logFrequency: Float64Array,
  logModulus: Float64Array,
  data: NoiseData,
  floor: number,
  values: number = data.freedom.reduce((a, b) => a + b, 0),
): NoiseVariances {
  const n = logFrequency.length;
  const mean = data.squares.map((s, k) => (data.freedom[k] > 0 ? Math.max(s / data.freedom[k], floor) : floor));
  const penalty = log(Math.max(values, 2));
  const [low, high] = logFrequency.reduce(([a, b], x) => [Math.min(a, x), Math.max(b, x)], [Infinity, -Infinity]);
  const distinct = new Set(logFrequency).size;
  let columns: readonly Float64Array[] = hats(logFrequency, low, high, 1);
  let best = fitLogVariance(columns, mean, data.freedom);
  const constant = best;
  let bestCriterion = best.loss + penalty;
  let parameters = 1;
  const excess = mean.map((m, k) => data.freedom[k] * (Math.min(m * exp(-constant.logVariance[k]), CAP) - 1));
  const consider = (tried: readonly Float64Array[], count: number): void => {
    if (score(tried, excess, data.freedom) < WORTH * (penalty + (count - 2) * FURTHER)) return;
    const found = fitLogVariance(tried, mean, data.freedom);
    const criterion = found.loss + 2 * penalty + (count - 2) * FURTHER;
    if (criterion < bestCriterion) [best, bestCriterion, parameters, columns] = [found, criterion, count, tried];
  };
  const spread = logModulus.reduce((m, x) => Math.max(m, Math.abs(x - logModulus[0])), 0);
  const one = columns[0];
  if (spread > LEAST_SPREAD) {
    const [smallest, largest] = logModulus.reduce(
      ([a, b], x) => [Math.min(a, x), Math.max(b, x)],
      [Infinity, -Infinity],
    );
    consider([one, logModulus], 2);
    for (const place of FLOORS) {
      const floorModulus = smallest + place * (largest - smallest);
      consider([one, logModulus.map((x) => log1p(exp(2 * (floorModulus - x))))], 3);
    }
  }
  const centre = (low + high) / 2;
  if (2 * FEWEST_BETWEEN <= distinct) {
    const place = logFrequency.map((x) => (2 * (x - centre)) / (high - low));
    consider([one, place, place.map((x) => x * x)], 3);
  }
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
  for (let k = 0; k < n; k++) variances[k] = Math.max(exp(best.logVariance[k]), floor);
  return { variances, columns, parameters, criterion: bestCriterion };
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
  let ratio = new Float64Array(n);
  let trialRatio = new Float64Array(n);
  const right = new Float64Array(n);
  for (let k = 0; k < n; k++) right[k] = log(mean[k]);
  solve(right);
  moveTo(eta, trial, 1);
  let loss = lossOf(eta, mean, freedom, ratio);
  for (let step = 0; step < MOST_STEPS; step++) {
    for (let k = 0; k < n; k++) right[k] = Math.min(ratio[k], CAP) - 1;
    solve(right);
    let gain = 0;
    for (let factor = 1; factor > 0.01; factor /= 2) {
      moveTo(trial, eta, factor);
      const trialLoss = lossOf(trial, mean, freedom, trialRatio);
      if (!(trialLoss < loss)) continue;
      gain = loss - trialLoss;
      [eta, trial] = [trial, eta];
      [ratio, trialRatio] = [trialRatio, ratio];
      loss = trialLoss;
      break;
    }
    if (gain < ENOUGH) break;
  }
  return { logVariance: eta, loss };
}

/** What −2 ln L would fall by in one step of scoring from constant noise: ½ eᵀX (XᵀνX)⁻¹ Xᵀe. */
function score(columns: readonly Float64Array[], excess: Float64Array, freedom: Float64Array): number {
  const count = columns.length;
  const normal = new Float64Array(count * count);
  const right = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < freedom.length; k++) right[i] += columns[i][k] * excess[k];
    for (let j = 0; j <= i; j++) {
      for (let k = 0; k < freedom.length; k++) normal[i * count + j] += freedom[k] * columns[i][k] * columns[j][k];
    }
  }
  if (factorCholesky(normal, count) >= 0) return 0;
  const solution = right.slice();
  solveCholesky(normal, count, solution);
  return right.reduce((sum, r, i) => sum + (r * solution[i]) / 2, 0);
}

/** −2 ln L with capped squares; `ratio` becomes z e^−η. */
function lossOf(eta: Float64Array, mean: Float64Array, freedom: Float64Array, ratio: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < eta.length; k++) {
    const u = mean[k] * exp(-eta[k]);
    ratio[k] = u;
    sum += freedom[k] * (eta[k] + (u <= CAP ? u : CAP * (1 + log(u / CAP))));
  }
  return sum;
}

/** The frequency below which the noise differs most from that above, in ln f; null if there are too few points. */
function bestStep(x: Float64Array, mean: Float64Array, freedom: Float64Array, logTypical: number): number | null {
  const order = Array.from(x.keys()).sort((a, b) => x[a] - x[b]);
  const capped = mean.map((m) => Math.min(m, CAP * CAP * exp(logTypical)));
  const squares = capped.map((m, k) => m * freedom[k]);
  const [allSquares, allFreedom] = [squares.reduce((a, b) => a + b, 0), freedom.reduce((a, b) => a + b, 0)];
  let [s, d] = [0, 0];
  let best = Infinity;
  let cut: number | null = null;
  for (let i = 1; i <= order.length - FEWEST_BETWEEN; i++) {
    s += squares[order[i - 1]];
    d += freedom[order[i - 1]];
    if (i < FEWEST_BETWEEN || x[order[i]] === x[order[i - 1]] || !(s > 0 && allSquares - s > 0)) continue;
    const loss = d * log(s / d) + (allFreedom - d) * log((allSquares - s) / (allFreedom - d));
    if (loss < best) [best, cut] = [loss, x[order[i]]];
  }
  return cut;
}
