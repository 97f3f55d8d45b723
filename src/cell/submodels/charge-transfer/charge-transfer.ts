import { DomainError } from "../../../base/errors.ts";
import { log } from "../../../numerics/elementary/index.ts";
import { FARADAY, GAS_CONSTANT } from "../../../units/constants.ts";
import { onlyOptions, optionName, optionText } from "../../form/options.ts";
import type { SubmodelInput, SubmodelKind } from "../../form/submodel.ts";
import { alloyAtPort } from "../alloy/alloy-at-port.ts";
import { chargeNumberOf, chargeNumberParameter } from "./charge-number.ts";
import { chargeTransferLaw, type Exchange } from "./charge-transfer-law.ts";
import { transferCoefficientParameter } from "./transfer-coefficient.ts";

/**
 * Charge transfer between an alloy and an electrolyte that holds the ion at a fixed activity, with its double layer. Unknown
 * "potential": that of the alloy against the pure metal. The rate laws stand in `charge-transfer-law.ts`.
 *
 * Options: `exchange`, what the exchange current density follows, "activity" (default: a rate law with the activity of the metal)
 * or "concentration"; `doubleLayer`, "constant" (default) or "contact", where the capacitance is that of the area in contact and
 * "double-layer charge" is an unknown of its own. It is conserved: when contact is lost, the charge of the lost area stays on
 * the area that is left, whose potential moves away from that of zero charge until charge transfer has carried it off.
 * `alloy`: that of the pool where it is left out.
 */
