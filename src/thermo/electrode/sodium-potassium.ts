import type { StandardPotentials } from "./exchange.ts";
import type { Carrier } from "./potentials.ts";

/** The two ions of sodium-potassium. */
export const sodium: Carrier = { component: "NA", ion: "Na+", chargeNumber: 1 };
export const potassium: Carrier = { component: "K", ion: "K+", chargeNumber: 1 };

const ROOM = 298.15;

/**
 * Slopes in water from the entropies at 298.15 K: M 51.3 (Na), 64.68 (K), M⁺ 59.0, 102.5, ½ H₂ 65.34 J/(mol K), dE°/dT = ΔS/F
 * with ΔS = S(M) − S(M⁺) − S(½ H₂). Their difference is 30.1 J/(mol K) over F, without heat capacities and without the fusion of
 * K at 63.4 °C, which change K by 4 % up to 77 °C.
 */
export const standardPotentials: Readonly<Record<"water" | "propylene-carbonate", StandardPotentials>> = {
  water: {
    solvent: "water",
    scale: "SHE",
    temperature: ROOM,
    slopes: { "Na+": -0.757e-3, "K+": -1.069e-3 },
    range: [273.15, 373.15],
    status: "confirmed",
    potentials: { "Na+": -2.714, "K+": -2.931, "Li+": -3.04 },
    uncertainty: 0.004,
    source:
      "CRC Handbook, standard reduction potentials; −2.71 V (Na) and −2.93 V (K) confirmed by DoITPoMS and PMC9867274, the third decimals recalled. CRC energies of formation of the ions give a difference of 0.222 V. Temperature coefficients from entropies of the CRC Handbook, those of the ions recalled.",
  },
  "propylene-carbonate": {
    solvent: "propylene carbonate",
    scale: "SHE by transfer energies (tetraphenylarsonium tetraphenylborate)",
    temperature: ROOM,
    slopes: null,
    range: [ROOM - 5, ROOM + 5],
    status: "recalled",
    potentials: { "Na+": -2.56, "K+": -2.88, "Li+": -2.79 },
    uncertainty: 0.05,
    source: "Y. Marcus, Pure Appl. Chem. 57 (1985) 1129, recalled and not looked up again.",
  },
};
