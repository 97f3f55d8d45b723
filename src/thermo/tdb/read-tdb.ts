import type { Warning } from "../../base/warnings.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import type { Database, DatabaseElement } from "../database/database.ts";
import { PiecewiseFunction } from "../database/piecewise-function.ts";
import { assembleDatabase } from "./assemble.ts";
import { addPredefined } from "./check-functions.ts";
import { readPieces } from "./read-function.ts";
import { type ParameterStatement, readParameter } from "./read-parameter.ts";
import { type ConstituentStatement, type PhaseStatement, readConstituents, readPhase } from "./read-phase.ts";
import { readReferences } from "./read-references.ts";
import { TdbSource } from "./source.ts";
import { finish, type Statement, statements } from "./statements.ts";
import { readTypeDefinition, type TypeDefinition } from "./type-definition.ts";
import { widenZero } from "./widen-zero.ts";

export interface ReadTdbOptions {
  /** Name of the file as the user knows it, for messages. */
  readonly fileName?: string;
  /** R in J/(mol K) for files that use `R` or `RTLNP` without defining them; that of CODATA by default. */
  readonly gasConstant?: number;
}

/** What the statements of a file say, before they are held against each other. */
export interface TdbContent {
  readonly source: TdbSource;
  readonly elements: Map<string, DatabaseElement>;
  readonly species: { readonly name: string; readonly formula: string; readonly offset: number }[];
  readonly functions: Map<string, { readonly function: PiecewiseFunction; readonly offset: number }>;
  readonly phases: PhaseStatement[];
  readonly constituents: ConstituentStatement[];
  readonly additions: ConstituentStatement[];
  readonly parameters: ParameterStatement[];
  readonly types: TypeDefinition[];
  readonly references: Map<string, string>;
}

/**
 * Reads a thermodynamic database in the TDB format, as Thermo-Calc, pycalphad, OpenCalphad and FactSage write it.
 * Keywords may be abbreviated, in either case; what does not bear on Gibbs energies is skipped; what is doubtful is
 * told in a warning. Time and memory are linear in the length of the text.
 *
 * @throws FormatError with line and column where the text is no such database
 */
export function readTdb(text: string, options: ReadTdbOptions = {}): { database: Database; warnings: Warning[] } {
  const source = new TdbSource(text, options.fileName);
  const content: TdbContent = {
    source,
    elements: new Map(),
    species: [],
    functions: new Map(),
    phases: [],
    constituents: [],
    additions: [],
    parameters: [],
    types: [],
    references: new Map(),
  };
  for (const statement of statements(source)) readStatement(content, statement);
  addPredefined(content, options.gasConstant ?? GAS_CONSTANT);
  const database = assembleDatabase(content);
  return { database, warnings: source.warnings() };
}

function readStatement(content: TdbContent, statement: Statement): void {
  const { cursor, offset, keyword } = statement;
  switch (keyword) {
    case "ELEMENT":
      readElement(content, statement);
      break;
    case "SPECIES":
      content.species.push({
        name: cursor.expectWord("the name of a species").toUpperCase(),
        formula: cursor.expectWord("the formula of the species").toUpperCase(),
        offset,
      });
      break;
    case "FUNCTION":
      readFunction(content, statement);
      break;
    case "PHASE":
      content.phases.push(readPhase(cursor, offset));
      break;
    case "CONSTITUENT":
      content.constituents.push(readConstituents(cursor, offset));
      break;
    case "ADD_CONSTITUENT":
      content.additions.push(readConstituents(cursor, offset));
      break;
    case "PARAMETER":
      content.parameters.push(readParameter(cursor, offset));
      break;
    case "TYPE_DEFINITION": {
      const definition = readTypeDefinition(cursor, offset);
      if (definition !== null) content.types.push(definition);
      break;
    }
    case "LIST_OF_REFERENCES":
    case "ADD_REFERENCES":
      readReferences(cursor, content.references);
      break;
    case "ALLOTROPIC_PHASE":
    case "COMPOUND_PHASE":
    case "CASE":
    case "ENDCASE":
    case "FTP_FILE":
    case "OPTIONS":
    case "TABLE":
      content.source.warn("statement-ignored", `${keyword} is not understood and is ignored`, offset);
      return;
    default:
      return;
  }
  finish(statement);
}

function readElement(content: TdbContent, { cursor, offset }: Statement): void {
  const symbol = cursor.expectWord("the symbol of an element").toUpperCase();
  if (!/^(?:[A-Z]{1,2}|\/-)$/.test(symbol)) {
    throw cursor.source.fail(`found the element “${symbol.slice(0, 20)}”, expected one or two letters`, offset);
  }
  const referencePhase = cursor.word().toUpperCase();
  const values = [cursor.number(), cursor.number(), cursor.number()];
  if (values.includes(null)) {
    content.source.warn("element-incomplete", `${symbol} has no mass, enthalpy and entropy; 0 is put`, offset);
  }
  if (content.elements.has(symbol)) {
    content.source.warn("element-twice", `element ${symbol} is given again; the later one counts`, offset);
  }
  const [mass, enthalpy, entropy] = values.map((value) => value ?? 0) as [number, number, number];
  if (mass < 0) {
    const message = `element ${symbol} has the mass ${mass} g/mol, where 0 or more is expected; it is kept as it stands`;
    content.source.warn("mass-negative", message, offset);
  }
  content.elements.set(symbol, { symbol, referencePhase, mass, enthalpy, entropy });
}

function readFunction(content: TdbContent, { cursor, offset }: Statement): void {
  const name = cursor.expectWord("the name of a function").toUpperCase().replaceAll("#", "");
  const read = readPieces(cursor);
  const pieces = widenZero(read, content);
  if (pieces !== read) {
    const message = `function ${name} is zero up to ${read[0]?.high} K; it is taken for zero up to 6000 K`;
    content.source.warn("zero-widened", message, offset);
  }
  // Behind the N there may be a reference; a function has no place for it.
  cursor.word();
  if (content.functions.has(name)) {
    content.source.warn("function-twice", `function ${name} is defined again; the later definition counts`, offset);
  }
  const lookup = (wanted: string): PiecewiseFunction | undefined => content.functions.get(wanted)?.function;
  content.functions.set(name, { function: new PiecewiseFunction(name, pieces, lookup), offset });
}
