import { FormatError } from "../../base/errors.ts";
import { type Column, lazyColumn, type Table } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { cos, sin } from "../../numerics/elementary/index.ts";
import { columnNames } from "../columns.ts";
import type { AcquisitionStart, InputFile, Measurement, Setting } from "../measurement.ts";
import { emptyCellEntry, unknownInstrument } from "../measurement.ts";
import { describeForeignFile } from "../text/decode.ts";
import { measurementOf } from "../text/measurement.ts";
import { zahnerFormat } from "./format.ts";
import { type IsmTail, readTail } from "./ism-tail.ts";

/** Version and number of points − 1, six bytes each. */
const HEADER = 12;
/** Four doubles and a short integer a point. */
const BYTES_PER_POINT = 34;
/** Time stamps count seconds from here, written with a negative sign by some versions. */
const EPOCH = Date.UTC(1980, 0, 1);

interface StoredRows {
  readonly frequency: Float64Array;
  readonly modulus: Float64Array;
  readonly phase: Float64Array;
  readonly stamp: Float64Array;
  readonly significance: Int16Array;
}

function readRows(view: DataView, points: number): StoredRows {
  const doubles = (index: number): Float64Array =>
    Float64Array.from({ length: points }, (_, i) => view.getFloat64(HEADER + 8 * (index * points + i)));
  return {
    frequency: doubles(0),
    modulus: doubles(1),
    phase: doubles(2),
    stamp: doubles(3).map(Math.abs),
    significance: Int16Array.from({ length: points }, (_, i) => view.getInt16(HEADER + 32 * points + 2 * i)),
  };
}

/** First indices of the smallest and the largest finite frequency, in ascending order of index. */
function usableRange(frequency: Float64Array): readonly [number, number] {
  let low = 0;
  let high = 0;
  for (const [i, f] of frequency.entries()) {
    if (f < (frequency[low] as number)) low = i;
    if (f > (frequency[high] as number)) high = i;
  }
  return low < high ? [low, high] : [high, low];
}

function tableOf(name: string, rows: StoredRows, tail: IsmTail, from: number, to: number): Table {
  const cut = (values: Float64Array): Float64Array => values.slice(from, to);
  const first = rows.stamp.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const part = (f: (phase: number) => number): Float64Array =>
    Float64Array.from(
      { length: to - from },
      (_, i) => (rows.modulus[from + i] as number) * f(rows.phase[from + i] as number),
    );
  const columns: Column[] = [
    lazyColumn({ vendorName: "Frequency", name: columnNames.frequency, unit: "Hz" }, () => cut(rows.frequency)),
    lazyColumn({ vendorName: "Impedance", name: columnNames.impedanceModulus, unit: "Ohm" }, () => cut(rows.modulus)),
    lazyColumn({ vendorName: "Phase", name: columnNames.impedancePhase, unit: "rad" }, () => cut(rows.phase)),
    lazyColumn({ vendorName: "Significance" }, () => rows.significance.slice(from, to)),
    lazyColumn(
      { vendorName: "Time", name: columnNames.time, unit: "s", derived: "time stamp − smallest time stamp" },
      () => cut(rows.stamp).map((t) => t - first),
    ),
    lazyColumn(
      { vendorName: "Re(Z)", name: columnNames.realImpedance, unit: "Ohm", derived: "Impedance · cos(Phase)" },
      () => part(cos),
    ),
    lazyColumn(
      { vendorName: "Im(Z)", name: columnNames.imaginaryImpedance, unit: "Ohm", derived: "Impedance · sin(Phase)" },
      () => part(sin),
    ),
  ];
  const { voltage, current } = tail;
  if (voltage !== null && current !== null) {
    columns.push(
      lazyColumn({ vendorName: "Voltage/V", name: columnNames.meanWorkingPotential, unit: "V" }, () => cut(voltage)),
      lazyColumn({ vendorName: "Current/A", name: columnNames.meanCurrent, unit: "A" }, () => cut(current)),
    );
  }
  return { name, rows: to - from, columns };
}

/** The start by the smallest time stamp; files of simulations have stamps that begin in 1980 and say nothing. */
function startOf(rows: StoredRows, tail: IsmTail): AcquisitionStart | null {
  const first = rows.stamp.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  if (first > 86400 && first < 4e9) {
    return { local: new Date(EPOCH + Math.round(first * 1000)).toISOString().slice(0, 23), hasTimeOfDay: true };
  }
  return tail.date === null ? null : { local: tail.date, hasTimeOfDay: false };
}

/**
 * Reads a Zahner .ism file. Thales begins a sweep in the middle, goes to one end and comes back: the first table holds the
 * points between the lowest and the highest frequency, in the order of the file; where that leaves points out, a second table
 * holds all as stored.
 * @throws FormatError for a file that is no .ism, or shorter than its number of points asks for
 */
export function readIsm(file: InputFile): Measurement {
  const { bytes, name } = file;
  const foreign = describeForeignFile(bytes);
  if (foreign !== null) throw new FormatError(`${foreign}.`, { file: name, offset: 0 });
  if (bytes.length < HEADER + BYTES_PER_POINT) {
    throw new FormatError(`Has ${bytes.length} bytes; an .ism file has at least ${HEADER + BYTES_PER_POINT}.`, {
      file: name,
      offset: bytes.length,
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const points = view.getUint16(6) * 2 ** 32 + view.getUint32(8) + 1;
  if (HEADER + BYTES_PER_POINT * points > bytes.length) {
    throw new FormatError(
      `Declares ${points} points, which take ${HEADER + BYTES_PER_POINT * points} bytes; the file has ${bytes.length}. It was cut or is no .ism file.`,
      { file: name, offset: 6 },
    );
  }
  const rows = readRows(view, points);
  const bad = rows.frequency.findIndex((f) => !(f > 0 && f < 1e12));
  if (bad >= 0) {
    throw new FormatError(
      `Frequency ${rows.frequency[bad]} Hz of point ${bad + 1} is not positive and finite: no .ism file, or damaged.`,
      {
        file: name,
        offset: HEADER + 8 * bad,
      },
    );
  }
  const warnings: Warning[] = [];
  const tail = readTail(view, HEADER + BYTES_PER_POINT * points, points, warnings);
  const [low, high] = usableRange(rows.frequency);
  const tables: Table[] = [tableOf("impedance", rows, tail, low, high + 1)];
  if (high + 1 - low < points) {
    const all = tableOf("impedance, all points as stored", rows, tail, 0, points);
    tables.push({ ...all, supersededBy: "impedance" });
    warnings.push({
      code: "overlapping-start-sweep",
      message: `${points - (high + 1 - low)} of ${points} points lie outside the sweep between ${rows.frequency[low]} and ${rows.frequency[high]} Hz; they are only in the second table.`,
    });
  }
  const settings: Setting[] = tail.texts.map(({ name: key, value }) => ({ name: key, unit: null, values: [value] }));
  if (tail.amplitude !== null) settings.push({ name: "Amplitude", unit: "mV", values: [tail.amplitude] });
  return measurementOf(zahnerFormat, {
    tables,
    warnings,
    settings,
    technique: "Impedance spectrum",
    start: startOf(rows, tail),
    instrument: {
      ...unknownInstrument,
      maker: "Zahner",
      model: null,
      serialNumber: tail.serialNumber,
      software: "Thales",
    },
    cell: { ...emptyCellEntry, area: tail.area, comment: tail.comment },
  });
}
