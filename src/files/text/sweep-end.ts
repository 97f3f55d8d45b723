import type { Table } from "../../base/table.ts";
import { findNumbers } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { columnNames } from "../columns.ts";

/** A sweep that stops this factor before the frequency that was asked for is unfinished; steps are rarely wider. */
const WIDEST_STEP = 3;

/**
 * Warns if a table has no impedance point, or its frequencies end far from the last one that the settings ask for
 * (`null`: not known). A file cut between two rows can be noticed in no other way.
 */
export function checkSweepEnd(table: Table, finalFrequency: number | null, warnings: Warning[]): void {
  const frequency = findNumbers(table, columnNames.frequency);
  if (frequency === undefined) return;
  const last = frequency[frequency.length - 1];
  if (last === undefined) {
    warnings.push({ code: "no-points", message: `Table "${table.name}" has no row.` });
    return;
  }
  if (finalFrequency === null || !(finalFrequency > 0) || !(last > 0)) return;
  const ratio = last > finalFrequency ? last / finalFrequency : finalFrequency / last;
  if (ratio > WIDEST_STEP) {
    warnings.push({
      code: "sweep-incomplete",
      message: `Table "${table.name}" ends at ${last} Hz; the settings ask for ${finalFrequency} Hz: the measurement was stopped or the file was cut.`,
    });
  }
}

/** Warns if a block has fewer or more rows than the file declares. */
export function checkRowCount(name: string, found: number, declared: number, warnings: Warning[]): void {
  if (found === declared) return;
  warnings.push({
    code: found < declared ? "truncated-file" : "row-count-differs",
    message: `Table "${name}" has ${found} rows; the file declares ${declared}.`,
  });
}
