import { DomainError } from "../../base/errors.ts";
import { log } from "../../numerics/elementary/index.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import { isMixture, mixtureAt } from "./mixture.ts";

/**
 * What an activity of 1 means:
 * `stable` the pure component in its stable phase at the temperature; `phase` the pure component in a named phase;
 * `ser` μ = 0, the element at 298.15 K and 1 bar as databases count from;
 * `infinite-dilution` Henry's law: γ = 1 at x → 0 in the named phase, the other components in the given proportion.
 */
export type ReferenceState =
  | { readonly kind: "stable" }
  | { readonly kind: "phase"; readonly phase: string }
  | { readonly kind: "ser" }
  | {
      readonly kind: "infinite-dilution";
      readonly phase: string;
      /** Mole fractions of the other components; not needed in a binary system. */
      readonly solvent?: Readonly<Record<string, number>>;
    };

/** The reference of one component at one temperature. */
export interface ReferenceEnergy {
  /** μ° in J/mol relative to SER. */
  readonly energy: number;
  /** −∂μ°/∂T in J/(mol K). */
  readonly entropy: number;
  /** "NA in BCC_A2", "NA at infinite dilution in LIQUID". */
  readonly description: string;
}

/** Mole fraction that stands for infinite dilution. */
const DILUTE = 1e-13;

/**
 * μ° of a component in a reference state.
 * @param temperature K
 * @throws DomainError where no phase of the models holds the pure component, or the named one does not
 */
export function referenceEnergy(
  models: readonly PhaseModel[],
  component: string,
  temperature: number,
  reference: ReferenceState = { kind: "stable" },
  gasConstant: number = GAS_CONSTANT,
): ReferenceEnergy {
  switch (reference.kind) {
    case "ser":
      return { energy: 0, entropy: 0, description: `${component} in its SER state` };
    case "phase":
      return pure(named(models, reference.phase), component, temperature);
    case "infinite-dilution":
      return dilute(named(models, reference.phase), component, temperature, reference.solvent, gasConstant);
    case "stable": {
      const candidates = models
        .filter((model) => holdsPure(model, component, temperature))
        .map((model) => pure(model, component, temperature));
      const [first, ...others] = candidates;
      if (!first) {
        throw new DomainError(
          `no phase of ${models.map(({ name }) => name).join(", ")} describes pure ${component} at ${temperature} K.`,
        );
      }
      return others.reduce((best, other) => (other.energy < best.energy ? other : best), first);
    }
  }
}

function named(models: readonly PhaseModel[], phase: string): PhaseModel {
  const model = models.find(({ name }) => name === phase);
  if (!model) {
    throw new DomainError(`there is no phase ${phase}; the system has ${models.map(({ name }) => name).join(", ")}.`);
  }
  return model;
}

function holdsPure(model: PhaseModel, component: string, temperature: number): boolean {
  const [low, high] = model.temperatureRange;
  const i = model.components.indexOf(component);
  if (i < 0 || temperature < low || temperature > high || !isMixture(model)) return false;
  for (let k = 0; k < model.variables; k++) if (model.composition[i * model.variables + k] !== 0) return true;
  return false;
}

function pure(model: PhaseModel, component: string, temperature: number): ReferenceEnergy {
  const i = model.components.indexOf(component);
  if (i < 0) throw new DomainError(`${component} is no component of ${model.components.join("-")}.`);
  const mixture = mixtureAt(model, temperature);
  return {
    energy: mixture.pureEnergy(i),
    entropy: mixture.pureEntropy(i),
    description: `pure ${component} in ${model.name}`,
  };
}

function dilute(
  model: PhaseModel,
  component: string,
  temperature: number,
  solvent: Readonly<Record<string, number>> | undefined,
  gasConstant: number,
): ReferenceEnergy {
  const { components } = model;
  const i = components.indexOf(component);
  if (i < 0) throw new DomainError(`${component} is no component of ${components.join("-")}.`);
  const weights = components.map((name, k) => (k === i ? 0 : (solvent?.[name] ?? (components.length === 2 ? 1 : 0))));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) {
    throw new DomainError(`infinite dilution of ${component} in ${model.name}: give mole fractions of the solvent.`);
  }
  const x = Float64Array.from(weights, (weight, k) => (k === i ? DILUTE : (weight / total) * (1 - DILUTE)));
  const mixture = mixtureAt(model, temperature);
  const mu = new Float64Array(x.length);
  const entropy = new Float64Array(x.length);
  mixture.chemicalPotentials(x, mu);
  mixture.partialEntropies(x, entropy);
  return {
    energy: (mu[i] as number) - gasConstant * temperature * log(DILUTE),
    entropy: (entropy[i] as number) + gasConstant * log(DILUTE),
    description: `${component} at infinite dilution in ${model.name}`,
  };
}
