import { elementName } from "../figures/phase-names.ts";
import { type Alloy, alloyOfMoleFraction } from "./alloy-composition.ts";
import { type AlloyOptions, type BinaryAlloySystem, binaryAlloySystem } from "./alloy-system.ts";
import { type EquilibriumState, stateSolver } from "./equilibrium.ts";
import { massOfOther } from "./isotherm.ts";
import { liquidAlloyAt } from "./liquid-alloy.ts";
import type { ElectrodeEntry } from "./potential.ts";

/** The stable state of a binary alloy with what an electrode of it can lose. */
export interface AlloyPoint extends Pick<ElectrodeEntry, "thermodynamicFactor" | "removal"> {
  /** Of the axis component. */
  readonly moleFraction: number;
  /** Elements: that of the axis, and the other. */
  readonly component: string;
  readonly other: string;
  /** Mass fraction of the other element in each phase of the state, in its order; NaN without molar masses. */
  readonly massFractionsOfOther: readonly number[];
  /** As `liquidus equilibrium` prints it. */
  readonly state: EquilibriumState;
}

/** Solves for one state after another of a binary system: what follows the pointer over a diagram. */
export interface AlloyPoints {
  readonly system: BinaryAlloySystem;
  /** @param temperature K @throws DomainError for conditions that no phase reaches */
  at(moleFraction: number, temperature: number): AlloyPoint;
  of(alloy: Alloy, temperature: number): AlloyPoint;
}

/**
 * The states of a binary system, equal to those of `alloyEquilibrium` to the bit: the system, its models and those of the moved
 * parameters are made once.
 * @throws DomainError as `alloyEquilibrium` for the system
 */
export function alloyPoints(request: AlloyOptions & { readonly system: string }): AlloyPoints {
  const system = binaryAlloySystem(request.system, request);
  const { ions, stateAt } = stateSolver(system);
  const of = (alloy: Alloy, temperature: number): AlloyPoint => {
    const [component, other] = [elementName(system.component), elementName(system.other)];
    const moleFraction = alloy.moleFractions[component] ?? 0;
    const state = stateAt(alloy, temperature);
    return {
      moleFraction,
      component,
      other,
      state,
      massFractionsOfOther: state.phases.map((phase) => massOfOther(system, phase.moleFractions[component] ?? 0)),
      ...liquidAlloyAt(system, ions, moleFraction, temperature),
    };
  };
  return {
    system,
    of,
    at: (x, temperature) => of(alloyOfMoleFraction(x, system.component, system.other, system.source), temperature),
  };
}
