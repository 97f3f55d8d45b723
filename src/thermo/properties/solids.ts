import { DomainError } from "../../base/errors.ts";
import { atomicMasses } from "../../units/composition.ts";
import { FARADAY } from "../../units/constants.ts";

/** A solid of fixed composition. */
export interface SolidData {
  readonly name: string;
  /** kg/mol */
  readonly molarMass: number;
  /** kg/m³ near 20 °C. */
  readonly density: number;
  readonly densityUncertainty: number;
  /** J/mol at 298.15 K from the elements; null for an element. */
  readonly formationEnthalpy: number | null;
  readonly formationEnergy: number | null;
  readonly source: string;
}

const CRC = "CRC Handbook";
const [SODIUM, POTASSIUM] = atomicMasses(["Na", "K"]).map(({ value }) => value) as [number, number];
/** ClO₄ in kg/mol: IUPAC 2021, conventional, 35.45 + 4 · 15.999 g/mol. */
const PERCHLORATE = 35.45e-3 + 4 * 15.999e-3;

/** The metals and salts of the cells: the one place for their densities and molar masses. */
export const solids: Readonly<Record<"NA" | "K" | "KClO4" | "NaClO4", SolidData>> = {
  NA: {
    name: "sodium",
    molarMass: SODIUM,
    density: 970,
    densityUncertainty: 3,
    formationEnthalpy: null,
    formationEnergy: null,
    source: `${CRC} (through the data of the python package chemicals); older tables have 968 kg/m³ (recalled), a lattice parameter of 4.29 Å gives 967.`,
  },
  K: {
    name: "potassium",
    molarMass: POTASSIUM,
    density: 862,
    densityUncertainty: 4,
    formationEnthalpy: null,
    formationEnergy: null,
    source:
      "Older tables, recalled; a lattice parameter of 5.33 Å gives 858 kg/m³. The newer CRC value of 890 kg/m³ would make it expand by 7 % on melting to 828 kg/m³, three times as much as its neighbours, and is not used.",
  },
  KClO4: {
    name: "potassium perchlorate",
    molarMass: POTASSIUM + PERCHLORATE,
    density: 2520,
    densityUncertainty: 10,
    formationEnthalpy: -432.8e3,
    formationEnergy: -303.1e3,
    source: `${CRC}.`,
  },
  NaClO4: {
    name: "sodium perchlorate",
    molarMass: SODIUM + PERCHLORATE,
    density: 2520,
    densityUncertainty: 20,
    formationEnthalpy: -383.3e3,
    formationEnergy: -254.9e3,
    source: `${CRC}.`,
  },
};

/** V = M/ρ in m³/mol. */
export function solidMolarVolume(solid: SolidData): number {
  return solid.molarMass / solid.density;
}

/** What a metal can deliver. */
export interface MetalCapacity {
  /** C/kg */
  readonly perMass: number;
  /** C/m³ */
  readonly perVolume: number;
  /** m of metal for one C/m². */
  readonly thicknessPerCharge: number;
}

/** zF/M, zF/V and V/(zF). @throws DomainError for a charge number that is not positive */
export function metalCapacity(solid: SolidData, chargeNumber = 1): MetalCapacity {
  if (!(chargeNumber > 0)) throw new DomainError(`metalCapacity: charge number ${chargeNumber} must be > 0.`);
  const charge = chargeNumber * FARADAY;
  return {
    perMass: charge / solid.molarMass,
    perVolume: charge / solidMolarVolume(solid),
    thicknessPerCharge: solidMolarVolume(solid) / charge,
  };
}

/** M + NX → N + MX between solids, metals in their stable state. */
export interface SaltDisplacement {
  /** ΔG° in J per formula unit, < 0 where the first salt is the more stable. */
  readonly energy: number;
  /** −ΔG°/(zF) in V: how far the potentials of the two metals against their own salts lie apart. */
  readonly potential: number;
}

/**
 * ΔG° = Δ_fG(product) − Δ_fG(reactant) of the displacement of one metal of a salt by another.
 * @throws DomainError for a salt without an energy of formation
 */
export function saltDisplacement(reactant: SolidData, product: SolidData, chargeNumber = 1): SaltDisplacement {
  const { formationEnergy: from } = reactant;
  const { formationEnergy: to } = product;
  if (from === null || to === null) {
    throw new DomainError(
      `saltDisplacement: ${reactant.name} and ${product.name} must both have an energy of formation.`,
    );
  }
  return { energy: to - from, potential: (from - to) / (chargeNumber * FARADAY) };
}
