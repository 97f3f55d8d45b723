import { onlyOptions } from "../form/options.ts";
import type { SubmodelKind } from "../form/submodel.ts";

/** Below this the constriction no longer grows as 1/φ but along its tangent, and stays finite. */
const LEAST_CONTACT = 1e-3;

/**
 * Resistance in series: of an electrolyte, and where a contact is connected, of the spots that the current is crowded into.
 * Below φ = 10⁻³ 1/φ is continued by its tangent.
 */
export const resistance: SubmodelKind = {
  kind: "resistance",
  title: "Resistance with constriction",
  equations: "V gains i (R + R_c/φ)",
  source: "Ohm's law; constriction by R. Holm, Electric Contacts, 4th ed., § 4",
  parameters: {
    resistance: {
      symbol: "R",
      description: "areal resistance",
      unit: "ohm m2",
      lower: 0,
      upper: 1e9,
      status: "measured",
      source: "impedance at high frequency",
    },
    constriction: {
      symbol: "R_c",
      description: "areal resistance of the constriction at full contact",
      unit: "ohm m2",
      value: 0,
      lower: 0,
      upper: 1e9,
      status: "fitted",
      source: "0: none",
    },
  },
  ports: {},
  optionalPorts: { contact: "fraction of the area in contact; 1 where it stays open" },

  declare(given) {
    onlyOptions(given.name, given.options, []);
    return {};
  },

  bind(given, binding) {
    const constriction = given.parameters.constriction;
    const bulk = given.parameters.resistance + (given.connected("contact") ? 0 : constriction);
    const current = binding.unknown("cell.current");
    const ohmic = {
      name: "ohmic",
      value: (state: Float64Array) => bulk * state[current],
      gradient(_state: Float64Array, out: Float64Array) {
        out[current] += bulk;
      },
      depends: [current],
    };
    const drops = [ohmic];
    if (given.connected("contact")) {
      const contact = binding.unknown("contact");
      drops.push({
        name: "constriction",
        value: (state) => constriction * state[current] * guardedReciprocal(state[contact]),
        gradient(state, out) {
          const fraction = state[contact];
          const reciprocal = fraction < LEAST_CONTACT ? 1 / LEAST_CONTACT : 1 / fraction;
          out[current] += constriction * guardedReciprocal(fraction);
          out[contact] -= constriction * state[current] * reciprocal * reciprocal;
        },
        depends: [current, contact],
      });
    }
    return { evaluate() {}, jacobian() {}, drops };
  },
};

function guardedReciprocal(fraction: number): number {
  if (fraction >= LEAST_CONTACT) return 1 / fraction;
  return (2 - fraction / LEAST_CONTACT) / LEAST_CONTACT;
}
