import { DomainError } from "../base/errors.ts";
import { elementName, isLiquidName, phaseNamer } from "../figures/phase-names.ts";
import {
  type AlloyState,
  activities,
  type Carrier,
  type ParameterUncertainty,
  propagateUncertainty,
  type ReferenceState,
  reversiblePotential,
} from "../thermo/electrode/index.ts";
import { type Equilibrium, equilibrium } from "../thermo/equilibrium/index.ts";
import { STANDARD_PRESSURE } from "../units/constants.ts";
import { type Alloy, parseAlloy } from "./alloy-composition.ts";
import { undefinedPhases } from "./alloy-phases.ts";
import { type AlloyHead, type AlloyOptions, type AlloySystem, alloyHead, alloySystem } from "./alloy-system.ts";
import { parameterUncertainty } from "./alloy-uncertainty.ts";
import { ionWarnings, workingIons } from "./ions.ts";

export const equilibriumSchema = "liquidus.equilibrium/1";

export interface EquilibriumRequest extends AlloyOptions {
  /** As people write them; each says its kind. */
  readonly compositions: readonly string[];
  /** K; 25 °C by default. */
  readonly temperatures?: readonly number[];
  /** Phase in which the pure components have activity 1; the stable one at the temperature by default. */
  readonly reference?: string;
  /** Working ions that differ from the usual ones: Zn2+. */
  readonly ions?: readonly string[];
}

/** K, 25 °C */
const ROOM = 298.15;

/** Numbers by element symbol; null where the element is absent. */
export type ByElement<Value = number> = Readonly<Record<string, Value>>;

/** The stable state of one alloy at one temperature. */
export interface EquilibriumState {
  /** K */
  readonly temperature: number;
  /** Overall mole fractions. */
  readonly composition: ByElement;
  readonly massFractions: ByElement;
  /** How the composition was read. */
  readonly understood: string;
  readonly phases: readonly {
    /** In the database. */
    readonly name: string;
    /** As people say it: liquid, Na(s). */
    readonly label: string;
    /** Moles of atoms in it over all. */
    readonly fraction: number;
    readonly moleFractions: ByElement;
  }[];
  /** μ in J/mol relative to SER. */
  readonly chemicalPotentials: ByElement<number | null>;
  /** J per mole of atoms. */
  readonly gibbsEnergy: number;
  readonly activities: ByElement<number | null>;
  /** What activity 1 means. */
  readonly activityReferences: ByElement<string>;
  /** a/x where one phase is present, else null. */
  readonly activityCoefficients: ByElement<number | null>;
  /** Reversible potential against the pure stable metal in the same electrolyte, V; null without an ion. */
  readonly potentials: ByElement<number | null>;
  /** 1σ of the potentials in V; null without covariance of the parameters. */
  readonly potentialUncertainties: ByElement<number | null> | null;
  /** Largest driving force of a phase that is not present, J/mol: not above 0 up to rounding. */
  readonly largestDrivingForce: number;
  readonly iterations: number;
}

export interface EquilibriumHead extends AlloyHead {
  readonly options: { readonly reference: string; readonly phases: readonly string[] };
  readonly ions: readonly { readonly element: string; readonly ion: string; readonly chargeNumber: number }[];
}

/** All states in `states`; a single one stands in the document itself, too. */
export type EquilibriumDocument = EquilibriumHead & {
  readonly states: readonly EquilibriumState[];
} & Partial<EquilibriumState>;

/**
 * The stable state of alloys at temperatures: phases, chemical potentials, activities, reversible potentials.
 * @throws DomainError for compositions of different elements, or conditions that no phase reaches
 */
export function alloyEquilibrium(request: EquilibriumRequest): EquilibriumDocument {
  const { compositions, source, reference } = request;
  const temperatures = request.temperatures ?? [ROOM];
  const alloys = compositions.map((text) => parseAlloy(text, source));
  const [first] = alloys;
  if (first === undefined || temperatures.length === 0) throw new DomainError("Give a composition and a temperature.");
  const elements = Object.keys(first.moleFractions);
  for (const { text, moleFractions } of alloys) {
    if (Object.keys(moleFractions).sort().join() !== [...elements].sort().join()) {
      throw new DomainError(
        `${text} is an alloy of other elements than ${first.text}; ask for each in a call of its own.`,
      );
    }
  }
  const system = alloySystem(elements, request);
  const left = undefinedPhases(system, temperatures);
  const { ions, stateAt } = stateSolver(system, request);
  const states = alloys.flatMap((alloy) => temperatures.map((temperature) => stateAt(alloy, temperature)));
  const head: EquilibriumHead = {
    ...alloyHead(equilibriumSchema, system, [...left, ...ionWarnings(ions)]),
    options: { reference: reference ?? "stable", phases: system.models.map(({ name }) => name) },
    ions: ions.map(({ component, ion, chargeNumber }) => ({ element: elementName(component), ion, chargeNumber })),
  };
  const [only, ...more] = states;
  return only !== undefined && more.length === 0 ? { ...head, ...only, states } : { ...head, states };
}

