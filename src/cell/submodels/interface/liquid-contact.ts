import { onlyOptions } from "../../form/options.ts";
import type { SubmodelKind } from "../../form/submodel.ts";
import { alloyAtPort } from "../alloy/alloy-at-port.ts";

/**
 * A pool that touches the electrolyte directly. Unknown "activity": that of the metal at the surface of the pool, for an interface
 * that takes the metal from the surface concentration itself. It holds nothing. Option `alloy`: that of the pool where it is left out.
 */
export const liquidContact: SubmodelKind = {
  kind: "liquid-contact",
  title: "Liquid in contact with the electrolyte",
  equations: "0 = a(c_s) − a",
  source: "Equilibrium of the surface of the liquid with what it touches",
  parameters: {},
  electrode: "required",
  ports: { surface: "concentration of the working metal at the electrode, mol/m3" },

  declare(given) {
    onlyOptions(given.name, given.options, ["alloy"]);
    const concentration = given.initialOf("surface");
    const initial = concentration * alloyAtPort(given, "surface").activityPerConcentration(concentration);
    return {
      unknowns: [
        {
          name: "activity",
          unit: "1",
          description: "activity of the metal at the surface of the liquid",
          mass: 0,
          initial,
          scale: 0.1,
        },
      ],
    };
  },

  bind(given, binding) {
    const alloy = alloyAtPort(given, "surface");
    const activity = binding.unknown("activity");
    const surface = binding.unknown("surface");
    const byActivity = binding.slot(activity, activity);
    const bySurface = binding.slot(activity, surface);
    return {
      evaluate(_time, state, out) {
        const concentration = state[surface];
        out[activity] += concentration * alloy.activityPerConcentration(concentration) - state[activity];
      },
      jacobian(_time, state, out) {
        const concentration = state[surface];
        const q = alloy.activityPerConcentration(concentration);
        out[byActivity] -= 1;
        out[bySurface] += q * (1 + concentration * alloy.logActivitySlope(concentration));
      },
    };
  },
};
