import type {
  Database,
  DatabaseElement,
  DatabaseParameter,
  DatabasePhase,
  DatabaseSpecies,
  PhaseTraits,
} from "../database/database.ts";
import { PiecewiseFunction } from "../database/piecewise-function.ts";
import type { TemperatureFunction } from "../database/temperature-function.ts";
import { checkFunctions } from "./check-functions.ts";
import { phaseTraits } from "./phase-traits.ts";
import type { ParameterStatement } from "./read-parameter.ts";
import type { ConstituentStatement, PhaseStatement } from "./read-phase.ts";
import type { TdbContent } from "./read-tdb.ts";
import { speciesFormula } from "./species-formula.ts";
import { widenZero } from "./widen-zero.ts";

/** Holds the statements of a file against each other. @throws FormatError where they contradict each other */
export function assembleDatabase(content: TdbContent): Database {
  const elements = new Map(content.elements);
  const species = collectSpecies(content, elements);
  const functions = new Map<string, TemperatureFunction>();
  for (const [name, { function: held }] of content.functions) functions.set(name, held);
  checkFunctions(content);
  const phases = collectPhases(content, elements, species);
  const parameters = collectParameters(content, phases);
  return { elements, species, functions, phases, parameters, references: content.references };
}

function collectSpecies(content: TdbContent, elements: Map<string, DatabaseElement>): Map<string, DatabaseSpecies> {
  const species = new Map<string, DatabaseSpecies>();
  for (const symbol of elements.keys()) {
    species.set(symbol, { name: symbol, elements: { [symbol]: 1 }, charge: symbol === "/-" ? -1 : 0 });
  }
  for (const { name, formula, offset } of content.species) {
    const found = speciesFormula(name, formula, (symbol) => elements.has(symbol));
    if (found === null) {
      throw content.source.fail(
        `found the formula “${formula.slice(0, 40)}” of species ${name.slice(0, 40)}, ` +
          "expected elements declared by ELEMENT with their numbers, then a charge such as /+2",
        offset,
      );
    }
    if (species.has(name) && !elements.has(name)) {
      content.source.warn("species-twice", `species ${name} is given again; the later one counts`, offset);
    }
    species.set(name, found);
  }
  return species;
}

function collectPhases(
  content: TdbContent,
  elements: Map<string, DatabaseElement>,
  species: Map<string, DatabaseSpecies>,
): Map<string, DatabasePhase> {
  const { source } = content;
  const statements = new Map<string, PhaseStatement>();
  for (const phase of content.phases) {
    if (statements.has(phase.name)) {
      source.warn("phase-twice", `phase ${phase.name} is given again; the later one counts`, phase.offset);
    }
    statements.set(phase.name, phase);
  }
  const constituents = new Map<string, ConstituentStatement>();
  for (const entry of content.constituents) {
    const fault = !statements.has(entry.phase) ? "is not declared by PHASE" : null;
    if (fault !== null) {
      source.warn(
        "constituents-of-no-phase",
        `phase ${entry.phase} ${fault}; its constituents are ignored`,
        entry.offset,
      );
    } else if (constituents.has(entry.phase)) {
      source.warn(
        "constituents-twice",
        `the constituents of ${entry.phase} are given again; the later count`,
        entry.offset,
      );
    }
    constituents.set(entry.phase, entry);
  }
  const additions = new Map<string, ConstituentStatement[]>();
  for (const entry of content.additions) {
    const known = additions.get(entry.phase);
    if (known === undefined) additions.set(entry.phase, [entry]);
    else known.push(entry);
  }
  const traits = phaseTraits(content, statements);
  const phases = new Map<string, DatabasePhase>();
  for (const phase of statements.values()) {
    const entry = constituents.get(phase.name);
    if (entry === undefined) {
      source.warn(
        "phase-without-constituents",
        `phase ${phase.name} has no constituents and is left out`,
        phase.offset,
      );
      continue;
    }
    const added = additions.get(phase.name) ?? [];
    for (const statement of [entry, ...added]) {
      if (statement.sublattices.length !== phase.sites.length) {
        throw source.fail(
          `found constituents on ${statement.sublattices.length} sublattices of ${phase.name}, ` +
            `expected ${phase.sites.length} as its PHASE says`,
          statement.offset,
        );
      }
      declareConstituents(content, statement, elements, species);
    }
    const sublattices = phase.sites.map((sites, index) => {
      const names = [entry, ...added].flatMap((statement) => statement.sublattices[index] ?? []);
      return { sites, constituents: [...new Set(names)].sort() };
    });
    phases.set(phase.name, {
      name: phase.name,
      kind: phase.kind,
      sublattices,
      traits: traits.get(phase.name) ?? ({} satisfies PhaseTraits),
    });
  }
  return phases;
}

