import { DomainError } from "../../base/errors.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import type { Database, DatabasePhase } from "../database/database.ts";
import { definedRange } from "../database/defined-range.ts";
import { type ActivePhase, activePhase, componentSymbols } from "./active-phase.ts";
import type { PolynomialTerm } from "./composition-polynomial.ts";
import { CompoundEnergyModel, type MagneticPart } from "./compound-energy-model.ts";
import { FormulaEnergy } from "./formula-energy.ts";
import { type MagneticConstants, MagneticEnergy } from "./magnetic-energy.ts";
import { matchOrdering } from "./ordering.ts";
import type { PhaseModel } from "./phase-model.ts";
import { phaseTerms } from "./phase-parameters.ts";
import type { SiteFractionMap } from "./site-fraction-map.ts";
import { SummedProperty } from "./summed-property.ts";

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
  const orderedBy = new Map<string, string>();
  for (const { name } of models) {
    const part = database.phases.get(name)?.traits.disorderedPart?.toUpperCase();
    if (part !== undefined && part !== name) orderedBy.set(part, name);
  }
  for (const { name } of models) {
    const ordered = orderedBy.get(name);
    if (ordered !== undefined)
      left.push({ phase: name, reason: `it is the disordered part of ${ordered}, which covers it` });
  }
  return { models: models.filter(({ name }) => !orderedBy.has(name)), left };
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
  const own = phaseDescription(database, active);
  const disorderedName = phase.traits.disorderedPart;
  if (disorderedName === undefined || disorderedName === phase.name)
    return assemble(active, [{ ...own, scale: 1, map: null }], gasConstant);
  const disorderedPhase = databasePhase(database, disorderedName);
  const refused = unsupported(disorderedPhase) ?? partitioned(disorderedPhase);
  if (refused !== null) return `its disordered part ${disorderedPhase.name}: ${refused}`;
  const disordered = activePhase(database, disorderedPhase, components);
  if (typeof disordered === "string") return `its disordered part ${disorderedPhase.name}: ${disordered}`;
  const ordering = matchOrdering(active, disordered);
  if (typeof ordering === "string") return ordering;
  return assemble(
    active,
    [
      { ...phaseDescription(database, disordered), scale: ordering.formulaRatio, map: ordering.toDisordered },
      { ...own, scale: 1, map: null },
      { ...own, scale: -1, map: ordering.withoutOrder },
    ],
    gasConstant,
  );
}

function partitioned({ name, traits: { disorderedPart } }: DatabasePhase): string | null {
  if (disorderedPart === undefined || disorderedPart === name) return null;
  return `it is described by a disordered part itself, ${disorderedPart}`;
}

/** What the parameters of one phase say, before it is known at which site fractions they count. */
interface PhaseDescription {
  readonly gibbs: readonly PolynomialTerm[];
  readonly curie: readonly PolynomialTerm[];
  readonly moment: readonly PolynomialTerm[];
  readonly magnetic: MagneticConstants | null;
  readonly sites: Float64Array;
}

interface PlacedDescription extends PhaseDescription {
  readonly scale: number;
  readonly map: SiteFractionMap | null;
}

function phaseDescription(database: Database, active: ActivePhase): PhaseDescription {
  const { sublattices, phase } = active;
  const magnetic = phase.traits.magnetic ?? null;
  return {
    gibbs: phaseTerms(database, active, "gibbs"),
    curie: magnetic === null ? [] : phaseTerms(database, active, "curie"),
    moment: magnetic === null ? [] : phaseTerms(database, active, "moment"),
    magnetic,
    sites: Float64Array.from(sublattices.flatMap(({ sites, constituents }) => constituents.map(() => sites))),
  };
}

/**
 * Adds up the parts of a phase. T_C and β are partitioned like the energy and enter one magnetic term, with the
 * constants of the disordered part, which stands first (Lukas, Fries and Sundman, section 5.8.6).
 */
function assemble(active: ActivePhase, parts: readonly PlacedDescription[], gasConstant: number): PhaseModel | string {
  const range = commonRange(parts);
  if (range === null) return "there is no temperature at which all its functions are defined";
  const energies = parts.map(({ gibbs, sites, scale, map }) => ({
    layout: new FormulaEnergy(gibbs, sites, gasConstant),
    scale,
    map,
  }));
  const constants = parts.find(({ magnetic }) => magnetic !== null)?.magnetic ?? null;
  let magnetic: MagneticPart | null = null;
  if (
    constants !== null &&
    parts.some(({ curie }) => curie.length > 0) &&
    parts.some(({ moment }) => moment.length > 0)
  ) {
    const ratio = parts[0]?.scale ?? 1;
    const property = (kind: "curie" | "moment") =>
      new SummedProperty(
        parts
          .filter((part) => part[kind].length > 0)
          .map((part) => ({ terms: part[kind], scale: Math.sign(part.scale), map: part.map })),
        active.variables,
      );
    const layout = new MagneticEnergy(property("curie"), property("moment"), constants, active.variables, gasConstant);
    magnetic = { layout, scale: ratio };
  }
  return new CompoundEnergyModel(active, energies, magnetic, range);
}

function unsupported({ kind, traits }: DatabasePhase): string | null {
  const [first] = traits.unsupported ?? [];
  if (first !== undefined) return first;
  if (kind === "Y")
    return "the sites of a two-sublattice ionic liquid change with composition, which no model here computes";
  if (traits.magnetic?.antiferromagneticFactor === 0)
    return "the magnetic model without an antiferromagnetic factor is not available";
  return null;
}

/** Where every function of the phase is defined; 0 to ∞ if it has none. Null where no temperature is left. */
function commonRange(parts: readonly PhaseDescription[]): readonly [number, number] | null {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  for (const { function: f } of parts.flatMap(({ gibbs, curie, moment }) => [...gibbs, ...curie, ...moment])) {
    const range = definedRange(f);
    if (range === null) return null;
    low = Math.max(low, range[0]);
    high = Math.min(high, range[1]);
  }
  return low < high ? [low, high] : null;
}
