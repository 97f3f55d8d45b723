import { DomainError } from "../base/errors.ts";
import { type SolidData, solidMolarVolume, solids } from "../thermo/properties/index.ts";
import { atomicMasses, type PhysicalConstant } from "../units/composition.ts";
import { between, type Ranged } from "./ranged.ts";

const masses = atomicMasses(["Na", "K"]);

/** Molar mass of Na or K in kg/mol. */
export function molarMass(symbol: "Na" | "K"): number {
  const found = masses.find(({ name }) => name.endsWith(` ${symbol}`));
  if (!found) throw new DomainError(`no molar mass of ${symbol}`);
  return found.value;
}

function volumeOf(solid: SolidData): Ranged {
  const { density, densityUncertainty: half } = solid;
  const at = (rho: number): number => solidMolarVolume({ ...solid, density: rho });
  return between(at(density + half), at(density - half), "m³/mol", at(density));
}

/** Of KClO₄ at room temperature. */
export const POTASSIUM_PERCHLORATE_MOLAR_VOLUME: Ranged = volumeOf(solids.KClO4);
/** Of solid sodium at room temperature. */
export const SODIUM_MOLAR_VOLUME: Ranged = volumeOf(solids.NA);

function constantOf(name: string, volume: Ranged, { density, source }: SolidData): PhysicalConstant {
  return {
    name: `molar volume of ${name}`,
    value: volume.value,
    unit: "m³/mol",
    source: `density ${density} kg/m³. ${source}`,
  };
}

/** Constants that the claims use besides those of thermodynamics, as the document states them. */
export const materialConstants: readonly PhysicalConstant[] = [
  ...masses,
  constantOf("KClO4", POTASSIUM_PERCHLORATE_MOLAR_VOLUME, solids.KClO4),
  constantOf("solid Na", SODIUM_MOLAR_VOLUME, solids.NA),
];
