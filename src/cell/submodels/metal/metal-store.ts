import { onlyOptions, optionName } from "../../form/options.ts";
import type { SubmodelKind } from "../../form/submodel.ts";
import { alloyAtPort } from "../alloy/alloy-at-port.ts";
import { amountPerCharge, chargeNumberParameter } from "../charge-transfer/charge-number.ts";
import {
  capacityParameter,
  initialFillingParameter,
  storeActivity,
  storeOptionalPorts,
  storePorts,
} from "./slow-store.ts";
import { supplyLaw, supplyOf, supplyParameters } from "./supply-law.ts";

/**
 * A slow store of the working metal between the liquid and the electrolyte, an interlayer or a skin, lumped. What leaves the
 * surface of the pool enters the store as the same number. Unknowns: "amount" N in mol/m², and "activity" a(c_s) u, u = N/S.
 * u = 1 is in equilibrium with the liquid; plating drives it above 1. As the store empties its activity goes to zero and charge
 * transfer takes an ever higher voltage, which is the result. Only S and the time constant nFS/(φ i_lim) can be identified.
 *
 * Whoever takes metal subtracts its flux from the balance of "amount". Options: `supply` (see `supplyLaw`), `amount`, `alloy`
 * (that of the pool where it is left out).
 */
export const metalStore: SubmodelKind = {
  kind: "metal-store",
  title: "Slow store of metal at the interface",
  equations:
    "dN/dt = J − what reacts, J = (φ/nF) i_lim(x_s) (1 − u) out of the surface of the liquid, u = N/S; a = a(c_s) u",
  source:
    "Lumped diffusion through a layer: with u the mean occupancy, nFS/i_lim stands for δ²/D up to a factor of order one (`film-store` resolves it)",
  parameters: {
    capacity: capacityParameter,
    limitingCurrentDensity: {
      symbol: "i_lim",
      description: "supply to the empty store in full contact, at the reference fraction",
      unit: "A/m2",
      lower: 1e-9,
      upper: 1e12,
      status: "fitted",
      source: "current at which the voltage runs away",
    },
    ...supplyParameters,
    initialFilling: initialFillingParameter("amount at the start over that in equilibrium"),
    chargeNumber: chargeNumberParameter,
  },
  electrode: "required",
  ports: storePorts,
  optionalPorts: storeOptionalPorts,

  declare(given) {
    onlyOptions(given.name, given.options, ["supply", "amount", "alloy"]);
    supplyOf(given);
    const { capacity, initialFilling } = given.parameters;
    const alloy = alloyAtPort(given, "surface");
    const concentration = given.initialOf("surface");
    return {
      unknowns: [
        {
          name: "amount",
          unit: "mol/m2",
          description: "amount of the working metal in the store",
          mass: 1,
          initial: initialFilling * capacity,
          scale: 0.1 * capacity,
          bounds: { lower: { value: 0, sentence: "there is no metal left in the store" } },
        },
        storeActivity(initialFilling, alloy, concentration),
      ],
    };
  },

  bind(given, binding) {
    const { capacity, limitingCurrentDensity } = given.parameters;
    const alloy = alloyAtPort(given, "surface");
    const supply = supplyLaw(given, limitingCurrentDensity, alloy);
    const perCharge = amountPerCharge(given);
    const perCapacity = 1 / capacity;
    const amount = binding.unknown("amount");
    const activity = binding.unknown("activity");
    const surface = binding.unknown("surface");
    // −1: an open port is full contact
    const contact = given.connected("contact") ? binding.unknown("contact") : -1;
    const slots = {
      amountByAmount: binding.slot(amount, amount),
      amountBySurface: binding.slot(amount, surface),
      amountByContact: contact < 0 ? -1 : binding.slot(amount, contact),
      surfaceByAmount: binding.slot(surface, amount),
      surfaceBySurface: binding.slot(surface, surface),
      surfaceByContact: contact < 0 ? -1 : binding.slot(surface, contact),
      activityByActivity: binding.slot(activity, activity),
      activityByAmount: binding.slot(activity, amount),
      activityBySurface: binding.slot(activity, surface),
    };
    return {
      evaluate(_time, state, out) {
        const c = state[surface];
        const filling = perCapacity * state[amount];
        const touching = contact < 0 ? perCharge : perCharge * state[contact];
        const flux = touching * supply.value(c) * (1 - filling);
        out[amount] += flux;
        out[surface] -= flux;
        out[activity] += alloy.activityPerConcentration(c) * c * filling - state[activity];
      },
      jacobian(_time, state, out) {
        const c = state[surface];
        const filling = perCapacity * state[amount];
        const touching = contact < 0 ? perCharge : perCharge * state[contact];
        const limit = supply.value(c);
        const byAmount = -touching * limit * perCapacity;
        const bySurface = touching * supply.slope(c) * (1 - filling);
        out[slots.amountByAmount] += byAmount;
        out[slots.amountBySurface] += bySurface;
        out[slots.surfaceByAmount] -= byAmount;
        out[slots.surfaceBySurface] -= bySurface;
        const perConcentration = alloy.activityPerConcentration(c);
        out[slots.activityByActivity] -= 1;
        out[slots.activityByAmount] += perConcentration * c * perCapacity;
        out[slots.activityBySurface] += perConcentration * (1 + c * alloy.logActivitySlope(c)) * filling;
        if (contact < 0) return;
        const byContact = perCharge * limit * (1 - filling);
        out[slots.amountByContact] += byContact;
        out[slots.surfaceByContact] -= byContact;
      },
      inventories: [
        {
          amount: optionName(`Amount of "${given.name}"`, given.options.amount, "metal"),
          unit: "mol/m2",
          indices: Int32Array.of(amount),
          weights: Float64Array.of(1),
          perCurrent: 0,
        },
      ],
    };
  },
};
