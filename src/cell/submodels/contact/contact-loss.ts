import { exp } from "../../../numerics/elementary/index.ts";
import { onlyOptions } from "../../form/options.ts";
import type { SubmodelKind } from "../../form/submodel.ts";

/** Below this the loss no longer grows as 1/φ but falls to zero with φ, so that the contact cannot pass through zero. */
const LEAST_CONTACT = 1e-3;

/**
 * Contact that is lost by stripping where the surface runs short of metal, and heals. Unknown "contact fraction" φ, 1 at the
 * start. Below φ = 10⁻³ the factor 1/φ is continued by (φ/f²)(3 − 2φ/f), f = 10⁻³, with the same value and slope at f.
 */
export const contactLoss: SubmodelKind = {
  kind: "contact-loss",
  title: "Loss and healing of contact",
  equations: "dφ/dt = −k_l (max(i, 0)/i_ref)(1/φ)/(1 + exp(−(c_K − c_s)/w)) + k_h (1 − φ)",
  source: "A phenomenological law, made for numerical tests; not fitted to a cell",
  parameters: {
    lossRate: rate("k_l", "rate of loss at the reference current and a depleted surface"),
    healingRate: rate("k_h", "rate of healing"),
    referenceCurrentDensity: {
      symbol: "i_ref",
      description: "current density that the rate of loss belongs to",
      unit: "A/m2",
      lower: 1e-9,
      upper: 1e9,
      status: "assumed",
      source: "the description of the cell",
    },
    criticalConcentration: {
      symbol: "c_K",
      description: "surface concentration below which contact is lost",
      unit: "mol/m3",
      lower: 0,
      upper: 1e6,
      status: "assumed",
      source: "the description of the cell",
    },
    criticalWidth: {
      symbol: "w",
      description: "width of the change about the critical concentration",
      unit: "mol/m3",
      lower: 1e-3,
      upper: 1e6,
      status: "assumed",
      source: "the description of the cell",
    },
  },
  electrode: "required",
  ports: { surface: "concentration of the working metal at the electrode, mol/m3" },

  declare(given) {
    onlyOptions(given.name, given.options, []);
    return {
      unknowns: [
        {
          name: "contact fraction",
          unit: "1",
          description: "fraction of the area in contact",
          mass: 1,
          initial: 1,
          scale: 0.1,
        },
      ],
    };
  },

  bind(given, binding) {
    const { polarity } = given;
    const parameters = given.parameters;
    const loss = parameters.lossRate / parameters.referenceCurrentDensity;
    const healing = parameters.healingRate;
    const critical = parameters.criticalConcentration;
    const perWidth = 1 / parameters.criticalWidth;
    const contact = binding.unknown("contact fraction");
    const surface = binding.unknown("surface");
    const current = binding.unknown("cell.current");
    const byContact = binding.slot(contact, contact);
    const bySurface = binding.slot(contact, surface);
    const byCurrent = binding.slot(contact, current);
    return {
      evaluate(_time, state, out) {
        const fraction = state[contact];
        const stripping = polarity * state[current];
        let change = healing * (1 - fraction);
        if (stripping > 0) {
          const depleted = 1 / (1 + exp((state[surface] - critical) * perWidth));
          change -= loss * stripping * depleted * guardedReciprocal(fraction);
        }
        out[contact] += change;
      },
      jacobian(_time, state, out) {
        const fraction = state[contact];
        const stripping = polarity * state[current];
        let slope = -healing;
        if (stripping > 0) {
          const depleted = 1 / (1 + exp((state[surface] - critical) * perWidth));
          const reciprocal = guardedReciprocal(fraction);
          slope -= loss * stripping * depleted * guardedReciprocalSlope(fraction);
          out[bySurface] += loss * stripping * reciprocal * depleted * (1 - depleted) * perWidth;
          out[byCurrent] -= loss * polarity * depleted * reciprocal;
        }
        out[byContact] += slope;
      },
    };
  },
};

function guardedReciprocal(fraction: number): number {
  if (fraction >= LEAST_CONTACT) return 1 / fraction;
  const part = fraction / LEAST_CONTACT;
  return (part < 0 ? 3 * part : part * (3 - 2 * part)) / LEAST_CONTACT;
}

function guardedReciprocalSlope(fraction: number): number {
  if (fraction >= LEAST_CONTACT) return -1 / (fraction * fraction);
  const part = fraction / LEAST_CONTACT;
  return (part < 0 ? 3 : 3 - 4 * part) / (LEAST_CONTACT * LEAST_CONTACT);
}

function rate(symbol: string, description: string) {
  return {
    symbol,
    description,
    unit: "1/s",
    lower: 0,
    upper: 1e9,
    status: "fitted",
    source: "recovery in pulses and rests",
  } as const;
}
