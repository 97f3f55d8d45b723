import { FormatError } from "../../base/errors.ts";

/** What an entry may say; every value is text with its unit. */
export const KEYS = [
  "id",
  "kind",
  "solid",
  "phases",
  "of",
  "temperature",
  "composition",
  "value",
  "uncertainty",
  "component",
  "reference",
  "charge",
  "source",
] as const;

export type Key = (typeof KEYS)[number];
export type Entry = Readonly<Partial<Record<Key, string>>>;

/** An entry and where it stands. */
export interface Placed {
  readonly entry: Entry;
  /** `own.csv, line 4`, `Entry 2` */
  readonly place: string;
  readonly line?: number;
}

/** Another name of a column. */
const ALIASES: Readonly<Record<string, Key>> = { quantity: "kind" };

/** A heading, and the unit that its bare numbers have. */
interface Heading {
  readonly key: Key;
  readonly unit: string;
}

/**
 * Entries of a CSV text with a line of headings, or of a JSON list of objects. A heading may end in the unit of its bare
 * numbers: `temperature/°C`, `composition (at.% Na)`, `uncertainty [K]`. Cells are separated by commas, semicolons or tabs.
 *
 * @param file name for messages
 * @throws FormatError that names the line or the entry
 */
export function readEntries(text: string, file?: string): Placed[] {
  return /^\s*[[{]/.test(text) ? readJson(text, file) : readCsv(text, file);
}

export const positionOf = (file?: string, line?: number): { file?: string; line?: number } => ({
  ...(file === undefined ? {} : { file }),
  ...(line === undefined ? {} : { line }),
});

const placeOf = (what: string, file?: string): string =>
  file === undefined ? what : `${file}, ${what.charAt(0).toLowerCase()}${what.slice(1)}`;

function readJson(text: string, file?: string): Placed[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new FormatError(`The data are no JSON: ${(error as Error).message}`, positionOf(file));
  }
  if (!Array.isArray(document)) {
    throw new FormatError("The data must be a JSON list of objects, one for each point.", positionOf(file));
  }
  return document.map((item: unknown, i) => {
    const place = placeOf(`Entry ${i + 1}`, file);
    if (typeof item !== "object" || item === null || Array.isArray(item)) {
      throw new FormatError(`${place} is not an object.`, positionOf(file));
    }
    const entry: Partial<Record<Key, string>> = {};
    for (const [key, value] of Object.entries(item)) {
      if (typeof value !== "string" && typeof value !== "number") {
        throw new FormatError(`${place}: ${key} must be text with a unit, as in "25 °C".`, positionOf(file));
      }
      const heading = headingOf(key, place, file);
      entry[heading.key] = withUnit(String(value), heading);
    }
    return { entry, place };
  });
}

function readCsv(text: string, file?: string): Placed[] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .map((content, i) => ({ content, line: i + 1 }))
    .filter(({ content }) => content.trim() !== "" && !content.startsWith("#"));
  const head = lines[0];
  if (head === undefined) {
    throw new FormatError("The data are empty: a line of headings is expected.", positionOf(file));
  }
  const separator = [";", "\t", ","].find((mark) => head.content.includes(mark)) ?? ",";
  const headings = cellsOf(head.content, separator).map((cell) =>
    headingOf(cell, placeOf(`Line ${head.line}`, file), file, head.line),
  );
  const twice = headings.find(({ key }, i) => headings.findIndex((other) => other.key === key) < i);
  if (twice !== undefined) {
    throw new FormatError(`${placeOf(`Line ${head.line}`, file)}: two columns are ${twice.key}.`, positionOf(file));
  }
  return lines.slice(1).map(({ content, line }) => {
    const place = placeOf(`Line ${line}`, file);
    const cells = cellsOf(content, separator);
    while (cells.length > headings.length && cells.at(-1) === "") cells.pop();
    if (cells.length !== headings.length) {
      throw new FormatError(
        `${place} has ${cells.length} cells, the headings are ${headings.length}: quote a cell that holds ${separator === "\t" ? "a tab" : separator}.`,
        positionOf(file, line),
      );
    }
    const entry: Partial<Record<Key, string>> = {};
    for (const [i, heading] of headings.entries()) {
      if (cells[i] !== "") entry[heading.key] = withUnit(cells[i] as string, heading);
    }
    return { entry, place, line };
  });
}

/** Cells of one line; quoted ones may hold the separator and doubled quotes. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let i = 0; i < line.length; i++) {
    const character = line[i] as string;
    if (character === '"') {
      if (isQuoted && line[i + 1] === '"') {
        cell += '"';
        i++;
      } else isQuoted = !isQuoted;
    } else if (character === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += character;
  }
  cells.push(cell.trim());
  return cells;
}

function headingOf(written: string, place: string, file?: string, line?: number): Heading {
  const [, name = "", mark, rest = ""] = /^([^/([]*)([/([])?(.*)$/s.exec(written.trim()) ?? [];
  const plain = name.trim().toLowerCase();
  const key = KEYS.find((known) => known === plain) ?? (Object.hasOwn(ALIASES, plain) ? ALIASES[plain] : undefined);
  if (key === undefined) {
    throw new FormatError(`${place}: "${written}" is none of ${KEYS.join(", ")}.`, positionOf(file, line));
  }
  return { key, unit: (mark === "(" || mark === "[" ? rest.replace(/[)\]]\s*$/, "") : rest).trim() };
}

/** The unit of the heading behind a cell that is a bare number. */
function withUnit(cell: string, { unit }: Heading): string {
  return unit !== "" && /^[+\-−]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][+-]?\d+)?$/.test(cell) ? `${cell} ${unit}` : cell;
}
