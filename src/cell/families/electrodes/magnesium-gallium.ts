import type { ElectrodeData } from "./electrode-data.ts";

/**
 * Magnesium in liquid gallium, as an estimate. G_ex = x(1 − x)(H + (−H/τ) T) with H/4 = −11 kJ/mol, the mixing enthalpy of the equimolar
 * liquid as recalled from calorimetry, and an excess entropy by the rule S_ex = H_mix/τ, τ = 3000 K (C. H. P. Lupis, J. F. Elliott, Acta
 * Metall. 15 (1967) 265, recalled). G(liquid) − G(hcp) of Mg: SGTE, 8202.243 − 8.83693 T − 8.01759e-20 T⁷; the last term is −0.2 J/mol at
 * 420 K and left out. Liquidus: a line of ln x over 1/T through 0.024 at 299.6 K, where the freezing point of gallium is depressed
 * by 3.3 K (ΔH_fus 5590 J/mol), and 0.13 at 476 K, where Mg2Ga5 melts; both temperatures and the latter composition are recalled.
 *
 * Molar volumes at 330 K: liquid Mg from 1584 kg/m³ at 923 K and −0.234 kg/(m³ K) (CRC Handbook, recalled), far below its melting point
 * (solid Mg has 1.398e-5); liquid Ga from 6077 − 0.611 (T − 302.9 K) kg/m³ (M. J. Assael et al., J. Phys. Chem. Ref. Data 41 (2012)
 * 033101, recalled).
 */
export const magnesiumInGallium: ElectrodeData = {
  name: "magnesium-gallium",
  title: "Magnesium in liquid gallium",
  about:
    "Estimated, to show the kind of cell: the interaction is good to about a quarter, which is 0.05 V of the potential against Mg. " +
    "Assessments exist and their parameters could not be read: Y. Feng et al., J. Alloys Compd. 486 (2009) 581; measured activities: " +
    "doi 10.1007/BF02666957 (emf at 760 to 900 K and 0.1 ≤ x ≤ 0.7, calorimetry at 973 K; abstract).",
  material: {
    metal: "Mg",
    other: "Ga",
    alloy: {
      kind: "redlich-kister",
      coefficients: [[-44000, 14.67]],
      pureReference: [8202.243, -8.83693],
      molarVolume: 1.41e-5,
      otherMolarVolume: 1.15e-5,
      saturation: {
        upper: {
          solid: "Mg2Ga5",
          moleFraction: [
            [302.92, 0.025],
            [330, 0.037],
            [360, 0.052],
            [390, 0.069],
            [420, 0.089],
          ],
        },
      },
    },
  },
  temperatures: [302.92, 420],
  parameters: {
    "pool.diffusivity": {
      value: 1.66e-5,
      unit: "cm2/s",
      range: [1e-5, 2.5e-5],
      status: "assumed",
      source:
        "self-diffusion of liquid Ga at 30 °C, 1.07e-4 exp(−1122 cal/RT) cm2/s (Petit and Nachtrieb, Self-Diffusion in Liquid Gallium, abstract); foreign atoms in Ga differ from it by tens of percent",
    },
    "pool.activationEnergy": {
      value: 4694,
      unit: "J/mol",
      status: "literature",
      source: "1122 cal/mol, self-diffusion of liquid Ga (Petit and Nachtrieb, abstract)",
    },
    "pool.referenceTemperature": { value: 303.15, unit: "K", status: "literature", source: "that of the diffusivity" },
    "interface.chargeNumber": { value: 2, unit: "1", status: "literature", source: "Mg2+" },
  },
};
