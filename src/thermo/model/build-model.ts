import { DomainError } from "../../base/errors.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import type { Database, DatabasePhase } from "../database/database.ts";
import { type ActivePhase, activePhase, componentSymbols } from "./active-phase.ts";
import { CompoundEnergyModel, type EnergyPart } from "./compound-energy-model.ts";
import { FormulaEnergy, type FormulaEnergyTerms } from "./formula-energy.ts";
import { matchOrdering } from "./ordering.ts";
import type { PhaseModel } from "./phase-model.ts";
import { phaseTerms } from "./phase-parameters.ts";

export interface PhaseModelOptions {
  /** R in J/(mol K), CODATA by default; public databases are often compared at 8.3145. */
  readonly gasConstant?: number;
}

export interface PhaseModelsOptions extends PhaseModelOptions {
  /** Names of the phases that count; all of the database by default. */
  readonly phases?: readonly string[];
}

/** The phases that can form, and why the others were left out. */
export interface PhaseModels {
  /** Sorted by name. */
  readonly models: PhaseModel[];
  readonly left: { readonly phase: string; readonly reason: string }[];
}

/**
 * The Gibbs energy of one phase of a database in a system of components: compound energy formalism with magnetic
 * contribution and order-disorder partitioning (docs/thermodynamics/gibbs-energy.md).
 *
 * @param components element symbols in any order and case; vacancies are always there
 * @throws DomainError where the database has no such phase or component, where the phase cannot form from the
 *   components, or where it needs a model that is not here
 */
export function phaseModel(
  database: Database,
  phase: string,
  components: readonly string[],
  options: PhaseModelOptions = {},
): PhaseModel {
  const found = databasePhase(database, phase);
  const model = buildModel(database, found, knownComponents(database, components), options);
  if (typeof model === "string") {
    throw new DomainError(`Phase ${found.name} cannot be used with ${components.join(", ")}: ${model}.`);
  }
  return model;
}

/**
 * All phases that can form from the components. A phase that is the disordered part of another one is left out beside
 * it: the ordered phase takes its state, too, and the same state twice would make an equilibrium ambiguous.
 * @throws DomainError where the database has no such component or phase
 */
export function phaseModels(
  database: Database,
  components: readonly string[],
  options: PhaseModelsOptions = {},
): PhaseModels {
  const known = knownComponents(database, components);
  const wanted = (options.phases ?? [...database.phases.keys()]).map((name) => databasePhase(database, name));
  const models: PhaseModel[] = [];
  const left: { phase: string; reason: string }[] = [];
  for (const phase of [...new Set(wanted)].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    try {
      const model = buildModel(database, phase, known, options);
      if (typeof model === "string") left.push({ phase: phase.name, reason: model });
      else models.push(model);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      left.push({ phase: phase.name, reason: error.message });
    }
  }
  const parts = new Map(
    models.map(({ name }) => [database.phases.get(name)?.traits.disorderedPart?.toUpperCase(), name]),
  );
  for (const { name } of models) {
    const ordered = parts.get(name);
    if (ordered !== undefined)
      left.push({ phase: name, reason: `it is the disordered part of ${ordered}, which covers it` });
  }
  return { models: models.filter(({ name }) => !parts.has(name)), left };
}

function databasePhase(database: Database, name: string): DatabasePhase {
  const phase = database.phases.get(name.toUpperCase());
  if (phase !== undefined) return phase;
  throw new DomainError(`The database has no phase ${name}; it has ${[...database.phases.keys()].join(", ")}.`);
}

function knownComponents(database: Database, components: readonly string[]): readonly string[] {
  const symbols = componentSymbols(components);
  if (symbols.length === 0) throw new DomainError("No component was named; name at least one element.");
  for (const symbol of symbols) {
    if (!database.elements.has(symbol)) {
      const all = [...database.elements.keys()].filter((element) => element !== "VA" && element !== "/-");
      throw new DomainError(`The database has no element ${symbol}; it has ${all.join(", ")}.`);
    }
  }
  return symbols;
}

/** The model, or a sentence that says why there is none. */
function buildModel(
  database: Database,
  phase: DatabasePhase,
  components: readonly string[],
  { gasConstant = GAS_CONSTANT }: PhaseModelOptions,
): PhaseModel | string {
  const reason = unsupported(phase);
  if (reason !== null) return reason;
  const active = activePhase(database, phase, components);
  if (typeof active === "string") return active;
  const own = formulaTerms(database, active, gasConstant);
  const parts: EnergyPart[] = [{ layout: new FormulaEnergy(own), scale: 1, map: null }];
  const terms = [own];
  const disorderedName = phase.traits.disorderedPart;
  if (disorderedName !== undefined) {
    const disorderedPhase = databasePhase(database, disorderedName);
    const refused = unsupported(disorderedPhase);
    if (refused !== null) return `its disordered part ${disorderedPhase.name}: ${refused}`;
    const disordered = activePhase(database, disorderedPhase, components);
    if (typeof disordered === "string") return `its disordered part ${disorderedPhase.name}: ${disordered}`;
    const ordering = matchOrdering(active, disordered);
    if (typeof ordering === "string") return ordering;
    const mixed = formulaTerms(database, disordered, gasConstant);
    terms.push(mixed);
    parts.push(
      { layout: new FormulaEnergy(own), scale: -1, map: ordering.withoutOrder },
      { layout: new FormulaEnergy(mixed), scale: ordering.formulaRatio, map: ordering.toDisordered },
    );
  }
  return new CompoundEnergyModel(active, parts, commonRange(terms));
}

function unsupported({ kind, traits }: DatabasePhase): string | null {
  const [first] = traits.unsupported ?? [];
  if (first !== undefined) return first;
  if (kind === "Y") return "the two-sublattice ionic liquid model is not available";
  if (kind === "F" || kind === "B") return `parameters of the symmetric ordering model :${kind} are not expanded`;
  if (traits.magnetic?.antiferromagneticFactor === 0)
    return "the magnetic model without an antiferromagnetic factor is not available";
  return null;
}

function formulaTerms(database: Database, active: ActivePhase, gasConstant: number): FormulaEnergyTerms {
  const magnetic = active.phase.traits.magnetic ?? null;
  return {
    gibbs: phaseTerms(database, active, "gibbs"),
    curie: magnetic === null ? [] : phaseTerms(database, active, "curie"),
    moment: magnetic === null ? [] : phaseTerms(database, active, "moment"),
    magnetic,
    sites: Float64Array.from(active.sublattices.flatMap(({ sites, constituents }) => constituents.map(() => sites))),
    gasConstant,
  };
}

/** Where every function is defined; 0 to ∞ if there is none. */
function commonRange(terms: readonly FormulaEnergyTerms[]): readonly [number, number] {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  for (const { gibbs, curie, moment } of terms) {
    for (const { function: f } of [...gibbs, ...curie, ...moment]) {
      low = Math.max(low, f.pieces[0]?.low ?? low);
      high = Math.min(high, f.pieces.at(-1)?.high ?? high);
    }
  }
  return [low, high];
}
