import { exp } from "../../numerics/elementary/index.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import type { AlloyState } from "./alloy-state.ts";
import { type ReferenceState, referenceEnergy } from "./reference-state.ts";

/** Activity of one component of an alloy. */
export interface ComponentActivity {
  readonly component: string;
  /** Overall. */
  readonly moleFraction: number;
  /** μ in J/mol relative to SER. */
  readonly chemicalPotential: number;
  /** What activity 1 means. */
  readonly reference: string;
  /** μ° in J/mol relative to SER. */
  readonly referenceEnergy: number;
  /** a = exp((μ − μ°)/RT) */
  readonly activity: number;
  /** γ = a/x with x of the phase that is present; null where several phases are, or the component is absent. */
  readonly activityCoefficient: number | null;
}

/**
 * Activities of all components in a state.
 *
 * @param models all phases of the system: among them are the reference phases
 * @param reference one for all components; default: pure in the stable phase
 */
export function activities(
  models: readonly PhaseModel[],
  state: AlloyState,
  reference: ReferenceState = { kind: "stable" },
  gasConstant: number = GAS_CONSTANT,
): ComponentActivity[] {
  const [phase, ...others] = state.phases;
  return state.components.map((component, i) => {
    const standard = referenceEnergy(models, component, state.temperature, reference, gasConstant);
    const chemicalPotential = state.chemicalPotentials[i] as number;
    const activity = exp((chemicalPotential - standard.energy) / (gasConstant * state.temperature));
    const x = others.length === 0 ? (phase?.moleFractions[i] ?? 0) : 0;
    return {
      component,
      moleFraction: state.moleFractions[i] as number,
      chemicalPotential,
      reference: standard.description,
      referenceEnergy: standard.energy,
      activity,
      activityCoefficient: x > 0 ? activity / x : null,
    };
  });
}
