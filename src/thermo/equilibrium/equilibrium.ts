import { DomainError } from "../../base/errors.ts";
import { STANDARD_PRESSURE } from "../../units/constants.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import { definedModels, type EquilibriumConditions, presentComponents } from "./conditions.ts";
import type { CompositionSet } from "./exact-conditions.ts";
import { molesOf } from "./phase-kernel.ts";
import { restrictModel } from "./restricted-model.ts";
import type { Equilibrium, PhaseAmount } from "./result.ts";
import { type SampledSystem, sampleSystem } from "./sampled-system.ts";
import { type StableState, stableState } from "./stable-state.ts";

export interface EquilibriumOptions {
  /** Asks for a metastable state: only these phases may form. Default all. */
  readonly metastable?: { readonly only: readonly string[] };
}

/**
 * The globally stable state at a temperature, a pressure and an overall composition, of any number of components.
 *
 * Sampled states of every phase give a lower hull (linear programme), its corners the start of Newton's method on the exact
 * conditions; then every phase is searched for a state with a driving force, from several starts, and none is left at the
 * end. Compositions are exact to rounding. A component with x = 0 is dropped from the system. Where compounds alone make up
 * the composition, μ is the mean over the components of the potentials with a vanishing excess of each; at an invariant
 * temperature, where more phases could be present, those are reported that the search met first. Both depend on nothing but
 * the input. References: docs/thermodynamics/equilibrium.md.
 *
 * @param models the phases that may form, all of one system
 * @throws DomainError for conditions that are none, or that no phase reaches, in a sentence with the range
 * @throws ConvergenceError that says where it stood
 */
export function equilibrium(
  models: readonly PhaseModel[],
  conditions: EquilibriumConditions,
  options: EquilibriumOptions = {},
): Equilibrium {
  return new EquilibriumLine(models, options).at(conditions);
}

/**
 * Equilibria at a list of conditions, each started from the one before where its phases persist; every one has passed the
 * same global check as a single `equilibrium`.
 */
export function equilibriumAlong(
  models: readonly PhaseModel[],
  path: readonly EquilibriumConditions[],
  options: EquilibriumOptions = {},
): Equilibrium[] {
  const line = new EquilibriumLine(models, options);
  return path.map((conditions) => line.at(conditions));
}

/** Keeps what the next equilibrium can start from. */
class EquilibriumLine {
  private readonly all: readonly PhaseModel[];
  private readonly chosen: readonly PhaseModel[];
  private system: SampledSystem | null = null;
  private sets: readonly CompositionSet[] = [];

  constructor(models: readonly PhaseModel[], { metastable }: EquilibriumOptions) {
    this.all = models;
    this.chosen = metastable === undefined ? models : chosenModels(models, metastable.only);
  }

  at({ temperature, composition, pressure = STANDARD_PRESSURE }: EquilibriumConditions): Equilibrium {
    const { symbols, moleFractions } = presentComponents(this.all, composition);
    const { models } = definedModels(this.chosen, temperature, pressure);
    let system = this.system;
    if (
      system === null ||
      system.temperature !== temperature ||
      system.pressure !== pressure ||
      system.components.join() !== symbols.join()
    ) {
      const restricted = models.flatMap((model) => restrictModel(model, symbols) ?? []);
      if (restricted.length === 0) {
        throw new DomainError(
          `equilibrium: none of ${models.map(({ name }) => name).join(", ")} can hold ${symbols.join(", ")} alone; add a phase that can.`,
        );
      }
      system = sampleSystem(restricted, symbols, temperature, pressure);
    }
    const state = stableState(system, moleFractions, carriedOver(this.sets, system));
    this.system = system;
    this.sets = state.sets;
    const considered = new Set(models.map(({ name }) => name));
    const leftOut = this.all.flatMap(({ name }) => (considered.has(name) ? [] : [name]));
    return report(this.all, system, moleFractions, state, leftOut);
  }
}

/** The same sets with the kernels of another temperature; none where a phase is missing. */
function carriedOver(sets: readonly CompositionSet[], system: SampledSystem): CompositionSet[] {
  const carried: CompositionSet[] = [];
  for (const { kernel, siteFractions, amount } of sets) {
    const other = system.phases.find((phase) => phase.kernel.phase.model === kernel.phase.model);
    if (other === undefined) return [];
    carried.push({ kernel: other.kernel, siteFractions, amount });
  }
  return carried;
}

function chosenModels(models: readonly PhaseModel[], only: readonly string[]): readonly PhaseModel[] {
  for (const name of only) {
    if (!models.some((model) => model.name === name)) {
      throw new DomainError(
        `equilibrium: ${name} is asked for and not among the phases ${models.map((model) => model.name).join(", ")}.`,
      );
    }
  }
  const chosen = models.filter(({ name }) => only.includes(name));
  if (chosen.length === 0)
    throw new DomainError("equilibrium: the list of phases that may form is empty; name at least one.");
  return chosen;
}

function report(
  models: readonly PhaseModel[],
  system: SampledSystem,
  moleFractions: Float64Array,
  state: StableState,
  leftOut: readonly string[],
): Equilibrium {
  const all = models[0].components;
  const present = system.components;
  const byComponent = (value: (index: number) => number, absent: number): Record<string, number> =>
    Object.fromEntries(
      all.map((symbol) => [symbol, present.includes(symbol) ? value(present.indexOf(symbol)) : absent]),
    );
  const moles = new Float64Array(present.length);
  const phases = state.sets.map((set): PhaseAmount => {
    const { kernel, siteFractions, amount } = set;
    const atoms = molesOf(kernel, siteFractions, moles);
    const fractions = moles.map((value) => value / atoms);
    return {
      name: kernel.name,
      fraction: amount * atoms,
      moleFractions: byComponent((i) => fractions[i], 0),
      siteFractions: inWholeModel(models, set),
      gibbsEnergy: kernel.phase.energy(siteFractions) / atoms,
    };
  });
  const first = all[0];
  phases.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.moleFractions[first] - b.moleFractions[first]));
  return {
    temperature: system.temperature,
    pressure: system.pressure,
    composition: byComponent((i) => moleFractions[i], 0),
    phases,
    chemicalPotentials: byComponent((i) => state.potentials[i], Number.NEGATIVE_INFINITY),
    gibbsEnergy: state.potentials.reduce((sum, potential, i) => sum + potential * moleFractions[i], 0),
    iterations: state.iterations,
    largestDrivingForce: state.largestDrivingForce,
    leftOut,
  };
}

/** Site fractions in the order of the model as it was given, 0 where the restriction left a constituent out. */
function inWholeModel(models: readonly PhaseModel[], { kernel, siteFractions }: CompositionSet): Float64Array {
  const part = kernel.phase.model;
  const whole = models.find(({ name }) => name === part.name);
  if (whole === undefined || whole === part) return siteFractions.slice();
  const all = new Float64Array(whole.variables);
  whole.sublattices.forEach(({ first, constituents }, s) => {
    part.sublattices[s].constituents.forEach((constituent, k) => {
      all[first + constituents.indexOf(constituent)] = siteFractions[part.sublattices[s].first + k];
    });
  });
  return all;
}
