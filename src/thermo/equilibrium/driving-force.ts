import { DomainError } from "../../base/errors.ts";
import type { PhaseAtTemperature } from "../model/phase-model.ts";
import { molesOf, phaseKernel } from "./phase-kernel.ts";
import { minimumScratch } from "./phase-minimum.ts";
import { phaseMinima, samplePhase } from "./sampled-system.ts";

/** How much a phase would gain by forming, and as what. */
export interface DrivingForce {
  /** max over y of (Σ μ x − G) in J per mole of atoms: above 0 the phase forms, at 0 it is in equilibrium. */
  readonly value: number;
  /** Mole fraction of each component at the maximum. */
  readonly moleFractions: Readonly<Record<string, number>>;
  readonly siteFractions: Float64Array;
}

/**
 * Driving force for a phase to form at given chemical potentials: the largest distance of its Gibbs energy below the plane of
 * the potentials, over all its states (several starts). Where it is positive, the moles of atoms it is counted for are those of
 * the state with the lowest G − Σ μ n per mole of formula units.
 *
 * @param chemicalPotentials μ of every component of the phase in J/mol, by upper-case symbol
 * @throws DomainError where a potential is missing or not finite, or where the phase has no state
 */
export function drivingForce(
  phase: PhaseAtTemperature,
  chemicalPotentials: Readonly<Record<string, number>>,
): DrivingForce {
  const { components, name } = phase.model;
  const potentials = Float64Array.from(components, (symbol) => {
    const potential = chemicalPotentials[symbol];
    if (potential === undefined || !Number.isFinite(potential)) {
      throw new DomainError(
        `drivingForce: the chemical potential of ${symbol} is ${potential}; ${name} needs a finite one.`,
      );
    }
    return potential;
  });
  const sampled = samplePhase(phase);
  const scratch = minimumScratch(phase.model.variables, components.length);
  const [first, ...others] = phaseMinima(sampled, potentials, scratch);
  if (first === undefined) throw new DomainError(`drivingForce: ${name} has no state that is neutral and holds atoms.`);
  let best = first;
  for (const minimum of others) if (minimum.excessPerAtom < best.excessPerAtom) best = minimum;
  const moles = new Float64Array(components.length);
  const atoms = molesOf(phaseKernel(phase), best.siteFractions, moles);
  return {
    value: -best.excessPerAtom,
    moleFractions: Object.fromEntries(components.map((symbol, c) => [symbol, moles[c] / atoms])),
    siteFractions: best.siteFractions,
  };
}
