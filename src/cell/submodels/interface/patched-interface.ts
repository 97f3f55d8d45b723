import { DomainError } from "../../../base/errors.ts";
import { onlyOptions, optionName } from "../../form/options.ts";
import type {
  InventoryPart,
  SubmodelInput,
  SubmodelKind,
  UnknownDeclaration,
  VoltageDrop,
} from "../../form/submodel.ts";
import { Crowding } from "./patched-interface-crowding.ts";
import { bindDirect } from "./patched-interface-direct.ts";
import { reactingFraction, storingFraction } from "./patched-interface-fractions.ts";
import { patchedInterfaceParameters } from "./patched-interface-parameters.ts";
import { type PatchedInterface, patchedInterfaceOf } from "./patched-interface-patches.ts";
import { restingVoltage } from "./patched-interface-rest.ts";
import { bindSpots } from "./patched-interface-spots.ts";

/**
 * Charge transfer through one to three kinds of patches in parallel (contact, precipitate, solid deposit), each behind the
 * constriction of the current in the electrolyte, beside the capacitance of the gap. Unknowns: "voltage" v of the whole, "node charge",
 * and of each kind "contact potential", "contact charge", … . Potentials are those of the metal against an electrode of the pure metal.
 *
 * Charges are unknowns, so that whatever the fractions do no charge appears or is lost: the metal less all charges over nF changes
 * by the current alone. All are per area of the working electrode; A is the area of this electrode over it, and fractions are
 * those of its own area. Where a fraction falls, its charge stays on what is left until charge transfer has carried it off.
 *
 * Options: `constriction`, "spots" (default) or "none", where all patches are at v and have no unknowns of their own; `closure`, see
 * `ConstrictionClosure`, default "isothermal"; `gap`, "vacuum" (default; with gapPermittivity also another) or "none"; `amount`, of
 * which metal, default "metal". At full contact 10⁻³ of the constriction of a spot alone remains (see `Crowding`).
 */
