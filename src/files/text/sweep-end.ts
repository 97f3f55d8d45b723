import type { Table } from "../../base/table.ts";
import { findNumbers } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { log } from "../../numerics/elementary/index.ts";
import { columnNames } from "../columns.ts";

/** Share of a frequency step by which a sweep may miss its final frequency: it need not lie on the grid of points. */
const MISSED_SHARE = 0.9;

/** |ln f ratio| of the last two different frequencies; null with fewer. */
function lastStep(frequency: ArrayLike<number>): number | null {
  const last = frequency[frequency.length - 1] as number;
  for (let i = frequency.length - 2; i >= 0; i--) {
    const step = Math.abs(log(last / (frequency[i] as number)));
    if (step > 1e-6) return step;
  }
  return null;
}

/**
 * Warns if an impedance table has no row or no frequency, or ends a step or more before the last frequency that the settings
 * ask for (`null`: not known). A file cut between two rows can be noticed in no other way.
 */
export function checkSweepEnd(table: Table, finalFrequency: number | null, warnings: Warning[]): void {
  if (table.rows === 0) {
    warnings.push({ code: "no-points", message: `Table "${table.name}" has no row.` });
    return;
  }
  const frequency = findNumbers(table, columnNames.frequency);
  const last = frequency?.[frequency.length - 1];
  if (frequency === undefined || last === undefined) {
    warnings.push({ code: "frequency-missing", message: `Table "${table.name}" has no column of frequencies.` });
    return;
  }
  if (finalFrequency === null || !(finalFrequency > 0) || !(last > 0)) return;
  const descends = last < (frequency[0] as number);
  if (descends ? last <= finalFrequency : last > (frequency[0] as number) && last >= finalFrequency) return;
  const step = lastStep(frequency);
  if (step === null || Math.abs(log(last / finalFrequency)) > MISSED_SHARE * step) {
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
