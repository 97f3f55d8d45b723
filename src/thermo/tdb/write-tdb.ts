import { DomainError } from "../../base/errors.ts";
import type { Database, DatabaseParameter, DatabasePhase, DatabaseSpecies } from "../database/database.ts";
import { parseExpression } from "../database/expression.ts";
import type { TemperatureFunction } from "../database/temperature-function.ts";
import { NO_REFERENCE } from "./read-parameter.ts";
import { typeCodes } from "./type-codes.ts";
import { type Chunk, expressionChunks, words, wrap } from "./wrap.ts";

export interface WriteTdbOptions {
  /** First line, as a remark. */
  readonly title?: string;
  /** Most characters in a line; 78 by default, which Thermo-Calc and OpenCalphad read whole. */
  readonly lineWidth?: number;
}

const NARROWEST = 40;

/**
 * Writes a database in the TDB format, such that `readTdb` gives the same database again: numbers keep every digit, and
 * lines are broken between numbers and names only. Each parameter has a reference (`NOREF` where it has none), as
 * OpenCalphad asks. In a text of a reference, `!` and `$`, which the format cannot hold, become a full stop, and double
 * quotes beside single ones become single ones.
 *
 * @throws DomainError where a name holds characters that the format cannot, or a width below 40 is asked for
 */
export function writeTdb(database: Database, options: WriteTdbOptions = {}): string {
  const { title, lineWidth = 78 } = options;
  if (!(lineWidth >= NARROWEST)) {
    throw new DomainError(`writeTdb: lines of ${lineWidth} characters; expected ${NARROWEST} or more.`);
  }
  const { lines: types, codes } = typeCodes(database.phases);
  const statements: Chunk[][] = [];
  for (const { symbol, referencePhase, mass, enthalpy, entropy } of database.elements.values()) {
    const numbers = [mass, enthalpy, entropy].map(numberText);
    statements.push(words("ELEMENT", name(symbol), label(referencePhase || "UNKNOWN"), ...numbers, "!"));
  }
  for (const species of database.species.values()) {
    if (!isElement(species, database)) {
      statements.push(words("SPECIES", name(species.name), formulaOf(species), "!"));
    }
  }
  for (const [key, held] of database.functions) {
    statements.push([...words("FUNCTION", name(key)), ...pieceChunks(held, lineWidth), ...words("!")]);
  }
  for (const line of types) statements.push(words(...line.split(" "), "!"));
  for (const phase of database.phases.values()) {
    statements.push(phaseChunks(phase, codes.get(phase.name) ?? "%"), constituentChunks(phase));
  }
  for (const parameter of database.parameters) statements.push(parameterChunks(parameter, lineWidth));
  const text = statements.map((chunks) => wrap(chunks, lineWidth));
  if (title !== undefined) text.unshift(...titleLines(title, lineWidth));
  if (database.references.size > 0) text.push(...referenceLines(database.references, lineWidth));
  return `${text.join("\n")}\n`;
}

function name(text: string): string {
  return label(text, /^[^\s,;:()!$&%'"]+$/);
}

/** By default a word that stands alone, between blanks. */
function label(text: string, allowed = /^[^\s!$'"]+$/): string {
  if (!allowed.test(text)) {
    throw new DomainError(`writeTdb: the name “${text}” cannot stand in a TDB file; expected letters, digits and _.`);
  }
  return text;
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new DomainError(`writeTdb: ${value} cannot stand in a TDB file.`);
  return Object.is(value, -0) ? "-0" : String(value).toUpperCase();
}

function isElement(species: DatabaseSpecies, database: Database): boolean {
  const { elements } = species;
  return (
    database.elements.has(species.name) &&
    Object.keys(elements).length === 1 &&
    elements[species.name] === 1 &&
    species.charge === (species.name === "/-" ? -1 : 0)
  );
}

function formulaOf({ elements, charge }: DatabaseSpecies): string {
  const atoms = Object.entries(elements).map(([symbol, count]) => name(symbol) + numberText(count));
  const ion = charge === 0 ? "" : `/${charge > 0 ? "+" : "-"}${numberText(Math.abs(charge))}`;
  return atoms.join("") + ion;
}

function pieceChunks(held: TemperatureFunction, width: number): Chunk[] {
  const chunks = words(numberText(held.pieces[0]?.low ?? 0));
  for (const [index, { high, text }] of held.pieces.entries()) {
    chunks.push(...expressionChunks(parseExpression(text).text, width), { text: ";", spaced: false });
    chunks.push(...words(numberText(high), index < held.pieces.length - 1 ? "Y" : "N"));
  }
  return chunks;
}

function phaseChunks(phase: DatabasePhase, codes: string): Chunk[] {
  const kind = phase.kind === null ? "" : `:${name(phase.kind)}`;
  const sites = phase.sublattices.map((sublattice) => numberText(sublattice.sites));
  return words("PHASE", name(phase.name) + kind, codes, String(sites.length), ...sites, "!");
}

function constituentChunks(phase: DatabasePhase): Chunk[] {
  return [
    ...words("CONSTITUENT", name(phase.name), ":"),
    ...constituentArray(phase.sublattices.map(({ constituents }) => constituents)),
    { text: ":", spaced: false },
    ...words("!"),
  ];
}

function constituentArray(sublattices: readonly (readonly string[])[]): Chunk[] {
  return sublattices.flatMap((constituents, sublattice) =>
    constituents.map((constituent, index) => ({
      text: `${index > 0 ? "," : sublattice > 0 ? ":" : ""}${name(constituent)}`,
      spaced: false,
    })),
  );
}

function parameterChunks(parameter: DatabaseParameter, width: number): Chunk[] {
  const [kind = "", mover] = parameter.kind.split("&");
  const phase = name(parameter.phase) + (mover === undefined ? "" : `&${name(mover)}`);
  const head: Chunk[] = [
    { text: `${name(kind)}(${phase},`, spaced: true },
    ...constituentArray(parameter.constituents),
    { text: `;${parameter.order})`, spaced: false },
  ];
  const joined = head.map(({ text }) => text).join("");
  return [
    ...words("PARAMETER"),
    ...(joined.length <= width - 12 ? words(joined) : head),
    ...pieceChunks(parameter.function, width),
    ...words(label(parameter.reference ?? NO_REFERENCE), "!"),
  ];
}

function titleLines(title: string, width: number): string[] {
  const chunks = words(...title.split(/\s+/).filter((word) => word !== ""));
  return wrap(chunks, width - 2)
    .split("\n")
    .map((line) => `$ ${line.trim()}`);
}

function referenceLines(references: ReadonlyMap<string, string>, width: number): string[] {
  const lines = ["LIST_OF_REFERENCES", "NUMBER SOURCE"];
  for (const [key, text] of references) {
    const clean = text.replaceAll(/[!$]/g, ".").trim();
    const quote = clean.includes("'") ? '"' : "'";
    const held = quote === '"' ? clean.replaceAll('"', "'") : clean;
    lines.push(wrap(words(label(key), ...`${quote}${held}${quote}`.split(/\s+/)), width));
  }
  return [...lines, "!"];
}
