import { DomainError } from "../../../base/errors.ts";
import { pow } from "../../../numerics/elementary/index.ts";
import { FARADAY } from "../../../units/constants.ts";
import { optionText } from "../../form/options.ts";
import type { SubmodelInput } from "../../form/submodel.ts";
import { chargeNumberOf } from "../charge-transfer/charge-number.ts";
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
  /** C in F/m² of the patch */
  readonly capacitance: number;
  /** The solid deposit is the pure metal, of activity 1 where its port is open; others have the activity behind the port. */
  readonly pure: boolean;
}

/** All constants of an interface. */
export interface PatchedInterface {
  readonly patches: readonly Patch[];
  readonly law: PatchLaw;
  /** nF in C/mol */
  readonly molarCharge: number;
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
  checkPorts(given);
  const chargeNumber = chargeNumberOf(given);
  const spots = optionText(`Constriction of "${name}"`, options.constriction ?? "spots", ["none", "spots"]) === "spots";
  const vacuum = optionText(`Gap of "${name}"`, options.gap ?? "vacuum", ["none", "vacuum"]) === "vacuum";
  const closure = optionText(`Closure of "${name}"`, options.closure ?? "isothermal", constrictionClosures);
  const needed = (parameter: string, by: string): number => {
    if (p[parameter] > 0) return p[parameter];
    throw new DomainError(`"${name}": ${by} needs ${parameter} above zero, which is ${p[parameter]}.`);
  };
  const forSpots = (parameter: string): number =>
    spots ? needed(parameter, 'a constriction of spots (there is also constriction: "none")') : 0;
  const perRadius = 0.25 * Math.PI * forSpots("resistivity");
  const contactRadius = forSpots("spotRadius");
  const patch = (own: PatchName, rate: number, radius: number, capacitance: number): Patch => {
    const spotRadius = radius === 0 ? contactRadius : radius;
    const freeResistance = perRadius * spotRadius;
    if (spots && freeResistance < LEAST_FREE_RESISTANCE) {
      throw new DomainError(
        `"${name}": spots of ${spotRadius} m on ${p.resistivity} Ω·m have a constriction of ${freeResistance} Ω·m² each, below ${LEAST_FREE_RESISTANCE}, which is rounding beside a voltage; take constriction: "none".`,
      );
    }
    return {
      name: own,
      rate,
      freeResistance,
      capacitance: capacitance || p.doubleLayerCapacitance,
      pure: own === "deposit",
    };
  };
  const perReference = pow(p.referenceActivity, -p.transferCoefficient);
  const patches = [patch("contact", p.exchangeCurrentDensity * perReference, 0, 0)];
  if (given.connected("precipitate")) {
    const rate = p.precipitateExchange * perReference;
    patches.push(patch("precipitate", rate, p.precipitateSpotRadius, p.precipitateCapacitance));
  }
  if (given.connected("deposit")) {
    const rate = needed("depositExchange", "a connected deposit");
    patches.push(patch("deposit", rate, p.depositSpotRadius, p.depositCapacitance));
  }
  return {
    patches,
    law: patchLaw(chargeNumber, p.transferCoefficient, given.temperature),
    molarCharge: chargeNumber * FARADAY,
    zeroCharge: p.zeroChargePotential,
    gap: vacuum
      ? (VACUUM_PERMITTIVITY * p.gapPermittivity) / needed("gapWidth", 'a gap (there is also gap: "none")')
      : 0,
    relaxation: forSpots("electrolyteRelaxationTime"),
    closure: spots ? closure : undefined,
    areaRatio: p.areaRatio,
  };
}

function checkPorts({ name, connected }: InterfaceInput): void {
  for (const other of ["precipitate", "deposit"]) {
    if (connected(other) && !connected("contact")) {
      throw new DomainError(
        `"${name}" has its port "${other}" connected, but "contact" is open, which means full contact; connect both.`,
      );
    }
  }
  if (connected("deposit") !== connected("depositMetal")) {
    throw new DomainError(
      `"${name}": the ports "deposit" (fraction) and "depositMetal" (the balance that its metal is taken from) belong together; connect both or none.`,
    );
  }
  if (connected("depositActivity") && !connected("deposit")) {
    throw new DomainError(`"${name}" has its port "depositActivity" connected, but no "deposit"; connect both.`);
  }
}
