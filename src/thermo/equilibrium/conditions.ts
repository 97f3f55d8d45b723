import { DomainError } from "../../base/errors.ts";
import type { PhaseModel } from "../model/phase-model.ts";

/** What is held fixed. */
export interface EquilibriumConditions {
  /** K */
  readonly temperature: number;
  /** Overall mole fraction of each component by upper-case symbol; a component that is not named is absent. Their sum is 1. */
  readonly composition: Readonly<Record<string, number>>;
  /** Pa, default 101325. */
  readonly pressure?: number;
}

/** The sum of the mole fractions may miss 1 by this much, as printed numbers do; they are then divided by it. */
const SUM_TOLERANCE = 1e-9;
/** A trace below it meets site fractions that double precision does not hold beside 1. */
const LEAST_MOLE_FRACTION = 1e-60;

/** The components that are there, with their mole fractions. */
export interface PresentComponents {
  readonly symbols: readonly string[];
  readonly moleFractions: Float64Array;
}

/** @throws DomainError for a composition that is none, in a sentence with the numbers */
export function presentComponents(
  models: readonly PhaseModel[],
  composition: Readonly<Record<string, number>>,
): PresentComponents {
  const components = componentsOf(models);
  let sum = 0;
  for (const [symbol, x] of Object.entries(composition)) {
    if (!components.includes(symbol)) {
      throw new DomainError(`equilibrium: the system holds ${components.join(", ")}, not the component ${symbol}.`);
    }
    if (!(x >= 0 && x <= 1)) {
      throw new DomainError(`equilibrium: the mole fraction of ${symbol} is ${x}; it lies between 0 and 1.`);
    }
    if (x > 0 && x < LEAST_MOLE_FRACTION) {
      throw new DomainError(
        `equilibrium: the mole fraction of ${symbol} is ${x}; below ${LEAST_MOLE_FRACTION} put 0, or take μ from a larger one, ` +
          "as it falls with RT ln x.",
      );
    }
    sum += x;
  }
  if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
    const listed = Object.entries(composition).map(([symbol, x]) => `${symbol} ${x}`);
    throw new DomainError(
      `equilibrium: the mole fractions ${listed.join(", ")} add up to ${sum}, not 1; name every component that is there.`,
    );
  }
  const symbols = components.filter((symbol) => (composition[symbol] ?? 0) > 0);
  return { symbols, moleFractions: Float64Array.from(symbols, (symbol) => (composition[symbol] ?? 0) / sum) };
}

/** @throws DomainError without models, or where they are of different systems */
export function componentsOf(models: readonly PhaseModel[]): readonly string[] {
  const first = models[0];
  if (first === undefined)
    throw new DomainError("equilibrium: there is no phase to choose from; give at least one model.");
  for (const model of models) {
    if (model.components.join() !== first.components.join()) {
      throw new DomainError(
        `equilibrium: ${first.name} is a phase of ${first.components.join("-")} and ${model.name} one of ${model.components.join("-")}; ` +
          "build all models for the same components.",
      );
    }
  }
  return first.components;
}

/** The models whose functions are defined at a temperature, and the names of the others. */
export interface DefinedModels {
  readonly models: readonly PhaseModel[];
  readonly leftOut: readonly string[];
}

/** @throws DomainError where no phase is defined at the temperature, or where temperature or pressure are no such thing */
export function definedModels(models: readonly PhaseModel[], temperature: number, pressure: number): DefinedModels {
  if (!(temperature > 0 && temperature < Number.POSITIVE_INFINITY)) {
    throw new DomainError(`equilibrium: the temperature is ${temperature} K; it must be above 0.`);
  }
  if (!(pressure > 0 && pressure < Number.POSITIVE_INFINITY)) {
    throw new DomainError(`equilibrium: the pressure is ${pressure} Pa; it must be above 0.`);
  }
  const defined = models.filter(({ temperatureRange: [low, high] }) => temperature >= low && temperature <= high);
  if (defined.length === 0) {
    const low = Math.min(...models.map(({ temperatureRange }) => temperatureRange[0]));
    const high = Math.max(...models.map(({ temperatureRange }) => temperatureRange[1]));
    throw new DomainError(
      `equilibrium: ${temperature} K lies outside the temperatures of every phase, ${low} to ${high} K; ask within them.`,
    );
  }
  return { models: defined, leftOut: models.filter((model) => !defined.includes(model)).map(({ name }) => name) };
}
