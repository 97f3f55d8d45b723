import { solids } from "../properties/solids.ts";
import type { SaltSolvent } from "./salt-solubility.ts";

/** Square of a solubility, stated in mass of salt per mass of solvent, in (mol/L)². */
function fromMassRatio(ratio: number, solventDensity: number): number {
  const molarity = (ratio * solventDensity) / (solids.KClO4.molarMass * 1000);
  return molarity * molarity;
}

function organic(name: string, permittivity: number, ratio: number, density: number, salt: string): SaltSolvent {
  const product = fromMassRatio(ratio, density);
  return {
    name,
    temperature: 298.15,
    permittivity,
    solubilityProduct: product,
    range: [product / 4, product * 4],
    kind: "concentration",
    source: `${salt} (CRC Handbook, via Wikipedia), with a density of the solvent of ${density} kg/m³; no account of ion pairs.`,
  };
}

/** Solubility of KClO4. */
export const potassiumPerchlorateSolvents: Readonly<
  Record<"water" | "ethanol" | "acetone" | "ethyl-acetate" | "ethylene-carbonate-dimethyl-carbonate", SaltSolvent>
> = {
  water: {
    name: "water",
    temperature: 298.15,
    permittivity: 78.4,
    solubilityProduct: 1.05e-2,
    range: [7.0e-3, 1.2e-2],
    kind: "thermodynamic",
    source:
      "CRC Handbook (via Wikipedia); equal to exp(−ΔG/RT) from CRC energies of formation of the salt and its ions. It contradicts the solubility of 1.5 g per 100 mL (0.108 mol/L) quoted beside it: with Davies' γ± = 0.78 that gives 7.0e-3, without activity coefficients 1.17e-2. The range holds both; the solubility is 0.1 mol/L, and its second digit is not known.",
  },
  ethanol: organic("ethanol", 24.3, 120e-6, 785, "120 mg/kg at 25 °C"),
  acetone: organic("acetone", 20.7, 1.6e-3, 784, "1.6 g/kg"),
  "ethyl-acetate": organic("ethyl acetate", 6.0, 15e-6, 894, "15 mg/kg"),
  "ethylene-carbonate-dimethyl-carbonate": {
    name: "ethylene carbonate + dimethyl carbonate",
    temperature: 298.15,
    permittivity: null,
    solubilityProduct: null,
    range: [1e-6, 4e-4],
    kind: "concentration",
    source:
      "No number was found. The electrode paper says a few hundred times below NaClO4, which dissolves beyond 1 mol/L: 1 mmol/L is 1 mol/L over a thousand. The upper end, 20 mmol/L, is an assumption and no bound: it takes NaClO4 to dissolve to 4 mol/L, over 200; a solubility of NaClO4 in this mixture was not found.",
  },
};
