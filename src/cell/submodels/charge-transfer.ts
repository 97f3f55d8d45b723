import { DomainError } from "../../base/errors.ts";
import { FARADAY, GAS_CONSTANT } from "../../units/constants.ts";
import { onlyOptions, optionName } from "../form/options.ts";
import type { SubmodelKind } from "../form/submodel.ts";
import { alloyFromOption } from "./alloy.ts";

/**
 * Charge transfer between an alloy and an electrolyte that holds the ion at a fixed activity, with its double layer. Unknown
 * "potential": that of the alloy against the pure metal.
 *
 * With q = a/c and p = √q e^{nFE/2RT}, i_F = φ (i₀₀/√c_ref)(c p − 1/p): the equation below without its logarithm and
 * its root of c, smooth through c = 0.
 */
export const chargeTransfer: SubmodelKind = {
  kind: "charge-transfer",
  title: "Charge transfer with double layer",
  equations:
    "C dE/dt = i − i_F, i_F = φ i00 √(c_s/c_ref) 2 sinh(nF(E − E_eq(c_s))/2RT), E_eq = −(RT/nF) ln a(c_s); " +
    "the metal leaves the surface at i_F/nF",
  source: "Butler-Volmer kinetics with transfer coefficient ½: J. Newman, Electrochemical Systems, 3rd ed., eq. 8.10",
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
    chargeNumber: {
      symbol: "n",
      description: "electrons per atom of the working metal",
      unit: "1",
      value: 1,
      lower: 1,
      upper: 4,
      status: "literature",
      source: "the ion",
    },
  },
  electrode: "required",
  ports: { surface: "concentration of the working metal at the electrode, mol/m3" },
  optionalPorts: { contact: "fraction of the area in contact; 1 where it stays open" },

  declare(given) {
    onlyOptions(given.name, given.options, ["alloy", "amount"]);
    const { chargeNumber } = given.parameters;
    if (!Number.isInteger(chargeNumber)) {
      throw new DomainError(`"${given.name}": a charge number of ${chargeNumber}; a whole number is expected.`);
    }
    const alloy = alloyFromOption(given.name, given.options.alloy);
    const concentration = given.initialOf("surface");
    const thermal = (GAS_CONSTANT * given.temperature) / (given.parameters.chargeNumber * FARADAY);
    return {
      unknowns: [
        {
          name: "potential",
          unit: "V",
          description: "potential of the alloy against the pure metal",
          mass: given.parameters.doubleLayerCapacitance,
          initial: -thermal * Math.log(alloy.activityPerConcentration(concentration) * concentration),
          scale: 0.1,
        },
      ],
    };
  },

  bind(given, binding) {
    const { polarity } = given;
    const alloy = alloyFromOption(given.name, given.options.alloy);
    const charge = given.parameters.chargeNumber * FARADAY;
    const perCharge = 1 / charge;
    const half = charge / (2 * GAS_CONSTANT * given.temperature);
    const rate = given.parameters.exchangeCurrentDensity / Math.sqrt(given.parameters.referenceConcentration);
    const potential = binding.unknown("potential");
    const surface = binding.unknown("surface");
    const current = binding.unknown("cell.current");
    // −1: an open port is full contact
    const contact = given.connected("contact") ? binding.unknown("contact") : -1;
    const slots = {
      potentialByCurrent: binding.slot(potential, current),
      potentialByPotential: binding.slot(potential, potential),
      potentialBySurface: binding.slot(potential, surface),
      potentialByContact: contact < 0 ? -1 : binding.slot(potential, contact),
      surfaceByPotential: binding.slot(surface, potential),
      surfaceBySurface: binding.slot(surface, surface),
      surfaceByContact: contact < 0 ? -1 : binding.slot(surface, contact),
    };
    return {
      evaluate(_time, state, out) {
        const c = state[surface];
        const p = Math.sqrt(alloy.activityPerConcentration(c)) * Math.exp(half * state[potential]);
        const touching = contact < 0 ? rate : rate * state[contact];
        const faradaic = touching * (c * p - 1 / p);
        out[potential] += polarity * state[current] - faradaic;
        out[surface] -= perCharge * faradaic;
      },
      jacobian(_time, state, out) {
        const c = state[surface];
        const p = Math.sqrt(alloy.activityPerConcentration(c)) * Math.exp(half * state[potential]);
        const touching = contact < 0 ? rate : rate * state[contact];
        const sum = c * p + 1 / p;
        const byPotential = touching * half * sum;
        const bySurface = touching * (p + 0.5 * alloy.logActivitySlope(c) * sum);
        add(out, slots.potentialByCurrent, polarity);
        add(out, slots.potentialByPotential, -byPotential);
        add(out, slots.potentialBySurface, -bySurface);
        add(out, slots.surfaceByPotential, -perCharge * byPotential);
        add(out, slots.surfaceBySurface, -perCharge * bySurface);
        if (contact < 0) return;
        const byContact = rate * (c * p - 1 / p);
        add(out, slots.potentialByContact, -byContact);
        add(out, slots.surfaceByContact, -perCharge * byContact);
      },
      drops: [
        {
          name: "charge transfer",
          value: (state) => polarity * state[potential],
          gradient: (_state, out) => add(out, potential, polarity),
          depends: [potential],
        },
      ],
      // C dE/dt = i − i_F: the metal in the alloy less C E/nF changes by the current alone
      inventories: [
        {
          amount: optionName(`Amount of "${given.name}"`, given.options.amount, "metal"),
          unit: "mol/m2",
          indices: Int32Array.of(potential),
          weights: Float64Array.of(-given.parameters.doubleLayerCapacitance * perCharge),
          perCurrent: -polarity * perCharge,
        },
      ],
    };
  },
};

function add(out: Float64Array, slot: number, value: number): void {
  out[slot] += value;
}
