import { DomainError } from "../../base/errors.ts";
import { exp } from "../../numerics/elementary/index.ts";
import { cumulativeDistribution, isUniform, logarithms } from "./grid.ts";
import type { RelaxationMap, RelaxationTimes } from "./result.ts";

/** Most points of a common grid (22 decades at 200 a decade): a guard against sweeps that share no frequency. */
const MOST_POINTS = 4500;
/** Coarsest step in ln τ taken from a grid that is not uniform: 20 points a decade. */
const COARSEST = Math.LN10 / 20;

/**
 * Distributions of a series on one grid: uniform in ln τ from the smallest to the largest τ of all, with the finest step
 * among them (of a grid that is not uniform, its largest, and 1/20 decade at most). γ is the mean over the cell of each point, a
 * difference of the cumulative ∫ γ d ln τ over the width of the cell, so that the trapezoid rule on the map gives the area of
 * each distribution however sharp its processes are; a distribution on the common grid itself is taken as it stands. NaN where
 * a sweep's own grid does not reach.
 *
 * @throws DomainError without a distribution, or if the common grid would be absurdly long
 */
export function relaxationMap(results: readonly RelaxationTimes[]): RelaxationMap {
  if (results.length === 0) throw new DomainError("relaxationMap: no distribution was given; at least one is needed.");
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  let step = Number.POSITIVE_INFINITY;
  const known = new Map<Float64Array, OwnGrid>();
  const grids = results.map(({ tau }) => {
    const grid = known.get(tau) ?? ownGrid(tau);
    known.set(tau, grid);
    from = Math.min(from, grid.logTau[0]);
    to = Math.max(to, grid.logTau[tau.length - 1]);
    step = Math.min(step, grid.step);
    return grid;
  });
  const cells = Math.max(1, Math.round((to - from) / step));
  if (cells >= MOST_POINTS) {
    throw new DomainError(
      `relaxationMap: a common grid needs ${cells} points; leave out the sweep with the odd frequencies.`,
    );
  }
  const points = cells + 1;
  const width = (to - from) / cells;
  const gamma = new Float64Array(results.length * points);
  results.forEach((result, s) => {
    const { logTau, uniform } = grids[s];
    const last = logTau.length - 1;
    const row = gamma.subarray(s * points, (s + 1) * points);
    if (uniform && last === cells && Math.abs(logTau[0] - from) + Math.abs(logTau[last] - to) < 1e-6 * width) {
      row.set(result.gamma);
    } else {
      fillMeans(row, from, width, logTau, result.gamma, cumulativeDistribution(result));
    }
  });
  const tau = Float64Array.from({ length: points }, (_, k) => exp(from + width * k));
  return { tau, gamma, sweeps: results.length };
}

interface OwnGrid {
  readonly logTau: Float64Array;
  readonly uniform: boolean;
  readonly step: number;
}

function ownGrid(tau: Float64Array): OwnGrid {
  const logTau = logarithms(tau);
  const last = tau.length - 1;
  if (isUniform(logTau)) return { logTau, uniform: true, step: (logTau[last] - logTau[0]) / last };
  let largest = 0;
  for (let i = 1; i <= last; i++) largest = Math.max(largest, logTau[i] - logTau[i - 1]);
  return { logTau, uniform: false, step: Math.min(largest, COARSEST) };
}

/** Means of γ over the cells round from + k · width, cut at the ends of its own grid; NaN where that does not reach k. */
function fillMeans(
  means: Float64Array,
  from: number,
  width: number,
  logTau: Float64Array,
  gamma: Float64Array,
  cumulative: Float64Array,
): void {
  const last = logTau.length - 1;
  let cell = 0;
  /** ∫ γ up to x: γ linear between its points, and what that misses of the area spread evenly over the cell. */
  const area = (x: number): number => {
    while (cell < last - 1 && logTau[cell + 1] < x) cell++;
    const length = logTau[cell + 1] - logTau[cell];
    const t = Math.min(1, Math.max(0, (x - logTau[cell]) / length));
    const rise = gamma[cell + 1] - gamma[cell];
    const missed = cumulative[cell + 1] - cumulative[cell] - length * (gamma[cell] + rise / 2);
    return cumulative[cell] + t * (length * (gamma[cell] + (rise * t) / 2) + missed);
  };
  const ends = [logTau[0], logTau[last]] as const;
  for (let k = 0; k < means.length; k++) {
    const x = from + width * k;
    if (x < ends[0] - 1e-6 * width || x > ends[1] + 1e-6 * width) {
      means[k] = Number.NaN;
      continue;
    }
    const left = Math.max(ends[0], x - width / 2);
    const right = Math.min(ends[1], x + width / 2);
    const before = area(left);
    means[k] = (area(right) - before) / (right - left);
  }
}
