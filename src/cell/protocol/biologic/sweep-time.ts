import { findNumbers, type Table } from "../../../base/table.ts";
import { columnNames } from "../../../files/columns.ts";

/** s that one spectrum took: the mean from start to start of sweeps that follow each other at once; null without two rows of one sweep. */
export function measuredSweepTime(table: Table | undefined): number | null {
  if (table === undefined) return null;
  const frequency = findNumbers(table, columnNames.frequency);
  const time = findNumbers(table, columnNames.time);
  if (frequency === undefined || time === undefined) return null;
  const sweeps = sweepsOf(frequency);
  const whole = Math.max(...sweeps.map(([from, to]) => to - from), 0);
  const full = sweeps.filter(([from, to]) => to - from === whole);
  if (whole < 1) return null;
  const lengths = full.map(([from, to]) => ((time[to] as number) - (time[from] as number)) * (1 + 1 / whole));
  const length = median(lengths);
  const periods = full
    .slice(1)
    .map(([from], i) => (time[from] as number) - (time[(full[i] as readonly [number, number])[0]] as number))
    .filter((period) => period < 1.5 * length);
  const period = periods.length > 0 ? periods.reduce((sum, one) => sum + one, 0) / periods.length : length;
  return period > 0 ? Number(period.toPrecision(6)) : null;
}

/** How many sweeps of impedance the rows hold, the last one perhaps cut. */
export function sweepCount(table: Table): number {
  const frequency = findNumbers(table, columnNames.frequency);
  return frequency === undefined ? 0 : sweepsOf(frequency).length;
}

/** First and last row of each run of frequencies that do not jump up; rows without a frequency part them. */
function sweepsOf(frequency: ArrayLike<number>): readonly (readonly [from: number, to: number])[] {
  const sweeps: (readonly [number, number])[] = [];
  let from = -1;
  for (let i = 0; i <= frequency.length; i++) {
    const here = i < frequency.length ? (frequency[i] as number) : 0;
    const before = i > 0 ? (frequency[i - 1] as number) : 0;
    const inside = here > 0;
    if (from >= 0 && (!inside || here > 1.5 * before)) {
      sweeps.push([from, i - 1]);
      from = -1;
    }
    if (inside && from < 0) from = i;
  }
  return sweeps;
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
