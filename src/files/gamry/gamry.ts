import { FormatError } from "../../base/errors.ts";
import type { ColumnHead, Table } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { columnNames } from "../columns.ts";
import type { CellEntry, InputFile, Instrument, Measurement } from "../measurement.ts";
import { emptyCellEntry, unknownInstrument } from "../measurement.ts";
import { enteredArea } from "../text/area.ts";
import { readStart } from "../text/dates.ts";
import { linesOf, type TextLines } from "../text/lines.ts";
import { measurementOf } from "../text/measurement.ts";
import { parseNumber, type TextRow } from "../text/numbers.ts";
import { addSetting, type Preamble, settingText } from "../text/preamble.ts";
import { checkRowCount, checkSweepEnd } from "../text/sweep-end.ts";
import { type BlockContext, tableOfBlock } from "../text/table.ts";
import { gamryFormat } from "./format.ts";

/** Columns of Gamry tables that we know; their names hold in every experiment. */
const COLUMNS: Readonly<Record<string, string>> = {
  Freq: columnNames.frequency,
  Zreal: columnNames.realImpedance,
  Zimag: columnNames.imaginaryImpedance,
  Zmod: columnNames.impedanceModulus,
  Zphz: columnNames.impedancePhase,
  Time: columnNames.time,
  T: columnNames.time,
  Vdc: columnNames.meanWorkingPotential,
  Idc: columnNames.meanCurrent,
  Vf: columnNames.workingPotential,
  Im: columnNames.current,
  Temp: columnNames.temperature,
};

const TECHNIQUES: Readonly<Record<string, string>> = {
  EISPOT: "Potentiostatic EIS",
  EISGALV: "Galvanostatic EIS",
  EISHYB: "Hybrid EIS",
  EISMON: "Single frequency EIS",
  EISMOT: "Mott-Schottky EIS",
};

/** Units of which Gamry writes a placeholder. */
const NO_UNIT = new Set(["#", "bits", ""]);

interface RawTable {
  readonly name: string;
  readonly declared: number | null;
  readonly line: number;
  readonly names: readonly string[];
  readonly units: readonly string[];
  readonly rows: readonly TextRow[];
}

const isTableTitle = (fields: readonly string[]): boolean => /^O?TABLE$/.test(fields[1]?.trim() ?? "");

function isTableRow(line: string): boolean {
  return line.startsWith("\t") && line.trim() !== "";
}

/** Cells after the leading tab. */
const cellsOf = (line: string): string[] =>
  line
    .slice(1)
    .split("\t", 2049)
    .map((cell) => cell.trim());

/** Reads the table whose title stands at `index`; returns it and the index of the first line after. */
function readTable(source: TextLines, index: number): { readonly table: RawTable; readonly next: number } {
  const { lines } = source;
  const fields = (lines[index] ?? "").split("\t");
  const declared = /^\d{1,9}$/.test(fields[2]?.trim() ?? "") ? Number(fields[2]) : null;
  const name = (fields[0] ?? "").trim().slice(0, 80);
  let next = index + 1;
  const header: string[][] = [];
  while (header.length < 2 && next < lines.length && isTableRow(lines[next] ?? "")) {
    header.push(cellsOf(lines[next] ?? ""));
    next++;
  }
  const rows: TextRow[] = [];
  while (next < lines.length && isTableRow(lines[next] ?? "")) {
    rows.push({ line: next + 1, cells: cellsOf(lines[next] ?? "") });
    next++;
  }
  return { table: { name, declared, line: index + 1, names: header[0] ?? [], units: header[1] ?? [], rows }, next };
}

function headsOf(table: RawTable): ColumnHead[] {
  return table.names.map((vendorName, i) => {
    const stored = table.units[i] ?? "";
    const unit = NO_UNIT.has(stored) ? null : stored;
    const name = Object.hasOwn(COLUMNS, vendorName) ? COLUMNS[vendorName] : undefined;
    return name === undefined ? { vendorName, unit } : { vendorName, name, unit };
  });
}

/** Keys whose values name a person or a place on the computer. */
function addField(preamble: Preamble, fields: readonly string[]): void {
  const [key = "", kind = "", ...rest] = fields.map((field) => field.trim());
  const label = (rest[kind === "TWOPARAM" ? 3 : 1] ?? "").replace(/&/g, "");
  const unit = /\(([^()]+)\)$/.exec(label)?.[1] ?? null;
  const values = kind === "TWOPARAM" ? rest.slice(0, 3).join(" ") : (rest[0] ?? "");
  addSetting(preamble, key, /^[+-]?\d+,\d+(E[+-]?\d+)?$/i.test(values) ? values.replace(",", ".") : values, unit);
}

const number = (text: string): number | null => parseNumber(text, ".") ?? parseNumber(text, ",");

function cellEntry(preamble: Preamble, notes: string, warnings: Warning[]): CellEntry {
  return {
    ...emptyCellEntry,
    area: enteredArea(number(settingText(preamble, "AREA")), warnings),
    comment: notes === "" ? null : notes,
  };
}

