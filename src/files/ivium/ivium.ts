import { FormatError } from "../../base/errors.ts";
import type { ColumnHead, Table } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { columnNames } from "../columns.ts";
import type { InputFile, Measurement } from "../measurement.ts";
import { emptyCellEntry, unknownInstrument } from "../measurement.ts";
import { enteredArea } from "../text/area.ts";
import { splitCells } from "../text/cells.ts";
import { readStart } from "../text/dates.ts";
import { describeForeignFile } from "../text/decode.ts";
import { splitLines, type TextLines } from "../text/lines.ts";
import { measurementOf } from "../text/measurement.ts";
import { looksNumeric, type TextRow } from "../text/numbers.ts";
import { addSetting, type Preamble, settingNumber, settingText } from "../text/preamble.ts";
import { checkRowCount } from "../text/sweep-end.ts";
import { tableOfBlock } from "../text/table.ts";
import { iviumFormat } from "./format.ts";

/** Columns of the primary data of an impedance measurement. */
const IMPEDANCE: readonly ColumnHead[] = [
  { vendorName: "Z1", name: columnNames.realImpedance, unit: "Ohm" },
  { vendorName: "Z2", name: columnNames.imaginaryImpedance, unit: "Ohm" },
  { vendorName: "freq.", name: columnNames.frequency, unit: "Hz" },
];

interface DataSet {
  readonly preamble: Preamble;
  readonly columns: number;
  readonly declared: number;
  readonly rows: readonly TextRow[];
  readonly line: number;
}

/** Keys that list arrays point by point: they repeat what the rows hold. */
const LISTED = /\[\d+\]$/;

/** Text between the binary headers; everything but printable ASCII and tabs becomes a blank, lines keep their numbers. */
function printableLines(file: InputFile): TextLines {
  const text = new TextDecoder("windows-1252").decode(file.bytes);
  const { lines, terminated } = splitLines(text, file.name);
  return { file: file.name, terminated, lines: lines.map((line) => line.replace(/[^\t -~\u00a0-\u00ff]/g, " ")) };
}

function readCount(source: TextLines, index: number): number | null {
  const text = (source.lines[index] ?? "").trim();
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** The rows after the line `primary_data` at `index`: number of columns, number of rows, rows. */
function readRows(source: TextLines, index: number, preamble: Preamble): DataSet {
  const columns = readCount(source, index + 1);
  const declared = readCount(source, index + 2);
  if (columns === null || declared === null || columns < 2 || columns > 64) {
    throw new FormatError(
      `After primary_data in line ${index + 1} stand "${(source.lines[index + 1] ?? "").trim().slice(0, 30)}" and "${(source.lines[index + 2] ?? "").trim().slice(0, 30)}"; expected a number of columns and a number of rows.`,
      { file: source.file, line: index + 2 },
    );
  }
  const rows: TextRow[] = [];
  for (let i = index + 3; i < source.lines.length && rows.length < declared; i++) {
    const cells = splitCells(source.lines[i] ?? "", " ");
    if (cells.length === 0 || !cells.some(looksNumeric)) break;
    rows.push({ line: i + 1, cells });
  }
  return { preamble, columns, declared, rows, line: index + 1 };
}

function readSets(source: TextLines): DataSet[] {
  const sets: DataSet[] = [];
  let preamble: Preamble = { settings: [], privateFields: [] };
  for (const [index, raw] of source.lines.entries()) {
    const line = raw.trim();
    if (/^primary_data$/.test(line)) {
      sets.push(readRows(source, index, preamble));
      preamble = { settings: [], privateFields: [] };
      continue;
    }
    const pair = line.length < 5000 ? /^([\w .]{1,60})=(.*)$/.exec(line) : null;
    if (pair?.[1] !== undefined && pair[2] !== undefined && !LISTED.test(line.split("=", 1)[0] ?? "")) {
      addSetting(preamble, pair[1], pair[2]);
    }
  }
  return sets;
}

/** Value of `key : value` in the process report, whose lines are joined by control characters. */
function fromReport(preamble: Preamble, key: string): string | null {
  const report = settingText(preamble, "Report.Process data");
  const found = new RegExp(`${key}\\s*:\\s*(.*?)(?:\\s{2,}|$)`).exec(report)?.[1]?.trim();
  return found === undefined || found === "" ? null : found;
}

/**
 * Reads the data sets of an Ivium .ids or .idf file: each block of `key=value` lines that ends in `primary_data` gives a
 * table. Impedance measurements (Method=Impedance) hold Z', Z″ and f; raw oscillations (`osc_data`) are not read.
 * @throws FormatError without primary data, or if their counts are no numbers
 */
export function readIvium(file: InputFile): Measurement {
  const foreign = describeForeignFile(file.bytes);
  if (foreign !== null) throw new FormatError(`${foreign}.`, { file: file.name, offset: 0 });
  const source = printableLines(file);
  const warnings: Warning[] = [];
  const sets = readSets(source);
  const first = sets[0];
  if (first === undefined || sets.every((set) => set.rows.length === 0)) {
    throw new FormatError("Holds no primary_data with rows: an Ivium file without a measurement, or cut before it.", {
      file: file.name,
      line: first?.line ?? source.lines.length,
    });
  }
  const titles = new Map<string, number>();
  const tables: Table[] = sets.map((set) => {
    const title = settingText(set.preamble, "Title") || "data";
    const seen = (titles.get(title) ?? 0) + 1;
    titles.set(title, seen);
    const name = seen === 1 ? title : `${title} (${seen})`;
    const isImpedance = /impedance/i.test(settingText(set.preamble, "Method")) && set.columns === 3;
    const heads = isImpedance
      ? IMPEDANCE
      : Array.from({ length: set.columns }, (_, i) => ({ vendorName: `column ${i + 1}` }));
    checkRowCount(name, set.rows.length, set.declared, warnings);
    return tableOfBlock({ name, heads, rows: set.rows }, { source, warnings, alwaysTerminated: true });
  });
  const marks = source.lines.filter((line) => /^Method=/.test(line.trim())).length;
  if (marks > sets.length) {
    warnings.push({
      code: "truncated-file",
      message: `The file describes ${marks} measurements; ${sets.length} of them have data.`,
    });
  }
  const { preamble } = first;
  const area = settingNumber(preamble, "Data Options.Area");
  const started = fromReport(preamble, "start time") ?? "";
  const remarks = settingText(preamble, "Report.Remarks");
  return measurementOf(iviumFormat, {
    tables,
    warnings,
    ...preamble,
    technique:
      [settingText(preamble, "Method"), settingText(preamble, "Technique")].filter((t) => t !== "").join(", ") || null,
    start: readStart(started, started, warnings),
    instrument: {
      ...unknownInstrument,
      maker: "Ivium",
      model: fromReport(preamble, "hw config"),
      serialNumber: fromReport(preamble, "instrument"),
      channel: fromReport(preamble, "channel"),
      software: fromReport(preamble, "software vs"),
    },
    cell: {
      ...emptyCellEntry,
      area: enteredArea(area, warnings),
      comment: remarks === "" ? null : remarks,
    },
  });
}
