import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import { extentOf } from "./extent.ts";
import { formatDuration, formatQuantity } from "./format-number.ts";
import { axisTitle, type DisplayUnits, displayUnits, timeUnit } from "./units.ts";

/** What a series can be drawn along. */
export type Along = "sweep" | "time" | "current";

/** Positions of the sweeps of a series on an axis. */
export interface SeriesAxis {
  readonly along: Along;
  readonly title: string;
  /** One a sweep, in the unit of the title. */
  readonly positions: readonly number[];
}

/** Whether values rise, or fall, from each to the next. */
function strictlyMonotone(values: readonly number[]): boolean {
  const sign = Math.sign((values[1] ?? 0) - (values[0] ?? 0));
  return sign !== 0 && values.every((x, i) => i === 0 || Math.sign(x - (values[i - 1] as number)) === sign);
}

/** What the series knows of itself: `current` if each sweep has its own and they rise or fall, else time, else sweep. */
export function naturalAxis(series: SeriesAnalysis): Along {
  const currents = series.sweeps.map((s) => s.sweep.dcCurrent);
  if (currents.length > 2 && currents.every((x) => x !== null) && strictlyMonotone(currents)) return "current";
  return series.sweeps.every((s) => s.sweep.startTime !== null) ? "time" : "sweep";
}

/** Units of all that is shown along a series: one prefix of current for all of its sweeps. @param area in m² */
export function seriesUnits({ sweeps }: Pick<SeriesAnalysis, "sweeps">, area: number | null): DisplayUnits {
  return displayUnits(
    area,
    sweeps.map(({ sweep }) => sweep.dcCurrent),
  );
}

/** Positions of the sweeps; falls back to time, then to sweep numbers (from 1) where the wanted axis is not in the file. */
export function seriesAxis(series: SeriesAnalysis, wanted: Along, units: DisplayUnits): SeriesAxis {
  const times = series.sweeps.map((s) => s.sweep.startTime);
  const currents = series.sweeps.map((s) => s.sweep.dcCurrent);
  if (wanted === "current" && currents.every((x) => x !== null)) {
    return {
      along: "current",
      title: axisTitle(units.currentSymbol, units.current),
      positions: currents.map((x) => x * units.currentFactor),
    };
  }
  if (wanted !== "sweep" && times.every((x) => x !== null)) {
    const [first, last] = extentOf(times);
    const { seconds, unit } = timeUnit(last - first);
    return { along: "time", title: axisTitle("t", unit), positions: times.map((t) => t / seconds) };
  }
  return { along: "sweep", title: "sweep", positions: series.sweeps.map((s) => s.sweep.index + 1) };
}

/** A sweep in words: `sweep 78, 0.82 mA cm⁻², 51 min 20 s`. */
export function sweepLabel({ sweep }: SweepAnalysis, units: DisplayUnits): string {
  const parts = [`sweep ${sweep.index + 1}`];
  if (sweep.dcCurrent !== null) parts.push(formatQuantity(sweep.dcCurrent * units.currentFactor, units.current));
  if (sweep.startTime !== null) parts.push(formatDuration(sweep.startTime));
  return parts.join(", ");
}

/** How a sweep is judged; `open`: not tested, or the test says neither. */
export type Judged = "passes" | "fails" | "open";

/** What the Kramers-Kronig test says of a sweep. */
export function judged({ kramersKronig }: SweepAnalysis): Judged {
  const verdict = kramersKronig?.verdict;
  return verdict === "passes" || verdict === "fails" ? verdict : "open";
}

/** Whether the Kramers-Kronig test of a sweep fails. */
export function fails(sweep: SweepAnalysis): boolean {
  return sweep.kramersKronig?.verdict === "fails";
}
