import { elementName } from "../figures/phase-names.ts";
import { type Alloy, alloyOfMoleFraction } from "./alloy-composition.ts";
import { type AlloyOptions, type BinaryAlloySystem, binaryAlloySystem } from "./alloy-system.ts";
import { type EquilibriumState, stateSolver } from "./equilibrium.ts";
import { liquidAlloyAt } from "./liquid-alloy.ts";
import type { ElectrodeEntry } from "./potential.ts";

/** The stable state of a binary alloy with what an electrode of it can lose. */
export interface AlloyPoint extends Pick<ElectrodeEntry, "thermodynamicFactor" | "removal"> {
  /** Of the axis component. */
  readonly moleFraction: number;
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
    const moleFraction = alloy.moleFractions[elementName(system.component)] ?? 0;
    const state = stateAt(alloy, temperature);
    return { moleFraction, state, ...liquidAlloyAt(system, ions, moleFraction, temperature) };
  };
  return {
    system,
    of,
    at: (x, temperature) => of(alloyOfMoleFraction(x, system.component, system.other, system.source), temperature),
  };
}
