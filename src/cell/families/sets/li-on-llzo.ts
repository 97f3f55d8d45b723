import type { ParameterSet, ParameterValue } from "../parameter-set.ts";

const molarVolume: ParameterValue = {
  value: 13.0e-6,
  unit: "m3/mol",
  status: "literature",
  source: "Li, 6.94 g/mol and 534 kg/m3",
};
const contact: ParameterValue = { value: 1, unit: "1", status: "assumed", source: "a clean surface, wetted" };
const exchange: ParameterValue = {
  value: 5,
  unit: "mA/cm2",
  range: [1, 250],
  status: "recalled",
  source: "interface resistances of 2 to 25 Ohm cm2 on cleaned LLZO, less under pressure",
};
const capacitance: ParameterValue = {
  value: 10,
  unit: "uF/cm2",
  range: [1, 50],
  status: "assumed",
  source: "a double layer",
};
const one: ParameterValue = { value: 1, unit: "1", status: "literature", source: "Li+" };

/** Lithium on a garnet ceramic: voids above a critical stripping current, filaments above a critical plating current. */
export const liOnLlzo: ParameterSet = {
  name: "li-on-llzo",
  title: "Li | Li6.5La3Zr1.5Ta0.5O12 | Li",
  about:
    "Usual numbers of the literature for lithium on a cleaned garnet at room temperature and low pressure, not fitted to one measurement. They show that another metal needs other data and no other code.",
  working: { metal: "Li" },
  counter: { metal: "Li" },
  moleFraction: 1,
  mechanisms: { voids: true, filament: true, constriction: true, gap: true, counter: true },
  parameters: {
    "geometry.poolArea": { value: 1, unit: "cm2", status: "assumed", source: "a symmetric cell of unit area" },
    "geometry.metalThickness": { value: 100, unit: "um", status: "assumed", source: "a foil" },
    "geometry.metalMolarVolume": molarVolume,
    "geometry.counterArea": { value: 1, unit: "cm2", status: "assumed", source: "a symmetric cell of unit area" },
    "geometry.counterThickness": { value: 100, unit: "um", status: "assumed", source: "a foil" },
    "geometry.counterMolarVolume": molarVolume,
    "geometry.electrolyteThickness": { value: 1, unit: "mm", status: "assumed", source: "a pellet" },
    "geometry.electrolyteArea": { value: 1, unit: "cm2", status: "assumed", source: "a symmetric cell of unit area" },
    "geometry.grainConductivity": {
      value: 1,
      unit: "mS/cm",
      range: [0.3, 1.5],
      status: "recalled",
      source: "Ta-doped LLZO at 25 °C",
    },
    "contact area.initialContact": contact,
    "interface.exchangeCurrentDensity": exchange,
    "interface.chargeNumber": one,
    "interface.doubleLayerCapacitance": capacitance,
    "interface.resistivity": {
      value: 1e3,
      unit: "Ohm cm",
      range: [670, 3300],
      status: "recalled",
      source: "1 / conductivity",
    },
    "interface.spotRadius": {
      value: 5,
      unit: "um",
      range: [1, 50],
      status: "assumed",
      source: "size of voids in tomography",
    },
    "interface.electrolyteRelaxationTime": {
      value: 5e-9,
      unit: "s",
      status: "assumed",
      source: "relative permittivity 50 and 1 mS/cm",
    },
    "interface.gapWidth": { value: 1, unit: "um", range: [0.01, 10], status: "assumed", source: "depth of voids" },
    "voids.growthRate": { value: 1e-3, unit: "1/s", status: "assumed", source: "minutes at twice the threshold" },
    "voids.healingTime": {
      value: 1e3,
      unit: "s",
      range: [100, 1e5],
      status: "assumed",
      source: "creep at a few MPa; falls with pressure",
    },
    "voids.thresholdCurrentDensity": {
      value: 0.2,
      unit: "mA/cm2",
      range: [0.05, 1],
      status: "recalled",
      source:
        "critical stripping currents of Li on LLZO: 0.1 mA/cm2 without pressure (Krauskopf et al. 2019) to 1 mA/cm2",
    },
    "counter contact.initialContact": contact,
    "counter interface.exchangeCurrentDensity": exchange,
    "counter interface.chargeNumber": one,
    "counter interface.doubleLayerCapacitance": capacitance,
    "filament.criticalCurrentDensity": {
      value: 0.9,
      unit: "mA/cm2",
      range: [0.1, 3],
      status: "recalled",
      source: "critical currents of Li on cleaned LLZO at room temperature",
    },
    "filament.criticalThickness": { value: 0.1, unit: "um", status: "assumed", source: "the metal itself is thicker" },
    "filament.crossSection": {
      value: 1e-6,
      unit: "1",
      status: "assumed",
      source: "a few filaments of micrometres; for the balance of the metal only",
    },
    "filament.molarVolume": molarVolume,
    "filament.focusing": {
      value: 1000,
      unit: "1",
      range: [10, 1e5],
      status: "assumed",
      source: "a millimetre within minutes",
    },
    "filament.healingTime": { value: 1e5, unit: "s", status: "assumed", source: "a day" },
  },
};
