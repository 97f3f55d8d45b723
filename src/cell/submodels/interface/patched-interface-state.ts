import { DomainError } from "../../../base/errors.ts";
import { pow } from "../../../numerics/elementary/index.ts";
import type { CellModel } from "../../form/cell-model.ts";
import { Crowding } from "./patched-interface-crowding.ts";
import { reactingFraction, storingFraction } from "./patched-interface-fractions.ts";
import { interfaceRelaxations, type PatchElements, type Relaxation } from "./patched-interface-network.ts";
import { type PatchedInterface, type PatchName, patchedInterfaceOf } from "./patched-interface-patches.ts";
import { faradaic } from "./patched-interface-rest.ts";

/** One kind of patches in a state. Areal numbers are per area of the working electrode where not said otherwise. */
export interface PatchInState extends PatchElements {
  readonly name: PatchName;
  /** of the area of this electrode */
  readonly fraction: number;
  readonly activity: number;
  /** E in V against the pure metal */
  readonly potential: number;
  /** i_F in A/m² of the patch, positive where metal is oxidised */
  readonly localCurrentDensity: number;
  /** i0 at the present activity in A/m² of the patch */
  readonly exchangeCurrentDensity: number;
}

/** What an interface amounts to in a state, small signals at activities and fractions that stand still. */
export interface InterfaceInState {
  readonly patches: readonly PatchInState[];
  /** Of all patches in parallel, without constriction: 1/Σ(A φ di_F/dE) in Ω·m². */
  readonly chargeTransferResistance: number;
  /** Of all patches in parallel, alone: 1/Σ(A φ/r) in Ω·m². */
  readonly constrictionResistance: number;
  /** Z(ω → 0) = 1/Σ 1/(R + r) in Ω·m²: at least the sum of the two. */
  readonly resistance: number;
  /** F/m² */
  readonly gapCapacitance: number;
  /** Z = Σ R_k/(1 + jωτ_k), by falling time constant. */
  readonly relaxations: readonly Relaxation[];
}

/**
 * Reads an interface of the kind "patched-interface" from a state of its cell.
 *
 * @param name of the submodel
 * @throws DomainError where the cell has no such interface
 */
export function interfaceInState(model: CellModel, name: string, state: Float64Array): InterfaceInState {
  const submodel = model.description.submodels.find((own) => own.name === name);
  const composed = model.submodels.find((own) => own.name === name);
  if (submodel?.kind !== "patched-interface" || composed === undefined) {
    throw new DomainError(
      `interfaceInState: "${model.description.name}" has no patched-interface "${name}"; it has ${model.submodels
        .filter(({ kind }) => kind === "patched-interface")
        .map((own) => `"${own.name}"`)
        .join(", ")}.`,
    );
  }
  const { connect = {}, options = {} } = submodel;
  const constants = patchedInterfaceOf({
    name,
    options,
    temperature: model.description.temperature,
    parameters: Object.fromEntries(Object.entries(composed.parameters).map(([own, { value }]) => [own, value])),
    connected: (port) => Object.hasOwn(connect, port),
  });
  const behind = (port: string, open: number): number =>
    Object.hasOwn(connect, port) ? state[model.indexOf(connect[port])] : open;
  const own = (unknown: string): number => state[model.indexOf(`${name}.${unknown}`)];
  return interfaceAt(constants, {
    activity: behind("activity", 1),
    depositActivity: behind("depositActivity", 1),
    fractions: constants.patches.map((patch) => behind(patch.name, 1)),
    potentials: constants.patches.map((patch) =>
      own(constants.closure === undefined ? "voltage" : `${patch.name} potential`),
    ),
  });
}

/** What an interface sees of a state. */
export interface InterfaceSituation {
  readonly activity: number;
  /** Of the solid deposit; default 1. */
  readonly depositActivity?: number;
  /** Of each kind of patches, of the area of this electrode. */
  readonly fractions: readonly number[];
  /** E in V of each. */
  readonly potentials: readonly number[];
}

/** The same from plain numbers. @throws DomainError where the numbers of patches differ */
function interfaceAt(constants: PatchedInterface, situation: InterfaceSituation): InterfaceInState {
  const { patches, law, closure, areaRatio, gap, relaxation } = constants;
  const { fractions, potentials } = situation;
  if (fractions.length !== patches.length || potentials.length !== patches.length) {
    throw new DomainError(
      `interfaceAt: ${fractions.length} fractions and ${potentials.length} potentials for ${patches.length} kinds of patches`,
    );
  }
  const total = fractions.reduce((sum, fraction) => sum + fraction, 0);
  let crowded = 0;
  if (closure !== undefined) {
    const crowding = new Crowding(closure);
    crowding.at(total);
    crowded = 1 / crowding.conductance;
  }
  const read = patches.map(({ name, rate, pure, freeResistance, capacitance }, j): PatchInState => {
    const activity = pure ? (situation.depositActivity ?? 1) : situation.activity;
    const [localCurrentDensity, slope] = faradaic({ rate, activity }, law, potentials[j]);
    const area = areaRatio * reactingFraction(fractions[j]);
    const store = areaRatio * storingFraction(fractions[j]);
    const alone = freeResistance * crowded;
    return {
      name,
      fraction: fractions[j],
      activity,
      potential: potentials[j],
      localCurrentDensity,
      exchangeCurrentDensity: rate * pow(Math.max(0, activity), law.transferCoefficient),
      chargeTransferResistance: 1 / (area * slope),
      doubleLayerCapacitance: store * capacitance,
      constrictionResistance: alone === 0 ? 0 : alone / area,
      constrictionCapacitance: alone === 0 ? 0 : (store * relaxation) / alone,
    };
  });
  const parallel = (of: (patch: PatchInState) => number): number =>
    1 / read.reduce((sum, patch) => sum + 1 / of(patch), 0);
  const gapCapacitance = areaRatio * gap * (1 - total);
  return {
    patches: read,
    chargeTransferResistance: parallel((patch) => patch.chargeTransferResistance),
    constrictionResistance: closure === undefined ? 0 : parallel((patch) => patch.constrictionResistance),
    resistance: parallel((patch) => patch.chargeTransferResistance + patch.constrictionResistance),
    gapCapacitance,
    relaxations: interfaceRelaxations(read, gapCapacitance),
  };
}
