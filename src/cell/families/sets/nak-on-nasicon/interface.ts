import type { ParameterValue } from "../../parameter-set.ts";
import { P2 } from "./p2.ts";

/** Contact and charge transfer on the alloy, the precipitate and the deposit. */
export const contactAndInterface: Readonly<Record<string, ParameterValue>> = {
  "contact area.initialContact": {
    value: 0.165,
    unit: "1",
    range: [0.154, 0.269],
    status: "fitted",
    source: `${P2}, Fig. 2: a short at 0.7 but not at 0.4 mA/cm2, over the critical current of the filament, if current over contact is what counts`,
  },
  "contact area.fillAmount": {
    value: 4,
    unit: "umol/cm2",
    status: "assumed",
    source: `${P2}, Fig. 5: γ_int falls while 0.56 mAh/cm2 are plated, no number; of the order of a micrometre of Na`,
  },
  "interface.exchangeCurrentDensity": {
    value: 6.1,
    unit: "mA/cm2",
    status: "assumed",
    source: "with the contact 1 mA/cm2 of the pool, 26 Ohm cm2; P2 gives the interface resistance in figures only",
  },
  "interface.referenceActivity": { value: 1, unit: "1", status: "assumed", source: "pure Na" },
  "interface.precipitateExchange": {
    value: 0.61,
    unit: "mA/cm2",
    status: "assumed",
    source: "a tenth of that of the alloy: K blocks but for what passes along it",
  },
  "interface.depositExchange": {
    value: 6.1,
    unit: "mA/cm2",
    status: "assumed",
    source: "that of the alloy",
  },
  "interface.chargeNumber": { value: 1, unit: "1", status: "literature", source: "Na+" },
  "interface.doubleLayerCapacitance": {
    value: 23,
    unit: "uF/cm2",
    range: [1, 50],
    status: "fitted",
    source: `${P2}, Fig. 3: γ_int at 10⁻⁴ s`,
  },
  "interface.resistivity": {
    value: 1e3,
    unit: "Ohm cm",
    range: [67, 1700],
    status: "literature",
    source: "1 / conductivity of the grains",
  },
  "interface.spotRadius": {
    value: 1,
    unit: "um",
    range: [0.1, 10],
    status: "assumed",
    source:
      "below the resolution of 1.3 µm of P2's tomography; up to 10 µm, where the lumped constriction holds: at 100 µm it errs by 9.5 to 28 % (docs/nasicon-cell/spot-and-gap.md)",
  },
  "interface.electrolyteRelaxationTime": {
    value: 2.7e-9,
    unit: "s",
    range: [0.2e-9, 9e-9],
    status: "assumed",
    source: "relative permittivity 30 and 1 mS/cm",
  },
  "interface.gapWidth": {
    value: 20,
    unit: "nm",
    range: [1, 1000],
    status: "assumed",
    source: "of the order of the coating of 20 nm",
  },
};

/** The sodium counter electrode. */
export const counter: Readonly<Record<string, ParameterValue>> = {
  "counter contact.initialContact": {
    value: 1,
    unit: "1",
    status: "measured",
    source: `${P2}, Fig. S1: pressed at 100 MPa, no arc`,
  },
  "counter interface.exchangeCurrentDensity": {
    value: 250,
    unit: "mA/cm2",
    status: "assumed",
    source: `${P2}, Fig. S1: about 0 Ohm; 0.1 Ohm cm2`,
  },
  "counter interface.chargeNumber": { value: 1, unit: "1", status: "literature", source: "Na+" },
  "counter interface.doubleLayerCapacitance": {
    value: 10,
    unit: "uF/cm2",
    range: [1, 50],
    status: "assumed",
    source: "a double layer",
  },
};
