import { DomainError } from "../../base/errors.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import { type BinaryPhase, binaryPhase } from "./binary-phase.ts";
import type { Coefficient } from "./parameter.ts";

/** The phases of a binary system, each linear in the coefficients of an assessment. */
export interface BinarySystem {
  /** The other component, and the one whose mole fraction is x. */
  readonly components: readonly [string, string];
  /** Number of coefficients. */
  readonly coefficients: number;
  /** @throws DomainError where the system has no such phase */
  phase(name: string): BinaryPhase;
}

/**
 * @param models all models of the system, of the database at θ°
 * @param component symbol of the component whose mole fraction is x
 * @throws DomainError where a coefficient belongs to no phase of the system
 */
export function binarySystem(
  models: readonly PhaseModel[],
  component: string,
  coefficients: readonly Coefficient[],
  pressure: number,
): BinarySystem {
  const [a, b, ...more] = models[0]?.components ?? [];
  if (a === undefined || b === undefined || more.length > 0 || (component !== a && component !== b)) {
    throw new DomainError(
      `An assessment takes a binary system that holds ${component}; the models hold ${models[0]?.components.join(", ") ?? "nothing"}.`,
    );
  }
  const components = component === b ? ([a, b] as const) : ([b, a] as const);
  for (const { phase } of coefficients) {
    if (!models.some(({ name }) => name === phase)) {
      throw new DomainError(
        `A coefficient of ${phase} is to be found, but there is no such phase: ${namesOf(models)}.`,
      );
    }
  }
  const phases = new Map<string, BinaryPhase>();
  return {
    components,
    coefficients: coefficients.length,
    phase: (name) => {
      const known = phases.get(name);
      if (known !== undefined) return known;
      const model = models.find((candidate) => candidate.name === name);
      if (model === undefined) {
        throw new DomainError(`There is no phase ${name} in ${components.join("-")}: there are ${namesOf(models)}.`);
      }
      const phase = binaryPhase(model, components, coefficients, pressure);
      phases.set(name, phase);
      return phase;
    },
  };
}

const namesOf = (models: readonly PhaseModel[]): string => models.map(({ name }) => name).join(", ");

/** x at a site fraction. */
export function moleFractionAt({ base, slope }: BinaryPhase, s: number): number {
  const second = base[1] + slope[1] * s;
  return second / (base[0] + slope[0] * s + second);
}

/** dx/ds */
export function moleFractionSlope({ base, slope }: BinaryPhase, s: number): number {
  const first = base[0] + slope[0] * s;
  const second = base[1] + slope[1] * s;
  return (slope[1] * first - slope[0] * second) / (first + second) ** 2;
}

/**
 * The site fraction at x, kept inside (0, 1) by a margin of 1e-9; ½ for a compound.
 * @throws DomainError where the phase does not reach x
 */
export function siteFractionAt(phase: BinaryPhase, x: number): number {
  if (phase.isStoichiometric) return 0.5;
  const { base, slope } = phase;
  const s = (base[1] - x * (base[0] + base[1])) / (x * (slope[0] + slope[1]) - slope[1]);
  if (!(s >= -1e-9 && s <= 1 + 1e-9)) {
    const ends = [moleFractionAt(phase, 0), moleFractionAt(phase, 1)].sort((p, q) => p - q);
    throw new DomainError(`${phase.name} has mole fractions from ${ends[0]} to ${ends[1]}; ${x} is none of them.`);
  }
  return Math.min(1 - 1e-9, Math.max(1e-9, s));
}
