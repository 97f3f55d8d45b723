import type { ParameterValue } from "../../parameter-set.ts";
import { P2 } from "./p2.ts";

/** The slow store between liquid and ceramic, fitted. */
export const store: Readonly<Record<string, ParameterValue>> = {
  "store.capacity": {
    value: 7.2,
    unit: "nmol/cm2",
    range: [5, 100],
    status: "fitted",
    source: `${P2}, Fig. 4c: the plateau of 12 to 14 mAh/cm2 for long rests, where a pulse of 1 s empties the full store; 10 to 100 were expected`,
  },
  "store.limitingCurrentDensity": {
    value: 1.033,
    unit: "mA/cm2",
    status: "fitted",
    source: `${P2}, Figs. 3 and 4: the staircase held 1 mA/cm2 for 40 s after 0.56 mAh/cm2, direct stripping at 1 mA/cm2 failed early. It stands on an edge: the staircase ends below 1 mA/cm2 up to 1.025`,
  },
  "store.referenceFraction": {
    value: 0.6297,
    unit: "1",
    status: "computed",
    source: "NaK50: 50 wt% K",
  },
  "store.sensitivity": {
    value: 9.5,
    unit: "1",
    status: "fitted",
    source: `${P2}, Figs. 4c and S6: fall of the capacity with shorter rests; set so that NaK80 meets 3 V on its first stair`,
  },
};

/** The store resolved in depth, in the place of the lumped one: its numbers follow from those. */
export const film: Readonly<Record<string, ParameterValue>> = {
  "film.thickness": {
    value: 100,
    unit: "nm",
    range: [20, 200],
    status: "assumed",
    source: "20 nm of Sn become 150 to 200 nm of K2O and K-Sn; not separable from the diffusivity",
  },
  "film.diffusivity": {
    value: 1.5e-10,
    unit: "cm2/s",
    status: "computed",
    source: "the limiting current of the lumped store with this capacity and thickness",
    follows: { rule: "film" },
  },
  "film.capacity": {
    value: 7.2,
    unit: "nmol/cm2",
    status: "computed",
    source: "that of the lumped store",
    follows: { rule: "that of", name: "store.capacity" },
  },
  "film.referenceFraction": {
    value: 0.6297,
    unit: "1",
    status: "computed",
    source: "that of the store",
    follows: { rule: "that of", name: "store.referenceFraction" },
  },
  "film.sensitivity": {
    value: 9.5,
    unit: "1",
    status: "computed",
    source: "that of the lumped store",
    follows: { rule: "that of", name: "store.sensitivity" },
  },
};
