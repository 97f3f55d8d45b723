import type { ParameterValue } from "../../parameter-set.ts";
import { P2 } from "./p2.ts";

/** What takes contact away on stripping: voids that heal in seconds or in hours, and potassium. */
export const lossOfContact: Readonly<Record<string, ParameterValue>> = {
  "voids.growthRate": {
    value: 0.5,
    unit: "1/s",
    status: "assumed",
    source: `${P2}, Fig. 3: growth and shift of γ_int above 0.6 mA/cm2, no number`,
  },
  "voids.healingTime": {
    value: 3,
    unit: "s",
    range: [1, 10],
    status: "assumed",
    source: `${P2}, Figs. 3c and 4: gone after 35 s, the rests speak of 2 to 5 s; anything below 10 s does`,
  },
  "voids.thresholdCurrentDensity": {
    value: 0.64,
    unit: "mA/cm2",
    status: "computed",
    source:
      "where potassium may precipitate in NaK50: limiting current of the store × (1 − activity at the liquidus of K / activity of the alloy). A choice: that voids set in there is no independent evidence for the onset",
    follows: { rule: "precipitation" },
  },
  "voids.referenceFraction": {
    value: 0.6297,
    unit: "1",
    status: "computed",
    source: "that of the store",
    follows: { rule: "that of", name: "store.referenceFraction" },
  },
  "voids.sensitivity": {
    value: 9.5,
    unit: "1",
    status: "computed",
    source: "that of the store",
    follows: { rule: "that of", name: "store.sensitivity" },
  },
  "slow voids.growthRate": {
    value: 1.2e-4,
    unit: "1/s",
    status: "fitted",
    source: `${P2}, Fig. 1: a short while plating at 0.4 mA/cm2 after stripping, where the fresh cell has none`,
  },
  "slow voids.healingTime": {
    value: 1e4,
    unit: "s",
    range: [1e3, 2e4],
    status: "fitted",
    source: `${P2}, Fig. 3c: 35 s to 15 h`,
  },
  "slow voids.thresholdCurrentDensity": {
    value: 0.15,
    unit: "mA/cm2",
    status: "fitted",
    source: `${P2}, Fig. 1: stable at 0.1, rising at 0.2 mA/cm2 of the pool`,
  },
  "slow voids.referenceFraction": { value: 0.6297, unit: "1", status: "computed", source: "NaK50: 50 wt% K" },
  "slow voids.sensitivity": { value: 0, unit: "1", status: "assumed", source: "P2 shows them for NaK50 alone" },
  "precipitate.growthRate": {
    value: 2e-4,
    unit: "1/s",
    status: "assumed",
    source: "slow beside the voids; its part in the recovery is not separable from theirs",
  },
  "precipitate.alloyingTime": {
    value: 1e4,
    unit: "s",
    range: [1e3, 2e4],
    status: "assumed",
    source: `that of the slow voids; ${P2}, Fig. 3c does not tell the two apart`,
  },
};
