import type { SaltSolvent } from "./salt-solubility.ts";

/** kg/mol */
const MOLAR_MASS = 138.5489e-3;

/** Square of a solubility, stated in mass of salt per mass of solvent, in (mol/L)². */
function fromMassRatio(ratio: number, solventDensity: number): number {
  const molarity = (ratio * solventDensity) / (MOLAR_MASS * 1000);
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
    range: [1.0e-2, 1.2e-2],
    kind: "thermodynamic",
    source:
      "CRC Handbook (via Wikipedia); equal to exp(−ΔG/RT) from CRC energies of formation of the salt and its ions. The solubility of 1.5 g per 100 mL (0.108 mol/L) quoted beside it gives 1.17e-2 without activity coefficients.",
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
      "No number was found. The range is a solubility of 1 to 20 mmol/L: the electrode paper says a few hundred times below NaClO4, which dissolves beyond 1 mol/L.",
  },
};
