import type { StateLayout } from "./layout.ts";

/** How freely each unknown moves along the series. */
export interface StepVariances {
  /** Variance of the second difference of each unknown, one an unknown. */
  readonly variance: Float64Array;
  /** Weight of each second difference i = 0 … n − 3 of each unknown, at [unknown · (n − 2) + i]: small where the unknown jumps. */
  readonly weight: Float64Array;
}

/**
 * What earlier sweeps left for the first two of a window: ½ (x − c)ᵀ P (x − c) + sᵀ (x − c) over their 2p unknowns,
 * P row-major.
 */
export interface EntryPrior {
  readonly centre: Float64Array;
  readonly precision: Float64Array;
  readonly slope: Float64Array;
}

/** Everything that the states of a series are held by besides the data. */
export interface Penalty {
  readonly layout: StateLayout;
  readonly variances: StepVariances;
  readonly centre: Float64Array;
  readonly anchor: Float64Array;
  readonly entry: EntryPrior | null;
}

/** Weak knowledge of each unknown, the same for every series: mean and standard deviation of α and β, width of ln τ. */
const EXPONENT_MEAN = 0.85;
const EXPONENT_SPREAD = 0.25;
const LOG_TAU_SPREAD = 4;

/** Centre and precision of each unknown of one of n sweeps, 0 where nothing is known. @param window ln τ of the shortest and longest time */
export function weakPrior(
  layout: StateLayout,
  window: readonly [number, number],
  n: number,
): { readonly centre: Float64Array; readonly anchor: Float64Array } {
  const centre = new Float64Array(layout.size);
  const anchor = new Float64Array(layout.size);
  layout.offsets.forEach((at, k) => {
    centre[at + 1] = (window[0] + window[1]) / 2;
    anchor[at + 1] = 1 / LOG_TAU_SPREAD ** 2 / n;
    for (let e = at + 2; e < at + (layout.shapes[k] === "cole-cole" ? 3 : 4); e++) {
      centre[e] = EXPONENT_MEAN;
      anchor[e] = 1 / EXPONENT_SPREAD ** 2 / n;
    }
  });
  return { centre, anchor };
}

/** Half the penalty at a state of n sweeps. */
export function halfPenalty(state: Float64Array, penalty: Penalty, n: number): number {
  const { layout, variances, centre, anchor, entry } = penalty;
  const p = layout.size;
  let sum = 0;
  for (let u = 0; u < p; u++) {
    const precision = 1 / variances.variance[u];
    for (let i = 0; i + 2 < n; i++) {
      const d = state[i * p + u] - 2 * state[(i + 1) * p + u] + state[(i + 2) * p + u];
      sum += variances.weight[u * (n - 2) + i] * precision * d * d;
    }
    if (anchor[u] > 0) for (let i = 0; i < n; i++) sum += anchor[u] * (state[i * p + u] - centre[u]) ** 2;
  }
  if (entry !== null) {
    const size = Math.min(2 * p, n * p);
    for (let a = 0; a < size; a++) {
      const away = state[a] - entry.centre[a];
      sum += 2 * entry.slope[a] * away;
      for (let b = 0; b < size; b++) sum += away * entry.precision[a * 2 * p + b] * (state[b] - entry.centre[b]);
    }
  }
  return sum / 2;
}
