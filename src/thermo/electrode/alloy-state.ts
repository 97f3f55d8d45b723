import { DomainError } from "../../base/errors.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import { mixtureAt } from "./mixture.ts";

/** Share of a phase in a state. */
export interface StatePhase {
  readonly name: string;
  /** Moles of atoms in this phase over all. */
  readonly fraction: number;
  readonly moleFractions: Float64Array;
}

/** The chemical potentials of an alloy at one composition and temperature, and how they change with temperature. */
export interface AlloyState {
  readonly components: readonly string[];
  /** K */
  readonly temperature: number;
  /** Overall, in the order of `components`. */
  readonly moleFractions: Float64Array;
  /** False where one phase was asked for, stable or not. */
  readonly isEquilibrium: boolean;
  readonly phases: readonly StatePhase[];
  /** μ in J/mol relative to SER. */
  readonly chemicalPotentials: Float64Array;
  /** ∂μ/∂T at fixed overall composition in J/(mol K); null where it is not defined (three phases of a binary alloy). */
  readonly slopes: Float64Array | null;
}

/**
 * One phase at a composition, whether stable there or not: a supercooled liquid.
 * @param moleFractions in the order of the model's components, all > 0
 * @throws DomainError for a phase whose site fractions do not follow from its composition
 */
export function phaseState(model: PhaseModel, moleFractions: Float64Array, temperature: number): AlloyState {
  const mixture = mixtureAt(model, temperature);
  const chemicalPotentials = new Float64Array(moleFractions.length);
  const slopes = new Float64Array(moleFractions.length);
  mixture.chemicalPotentials(moleFractions, chemicalPotentials);
  mixture.partialEntropies(moleFractions, slopes);
  for (let i = 0; i < slopes.length; i++) slopes[i] = -(slopes[i] as number);
  return {
    components: model.components,
    temperature,
    moleFractions: moleFractions.slice(),
    isEquilibrium: false,
    phases: [{ name: model.name, fraction: 1, moleFractions: moleFractions.slice() }],
    chemicalPotentials,
    slopes,
  };
}

/** Place of a component of a state. @throws DomainError where the state does not have it */
export function componentIndex(components: readonly string[], component: string): number {
  const index = components.indexOf(component);
  if (index < 0) throw new DomainError(`${component} is no component of ${components.join("-")}.`);
  return index;
}
