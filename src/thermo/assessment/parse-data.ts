import { DomainError, FormatError } from "../../base/errors.ts";
import type { Datum, DatumHead, TakingPart } from "./datum.ts";
import { parseMoleFraction, parseWritten, type WrittenQuantity } from "./parse-value.ts";

/** What an entry may say; every value is text with its unit. */
const KEYS = [
  "id",
  "kind",
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

type Key = (typeof KEYS)[number];
type Entry = Readonly<Partial<Record<Key, string>>>;

const KINDS = ["boundary", "invariant", "congruent", "diluteSlope", "mixingEnthalpy", "activity", "potential"] as const;

export interface ParseDataOptions {
  /** Upper-case symbols. */
  readonly components: readonly [string, string];
  /** The one whose mole fraction is x. */
  readonly component: string;
  /** Name of the file for messages. */
  readonly file?: string;
}

/**
 * Reads data of the user's own, as CSV with one line of headings or as a JSON list of objects. Headings or keys: id, kind,
 * phases (`LIQUID + BCC_A2 near 98.5 at.% Na`), of, temperature, composition, value, uncertainty, component, reference,
 * charge, source. Each number has its unit and each composition its kind: `25 °C`, `44 wt% K`, `0.10 at.%/K`.
 * Lines that begin with # are skipped.
 *
 * @throws FormatError that names the line or the entry, what was found and what is expected
 */
export function parseAssessmentData(text: string, options: ParseDataOptions): Datum[] {
  const entries = /^\s*[[{]/.test(text) ? readJson(text, options) : readCsv(text, options);
  return entries.map(({ entry, place, line }, i) => {
    try {
      return datumOf(entry, `point ${i + 1}`, options);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw new FormatError(`${place}: ${error.message}`, positionOf(options, line));
    }
  });
}

interface Placed {
  readonly entry: Entry;
  /** `Line 4`, `Entry 2` */
  readonly place: string;
  readonly line?: number;
}

const positionOf = ({ file }: ParseDataOptions, line?: number): { file?: string; line?: number } => ({
  ...(file === undefined ? {} : { file }),
  ...(line === undefined ? {} : { line }),
});

function readJson(text: string, options: ParseDataOptions): Placed[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new FormatError(`The data are no JSON: ${(error as Error).message}`, positionOf(options));
  }
  if (!Array.isArray(document)) {
    throw new FormatError("The data must be a JSON list of objects, one for each point.", positionOf(options));
  }
  return document.map((item: unknown, i) => {
    const place = `Entry ${i + 1}`;
    if (typeof item !== "object" || item === null || Array.isArray(item)) {
      throw new FormatError(`${place} is not an object.`, positionOf(options));
    }
    const entry: Partial<Record<Key, string>> = {};
    for (const [key, value] of Object.entries(item)) {
      if (typeof value !== "string" && typeof value !== "number") {
        throw new FormatError(`${place}: ${key} must be text with a unit, as in "25 °C".`, positionOf(options));
      }
      entry[knownKey(key, place, options)] = String(value);
    }
    return { entry, place };
  });
}

function readCsv(text: string, options: ParseDataOptions): Placed[] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .map((content, i) => ({ content, line: i + 1 }))
    .filter(({ content }) => content.trim() !== "" && !content.startsWith("#"));
  const head = lines[0];
  if (head === undefined)
    throw new FormatError("The data are empty: a line of headings is expected.", positionOf(options));
  const separator = [",", ";", "\t"].find((mark) => head.content.includes(mark)) ?? ",";
  const keys = cellsOf(head.content, separator).map((cell) => knownKey(cell, `Line ${head.line}`, options, head.line));
  return lines.slice(1).map(({ content, line }) => {
    const place = `Line ${line}`;
    const cells = cellsOf(content, separator);
    if (cells.length !== keys.length) {
      throw new FormatError(
        `${place} has ${cells.length} cells, the headings are ${keys.length}: quote a cell that holds ${separator === "\t" ? "a tab" : separator}.`,
        positionOf(options, line),
      );
    }
    const entry: Partial<Record<Key, string>> = {};
    for (const [i, key] of keys.entries()) if (cells[i] !== "") entry[key] = cells[i] as string;
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

function knownKey(written: string, place: string, options: ParseDataOptions, line?: number): Key {
  const key = KEYS.find((known) => known === written.trim().toLowerCase());
  if (key === undefined) {
    throw new FormatError(`${place}: "${written}" is none of ${KEYS.join(", ")}.`, positionOf(options, line));
  }
  return key;
}

function datumOf(entry: Entry, name: string, options: ParseDataOptions): Datum {
  const kind = KINDS.find((known) => known.toLowerCase() === need(entry, "kind").replace(/\s/g, "").toLowerCase());
  if (kind === undefined) throw new DomainError(`the kind "${entry.kind}" is none of ${KINDS.join(", ")}.`);
  const head = (quantity: WrittenQuantity, spread: WrittenQuantity = quantity): DatumHead => {
    const uncertainty = parseWritten(need(entry, "uncertainty"), spread);
    if (!(uncertainty > 0)) throw new DomainError(`the uncertainty "${entry.uncertainty}" must be above 0.`);
    return {
      id: entry.id ?? name,
      value: parseWritten(need(entry, "value"), quantity),
      uncertainty,
      source: entry.source ?? "own data",
      status: "own",
    };
  };
  /** Head where the value is a composition. */
  const compositionHead = (): DatumHead => {
    const uncertainty = parseWritten(need(entry, "uncertainty"), "moleFractionDifference");
    if (!(uncertainty > 0)) throw new DomainError(`the uncertainty "${entry.uncertainty}" must be above 0.`);
    const value = moleFraction(need(entry, "value"), options);
    return { id: entry.id ?? name, value, uncertainty, source: entry.source ?? "own data", status: "own" };
  };
  const isTemperature = /(?:K|°C|\dC|\sC)\s*$/.test(entry.value ?? "") && !/%/.test(entry.value ?? "");
  switch (kind) {
    case "boundary": {
      const phases = pair(takingPart(entry, options));
      const of = partner(need(entry, "of"), phases);
      if ((entry.temperature === undefined) === (entry.composition === undefined)) {
        throw new DomainError(
          "a boundary has one condition: a temperature if the value is a composition, or the reverse.",
        );
      }
      if (entry.composition !== undefined) {
        const at = moleFraction(entry.composition, options);
        return { ...head("temperature", "temperatureDifference"), kind, phases, of, property: "temperature", at };
      }
      const at = parseWritten(need(entry, "temperature"), "temperature");
      return { ...compositionHead(), kind, phases, of, property: "moleFraction", at };
    }
    case "invariant": {
      const phases = triple(takingPart(entry, options));
      if (isTemperature) {
        const read = head("temperature", "temperatureDifference");
        return { ...read, kind, phases, property: "temperature", nearTemperature: read.value };
      }
      const of = partner(need(entry, "of"), phases);
      const nearTemperature = parseWritten(need(entry, "temperature"), "temperature");
      return { ...compositionHead(), kind, phases, property: "moleFraction", of, nearTemperature };
    }
    case "congruent":
      return { ...head("temperature", "temperatureDifference"), kind, phases: pair(takingPart(entry, options)) };
    case "diluteSlope": {
      const phases = pair(takingPart(entry, options));
      const solvent = symbolOf(need(entry, "component"), options);
      return { ...positive(head("slope"), entry), kind, phases, of: partner(need(entry, "of"), phases), solvent };
    }
    case "mixingEnthalpy":
      return { ...head("molarEnergy"), kind, ...state(entry, options) };
    case "activity":
    case "potential": {
      const read = kind === "activity" ? positive(head("number"), entry) : head("potential");
      const component = symbolOf(need(entry, "component"), options);
      const charge = entry.charge === undefined ? {} : { charge: parseWritten(entry.charge, "number") };
      return {
        ...read,
        kind,
        ...state(entry, options),
        component,
        reference: need(entry, "reference").toUpperCase(),
        ...charge,
      };
    }
  }
}

function need(entry: Entry, key: Key): string {
  const text = entry[key];
  if (text === undefined) throw new DomainError(`${entry.kind ?? "a point"} needs ${key}, which is missing.`);
  return text;
}

function positive(head: DatumHead, entry: Entry): DatumHead {
  if (!(head.value > 0)) throw new DomainError(`the value "${entry.value}" must be above 0.`);
  return head;
}

function state(
  entry: Entry,
  options: ParseDataOptions,
): { readonly phase: string; readonly temperature: number; readonly moleFraction: number } {
  return {
    phase: need(entry, "of").toUpperCase(),
    temperature: parseWritten(need(entry, "temperature"), "temperature"),
    moleFraction: moleFraction(need(entry, "composition"), options),
  };
}

function moleFraction(text: string, { components, component }: ParseDataOptions): number {
  const x = parseMoleFraction(text, components, component);
  if (!(x > 0 && x < 1)) throw new DomainError(`"${text}" is a pure component; between the two is expected.`);
  return x;
}

function symbolOf(text: string, { components }: ParseDataOptions): string {
  const symbol = text.toUpperCase();
  if (!components.includes(symbol))
    throw new DomainError(`the component "${text}" is none of ${components.join(", ")}.`);
  return symbol;
}

/** `LIQUID + BCC_A2 near 98.5 at.% Na` */
function takingPart(entry: Entry, options: ParseDataOptions): TakingPart[] {
  return need(entry, "phases")
    .split("+")
    .map((part) => {
      const [name = "", near, ...more] = part.split(/\bnear\b/);
      const phase = name.trim().toUpperCase();
      if (phase === "" || more.length > 0)
        throw new DomainError(`"${part.trim()}" is no phase, as in LIQUID or BCC_A2 near 98.5 at.% Na.`);
      return near === undefined ? { phase } : { phase, near: moleFraction(near.trim(), options) };
    });
}

function pair(list: readonly TakingPart[]): readonly [TakingPart, TakingPart] {
  const [first, second] = list;
  if (first === undefined || second === undefined || list.length > 2) {
    throw new DomainError(`${list.length} phases; two are expected, joined by +.`);
  }
  return [first, second];
}

function triple(list: readonly TakingPart[]): readonly [TakingPart, TakingPart, TakingPart] {
  const [first, second, third] = list;
  if (first === undefined || second === undefined || third === undefined || list.length > 3) {
    throw new DomainError(`${list.length} phases; three are expected, joined by +.`);
  }
  return [first, second, third];
}

function partner(text: string, phases: readonly TakingPart[]): string {
  const name = text.toUpperCase();
  if (!phases.some(({ phase }) => phase === name)) {
    throw new DomainError(`"${text}" is none of the phases ${phases.map(({ phase }) => phase).join(", ")}.`);
  }
  return name;
}
