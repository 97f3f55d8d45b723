import type { SeriesPosition } from "./analysis.ts";
import type { ImpedanceSweep } from "./sweep.ts";

/** Currents that differ by less than this part of the largest are one current. */
const CONSTANT = 0.02;
/** Fewest sweeps that rise (or fall) one after the other from the first on, and the part of all, for a series along current. */
const FEWEST_ALONG = 4;

/** Where each sweep of a series stands. */
export interface SeriesPositions {
  readonly along: SeriesPosition;
  /** A, s, or the index in the series. */
  readonly position: Float64Array;
  /**
   * What an onset is sought along: the positions, mirrored where they fall, and at the first of them where the current no
   * longer goes on (a staircase that rests at its end): only what rises one after the other is searched.
   */
  readonly rising: Float64Array;
  /** −1 where `rising` is mirrored. */
  readonly direction: 1 | -1;
}

/**
 * The mean dc current of the sweeps, where it goes up or down from the first on; else their start times, where each begins
 * after the one before; else their index.
 */
export function seriesPositions(sweeps: readonly Pick<ImpedanceSweep, "dcCurrent" | "startTime">[]): SeriesPositions {
  const currents = known(sweeps.map(({ dcCurrent }) => dcCurrent));
  if (currents !== null) {
    const largest = currents.reduce((most, current) => Math.max(most, Math.abs(current)), 0);
    const span = Math.max(...currents) - Math.min(...currents);
    const direction = Math.sign(currents[1] - currents[0]) < 0 ? -1 : 1;
    const rising = currents.map((current) => direction * current);
    const end = leadingRun(rising);
    if (span > CONSTANT * largest && end >= FEWEST_ALONG) {
      return { along: "current", position: currents, rising: rising.fill(rising[0], end), direction };
    }
  }
  const times = known(sweeps.map(({ startTime }) => startTime));
  if (times !== null && leadingRun(times) === times.length) {
    return { along: "time", position: times, rising: times, direction: 1 };
  }
  const index = Float64Array.from(sweeps, (_, k) => k);
  return { along: "index", position: index, rising: index, direction: 1 };
}

function known(values: readonly (number | null)[]): Float64Array | null {
  return values.length > 0 && values.every((value) => value !== null) ? Float64Array.from(values as number[]) : null;
}

/** How many values, from the first on, rise one after the other. */
function leadingRun(values: Float64Array): number {
  let end = 1;
  while (end < values.length && values[end] > values[end - 1]) end++;
  return Math.min(end, values.length);
}
