import type { Table } from "../base/table.ts";
import { columnNames } from "./columns.ts";
import { siColumn } from "./si-column.ts";

/** Voltage and current along an experiment in our conventions. Arrays have one length; null where the file has none. */
export interface TimeSeries {
  /** Time in s since the start of the acquisition (of the first file in a timeline). */
  readonly time: Float64Array;
  /** Working electrode against reference, or cell voltage, in V. */
  readonly voltage: Float64Array | null;
  /** Current in A, positive oxidises the working electrode. */
  readonly current: Float64Array | null;
}

/** Voltage and current of a table against its time; null if it has no time, or neither of the two. */
export function timeSeriesOf(table: Table): TimeSeries | null {
  const time = siColumn(table, columnNames.time, "s");
  if (!time || table.rows === 0) return null;
  const first = (names: readonly string[], unit: "V" | "A"): Float64Array | null => {
    for (const name of names) {
      const values = siColumn(table, name, unit);
      if (values) return values;
    }
    return null;
  };
  const voltage = first([columnNames.workingPotential, columnNames.meanWorkingPotential], "V");
  const current = first([columnNames.current, columnNames.meanCurrent, columnNames.controlCurrent], "A");
  return voltage || current ? { time, voltage, current } : null;
}
