import { DomainError } from "../../base/errors.ts";
import { FARADAY, GAS_CONSTANT } from "../../units/constants.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import { type AlloyState, componentIndex } from "./alloy-state.ts";
import { type ReferenceState, referenceEnergy } from "./reference-state.ts";

/** A component that leaves the alloy as an ion. */
export interface Carrier {
  /** Upper case: NA. */
  readonly component: string;
  /** As one writes it: Na+. */
  readonly ion: string;
  /** z > 0 */
  readonly chargeNumber: number;
}

/** Reversible potential of one component of an alloy against the pure metal in the same electrolyte. */
export interface ReversiblePotential {
  readonly component: string;
  readonly ion: string;
  /** E in V */
  readonly potential: number;
  /** dE/dT in V/K at fixed composition; null where three phases of a binary alloy are present. */
  readonly temperatureCoefficient: number | null;
  /** The state of the pure metal it is measured against. */
  readonly reference: string;
}

/**
 * E = −(μ − μ°)/(zF) and dE/dT = −(∂μ/∂T + S°)/(zF): the voltage of a cell with the alloy against the pure metal, whatever
 * the electrolyte. Exact, through the entropies of the models.
 *
 * @param models all phases of the system
 * @param reference of the pure metal; default: its stable phase at the temperature
 */
export function reversiblePotential(
  models: readonly PhaseModel[],
  state: AlloyState,
  carrier: Carrier,
  reference: ReferenceState = { kind: "stable" },
  gasConstant: number = GAS_CONSTANT,
): ReversiblePotential {
  const { component, ion, chargeNumber } = carrier;
  if (!(chargeNumber > 0)) throw new DomainError(`${ion}: charge number ${chargeNumber}; a metal leaves as a cation.`);
  const i = componentIndex(state.components, component);
  const mu = state.chemicalPotentials[i] as number;
  if (!Number.isFinite(mu)) throw new DomainError(`the alloy holds no ${component}: it has no potential of ${ion}.`);
  const standard = referenceEnergy(models, component, state.temperature, reference, gasConstant);
  const charge = chargeNumber * FARADAY;
  const slope = state.slopes?.[i];
  return {
    component,
    ion,
    potential: -(mu - standard.energy) / charge,
    temperatureCoefficient: slope === undefined ? null : -(slope + standard.entropy) / charge,
    reference: standard.description,
  };
}
