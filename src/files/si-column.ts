import { findColumn, findNumbers, type Table } from "../base/table.ts";
import { toSI } from "../units/vendor-units.ts";

/** SI units in which `siColumn` may be asked. */
export type SIUnit = "Hz" | "Ω" | "s" | "A" | "V" | "rad" | "C" | "K";

/**
 * The numbers of a column converted from the vendor's unit to SI; undefined if the table has no such column, or the
 * column's unit is unknown or of another kind. A column without a unit is taken to be in `unit`.
 */
export function siColumn(table: Table, name: string, unit: SIUnit): Float64Array | undefined {
  const column = findColumn(table, name);
  const values = findNumbers(table, name);
  if (!column || !values) return undefined;
  const conversion = column.unit === null ? { factor: 1, offset: 0, unit } : toSI(column.unit);
  if (!conversion || conversion.unit !== unit) return undefined;
  const { factor, offset } = conversion;
  const converted = new Float64Array(values.length);
  for (let i = 0; i < converted.length; i++) converted[i] = factor * (values[i] as number) + offset;
  return converted;
}
