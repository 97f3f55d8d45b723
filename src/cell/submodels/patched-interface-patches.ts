import { DomainError } from "../../base/errors.ts";
import { FARADAY } from "../../units/constants.ts";
import { optionText } from "../form/options.ts";
import type { SubmodelInput } from "../form/submodel.ts";
import { type ConstrictionClosure, constrictionClosures } from "./constriction.ts";
import { type PatchLaw, patchLaw } from "./patched-interface-rate.ts";

export type PatchName = "contact" | "precipitate" | "deposit";

/** ε0 in F/m: P. J. Mohr et al. (CODATA 2022), Rev. Mod. Phys. 97 (2025) 025002. */
const VACUUM_PERMITTIVITY = 8.8541878188e-12;

/** Ω·m² of a free spot below which a constriction is no more than rounding: 1e-5 Ω·cm². */
const LEAST_FREE_RESISTANCE = 1e-9;

/** One kind of patches: constants, SI. */
export interface Patch {
  readonly name: PatchName;
  /** k of i_F = k (a e^{(1−α)u} − e^{−αu}) in A/m² of the patch */
  readonly rate: number;
  /** ρπb/4 in Ω·m² of the patch, that of a spot alone; 0 where there is no constriction. */
  readonly freeResistance: number;
  /** The solid deposit is the pure metal, of activity 1; others have the activity behind the port. */
  readonly pure: boolean;
}

/** All constants of an interface. */
export interface PatchedInterface {
  readonly patches: readonly Patch[];
  readonly law: PatchLaw;
  /** nF in C/mol */
  readonly molarCharge: number;
  /** C in F/m² */
  readonly capacitance: number;
  /** E_z in V */
  readonly zeroCharge: number;
  /** ε/g in F/m² of gap; 0 without */
  readonly gap: number;
  /** τ_e in s; 0 without constriction */
  readonly relaxation: number;
  /** undefined: no constriction */
  readonly closure: ConstrictionClosure | undefined;
  readonly areaRatio: number;
}

/** The parts of a `SubmodelInput` that an interface is made from. */
export type InterfaceInput = Pick<SubmodelInput, "name" | "temperature" | "parameters" | "options" | "connected">;

/** @throws DomainError where a parameter is missing that an option or a connected port needs, or an option is unknown */
export function patchedInterfaceOf(given: InterfaceInput): PatchedInterface {
  const { name, options, parameters: p } = given;
  const needed = (parameter: string, by: string): number => {
    if (p[parameter] > 0) return p[parameter];
    throw new DomainError(`"${name}": ${by} needs ${parameter}, which is ${p[parameter]}; give it above zero.`);
  };
  if (!Number.isInteger(p.chargeNumber)) {
    throw new DomainError(`"${name}": a charge number of ${p.chargeNumber}; a whole number is expected.`);
  }
  const spots = optionText(`Constriction of "${name}"`, options.constriction ?? "spots", ["none", "spots"]) === "spots";
  const vacuum = optionText(`Gap of "${name}"`, options.gap ?? "vacuum", ["none", "vacuum"]) === "vacuum";
  const closure = optionText(`Closure of "${name}"`, options.closure ?? "isothermal", constrictionClosures);
  const remedy = 'of spots (or constriction: "none")';
  const perRadius = spots ? (needed("resistivity", `a constriction ${remedy}`) * Math.PI) / 4 : 0;
  const radius = spots ? needed("spotRadius", `a constriction ${remedy}`) : 0;
  const free = (own: number): number => {
    const resistance = perRadius * (own === 0 ? radius : own);
    if (!spots || resistance >= LEAST_FREE_RESISTANCE) return resistance;
    throw new DomainError(
      `"${name}": spots of ${own === 0 ? radius : own} m on ${p.resistivity} Ω·m have a constriction of ${resistance} Ω·m², below ${LEAST_FREE_RESISTANCE}, which is rounding; take constriction: "none".`,
    );
  };
  const perReference = p.referenceActivity ** -p.transferCoefficient;
  const patches: Patch[] = [
    { name: "contact", rate: p.exchangeCurrentDensity * perReference, freeResistance: free(0), pure: false },
  ];
  for (const other of ["precipitate", "deposit"]) {
    if (given.connected(other) && !given.connected("contact")) {
      throw new DomainError(
        `"${name}" has the port "${other}" connected, but "contact" is open, which means full contact; connect it too.`,
      );
    }
  }
  if (given.connected("precipitate")) {
    const rate = p.precipitateExchange * perReference;
    patches.push({ name: "precipitate", rate, freeResistance: free(p.precipitateSpotRadius), pure: false });
  }
  if (given.connected("deposit") !== given.connected("depositMetal")) {
    throw new DomainError(
      `"${name}": the ports "deposit" (fraction) and "depositMetal" (the row its metal is taken from) belong together; connect both or none.`,
    );
  }
  if (given.connected("deposit")) {
    const rate = needed("depositExchange", "a connected deposit");
    patches.push({ name: "deposit", rate, freeResistance: free(p.depositSpotRadius), pure: true });
  }
  const law = patchLaw(p.chargeNumber, p.transferCoefficient, given.temperature);
  return {
    patches,
    law,
    molarCharge: p.chargeNumber * FARADAY,
    capacitance: p.doubleLayerCapacitance,
    zeroCharge: p.zeroChargePotential,
    gap: vacuum ? (VACUUM_PERMITTIVITY * p.gapPermittivity) / needed("gapWidth", 'a gap (or gap: "none")') : 0,
    relaxation: spots ? needed("electrolyteRelaxationTime", `a constriction ${remedy}`) : 0,
    closure: spots ? closure : undefined,
    areaRatio: p.areaRatio,
  };
}

/** Fractions that a submodel may undershoot within a step. */
const FLOOR = 1e-9;

/** ½(φ + √(φ² + 4t²)), t = 10⁻⁹: φ itself to rounding above 10⁻³, positive everywhere, and smooth. */
export function positiveFraction(fraction: number): number {
  const root = Math.sqrt(fraction * fraction + 4 * FLOOR * FLOOR);
  return fraction >= 0 ? 0.5 * (fraction + root) : (2 * FLOOR * FLOOR) / (root - fraction);
}

/** Its slope: positive/√(φ² + 4t²). */
export function positiveFractionSlope(fraction: number): number {
  return positiveFraction(fraction) / Math.sqrt(fraction * fraction + 4 * FLOOR * FLOOR);
}
