import { FormatError } from "../../base/errors.ts";
import { type Column, lazyColumn } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import type { InputFile, Measurement } from "../measurement.ts";
import { vendorText } from "./bytes.ts";
import { columnHead, isKnownHeading } from "./column-names.ts";
import { biologicMptFormat } from "./mpt-format.ts";
import { readHeader } from "./mpt-header.ts";
import { readRows } from "./mpt-rows.ts";

const NEWLINE = 0x0a;
/** A header is never longer; beyond, the column names are not looked for. */
const MOST_HEADER_LINES = 20_000;

/** UTF-8 if the bytes are, otherwise windows-1252, which EC-Lab writes. */
function decoderFor(bytes: Uint8Array): (part: Uint8Array) => string {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return vendorText;
  }
  const utf8 = new TextDecoder("utf-8");
  return (part) => utf8.decode(part);
}

/** A line without its end: LF, CR LF, or several CR. */
function withoutEnd(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === "\n" || line[end - 1] === "\r")) end--;
  return line.slice(0, end);
}

/** Names in a line of column names; the empty one behind the closing tab is left out. */
function headingsOf(line: string): readonly string[] {
  const cells = line.split("\t");
  while (cells.length > 0 && cells[cells.length - 1]?.trim() === "") cells.pop();
  return cells;
}

function looksLikeHeadings(line: string): boolean {
  const cells = headingsOf(line);
  return cells.length > 0 && 2 * cells.filter(isKnownHeading).length >= cells.length;
}

/** Lines of the header, the column names, and where the rows begin. */
interface Frame {
  readonly header: readonly string[];
  readonly headings: readonly string[];
  readonly rowsAt: number;
  readonly firstRowLine: number;
  readonly decode: (part: Uint8Array) => string;
}

/** Offsets of the beginnings of the first lines; one more than there are lines, the last being the end. */
function lineStarts(bytes: Uint8Array, from: number, most: number): number[] {
  const starts = [from];
  while (starts.length <= most) {
    const newline = bytes.indexOf(NEWLINE, starts[starts.length - 1]);
    if (newline < 0) {
      starts.push(bytes.length);
      break;
    }
    starts.push(newline + 1);
  }
  return starts;
}

function findFrame({ name, bytes }: InputFile, warn: (warning: Warning) => void): Frame {
  if (bytes.length === 0)
    throw new FormatError(`${name} is empty (0 bytes); export it again from EC-Lab.`, { file: name });
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const rough = lineStarts(bytes, from, MOST_HEADER_LINES);
  const roughLine = (i: number): string =>
    withoutEnd(vendorText(bytes.subarray(rough[i] ?? bytes.length, rough[i + 1] ?? bytes.length)));
  const frame = (namesLine: number): Frame => {
    const rowsAt = rough[namesLine + 1] ?? bytes.length;
    const decode = decoderFor(bytes.subarray(from, rowsAt));
    const line = (i: number): string =>
      withoutEnd(decode(bytes.subarray(rough[i] ?? bytes.length, rough[i + 1] ?? bytes.length)));
    const headings = headingsOf(line(namesLine));
    const header = Array.from({ length: Math.max(0, namesLine - 2) }, (_, i) => line(i + 2));
    return { header, headings, rowsAt, firstRowLine: namesLine + 2, decode };
  };
  const first = roughLine(0).trim();
  const last = rough.length - 2;
  if (!/^(EC|BT)-Lab ASCII FILE/.test(first)) {
    if (looksLikeHeadings(roughLine(0)) && first.includes("\t")) return frame(0);
    throw new FormatError(
      `${name} starts with "${first.slice(0, 40).replace(/[^\x20-\x7e]/g, "·")}". A text export of EC-Lab starts with "EC-Lab ASCII FILE" or with tab-separated column names; check that the right file was chosen.`,
      { file: name, line: 1 },
    );
  }
  const stated = Number(/:\s*(\d+)/.exec(roughLine(1))?.[1] ?? Number.NaN);
  if (stated >= 3 && stated - 1 <= last && looksLikeHeadings(roughLine(stated - 1))) return frame(stated - 1);
  for (let i = 2; i <= last; i++) {
    if (!looksLikeHeadings(roughLine(i)) || !roughLine(i).includes("\t")) continue;
    warn({
      code: "header-count-differs",
      message: `${name} states ${Number.isNaN(stated) ? "no number of" : stated} header lines; the column names are on line ${i + 1} and were read there.`,
    });
    return frame(i);
  }
  if (stated >= 3 && stated - 1 <= last && roughLine(stated - 1).includes("\t")) return frame(stated - 1);
  throw new FormatError(
    `${name} has ${last + 1} lines and states ${Number.isNaN(stated) ? "no number of" : stated} header lines; no line of tab-separated column names was found. Export it again from EC-Lab.`,
    { file: name, line: Number.isNaN(stated) ? 2 : Math.min(stated, last + 1) },
  );
}

/**
 * Reads a text export of EC-Lab or BT-Lab: with header, bare (three lines), or column names and rows alone.
 * Encoding and decimal sign are found for each file.
 * @throws FormatError if the file is empty, is no such export, or has no column names
 */
export function readMpt(file: InputFile): Measurement {
  const warnings: Warning[] = [];
  const warn = (warning: Warning): void => {
    warnings.push(warning);
  };
  const { header, headings, rowsAt, firstRowLine, decode } = findFrame(file, warn);
  const names = headings.map((heading, i) => (heading.trim() === "" ? `column ${i + 1}` : heading));
  const rows = readRows(
    { file: file.name, bytes: file.bytes.subarray(rowsAt), firstLine: firstRowLine, headings: names, decode },
    warn,
  );
  const columns: Column[] = names.map((heading, i) => lazyColumn(columnHead(heading), () => rows.columns[i] ?? []));
  const { technique, start, instrument, cell, settings, privateFields } = readHeader(header);
  return {
    format: biologicMptFormat.name,
    formatTitle: biologicMptFormat.title,
    tables: [{ name: "data", rows: rows.count, columns }],
    technique,
    start,
    instrument,
    cell,
    settings,
    privateFields,
    warnings,
  };
}