export const patchedInterface: SubmodelKind = {
  kind: "patched-interface",
  title: "Charge transfer through patches, with constriction and gap",
  equations:
    "dQ_j/dt = A φ_j [(v − E_j)/r_j − i_F,j], Q_j = A φ_j [C_j (E_j − E_z) − (τ_e/r_j)(v − E_j)]; " +
    "dq/dt = ± i − A Σ φ_j (v − E_j)/r_j, q = A [(ε/g)(1 − φ) v + Σ φ_j (τ_e/r_j)(v − E_j)], φ = Σ φ_j; " +
    "r_j = ρ (π b_j/4) ψ(√φ); i_F,j = i0_j a_ref^{−α} (a e^{(1−α)nFE/RT} − e^{−αnFE/RT}), a = 1 on the deposit, or what depositActivity gives; " +
    "the metal leaves at A φ_j i_F,j/nF",
  source:
    "Kirchhoff's laws; Butler-Volmer kinetics with activities: J. Newman, Electrochemical Systems, 3rd ed., eqs. 8.7 to 8.10; " +
    "spots: R. Holm, Electric Contacts, 4th ed. (1967), eq. 4.16, crowding ψ: docs/numerics/analytic-tests.md",
  parameters: patchedInterfaceParameters,
  electrode: "required",
  ports: {
    activity: "activity of the working metal at the electrolyte",
    metal: "unknown in whose balance the metal is taken, mol/(m2 s)",
  },
  optionalPorts: {
    contact: "fraction of the area in contact; 1 where it stays open",
    precipitate: "fraction of the area that a precipitate covers",
    deposit: "fraction of the area that a solid deposit fills",
    depositMetal: "unknown in whose balance the metal of the deposit is taken, mol/(m2 s)",
    depositActivity: "activity of the metal in the deposit; 1 where it stays open",
  },

  declare(given) {
    onlyOptions(given.name, given.options, ["amount", "closure", "constriction", "gap"]);
    const constants = patchedInterfaceOf(given);
    const { patches, areaRatio, zeroCharge, gap, relaxation } = constants;
    const { voltage, potentials, fractions, total, flows } = atRest(given, constants);
    const unknown = (name: string, description: string, initial: number): UnknownDeclaration =>
      name.endsWith("charge")
        ? { name, unit: "C/m2", description, mass: 1, initial, scale: 0.1 * areaRatio * patches[0].capacitance }
        : { name, unit: "V", description, mass: 0, initial, scale: 0.1 };
    const whole = unknown("voltage", "potential of the metal against the pure metal, across the interface", voltage);
    const gapCharge = gap * (1 - total) * voltage;
    if (constants.closure === undefined) {
      const charge = fractions.reduce(
        (sum, fraction, j) => sum + fraction * patches[j].capacitance * (voltage - zeroCharge),
        gapCharge,
      );
      return { unknowns: [whole, unknown("node charge", "charge of the electrode", areaRatio * charge)] };
    }
    const node = fractions.reduce((sum, fraction, j) => sum + fraction * relaxation * flows[j], gapCharge);
    return {
      unknowns: [
        whole,
        unknown("node charge", "charge of the gap and of the constrictions", areaRatio * node),
        ...patches.flatMap(({ name, capacitance }, j) => {
          const charge = capacitance * (potentials[j] - zeroCharge) - relaxation * flows[j];
          return [
            unknown(`${name} potential`, "potential of the metal against the electrolyte at the patch", potentials[j]),
            unknown(`${name} charge`, "charge of the patch", areaRatio * fractions[j] * charge),
          ];
        }),
      ],
    };
  },

  bind(given, binding) {
    const constants = patchedInterfaceOf(given);
    const { closure, patches, molarCharge } = constants;
    const { polarity } = given;
    const voltage = binding.unknown("voltage");
    const node = binding.unknown("node charge");
    const inventories: readonly InventoryPart[] = [
      {
        amount: optionName(`Amount of "${given.name}"`, given.options.amount, "metal"),
        unit: "mol/m2",
        indices: Int32Array.of(
          node,
          ...(closure === undefined ? [] : patches.map(({ name }) => binding.unknown(`${name} charge`))),
        ),
        weights: new Float64Array(closure === undefined ? 1 : 1 + patches.length).fill(-1 / molarCharge),
        perCurrent: -polarity / molarCharge,
      },
    ];
    if (closure === undefined) {
      const drops: readonly VoltageDrop[] = [
        {
          name: "charge transfer",
          value: (state) => polarity * state[voltage],
          gradient(_state, out) {
            out[voltage] += polarity;
          },
          depends: [voltage],
        },
      ];
      return { ...bindDirect(given, binding, constants), drops, inventories };
    }
    const contact = binding.unknown("contact potential");
    const drops: readonly VoltageDrop[] = [
      {
        name: "charge transfer",
        value: (state) => polarity * state[contact],
        gradient(_state, out) {
          out[contact] += polarity;
        },
        depends: [contact],
      },
      {
        name: "constriction",
        value: (state) => polarity * (state[voltage] - state[contact]),
        gradient(_state, out) {
          out[voltage] += polarity;
          out[contact] -= polarity;
        },
        depends: [voltage, contact],
      },
    ];
    return { ...bindSpots(given, binding, constants, closure), drops, inventories };
  },
};

/** Voltage, potentials and currents (A/m² of the patch) of the interface at rest, from the initial values behind the ports. */
function atRest(given: SubmodelInput, { patches, law, closure }: PatchedInterface) {
  const activity = given.initialOf("activity");
  if (!(activity > 0)) {
    throw new DomainError(
      `"${given.name}": an activity of ${activity} at the start has no potential; an activity above zero is expected.`,
    );
  }
  const solid = given.connected("depositActivity") ? given.initialOf("depositActivity") : 1;
  const shares = patches.map(({ name }) => (given.connected(name) ? given.initialOf(name) : 1));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const fractions = shares.map(storingFraction);
  let perFree = 0;
  if (closure !== undefined) {
    const crowding = new Crowding(closure);
    crowding.at(total);
    perFree = 1 / crowding.conductance;
  }
  const resting = patches.map(({ rate, pure, freeResistance }, j) => ({
    fraction: reactingFraction(shares[j]),
    activity: pure ? solid : activity,
    rate,
    resistance: freeResistance * perFree,
  }));
  const potentials = new Float64Array(patches.length);
  const voltage = restingVoltage(resting, law, potentials);
  const flows = resting.map(({ resistance }, j) => (resistance === 0 ? 0 : (voltage - potentials[j]) / resistance));
  return { voltage, potentials, fractions, total, flows };
}
