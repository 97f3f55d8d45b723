import { findColumn, findNumbers, type NumericArray, type Table } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { columnNames } from "../../files/columns.ts";
import { siColumn } from "../../files/si-column.ts";
import { cos, log, sin } from "../../numerics/elementary/index.ts";
import type { ImpedanceSweep } from "./sweep.ts";

/** No instrument measures an impedance below or above these frequencies in Hz. */
const LOWEST_FREQUENCY = 1e-9;
const HIGHEST_FREQUENCY = 1e12;
/** A frequency that turns back by more than this factor starts a new sweep. */
const RESTART = 1.5;
/** A step in frequency below this factor has no direction: a repeated point. */
const REPEATED = 1.01;
/** A spectrum never crosses a sequence of the technique. */
const sequenceNumber = columnNames.sequence;
/** Counters of sweeps and cycles, where the instrument stored them; they may also count on while a spectrum runs. */
const counters = [columnNames.sweepNumber, columnNames.cycleNumber] as const;

/**
 * The impedance sweeps of a table, in the order of its rows, in our conventions (Hz, Ω, Z'' < 0 for a capacitive arc, s, A, V).
 *
 * Rows without a frequency (0 Hz: dc rows), with one outside 1 nHz … 1 THz, or without a finite impedance belong to no sweep. A sweep ends where the frequency
 * turns back by more than a factor 1.5, where the stored sequence number (Ns) changes, and where a stored counter (z cycle,
 * cycle number) changes while the frequency does not go on in its direction: Modulo Bat files reset the counter inside a spectrum.
 * The dc current and voltage are means over the points of the sweep.
 */
export function impedanceSweeps(table: Table): ImpedanceSweep[] {
  const frequency = siColumn(table, columnNames.frequency, "Hz");
  const parts = impedanceParts(table);
  if (!frequency || !parts) return [];
  const rows: number[] = [];
  for (let i = 0; i < table.rows; i++) {
    const f = frequency[i] as number;
    if (isPlausible(f) && Number.isFinite(parts.real[i]) && Number.isFinite(parts.imaginary[i])) rows.push(i);
  }
  const stored = (name: string): NumericArray[] => {
    const values = findColumn(table, name)?.derived === null ? findNumbers(table, name) : undefined;
    return values ? [values] : [];
  };
  const time = siColumn(table, columnNames.time, "s");
  const currents = [columnNames.meanCurrent, columnNames.current].map((name) => siColumn(table, name, "A"));
  const voltages = [columnNames.meanWorkingPotential, columnNames.workingPotential].map((name) =>
    siColumn(table, name, "V"),
  );
  return splitRows(rows, frequency, stored(sequenceNumber), counters.flatMap(stored)).map((chosen, index) => {
    const take = (values: NumericArray): Float64Array => {
      const taken = new Float64Array(chosen.length);
      for (let i = 0; i < taken.length; i++) taken[i] = values[chosen[i] as number] as number;
      return taken;
    };
    const sweepTime = time ? take(time) : null;
    return {
      index,
      spectrum: { frequency: take(frequency), real: take(parts.real), imaginary: take(parts.imaginary) },
      time: sweepTime,
      startTime: sweepTime && Number.isFinite(sweepTime[0]) ? (sweepTime[0] as number) : null,
      dcCurrent: firstMean(currents, chosen),
      dcVoltage: firstMean(voltages, chosen),
      rows: chosen,
      table: table.name,
    };
  });
}

const isPlausible = (f: number): boolean => f >= LOWEST_FREQUENCY && f <= HIGHEST_FREQUENCY;

/** A warning where a table has positive frequencies that no instrument measures at; those rows belong to no sweep. */
export function implausibleFrequencies(table: Table): Warning[] {
  const frequency = siColumn(table, columnNames.frequency, "Hz");
  const odd = frequency?.filter((f) => f > 0 && !isPlausible(f)) ?? [];
  const first = odd[0];
  if (first === undefined) return [];
  return [
    {
      code: "implausible-frequency",
      message: `${odd.length} row${odd.length === 1 ? "" : "s"} of table "${table.name}" with a frequency outside 1e-9 to 1e12 Hz (the first: ${first} Hz) left out; check the column and its unit.`,
    },
  ];
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
      real: modulus.map((z, i) => z * cos(angle[i] as number)),
      imaginary: modulus.map((z, i) => z * sin(angle[i] as number)),
    };
  }
  return undefined;
}

/** Cuts the rows where a sequence ends, a counter changes between spectra, or the frequency turns back. */
function splitRows(
  rows: readonly number[],
  frequency: NumericArray,
  sequences: readonly NumericArray[],
  counts: readonly NumericArray[],
): Int32Array[] {
  const sweeps: Int32Array[] = [];
  let start = 0;
  let direction = 0;
  const cut = (end: number): void => {
    if (end > start) sweeps.push(Int32Array.from(rows.slice(start, end)));
    start = end;
    direction = 0;
  };
  for (let k = 1; k < rows.length; k++) {
    const row = rows[k] as number;
    const before = rows[k - 1] as number;
    const changes = (values: NumericArray): boolean => values[row] !== values[before];
    const step = log((frequency[row] as number) / (frequency[before] as number));
    const way = Math.abs(step) > log(REPEATED) ? Math.sign(step) : 0;
    const goesOn = way !== 0 && way === direction;
    const turnsBack = direction !== 0 && -direction * step > log(RESTART);
    if (turnsBack || sequences.some(changes) || (!goesOn && counts.some(changes))) cut(k);
    else if (direction === 0) direction = way;
  }
  cut(rows.length);
  return sweeps;
}

/** Mean over the rows of the first column that has a finite value there. */
function firstMean(columns: readonly (NumericArray | undefined)[], rows: Int32Array): number | null {
  for (const values of columns) {
    const mean = meanOver(values, rows);
    if (mean !== null) return mean;
  }
  return null;
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
