import { DomainError } from "../base/errors.ts";
import { atomicMasses, type PhysicalConstant } from "../units/composition.ts";

const masses = atomicMasses(["Na", "K"]);

/** Molar mass of Na or K in kg/mol. */
export function molarMass(symbol: "Na" | "K"): number {
  const found = masses.find(({ name }) => name.endsWith(` ${symbol}`));
  if (!found) throw new DomainError(`no molar mass of ${symbol}`);
  return found.value;
}

/** KClO₄: IUPAC 2021 weights 39.0983 + 35.45 + 4 · 15.999 g/mol over 2520 kg/m³ (CRC Handbook): m³/mol. */
export const POTASSIUM_PERCHLORATE_MOLAR_VOLUME: number = 138.5443e-3 / 2520;
/** Solid sodium at room temperature, 970 kg/m³ (CRC Handbook): m³/mol. */
export const SODIUM_MOLAR_VOLUME: number = molarMass("Na") / 970;
/** Constants that the claims use besides those of thermodynamics, as the document states them. */
export const materialConstants: readonly PhysicalConstant[] = [
  ...masses,
  {
    name: "molar volume of KClO4",
    value: POTASSIUM_PERCHLORATE_MOLAR_VOLUME,
    unit: "m³/mol",
    source: "density 2520 kg/m³, CRC Handbook",
  },
  {
    name: "molar volume of solid Na",
    value: SODIUM_MOLAR_VOLUME,
    unit: "m³/mol",
    source: "density 970 kg/m³, CRC Handbook",
  },
];