/** Sees that every constituent is a species; VA and what reads as a formula of declared elements become one. */
function declareConstituents(
  content: TdbContent,
  statement: ConstituentStatement,
  elements: Map<string, DatabaseElement>,
  species: Map<string, DatabaseSpecies>,
): void {
  for (const name of statement.sublattices.flat()) {
    if (species.has(name)) continue;
    if (name === "VA") {
      elements.set("VA", { symbol: "VA", referencePhase: "VACUUM", mass: 0, enthalpy: 0, entropy: 0 });
      species.set("VA", { name: "VA", elements: { VA: 1 }, charge: 0 });
      content.source.warn(
        "vacancy-undeclared",
        "VA is used without an ELEMENT statement; it is added",
        statement.offset,
      );
      continue;
    }
    const found = speciesFormula(name, name, (symbol) => elements.has(symbol));
    if (found === null || Object.keys(found.elements).length === 0) {
      throw content.source.fail(
        `found the constituent ${name.slice(0, 40)} of ${statement.phase}, expected an element or species of the file`,
        statement.offset,
      );
    }
    const message = `${name} is used without a SPECIES statement; its name is taken for its formula`;
    content.source.warn("species-undeclared", message, statement.offset);
    species.set(name, found);
  }
}

function collectParameters(content: TdbContent, phases: ReadonlyMap<string, DatabasePhase>): DatabaseParameter[] {
  const { source } = content;
  const parameters = new Map<string, DatabaseParameter>();
  const lookup = (name: string): TemperatureFunction | undefined => content.functions.get(name)?.function;
  let widened = 0;
  let widenedAt = 0;
  for (const statement of content.parameters) {
    const phase = phases.get(statement.phase);
    const entry = withCations(statement, phase);
    const { kind, offset, order, reference } = entry;
    const title = `${kind}(${entry.phase},${entry.constituents.map((names) => names.join(",")).join(":")};${order})`;
    const shown = title.length <= 70 ? title : `${title.slice(0, 67)}…`;
    const fault = phase === undefined ? `the phase ${entry.phase} is not declared` : misfit(entry, phase);
    if (fault !== null) {
      source.warn("parameter-left-out", `${shown} is left out: ${fault.slice(0, 120)}`, offset);
      continue;
    }
    const constituents = entry.constituents.map((names) => [...names].sort());
    const isSorted = constituents.every((names, index) => names.join() === entry.constituents[index]?.join());
    const isOdd = constituents.some((names) => names.length > 1) && order > 0;
    if (!isSorted && isOdd) {
      const message = `${shown} has constituents out of alphabetical order; it is read as if they were in order`;
      source.warn("constituents-unsorted", message, offset);
    }
    const key = [
      kind === "L" ? "G" : kind,
      entry.phase,
      constituents.map((names) => names.join()).join(":"),
      order,
    ].join(" ");
    if (parameters.has(key)) {
      source.warn("parameter-twice", `${shown} is given again; the later one counts`, offset);
    }
    const pieces = widenZero(entry.pieces, content);
    if (pieces !== entry.pieces) {
      if (widened === 0) widenedAt = offset;
      widened++;
    }
    parameters.set(key, {
      phase: entry.phase,
      kind,
      constituents,
      order,
      function: new PiecewiseFunction(shown, pieces, lookup),
      reference,
      line: source.lineAt(offset),
    });
  }
  if (widened > 0) {
    const message = `${widened} parameters from here on are zero up to 300 K; they are taken for zero up to 6000 K`;
    source.warn("zero-widened", message, widenedAt);
  }
  return [...parameters.values()];
}

/** A neutral species of an ionic liquid may be written without the cations, which do not matter: G(IONIC_LIQ,S;0). */
function withCations(entry: ParameterStatement, phase: DatabasePhase | undefined): ParameterStatement {
  if (phase?.kind !== "Y" || phase.sublattices.length !== 2 || entry.constituents.length !== 1) return entry;
  return { ...entry, constituents: [["*"], ...entry.constituents] };
}

/** Why a parameter does not belong to the phase it names, or null. */
function misfit(entry: ParameterStatement, phase: DatabasePhase): string | null {
  const { sublattices } = phase;
  if (entry.constituents.length !== sublattices.length) {
    return `it has ${entry.constituents.length} sublattices where the phase has ${sublattices.length}`;
  }
  for (const [index, names] of entry.constituents.entries()) {
    const held = sublattices[index]?.constituents ?? [];
    const missing = names.find((name) => name !== "*" && !held.includes(name));
    if (missing !== undefined) return `${missing} is no constituent of sublattice ${index + 1}`;
    if (new Set(names).size < names.length) return "it names a constituent twice";
  }
  return null;
}
