import { FormatError } from "../../base/errors.ts";
import type { ColumnHead, Table } from "../../base/table.ts";
import { findNumbers } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { columnNames } from "../columns.ts";
import type { InputFile, Measurement } from "../measurement.ts";
import { emptyCellEntry, unknownInstrument } from "../measurement.ts";
import { enteredArea } from "../text/area.ts";
import { splitCells } from "../text/cells.ts";
import { readStart } from "../text/dates.ts";
import { readHeading } from "../text/headings.ts";
import { linesOf, type TextLines } from "../text/lines.ts";
import { measurementOf } from "../text/measurement.ts";
import type { TextRow } from "../text/numbers.ts";
import { addSetting, type Preamble, settingNumber, settingText } from "../text/preamble.ts";
import { checkSweepEnd } from "../text/sweep-end.ts";
import { type BlockContext, selectRows, tableOfBlock } from "../text/table.ts";
import { versaStudioFormat } from "./format.ts";

interface Section {
  readonly name: string;
  readonly preamble: Preamble;
  readonly definition: string | null;
  readonly rows: readonly TextRow[];
  readonly closed: boolean;
  readonly line: number;
}

/** Sections `<Name>` … `</Name>` of `key=value` lines; those of the data hold comma rows too. The docking layout is skipped. */
function readSections(source: TextLines): Section[] {
  const sections: Section[] = [];
  let open: { name: string; preamble: Preamble; definition: string | null; rows: TextRow[]; line: number } | null =
    null;
  for (const [index, raw] of source.lines.entries()) {
    const line = raw.trim();
    if (open === null) {
      const name = /^<([A-Za-z]\w{0,60})>$/.exec(line)?.[1];
      if (name !== undefined) {
        open = { name, preamble: { settings: [], privateFields: [] }, definition: null, rows: [], line: index + 1 };
      }
    } else if (line === `</${open.name}>`) {
      sections.push({ ...open, closed: true });
      open = null;
    } else if (line.startsWith("Definition=")) open.definition = line.slice("Definition=".length);
    else if (open.definition !== null && line !== "") open.rows.push({ line: index + 1, cells: splitCells(line, ",") });
    else {
      const at = line.indexOf("=");
      if (at > 0 && !line.startsWith("<")) addSetting(open.preamble, line.slice(0, at), line.slice(at + 1));
    }
  }
  if (open !== null) sections.push({ ...open, closed: false });
  return sections;
}

/** VersaStudio writes Z Real and Z Imag in Ω without a unit; the numbers of the second electrometer keep their own names. */
function headOf(vendorName: string): ColumnHead {
  const head = readHeading(vendorName);
  if (head.name === columnNames.realImpedance || head.name === columnNames.imaginaryImpedance)
    return { ...head, unit: "Ohm" };
  return head;
}

/** A segment may mix direct-current points (0 Hz) with impedance: they become two tables. */
function tablesOf(section: Section, context: BlockContext): Table[] {
  const names = splitCells(section.definition ?? "", ",");
  // a definition ends in a count that is no column
  if (names.at(-1) === "0" && section.rows[0]?.cells.length === names.length - 1) names.pop();
  const heads = names.map(headOf);
  const table = tableOfBlock({ name: section.name, heads, rows: section.rows }, context);
  const frequency = findNumbers(table, columnNames.frequency);
  if (frequency === undefined) return [table];
  const alternating = frequency.filter((f) => f !== 0).length;
  if (alternating === frequency.length) return [table];
  if (alternating === 0) return [table];
  return [
    selectRows(table, section.name, (row) => frequency[row] !== 0),
    selectRows(table, `${section.name}, direct current`, (row) => frequency[row] === 0),
  ];
}

function mergedPreamble(sections: readonly Section[]): Preamble {
  const merged: Preamble = { settings: [], privateFields: [] };
  for (const { name, preamble } of sections) {
    if (/^(Action|Experiment|Instrument|Application)\d*$/.test(name)) {
      merged.settings.push(...preamble.settings);
      merged.privateFields.push(...preamble.privateFields);
    }
  }
  return merged;
}

/**
 * Reads a VersaStudio .par file: each segment is a table, named by its `Definition` line.
 * @throws FormatError if no segment holds rows
 */
export function readVersaStudio(file: InputFile): Measurement {
  const source = linesOf(file);
  const warnings: Warning[] = [];
  const sections = readSections(source);
  const segments = sections.filter((section) => section.definition !== null && section.rows.length > 0);
  if (segments.length === 0) {
    throw new FormatError(
      `Holds ${sections.length} sections and none has a Definition with rows; a measurement has <Segment1>.`,
      { file: file.name, line: source.lines.length },
    );
  }
  const preamble = mergedPreamble(sections);
  const final = settingNumber(preamble, "End Frequency (Hz)");
  const tables: Table[] = [];
  for (const segment of segments) {
    const read = tablesOf(segment, { source, warnings, alwaysTerminated: true });
    if (!segment.closed) {
      warnings.push({
        code: "truncated-file",
        message: `Section ${segment.name} of line ${segment.line} is not closed: the file was cut or damaged; rows may be missing.`,
      });
    }
    if (read[0] !== undefined && segments.length === 1) checkSweepEnd(read[0], final, warnings);
    tables.push(...read);
  }
  const text = (name: string): string | null => settingText(preamble, name) || null;
  const action = sections.filter((section) => /^Action[1-9]/.test(section.name)).at(-1);
  const area = settingNumber(preamble, "Working Electrode Area (cm2)");
  return measurementOf(versaStudioFormat, {
    tables,
    warnings,
    ...preamble,
    technique: action === undefined ? null : settingText(action.preamble, "Name") || null,
    start: readStart(settingText(preamble, "DateAcquired"), settingText(preamble, "TimeAcquired"), warnings),
    instrument: {
      ...unknownInstrument,
      maker: "Princeton Applied Research",
      model: text("Type"),
      serialNumber: text("SN"),
      software: text("Version") === null ? null : `VersaStudio ${text("Version")}`,
    },
    cell: {
      ...emptyCellEntry,
      area: enteredArea(area, warnings),
      comment: text("Comment"),
    },
  });
}
