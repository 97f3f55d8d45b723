import { onlyOptions, optionName } from "../../form/options.ts";
import type { SubmodelKind } from "../../form/submodel.ts";

/**
 * An electrode of a pure metal, solid or liquid, that has nothing to diffuse. Unknowns "amount", in mol per area of the working
 * electrode also where the area of this one differs, and "activity", 1: what an interface connects its ports to. Whatever takes metal
 * subtracts its flux in mol/(m² s) from the balance of the amount.
 */
export const metalReservoir: SubmodelKind = {
  kind: "metal-reservoir",
  title: "Electrode of a pure metal",
  equations: "dN/dt = −what reacts; 0 = 1 − a",
  source: "A pure metal has the activity 1, by definition of the reference",
  parameters: {
    amount: {
      symbol: "N0",
      description: "amount of the metal at the start, per area of the working electrode",
      unit: "mol/m2",
      lower: 0,
      upper: 1e9,
      status: "measured",
      source: "mass or thickness of the metal",
    },
    molarVolume: {
      symbol: "V",
      description: "molar volume; for information, N V is the thickness. 0: not stated",
      unit: "m3/mol",
      value: 0,
      lower: 0,
      upper: 1e-2,
      status: "literature",
      source: "0: not stated",
    },
  },
  electrode: "required",
  ports: {},

  declare(given) {
    onlyOptions(given.name, given.options, ["amount"]);
    const initial = given.parameters.amount;
    return {
      unknowns: [
        {
          name: "amount",
          unit: "mol/m2",
          description: "amount of the metal per area of the working electrode",
          mass: 1,
          initial,
          scale: Math.max(0.1 * initial, 1e-6),
          bounds: { lower: { value: 0, sentence: "no metal left" } },
        },
        { name: "activity", unit: "1", description: "activity of the metal", mass: 0, initial: 1, scale: 0.1 },
      ],
    };
  },

  bind(given, binding) {
    const amount = binding.unknown("amount");
    const activity = binding.unknown("activity");
    const byActivity = binding.slot(activity, activity);
    return {
      evaluate(_time, state, out) {
        out[activity] += 1 - state[activity];
      },
      jacobian(_time, _state, out) {
        out[byActivity] -= 1;
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
