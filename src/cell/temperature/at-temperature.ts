import { DomainError } from "../../base/errors.ts";
import type { ParameterProvenance } from "../form/parameter.ts";
import { suggest } from "../form/suggest.ts";
import { arrheniusFactor } from "./arrhenius.ts";

/** A number of a parameter set, in SI, with how it is known. */
export interface KnownNumber extends ParameterProvenance {
  readonly value: number;
}

/** How a number changes with temperature. */
export interface Activation {
  /** J/mol */
  readonly activationEnergy: number;
  /** K that the number belongs to. */
  readonly referenceTemperature: number;
  /** Whether it grows with temperature, as a rate does, or falls like a time or a resistance. Default "rate". */
  readonly of?: "rate" | "resistance";
  /** Where the activation energy comes from. */
  readonly source: string;
}

/**
 * Numbers of a parameter set carried to the temperature of a cell before it is composed: k e^{−(E/R)(1/T − 1/T₀)}, or divided by this
 * for resistances and times. Those without an activation, or whose cell has their temperature, come back as they are; the others say in
 * their source what was done.
 *
 * @param numbers by name, "store.limitingCurrentDensity"
 * @param activations by the same names
 * @param temperature K
 * @throws DomainError for an activation of a number that is not there, or numbers that are not finite
 */
export function atTemperature<Name extends string, Known extends KnownNumber>(
  numbers: Readonly<Record<Name, Known>>,
  activations: Readonly<Record<string, Activation>>,
  temperature: number,
): Readonly<Record<Name, Known>> {
  const carried: Record<Name, Known> = { ...numbers };
  for (const [name, activation] of Object.entries(activations)) {
    if (!isNameOf(numbers, name)) {
      throw new DomainError(`atTemperature: there is no number "${name}". ${suggest(name, Object.keys(numbers))}`);
    }
    const { activationEnergy, referenceTemperature, of = "rate", source } = activation;
    if (!Number.isFinite(activationEnergy) || !(referenceTemperature > 0 && temperature > 0)) {
      throw new DomainError(
        `atTemperature: "${name}" from ${referenceTemperature} K to ${temperature} K with ${activationEnergy} J/mol; positive temperatures and a finite energy are expected.`,
      );
    }
    if (temperature === referenceTemperature || activationEnergy === 0) continue;
    const factor = arrheniusFactor(activationEnergy, temperature, referenceTemperature);
    const own = numbers[name];
    carried[name] = {
      ...own,
      value: of === "rate" ? own.value * factor : own.value / factor,
      source: `${own.source}; carried from ${referenceTemperature} K to ${temperature} K with ${activationEnergy / 1e3} kJ/mol (${source})`,
    };
  }
  return carried;
}

function isNameOf<Name extends string>(numbers: Readonly<Record<Name, unknown>>, name: string): name is Name {
  return Object.hasOwn(numbers, name);
}
