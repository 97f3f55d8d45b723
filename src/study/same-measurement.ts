import type { ColumnSummary } from "../base/summary.ts";
import type { InspectEntry } from "./inspect.ts";

/** What tells the impedance of one measurement from that of another, whatever format it is written in. */
export interface MeasurementMark {
  /** Points, and lowest and highest frequency in Hz, of each sweep. */
  readonly sweeps: readonly (readonly [points: number, low: number, high: number])[];
  /** Summaries of the columns of f and Z by name, one a table with sweeps. */
  readonly columns: readonly Readonly<Record<string, ColumnSummary>>[];
}

/** Columns that make a spectrum. */
const SPECTRUM: ReadonlySet<string> = new Set([
  "frequency",
  "realImpedance",
  "imaginaryImpedance",
  "negativeImaginaryImpedance",
  "impedanceModulus",
  "impedancePhase",
]);
/** Two numbers are one to this part: single precision, written with six digits or more. */
const ALIKE = 1e-5;

/** The mark of a file that was inspected; null: it holds no impedance. */
export function measurementMark({ sweeps, tables }: Pick<InspectEntry, "sweeps" | "tables">): MeasurementMark | null {
  if (sweeps.length === 0) return null;
  const withSweeps = new Set(sweeps.map(({ table }) => table));
  return {
    sweeps: sweeps.map(({ points, frequencyMin, frequencyMax }) => [points, frequencyMin, frequencyMax]),
    columns: tables
      .filter(({ name }) => withSweeps.has(name))
      .map(({ columns }) =>
        Object.fromEntries(columns.filter(({ name }) => SPECTRUM.has(name)).map((column) => [column.name, column])),
      ),
  };
}

function alike(a: number | null, b: number | null, size: number): boolean {
  return a === null || b === null ? a === b : Math.abs(a - b) <= ALIKE * size;
}

function sameColumn(a: ColumnSummary, b: ColumnSummary): boolean {
  if (a.finite !== b.finite) return false;
  const size = Math.max(Math.abs(a.min ?? 0), Math.abs(a.max ?? 0));
  return (
    (["first", "last", "min", "max"] as const).every((key) => alike(a[key], b[key], size)) &&
    alike(a.sum, b.sum, size * a.finite)
  );
}

/** Least number of columns that both must have: f and both parts of Z. */
const LEAST = 3;

/**
 * Whether two files hold the same measurement, as a .mpr and the .mpt exported from it do: as many sweeps of as many points over the
 * same frequencies, and columns of f and Z with the same first, last, least and largest values and the same sum.
 */
export function sameMeasurement(a: MeasurementMark, b: MeasurementMark): boolean {
  if (a.sweeps.length !== b.sweeps.length || a.columns.length !== b.columns.length) return false;
  const sweeps = a.sweeps.every(([points, low, high], k) => {
    const [others, lowest, highest] = b.sweeps[k] ?? [0, 0, 0];
    return points === others && alike(low, lowest, low) && alike(high, highest, high);
  });
  return (
    sweeps &&
    a.columns.every((columns, k) => {
      const others = b.columns[k] ?? {};
      const common = Object.keys(columns).filter((name) => name in others);
      return (
        common.length >= LEAST &&
        common.every((name) => sameColumn(columns[name] as ColumnSummary, others[name] as ColumnSummary))
      );
    })
  );
}
