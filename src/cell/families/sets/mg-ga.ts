import { magnesium, magnesiumInGallium } from "../electrodes/index.ts";
import type { ParameterSet, ParameterValue } from "../parameter-set.ts";

const exchange: ParameterValue = {
  value: 1,
  unit: "mA/cm2",
  range: [0.01, 10],
  status: "assumed",
  source: "to show the kind of cell; not measured",
};
const capacitance: ParameterValue = {
  value: 20,
  unit: "uF/cm2",
  range: [1, 50],
  status: "assumed",
  source: "a double layer",
};
const contact: ParameterValue = { value: 1, unit: "1", status: "assumed", source: "a liquid electrolyte wets" };
const area: ParameterValue = { value: 1, unit: "cm2", status: "assumed", source: "a cell of unit area" };

/** Magnesium in liquid gallium against magnesium, behind any conductor of Mg²⁺: two electrons, a pool without a store. */
export const magnesiumGallium: ParameterSet = {
  name: "mg-ga",
  title: "Mg-Ga | conductor of Mg2+ | Mg",
  about: `${magnesiumInGallium.about} The conductor is a resistance. Nothing here is fitted; the cell shows two electrons per metal atom and a pool that ends at its liquidus.`,
  working: magnesiumInGallium.material,
  counter: magnesium.material,
  moleFraction: 0.02,
  temperature: 330,
  mechanisms: { diffusion: true, counter: true },
  parameters: {
    ...magnesiumInGallium.parameters,
    "geometry.poolArea": area,
    "geometry.volume": { value: 50, unit: "mm3", status: "assumed", source: "half a millimetre deep" },
    "geometry.counterArea": area,
    "geometry.counterThickness": { value: 0.2, unit: "mm", status: "assumed", source: "a foil" },
    "geometry.counterMolarVolume": magnesium.parameters["geometry.metalMolarVolume"],
    "geometry.electrolyteThickness": { value: 0.2, unit: "mm", status: "assumed", source: "a separator" },
    "geometry.electrolyteArea": area,
    "geometry.grainConductivity": {
      value: 2,
      unit: "mS/cm",
      range: [0.1, 10],
      status: "assumed",
      source: "a liquid electrolyte in a separator",
    },
    "contact area.initialContact": contact,
    "interface.exchangeCurrentDensity": exchange,
    "interface.doubleLayerCapacitance": capacitance,
    "counter contact.initialContact": contact,
    "counter interface.exchangeCurrentDensity": exchange,
    "counter interface.chargeNumber": { value: 2, unit: "1", status: "literature", source: "Mg2+" },
    "counter interface.doubleLayerCapacitance": capacitance,
  },
};
