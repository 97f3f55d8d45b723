import type { AlloyPropertyData } from "./alloy-data.ts";

const FOUST = "O. J. Foust (ed.), Sodium-NaK Engineering Handbook I (1972)";

/**
 * Liquid sodium-potassium; x is the mole fraction of sodium. What was recalled from a handbook and could not be looked up
 * again says "recalled" in its source and carries a wide uncertainty.
 */
export const sodiumPotassium: AlloyPropertyData = {
  name: "NA-K",
  components: [
    {
      symbol: "NA",
      molarMass: 22.98976928e-3,
      density: {
        coefficients: [950.1, -0.22976, -1.46e-5, 5.638e-9],
        range: [370.87, 1371],
        uncertainty: 0.003,
        source: `${FOUST}, cubic for liquid sodium.`,
      },
      surfaceTension: {
        scale: 0.2405,
        critical: 2503.7,
        exponent: 1.126,
        range: [371, 1600],
        uncertainty: 0.05,
        source: "J. K. Fink, L. Leibowitz, ANL/RE-95/2 (1995), who state ±11 % as the limit of error.",
      },
      resistivity: {
        coefficients: [6.23e-8, 3.45e-10],
        range: [371, 673],
        uncertainty: 0.02,
        source: "9.60 µΩ·cm at the melting point, +0.0345 µΩ·cm/K; recalled from handbooks.",
      },
      selfDiffusion: {
        prefactor: 0.86e-7,
        activationEnergy: 2.22 * 4184,
        range: [375, 557],
        uncertainty: 0.05,
        source: "Self-diffusion in liquid alkali metals, Phys. Chem. Liq. 3 (1972) 137, abstract; capillary method.",
      },
      radius: 1.86e-10,
    },
    {
      symbol: "K",
      molarMass: 39.0983e-3,
      density: {
        coefficients: [841.5, -0.2172, -2.7e-5, 4.77e-9],
        range: [336.53, 1523],
        uncertainty: 0.003,
        source: `${FOUST}, eq. 1.8.`,
      },
      surfaceTension: {
        scale: 0.07e-3 * (336.53 + 110.5 / 0.07),
        critical: 336.53 + 110.5 / 0.07,
        exponent: 1,
        range: [336.53, 1000],
        uncertainty: 0.04,
        source: "110.5 mN/m at the melting point, −0.07 mN/(m K); recalled from handbooks.",
      },
      resistivity: {
        coefficients: [9.44e-8, 6.4e-10],
        range: [337, 673],
        uncertainty: 0.04,
        source: "13.5 µΩ·cm at the melting point, +0.064 µΩ·cm/K; recalled from handbooks.",
      },
      selfDiffusion: {
        prefactor: 0.76e-7,
        activationEnergy: 2.02 * 4184,
        range: [370, 557],
        uncertainty: 0.05,
        source: "Self-diffusion in liquid alkali metals, Phys. Chem. Liq. 3 (1972) 137, abstract; capillary method.",
      },
      radius: 2.27e-10,
    },
  ],
  excessVolume: {
    coefficient: -1.494e-6,
    slope: -4.2e-9,
    reference: 294.15,
    uncertainty: 1.1e-6,
    measured: { moleFraction: [0.31, 0.345], temperature: [293.15, 823.15] },
    source:
      "Excess volume: a line through 866 kg/m³ at 21 °C and 749 kg/m³ at 550 °C of the eutectic (as quoted by Wikipedia); 855 kg/m³ at 100 °C, quoted beside them, is doubtful (it falls 0.6 times as fast with temperature as either metal) and would need 1.1 cm³/mol more contraction, which is the uncertainty. A contraction is confirmed by sound velocities (Compressibility of Liquid Sodium-Potassium Alloys, abstract), its shape is assumed.",
  },
  viscosity: {
    branches: [
      { until: 673.15, prefactor: 0.116e-3, slope: 688 },
      { until: 1100.1, prefactor: 0.082e-3, slope: 979 },
    ],
    range: { moleFraction: [0.3, 0.7], temperature: [373.15, 1000] },
    source: `${FOUST}, eq. 1.18 and 1.19 with our density; the range of the measurements is taken as 100 to 727 °C, 43 to 80 wt% K.`,
  },
  resistivity: {
    coefficients: [104.2e-8, 15.4e-8],
    uncertainty: 8e-8,
    linearUntil: 700,
    regions: [
      { basis: "measured", moleFraction: [0.31, 0.345], temperature: [288.15, 303.15] },
      { basis: "correlation", moleFraction: [0.95, 1], temperature: [371, 673] },
      { basis: "correlation", moleFraction: [0, 0], temperature: [337, 673] },
      { basis: "estimate", moleFraction: [0, 1], temperature: [371, 673] },
    ],
    source:
      "Fitted to two numbers: 33.5 µΩ·cm of the eutectic, taken as at 20 °C, and 0.95 µΩ·cm per at.% K in dilute liquid sodium (Electrical Resistivity of Liquid Sodium, Liquid Lithium, and Dilute Liquid Sodium Solutions, abstract).",
  },
  thermalConductivity: {
    coefficients: [21.4, 2.07e-2, -2.2e-5],
    moleFraction: 0.3267,
    range: [423, 953],
    uncertainty: 0.05,
    source: `${FOUST}, eq. 1.53 for 77.8 wt% K, carried to other compositions by the law of Wiedemann and Franz.`,
  },
  heatCapacity: {
    coefficients: [0.232 * 4184, -8.82e-5 * 4184, 8.2e-8 * 4184],
    moleFraction: 0.3267,
    range: [373, 1073],
    uncertainty: 0.01,
    source: `${FOUST}, eq. 1.59 for 77.8 wt% K, carried to other compositions at constant heat per mole.`,
  },
  diffusionMoleFraction: 0.3238,
  allowed: { moleFraction: [0, 1], temperature: [250, 1100] },
};