/** Solves for the states of the alloys of one system; what they share is made once. */
export interface StateSolver {
  readonly ions: readonly Carrier[];
  /** @param temperature K @throws DomainError for conditions that no phase reaches */
  stateAt(alloy: Alloy, temperature: number): EquilibriumState;
}

export function stateSolver(
  system: AlloySystem,
  { reference, ions: named }: Pick<EquilibriumRequest, "reference" | "ions"> = {},
): StateSolver {
  const referenceState: ReferenceState =
    reference === undefined ? { kind: "stable" } : { kind: "phase", phase: reference.toUpperCase() };
  const ions = workingIons(system.components, named);
  const uncertainty = parameterUncertainty(system);
  return {
    ions,
    stateAt: (alloy, temperature) => stateOf(system, alloy, temperature, referenceState, ions, uncertainty),
  };
}

function stateOf(
  system: AlloySystem,
  alloy: Alloy,
  temperature: number,
  reference: ReferenceState,
  ions: readonly Carrier[],
  uncertainty: ParameterUncertainty | null,
): EquilibriumState {
  const { models, references, gasConstant, components } = system;
  const conditions = {
    temperature,
    composition: Object.fromEntries(Object.entries(alloy.moleFractions).map(([name, x]) => [name.toUpperCase(), x])),
    pressure: STANDARD_PRESSURE,
  };
  const found = equilibrium(models, conditions);
  const state = electrodeState(found, components);
  const all = activities(references, state, reference, gasConstant);
  const [one, ...others] = found.phases;
  const isThere = (symbol: string): boolean => (found.composition[symbol] ?? 0) > 0;
  const byElement = <Value>(read: (symbol: string, i: number) => Value): ByElement<Value> =>
    Object.fromEntries(components.map((symbol, i) => [elementName(symbol), read(symbol, i)]));
  const known = (symbol: string, value: number | null | undefined): number | null =>
    isThere(symbol) && value !== null && value !== undefined && Number.isFinite(value) ? value : null;
  const present = ions.filter(({ component }) => isThere(component));
  const spread =
    uncertainty &&
    propagateUncertainty(uncertainty, (moved) => {
      const near = electrodeState(equilibrium(moved, conditions), components);
      return present.map(
        (ion) => reversiblePotential(references, near, ion, { kind: "stable" }, gasConstant).potential,
      );
    }).uncertainty;
  return {
    temperature,
    composition: byElement((symbol) => found.composition[symbol] ?? 0),
    massFractions: alloy.massFractions,
    understood: alloy.understood,
    phases: found.phases.map(({ name, fraction, moleFractions }) => ({
      name,
      label: labelOf(system, name, moleFractions),
      fraction,
      moleFractions: byElement((symbol) => moleFractions[symbol] ?? 0),
    })),
    chemicalPotentials: byElement((symbol) => known(symbol, found.chemicalPotentials[symbol])),
    gibbsEnergy: found.gibbsEnergy,
    activities: byElement((symbol, i) => known(symbol, all[i]?.activity)),
    activityReferences: byElement((_, i) =>
      (all[i]?.reference ?? "").replace(components[i] ?? "", elementName(components[i] ?? "")),
    ),
    activityCoefficients: byElement((symbol, i) =>
      one !== undefined && others.length === 0 ? known(symbol, all[i]?.activityCoefficient) : null,
    ),
    potentials: byElement((symbol) => {
      const ion = ions.find(({ component }) => component === symbol);
      return ion && isThere(symbol)
        ? known(symbol, reversiblePotential(references, state, ion, { kind: "stable" }, gasConstant).potential)
        : null;
    }),
    potentialUncertainties:
      spread &&
      byElement((symbol) => {
        const i = present.findIndex(({ component }) => component === symbol);
        return i < 0 ? null : (spread[i] as number);
      }),
    largestDrivingForce: found.largestDrivingForce,
    iterations: found.iterations,
  };
}

/** An equilibrium as the electrode functions take it. */
export function electrodeState(found: Equilibrium, components: readonly string[]): AlloyState {
  const ordered = (values: Readonly<Record<string, number>>): Float64Array =>
    Float64Array.from(components, (symbol) => values[symbol] ?? Number.NaN);
  return {
    components,
    temperature: found.temperature,
    moleFractions: ordered(found.composition),
    isEquilibrium: true,
    phases: found.phases.map(({ name, fraction, moleFractions }) => ({
      name,
      fraction,
      moleFractions: ordered(moleFractions),
    })),
    chemicalPotentials: ordered(found.chemicalPotentials),
    slopes: null,
  };
}

function labelOf({ components, source }: AlloySystem, name: string, x: Readonly<Record<string, number>>): string {
  const [a, b] = components;
  if (components.length !== 2 || a === undefined || b === undefined) return isLiquidName(name) ? "liquid" : name;
  return phaseNamer(source.database, [a, b], b)(name, x[b] ?? 0);
}
