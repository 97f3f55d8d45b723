import { DomainError } from "../../../base/errors.ts";
import { findNumbers, type Table } from "../../../base/table.ts";
import { columnNames } from "../../../files/columns.ts";
import { compileProtocol } from "../compile.ts";
import type { CompileOptions } from "../compile-options.ts";
import type { Totals } from "../plan.ts";
import type { Protocol } from "../protocol.ts";
import { grouped } from "../summary.ts";
import { sweepCount } from "./sweep-time.ts";

/**
 * What of the settings was done, from the rows: "The file holds 61 of 601 spectra and 3052 of 29 945 s that were set.".
 * Spectra at rest last as long as the instrument liked: then the seconds that were set are left out.
 * @returns undefined where the rows do not tell
 */
export function doneSentence(
  table: Table | undefined,
  protocol: Protocol,
  options: CompileOptions,
): string | undefined {
  const time = table === undefined ? undefined : findNumbers(table, columnNames.time);
  if (table === undefined || time === undefined || time.length < 2) return undefined;
  const seconds = Number(time[time.length - 1]) - Number(time[0]);
  if (!(seconds > 0)) return undefined;
  const set = totalsOf(protocol, options);
  const sweeps = sweepCount(table);
  const wanted = set?.spectra ?? 0;
  const of =
    sweeps > wanted ? "" : `${set !== undefined && set.limited > 0 ? "of at most " : "of "}${grouped(wanted)} `;
  const spectra = sweeps > 0 && wanted > 0 ? `${grouped(sweeps)} ${of}spectra and ` : "";
  const held = grouped(Number(seconds.toPrecision(5)));
  if (set === undefined || set.openEnded > 0 || set.scan > 0 || set.duration === 0) {
    return `The file holds ${spectra}${held} s of data.`;
  }
  const planned = `${set.limited > 0 ? "at most " : ""}${grouped(Number(set.duration.toPrecision(5)))} s`;
  return `The file holds ${spectra}${held} of ${planned} that were set.`;
}

/** Durations do not depend on the area where every amount is absolute, as in a measurement; undefined without a capacity that they need. */
function totalsOf(protocol: Protocol, options: CompileOptions): Totals | undefined {
  try {
    return compileProtocol(protocol, { area: 1, ...options }).totals;
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