function instrument(preamble: Preamble): Instrument {
  const text = (name: string): string | null => settingText(preamble, name) || null;
  return {
    ...unknownInstrument,
    maker: "Gamry",
    model: text("PSTAT"),
    serialNumber: text("PSTATSERIALNO"),
    software: text("FRAMEWORKVERSION") === null ? null : `Framework ${text("FRAMEWORKVERSION")}`,
  };
}

interface Contents {
  readonly tables: readonly RawTable[];
  readonly preamble: Preamble;
  readonly notes: string;
  readonly orphan: { readonly count: number; readonly line: number };
}

function readContents(source: TextLines): Contents {
  const { lines } = source;
  const tables: RawTable[] = [];
  const preamble: Preamble = { settings: [], privateFields: [] };
  let notes = "";
  let orphans = 0;
  let firstOrphan = 0;
  let i = 0;
  while (i < lines.length) {
    const line = lines[i] ?? "";
    const fields = line.split("\t", 64);
    if (isTableTitle(fields)) {
      const { table, next } = readTable(source, i);
      tables.push(table);
      i = next;
    } else if (fields[1] === "NOTES") {
      const count = Math.min(Number.parseInt(fields[2] ?? "0", 10) || 0, lines.length - i - 1, 1000);
      let taken = 0;
      const texts: string[] = [];
      while (taken < count && !/^[A-Z]+\t[A-Z]+\t/.test(lines[i + 1 + taken] ?? "")) {
        texts.push((lines[i + 1 + taken] ?? "").trim());
        taken++;
      }
      notes = texts.join("\n").trim().slice(0, 10_000);
      i += 1 + taken;
    } else {
      if (isTableRow(line)) {
        orphans++;
        firstOrphan ||= i + 1;
      } else if (fields.length >= 3) addField(preamble, fields);
      else if (fields.length === 2) addSetting(preamble, fields[0] ?? "", fields[1] ?? "");
      i++;
    }
  }
  return { tables, preamble, notes, orphan: { count: orphans, line: firstOrphan } };
}

/** ZCURVE, ZCURVE1, … and tables of drift-corrected impedance; they come first, in the order of the file. */
const isImpedance = (table: RawTable): boolean =>
  /^ZCURVE/i.test(table.name) || (table.names.includes("Freq") && table.names.includes("Zreal"));

/**
 * Reads a Gamry .DTA file: each TABLE is a table, impedance (ZCURVE, ZCURVE1, …) before the rest. Columns go by the row of
 * names, whatever their order; decimal marks are decided for each table.
 * @throws FormatError if the file holds no table with rows, with the line
 */
export function readGamry(file: InputFile): Measurement {
  const source = linesOf(file);
  const warnings: Warning[] = [];
  const { tables: raw, preamble, notes, orphan } = readContents(source);
  const filled = raw.filter((table) => table.names.length > 0);
  if (filled.every((table) => table.rows.length === 0)) {
    throw new FormatError(
      `Holds ${raw.length} tables and none has a row; a .DTA file of a measurement has a ZCURVE or CURVE table.`,
      { file: file.name, line: raw[0]?.line ?? 1 },
    );
  }
  if (orphan.count > 0) {
    warnings.push({
      code: "lines-left-out",
      message: `${orphan.count} rows stand under no table title (first: line ${orphan.line}); they are left out.`,
    });
  }
  const context: BlockContext = { source, warnings, alwaysTerminated: true };
  const ordered = [...filled.filter(isImpedance), ...filled.filter((table) => !isImpedance(table))];
  const final = number(settingText(preamble, "FREQFINAL"));
  const tables: Table[] = ordered.map((rawTable) => {
    const table = tableOfBlock({ name: rawTable.name, heads: headsOf(rawTable), rows: rawTable.rows }, context);
    if (rawTable.declared !== null) checkRowCount(rawTable.name, table.rows, rawTable.declared, warnings);
    if (isImpedance(rawTable)) checkSweepEnd(table, final, warnings);
    return table;
  });
  const tag = settingText(preamble, "TAG");
  if (tag.startsWith("EIS") && !ordered.some(isImpedance)) {
    warnings.push({
      code: "impedance-missing",
      message: `The file is tagged ${tag} but holds no ZCURVE table: the measurement was stopped before, or the file was cut.`,
    });
  }
  if (settingText(preamble, "EXPERIMENTABORTED") === "T") {
    warnings.push({ code: "measurement-aborted", message: "The file says that the measurement was aborted." });
  }
  return measurementOf(gamryFormat, {
    tables,
    warnings,
    ...preamble,
    technique: tag === "" ? null : (TECHNIQUES[tag] ?? tag),
    start: readStart(settingText(preamble, "DATE"), settingText(preamble, "TIME"), warnings),
    instrument: instrument(preamble),
    cell: cellEntry(preamble, notes, warnings),
  });
}
