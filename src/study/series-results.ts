import { prefixFor } from "../figures/format-number.ts";
import { seriesUnits } from "../figures/series-axis.ts";
import { timeUnit } from "../figures/units.ts";
import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import { ohmicCourse } from "../impedance/series/ohmic-course.ts";
import { processes, type TrackPoint } from "../impedance/series/tracks.ts";
import type { Interval } from "./intervals.ts";

/** A value with its bounds of 95 %; null where there are none. */
export interface Bounded extends Interval {
  readonly value: number;
  /** Of a process: whether the data determine it in this sweep. Left out: nothing else is asked. */
  readonly determined?: boolean;
}

/** A column of numbers in one unit, one a sweep; null where a sweep has none. */
export interface ResultColumn {
  readonly id: string;
  /** What it is, in words: the long name. */
  readonly name: string;
  readonly symbol: string;
  readonly subscript: string;
  /** With the prefix of the column; empty: a number without unit. */
  readonly unit: string;
  readonly cells: readonly (Bounded | null)[];
  /** Whether any cell has bounds. */
  readonly bounded: boolean;
  /** Of a process: its number, from 1, as on map and distribution. */
  readonly process: number | null;
}

export type SweepVerdictWord = "passes" | "fails" | "not tested";

/** One row a sweep. */
export interface Results {
  /** Indices of the sweeps in their file, from 0. */
  readonly sweeps: readonly number[];
  readonly verdicts: readonly { readonly word: SweepVerdictWord; readonly residual: number | null }[];
  readonly columns: readonly ResultColumn[];
}

const bare = (value: number): Bounded => ({ value, lower: null, upper: null });

/** Units whose columns take one prefix. */
const PREFIXED = new Set(["s", "F", "F cm⁻²", "V"]);

function column(
  head: Pick<ResultColumn, "id" | "name" | "symbol" | "subscript"> & { readonly process?: number },
  unit: string,
  cells: readonly (Bounded | null)[],
): ResultColumn[] {
  const sizes = cells
    .flatMap((cell) => (cell === null || cell.value === 0 ? [] : [Math.abs(cell.value)]))
    .sort((a, b) => a - b);
  if (cells.every((cell) => cell === null)) return [];
  const middle = sizes[sizes.length >> 1] ?? 1;
  const chosen = PREFIXED.has(unit) && !(unit === "V" && middle > 0.01) ? prefixFor(middle) : { factor: 1, prefix: "" };
  const part = (value: number | null): number | null => (value === null ? null : value / chosen.factor);
  return [
    {
      ...head,
      process: head.process ?? null,
      unit: chosen.prefix + unit,
      cells: cells.map(
        (cell) =>
          cell && { ...cell, value: cell.value / chosen.factor, lower: part(cell.lower), upper: part(cell.upper) },
      ),
      bounded: cells.some((cell) => cell !== null && cell.lower !== null),
    },
  ];
}

function ofSweeps(
  sweeps: readonly SweepAnalysis[],
  pick: (sweep: SweepAnalysis) => number | null | undefined,
  factor = 1,
): (Bounded | null)[] {
  return sweeps.map((sweep) => {
    const value = pick(sweep);
    return value === null || value === undefined || !Number.isFinite(value) ? null : bare(value * factor);
  });
}

function resistance({ resistance: value, resistanceEnds: ends, determined }: TrackPoint, factor: number): Bounded {
  return { value: value * factor, lower: ends && ends[0] * factor, upper: ends && ends[1] * factor, determined };
}

/** With an infinite upper end where the resistance may be nothing; an inductive loop has none. */
function capacitance(
  { capacitance: value, capacitanceEnds: ends, determined }: TrackPoint,
  factor: number,
): Bounded | null {
  if (!(value > 0 && Number.isFinite(value))) return null;
  return { value: value * factor, lower: ends && ends[0] * factor, upper: ends && ends[1] * factor, determined };
}

function timeConstant({ tau, tauEnds, determined }: TrackPoint): Bounded {
  return { value: tau, lower: tauEnds?.[0] ?? null, upper: tauEnds?.[1] ?? null, determined };
}

/** R∞ as the figures along a series draw it. */
function ohmic(series: SeriesAnalysis, factor: number): (Bounded | null)[] {
  const course = new Map(ohmicCourse(series).map((point) => [point.at, point]));
  const part = (value: number | null): number | null => (value === null ? null : value * factor);
  return series.sweeps.map((_, place) => {
    const point = course.get(place);
    return point === undefined
      ? null
      : { value: point.value * factor, lower: part(point.lower), upper: part(point.upper) };
  });
}

/** The results of a series: conditions, R∞, and τ, R and C of each process with bounds of 95 %; per area where it is known. */
export function resultsOf(series: SeriesAnalysis, area: number | null): Results {
  const { sweeps } = series;
  const units = seriesUnits(series, area);
  const times = sweeps.flatMap(({ sweep }) => (sweep.startTime === null ? [] : [sweep.startTime]));
  const time = timeUnit(times.length === 0 ? 0 : Math.max(...times) - Math.min(...times));
  const factor = units.resistanceFactor;
  const { tracks } = processes(series);
  const points = tracks.map((track) => {
    const at = new Map(track.points.map((point) => [point.at, point]));
    return sweeps.map((_, place) => at.get(place) ?? null);
  });
  const areal = units.areal ? " density" : "";
  return {
    sweeps: sweeps.map(({ sweep }) => sweep.index),
    verdicts: sweeps.map(({ kramersKronig }) => ({
      word:
        kramersKronig?.verdict === "passes" || kramersKronig?.verdict === "fails"
          ? kramersKronig.verdict
          : "not tested",
      residual: kramersKronig?.rmsResidual ?? null,
    })),
    columns: [
      ...column(
        { id: "t", name: "Start time", symbol: "t", subscript: "" },
        time.unit,
        ofSweeps(sweeps, ({ sweep }) => sweep.startTime, 1 / time.seconds),
      ),
      ...column(
        { id: "j", name: `Current${areal}`, symbol: units.currentSymbol, subscript: "" },
        units.current,
        ofSweeps(sweeps, ({ sweep }) => sweep.dcCurrent, units.currentFactor),
      ),
      ...column(
        { id: "E", name: "Voltage", symbol: "E", subscript: "" },
        "V",
        ofSweeps(sweeps, ({ sweep }) => sweep.dcVoltage),
      ),
      ...column(
        { id: "R∞", name: "Ohmic resistance", symbol: "R", subscript: "∞" },
        units.resistance,
        ohmic(series, factor),
      ),
      ...tracks.flatMap(({ name, number }, k) => {
        const own = points[k] ?? [];
        const label = name.replace(/^peak /, "").replace(/^[PR](?=\d)/, "");
        const head = (symbol: string, what: string) => ({
          id: `${symbol} ${name}`,
          name: `${what} of process ${label}`,
          symbol,
          subscript: label,
          process: number,
        });
        return [
          ...column(
            head("τ", "Relaxation time"),
            "s",
            own.map((point) => point && timeConstant(point)),
          ),
          ...column(
            head("R", "Resistance"),
            units.resistance,
            own.map((point) => point && resistance(point, factor)),
          ),
          ...column(
            head("C", "Capacitance"),
            units.capacitance,
            own.map((point) => point && capacitance(point, units.capacitanceFactor)),
          ),
        ];
      }),
    ],
  };
}