export const chargeTransfer: SubmodelKind = {
  kind: "charge-transfer",
  title: "Charge transfer with double layer",
  equations:
    "dq/dt = i − i_F, q = C E or φ C (E − E_z), i_F = φ i0 (e^{(1−α)u} − e^{−αu}), u = nF(E − E_eq(c_s))/RT, " +
    "E_eq = −(RT/nF) ln a(c_s), i0 = i00 (a(c_s)/a(c_ref))^α or i00 (c_s/c_ref)^α; the metal leaves the surface at i_F/nF",
  source:
    "Butler-Volmer kinetics: J. Newman, Electrochemical Systems, 3rd ed., eqs. 8.7 to 8.10, with the activity of the metal in " +
    "the rate of dissolution, i_F ∝ a e^{(1−α)nFE/RT} − e^{−αnFE/RT}, so that i0 ∝ a^α",
  parameters: {
    exchangeCurrentDensity: {
      symbol: "i00",
      description: "exchange current density at the reference concentration",
      unit: "A/m2",
      lower: 1e-12,
      upper: 1e12,
      status: "fitted",
      source: "impedance of the fresh interface",
    },
    referenceConcentration: {
      symbol: "c_ref",
      description: "concentration that the exchange current density belongs to",
      unit: "mol/m3",
      lower: 1e-6,
      upper: 1e6,
      status: "measured",
      source: "the alloy that was measured",
    },
    doubleLayerCapacitance: {
      symbol: "C",
      description: "capacitance of the double layer",
      unit: "F/m2",
      lower: 1e-9,
      upper: 1e6,
      status: "fitted",
      source: "impedance",
    },
    chargeNumber: chargeNumberParameter,
    transferCoefficient: transferCoefficientParameter,
    zeroChargePotential: {
      symbol: "E_z",
      description: "potential of zero charge against the pure metal; only where the double layer follows the contact",
      unit: "V",
      value: 0,
      lower: -10,
      upper: 10,
      status: "assumed",
      source: "0: that of the pure metal",
    },
  },
  electrode: "required",
  ports: { surface: "concentration of the working metal at the electrode, mol/m3" },
  optionalPorts: { contact: "fraction of the area in contact; 1 where it stays open" },

  declare(given) {
    onlyOptions(given.name, given.options, ["alloy", "amount", "exchange", "doubleLayer"]);
    const { doubleLayerCapacitance, zeroChargePotential } = given.parameters;
    const chargeNumber = chargeNumberOf(given);
    exchangeOf(given);
    const alloy = alloyAtPort(given, "surface");
    const concentration = given.initialOf("surface");
    const thermal = (GAS_CONSTANT * given.temperature) / (chargeNumber * FARADAY);
    const initial = -thermal * log(alloy.activityPerConcentration(concentration) * concentration);
    const potential = {
      name: "potential",
      unit: "V",
      description: "potential of the alloy against the pure metal",
      initial,
      scale: 0.1,
    };
    if (doubleLayerOf(given) === "constant") return { unknowns: [{ ...potential, mass: doubleLayerCapacitance }] };
    return {
      unknowns: [
        { ...potential, mass: 0 },
        {
          name: "double-layer charge",
          unit: "C/m2",
          description: "charge of the double layer on the area in contact",
          mass: 1,
          initial: given.initialOf("contact") * doubleLayerCapacitance * (initial - zeroChargePotential),
          scale: 0.1 * doubleLayerCapacitance,
        },
      ],
    };
  },

  bind(given, binding) {
    const { polarity, parameters } = given;
    const law = chargeTransferLaw(exchangeOf(given), alloyAtPort(given, "surface"), given);
    const perCharge = 1 / (parameters.chargeNumber * FARADAY);
    const { half, rate } = law;
    const { doubleLayerCapacitance: capacitance, zeroChargePotential: zero } = parameters;
    const follows = doubleLayerOf(given) === "contact";
    const potential = binding.unknown("potential");
    const charge = follows ? binding.unknown("double-layer charge") : potential;
    const surface = binding.unknown("surface");
    const current = binding.unknown("cell.current");
    // −1: an open port is full contact
    const contact = given.connected("contact") ? binding.unknown("contact") : -1;
    const slots = {
      chargeByCurrent: binding.slot(charge, current),
      chargeByPotential: binding.slot(charge, potential),
      chargeBySurface: binding.slot(charge, surface),
      chargeByContact: contact < 0 ? -1 : binding.slot(charge, contact),
      surfaceByPotential: binding.slot(surface, potential),
      surfaceBySurface: binding.slot(surface, surface),
      surfaceByContact: contact < 0 ? -1 : binding.slot(surface, contact),
      potentialByCharge: binding.slot(potential, charge),
      potentialByPotential: binding.slot(potential, potential),
      potentialByContact: contact < 0 ? -1 : binding.slot(potential, contact),
    };
    const at = new Float64Array(3);
    return {
      evaluate(_time, state, out) {
        const touching = contact < 0 ? rate : rate * state[contact];
        const faradaic = touching * law.value(state[surface], state[potential]);
        out[charge] += polarity * state[current] - faradaic;
        out[surface] -= perCharge * faradaic;
        if (follows) out[potential] += state[charge] - state[contact] * capacitance * (state[potential] - zero);
      },
      jacobian(_time, state, out) {
        law.derivatives(state[surface], state[potential], at);
        const touching = contact < 0 ? rate : rate * state[contact];
        const byPotential = touching * half * at[1];
        const bySurface = touching * at[2];
        add(out, slots.chargeByCurrent, polarity);
        add(out, slots.chargeByPotential, -byPotential);
        add(out, slots.chargeBySurface, -bySurface);
        add(out, slots.surfaceByPotential, -perCharge * byPotential);
        add(out, slots.surfaceBySurface, -perCharge * bySurface);
        if (contact < 0) return;
        const byContact = rate * at[0];
        add(out, slots.chargeByContact, -byContact);
        add(out, slots.surfaceByContact, -perCharge * byContact);
        if (!follows) return;
        add(out, slots.potentialByCharge, 1);
        add(out, slots.potentialByPotential, -state[contact] * capacitance);
        add(out, slots.potentialByContact, -capacitance * (state[potential] - zero));
      },
      drops: [
        {
          name: "charge transfer and diffusion",
          value: (state) => polarity * state[potential],
          gradient: (_state, out) => add(out, potential, polarity),
          depends: [potential],
        },
      ],
      // dq/dt = i − i_F: the metal in the alloy less q/nF changes by the current alone
      inventories: [
        {
          amount: optionName(`Amount of "${given.name}"`, given.options.amount, "metal"),
          unit: "mol/m2",
          indices: Int32Array.of(charge),
          weights: Float64Array.of(follows ? -perCharge : -capacitance * perCharge),
          perCurrent: -polarity * perCharge,
        },
      ],
    };
  },
};

/** @throws DomainError where neither is named */
function exchangeOf({ name, options }: SubmodelInput): Exchange {
  return optionText(`Exchange of "${name}"`, options.exchange ?? "activity", ["activity", "concentration"]);
}

/** @throws DomainError where neither is named, or the contact to follow is not connected */
function doubleLayerOf(given: SubmodelInput): "constant" | "contact" {
  const { name, options } = given;
  const choice = optionText(`Double layer of "${name}"`, options.doubleLayer ?? "constant", ["constant", "contact"]);
  if (choice === "contact" && !given.connected("contact")) {
    throw new DomainError(`The double layer of "${name}" follows the contact; connect its port "contact".`);
  }
  return choice;
}

function add(out: Float64Array, slot: number, value: number): void {
  out[slot] += value;
}
