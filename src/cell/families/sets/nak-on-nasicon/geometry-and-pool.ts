import type { ParameterValue } from "../../parameter-set.ts";
import { P2 } from "./p2.ts";

/** The cells of P2, the ceramic and the liquid: known within their ranges. */
export const geometryAndPool: Readonly<Record<string, ParameterValue>> = {
  "geometry.poolArea": {
    value: 0.3848,
    unit: "cm2",
    status: "measured",
    source: `${P2}, methods: O-ring of 7 mm inner diameter`,
  },
  "geometry.volume": { value: 40, unit: "mm3", status: "measured", source: `${P2}, methods: 40 µL` },
  "geometry.counterArea": {
    value: 0.5027,
    unit: "cm2",
    status: "measured",
    source: `${P2}, methods: discs of 8 mm of Na foil`,
  },
  "geometry.counterThickness": {
    value: 0.5,
    unit: "mm",
    range: [0.1, 1],
    status: "assumed",
    source: "not stated; more than any run needs",
  },
  "geometry.counterMolarVolume": {
    value: 23.78e-6,
    unit: "m3/mol",
    range: [23.7e-6, 23.8e-6],
    status: "literature",
    source: "Na, 967 kg/m3 at 25 °C",
  },
  "geometry.electrolyteThickness": {
    value: 1.5,
    unit: "mm",
    status: "measured",
    source: `${P2}, methods: about 1.5 mm`,
  },
  "geometry.electrolyteArea": {
    value: 0.5027,
    unit: "cm2",
    range: [0.3848, 0.785],
    status: "assumed",
    source: "between the pool and the pellet: taken as that of the counter electrode",
  },
  "geometry.grainConductivity": {
    value: 1,
    unit: "mS/cm",
    range: [0.6, 15],
    status: "literature",
    source: "Na3Zr2Si2PO12, grains: 0.6 mS/cm (Bohnke 1999) to 15 mS/cm (Na3.4, Ma 2019)",
  },
  "geometry.boundaryConductivity": {
    value: 1,
    unit: "mS/cm",
    range: [0.3, 7.5],
    status: "assumed",
    source:
      "of the order of the grains; the total of Na3.4 is 5 mS/cm (Ma 2019). P2 shows the arc without a number in its text",
  },
  "geometry.boundaryTime": {
    value: 2e-6,
    unit: "s",
    range: [1e-6, 1e-5],
    status: "measured",
    source: `${P2}, Figs. 1 and 3: γ_GB between 10⁻⁶ and 10⁻⁵ s (the exponent is lost in print)`,
  },
  "pool.diffusivity": {
    value: 2e-5,
    unit: "cm2/s",
    range: [1.4e-5, 2.8e-5],
    status: "literature",
    source:
      "tracer diffusivity, Stokes-Einstein and self-diffusion of Na carried to 25 °C; with the thermodynamic factor 0.83e-5",
  },
};
