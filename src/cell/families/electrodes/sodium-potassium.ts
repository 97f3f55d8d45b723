import type { ElectrodeData } from "./electrode-data.ts";

/** Liquid Na-K of which Na works: everything from the assessment and the property correlations of the program. */
export const sodiumInPotassium: ElectrodeData = {
  name: "sodium-potassium",
  title: "Sodium in liquid sodium-potassium",
  about:
    "Our own assessment of K-Na, good to 2 K of the liquidus (docs/thermodynamics.md). No interdiffusion coefficient of the liquid was found: it is good to a factor of two.",
  material: {
    metal: "Na",
    other: "K",
    alloy: { kind: "assessed", database: "K-Na", metal: "NA", other: "K" },
  },
  temperatures: [260.6, 500],
  parameters: {
    "pool.diffusivity": {
      value: 2e-5,
      unit: "cm2/s",
      range: [1.4e-5, 2.8e-5],
      status: "computed",
      source: "tracer diffusivity at 25 °C by the Stokes-Einstein relation with slip, without the thermodynamic factor",
    },
    "interface.chargeNumber": { value: 1, unit: "1", status: "literature", source: "Na+" },
  },
};

/** The same liquid of which K works. */
export const potassiumInSodium: ElectrodeData = {
  ...sodiumInPotassium,
  name: "potassium-sodium",
  title: "Potassium in liquid sodium-potassium",
  material: {
    metal: "K",
    other: "Na",
    alloy: { kind: "assessed", database: "K-Na", metal: "K", other: "NA" },
  },
  parameters: {
    ...sodiumInPotassium.parameters,
    "interface.chargeNumber": { value: 1, unit: "1", status: "literature", source: "K+" },
  },
};
