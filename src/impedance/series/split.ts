import { findColumn, findNumbers, type NumericArray, type Table } from "../../base/table.ts";
import { columnNames } from "../../files/columns.ts";
import { siColumn } from "../../files/si-column.ts";
import type { ImpedanceSweep } from "./sweep.ts";

/** A frequency that turns back by more than this factor starts a new sweep. */
const RESTART = 1.5;
/** The columns that number sweeps, where the instrument stored them. */
const numbering = [columnNames.sweepNumber, columnNames.cycleNumber, columnNames.sequence] as const;

/** True if the table holds frequencies and an impedance. */
export function hasImpedance(table: Table): boolean {
  return findNumbers(table, columnNames.frequency) !== undefined && impedanceParts(table) !== undefined;
}

/**
 * The impedance sweeps of a table, in the order of its rows, in our conventions (Hz, Ω, Z'' < 0 for a capacitive arc, s, A, V).
 *
 * Rows without a frequency (0 Hz: dc rows) or without a finite impedance belong to no sweep. A sweep ends where a stored
 * numbering (z cycle, cycle number, Ns) changes, or where the frequency turns back by more than a factor 1.5.
 * The dc current and voltage are means over the points of the sweep.
 */
export function impedanceSweeps(table: Table): ImpedanceSweep[] {
  const frequency = siColumn(table, columnNames.frequency, "Hz");
  const parts = impedanceParts(table);
  if (!frequency || !parts) return [];
  const rows: number[] = [];
  for (let i = 0; i < table.rows; i++) {
    const f = frequency[i] as number;
    if (f > 0 && Number.isFinite(f) && Number.isFinite(parts.real[i]) && Number.isFinite(parts.imaginary[i]))
      rows.push(i);
  }
  const numbers = numbering.flatMap((name) => {
    const column = findColumn(table, name);
    const values = column?.derived === null ? findNumbers(table, name) : undefined;
    return values ? [values] : [];
  });
  const time = siColumn(table, columnNames.time, "s");
  const current = siColumn(table, columnNames.meanCurrent, "A") ?? siColumn(table, columnNames.current, "A");
  const voltage =
    siColumn(table, columnNames.meanWorkingPotential, "V") ?? siColumn(table, columnNames.workingPotential, "V");
  return splitRows(rows, frequency, numbers).map((chosen, index) => {
    const take = (values: NumericArray): Float64Array => Float64Array.from(chosen, (row) => values[row] as number);
    const sweepTime = time ? take(time) : null;
    return {
      index,
      spectrum: { frequency: take(frequency), real: take(parts.real), imaginary: take(parts.imaginary) },
      time: sweepTime,
      startTime: sweepTime && Number.isFinite(sweepTime[0]) ? (sweepTime[0] as number) : null,
      dcCurrent: meanOver(current, chosen),
      dcVoltage: meanOver(voltage, chosen),
      rows: chosen,
      table: table.name,
    };
  });
}

/** The sweeps of several tables, numbered through from 0; tables whose rows another one holds are left out. */
export function sweepsOfTables(tables: readonly Table[]): ImpedanceSweep[] {
  return tables
    .filter((table) => table.supersededBy === undefined)
    .flatMap((table) => impedanceSweeps(table))
    .map((sweep, index) => ({ ...sweep, index }));
}

/** Z' and Z'' in Ω over all rows, from whichever form the table stores; undefined if it stores none. */
function impedanceParts(table: Table): { real: Float64Array; imaginary: Float64Array } | undefined {
  const real = siColumn(table, columnNames.realImpedance, "Ω");
  const imaginary = siColumn(table, columnNames.imaginaryImpedance, "Ω");
  if (real && imaginary) return { real, imaginary };
  const negative = siColumn(table, columnNames.negativeImaginaryImpedance, "Ω");
  if (real && negative) return { real, imaginary: negative.map((x) => -x) };
  const modulus = siColumn(table, columnNames.impedanceModulus, "Ω");
  const phase = siColumn(table, columnNames.impedancePhase, "rad");
  const negativePhase = siColumn(table, columnNames.negativeImpedancePhase, "rad");
  const angle = phase ?? negativePhase?.map((x) => -x);
  if (modulus && angle) {
    return {
      real: modulus.map((z, i) => z * Math.cos(angle[i] as number)),
      imaginary: modulus.map((z, i) => z * Math.sin(angle[i] as number)),
    };
  }
  return undefined;
}

/** Cuts the rows where a number changes or the frequency turns back. */
function splitRows(rows: readonly number[], frequency: NumericArray, numbers: readonly NumericArray[]): Int32Array[] {
  const sweeps: Int32Array[] = [];
  let start = 0;
  let direction = 0;
  for (let k = 1; k <= rows.length; k++) {
    if (k < rows.length) {
      const row = rows[k] as number;
      const before = rows[k - 1] as number;
      const step = Math.log((frequency[row] as number) / (frequency[before] as number));
      const renumbered = numbers.some((values) => values[row] !== values[before]);
      const turned = direction !== 0 && -direction * step > Math.log(RESTART);
      if (!renumbered && !turned) {
        if (direction === 0 && step !== 0) direction = Math.sign(step);
        continue;
      }
    }
    if (k > start) sweeps.push(Int32Array.from(rows.slice(start, k)));
    start = k;
    direction = 0;
  }
  return sweeps;
}

function meanOver(values: NumericArray | undefined, rows: Int32Array): number | null {
  if (!values) return null;
  let sum = 0;
  let n = 0;
  for (const row of rows) {
    const x = values[row] as number;
    if (Number.isFinite(x)) {
      sum += x;
      n++;
    }
  }
  return n > 0 ? sum / n : null;
}
