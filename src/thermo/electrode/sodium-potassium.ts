import type { StandardPotentials } from "./exchange.ts";
import type { Carrier } from "./potentials.ts";

/** The two ions of sodium-potassium. */
export const sodium: Carrier = { component: "NA", ion: "Na+", chargeNumber: 1 };
export const potassium: Carrier = { component: "K", ion: "K+", chargeNumber: 1 };

/** 298.15 K. */
export const standardPotentials: Readonly<Record<"water" | "propylene-carbonate", StandardPotentials>> = {
  water: {
    solvent: "water",
    scale: "SHE",
    potentials: { "Na+": -2.714, "K+": -2.931, "Li+": -3.04 },
    uncertainty: 0.004,
    source:
      "CRC Handbook, standard reduction potentials; −2.71 V (Na) and −2.93 V (K) confirmed by DoITPoMS and PMC9867274, the third decimals recalled. CRC energies of formation of the ions give a difference of 0.222 V.",
  },
  "propylene-carbonate": {
    solvent: "propylene carbonate",
    scale: "SHE by transfer energies (tetraphenylarsonium tetraphenylborate)",
    potentials: { "Na+": -2.56, "K+": -2.88, "Li+": -2.79 },
    uncertainty: 0.05,
    source: "Y. Marcus, Pure Appl. Chem. 57 (1985) 1129, recalled and not looked up again.",
  },
};
