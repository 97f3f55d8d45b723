import { DomainError } from "../../../base/errors.ts";
import { onlyOptions } from "../../form/options.ts";
import type { SubmodelKind } from "../../form/submodel.ts";
import { alloyAtPort } from "../alloy/alloy-at-port.ts";
import { supplyLaw, supplyOf, supplyParameters } from "../metal/supply-law.ts";
import { contactReciprocal, contactReciprocalSlope } from "./contact-reciprocal.ts";
import {
  fractionUnknown,
  growthRateParameter,
  initialFractionParameter,
  recoveryTimeParameter,
} from "./lost-fraction.ts";
import { positivePart, positivePartSlope } from "./positive-part.ts";

/** Width of the onset of growth, in units of the threshold. */
const ONSET = 0.01;

/**
 * Voids that stripping opens where the local current density exceeds what the metal can follow, and that heal. Unknown "voids" v,
 * the fraction of the area lost. Two of them, one that heals in seconds and one in hours, may act on one contact. Below the
 * threshold there is no growth at all; 1/φ is continued below φ = 10⁻⁶ (`contactReciprocal`), so that v stays below 1 and
 * contact never passes through zero.
 *
 * Option `supply`: how the threshold follows the liquid, see `supplyLaw`. Where it does not ("constant", the default, as with a
 * pure metal) the port `surface` may stay open.
 */
export const voidGrowth: SubmodelKind = {
  kind: "void-growth",
  title: "Growth and healing of voids",
  equations:
    "dv/dt = k_v [i/(φ i_v(x_s)) − 1]₊ (1 − v) − v/τ_v − k_c [−i]₊ v; [y]₊ is rounded off over 0.01 above the threshold",
  source: "Phenomenological: growth linear in the flux beyond a threshold, arXiv 2412.17147; healing of first order",
  parameters: {
    growthRate: growthRateParameter("k_v", "rate of growth at twice the threshold"),
    healingTime: recoveryTimeParameter("tau_v", "time constant of healing", "rests"),
    thresholdCurrentDensity: {
      symbol: "i_v",
      description: "stripping current density per area in contact above which voids grow, at the reference fraction",
      unit: "A/m2",
      lower: 1e-9,
      upper: 1e12,
      status: "fitted",
      source: "onset of growth of the interface resistance",
    },
    ...supplyParameters,
    closing: {
      symbol: "k_c",
      description: "further healing by plating: the inverse of the charge density that fills the voids but for 1/e",
      unit: "m2/C",
      value: 0,
      lower: 0,
      upper: 1e6,
      status: "assumed",
      source: "0: plated metal does not seek the voids",
    },
    initialVoids: initialFractionParameter("v0", "fraction of the area lost at the start"),
  },
  electrode: "required",
  ports: {},
  optionalPorts: {
    surface:
      "concentration of the working metal at the surface of the liquid, mol/m3; not needed with a constant threshold",
    contact: "fraction of the area in contact; 1 where it stays open",
  },

  declare(given) {
    onlyOptions(given.name, given.options, ["supply", "alloy"]);
    if (supplyOf(given) !== "constant" && !given.connected("surface")) {
      throw new DomainError(
        `"${given.name}": its threshold follows the composition of the liquid ("${supplyOf(given)}"); connect the port "surface", or take supply: "constant".`,
      );
    }
    return {
      unknowns: [fractionUnknown("voids", "fraction of the area lost to voids", given.parameters.initialVoids)],
    };
  },

  bind(given, binding) {
    const { polarity } = given;
    const { growthRate, healingTime, thresholdCurrentDensity, closing } = given.parameters;
    const follows = supplyOf(given) !== "constant";
    const threshold = supplyLaw(given, thresholdCurrentDensity, follows ? alloyAtPort(given, "surface") : undefined);
    const healing = 1 / healingTime;
    const voids = binding.unknown("voids");
    const current = binding.unknown("cell.current");
    // −1: an open port is full contact, and a constant threshold needs no surface
    const contact = given.connected("contact") ? binding.unknown("contact") : -1;
    const surface = follows ? binding.unknown("surface") : -1;
    const byVoids = binding.slot(voids, voids);
    const byCurrent = binding.slot(voids, current);
    const byContact = contact < 0 ? -1 : binding.slot(voids, contact);
    const bySurface = surface < 0 ? -1 : binding.slot(voids, surface);
    return {
      evaluate(_time, state, out) {
        const lost = state[voids];
        const stripping = polarity * state[current];
        let change = -healing * lost;
        if (stripping > 0) {
          const crowding = contact < 0 ? 1 : contactReciprocal(state[contact]);
          const ratio = (stripping * crowding) / threshold.value(surface < 0 ? 0 : state[surface]);
          change += growthRate * positivePart(ratio - 1, ONSET) * (1 - lost);
        } else change += closing * stripping * lost;
        out[voids] += change;
      },
      jacobian(_time, state, out) {
        const lost = state[voids];
        const stripping = polarity * state[current];
        if (!(stripping > 0)) {
          out[byVoids] += closing * stripping - healing;
          out[byCurrent] += closing * polarity * lost;
          return;
        }
        const crowding = contact < 0 ? 1 : contactReciprocal(state[contact]);
        const concentration = surface < 0 ? 0 : state[surface];
        const perThreshold = 1 / threshold.value(concentration);
        const ratio = stripping * crowding * perThreshold;
        const slope = growthRate * positivePartSlope(ratio - 1, ONSET) * (1 - lost);
        out[byVoids] -= growthRate * positivePart(ratio - 1, ONSET) + healing;
        out[byCurrent] += slope * polarity * crowding * perThreshold;
        if (contact >= 0) out[byContact] += slope * stripping * contactReciprocalSlope(state[contact]) * perThreshold;
        if (surface >= 0) out[bySurface] -= slope * ratio * threshold.slope(concentration) * perThreshold;
      },
    };
  },
};
