import { onlyOptions, optionFields, optionNumber, optionText } from "../form/options.ts";
import { RegularSolution } from "./regular-solution.ts";

/**
 * A liquid of the working metal and one other component, by the concentration c (mol/m³) of the working metal. x is its mole
 * fraction and a its activity, 1 in the pure metal. Every function is smooth through c = 0, so that an iterate that steps
 * slightly below it does no harm.
 */
export interface Alloy {
  /** x(c) */
  moleFraction(concentration: number): number;
  /** c(x) in mol/m³ */
  concentration(moleFraction: number): number;
  /**
   * q = a/c in m³/mol: finite and positive where the metal is gone. The equilibrium potential against the pure metal is
   * −(RT/nF) ln(q c).
   */
  activityPerConcentration(concentration: number): number;
  /** d ln q / dc in m³/mol. */
  logActivitySlope(concentration: number): number;
  /** d ln a / d ln x, the factor between the tracer and the chemical diffusivity. */
  thermodynamicFactor(concentration: number): number;
  /** d(thermodynamic factor)/dc in m³/mol. */
  thermodynamicFactorSlope(concentration: number): number;
  /** Partial molar volumes in m³/mol: of the working metal, and of the other. */
  readonly molarVolume: number;
  readonly otherMolarVolume: number;
}

/**
 * The alloy of an option: `{ kind: "regular-solution", interaction: 1.1, molarVolume: 2.38e-5, otherMolarVolume: 4.56e-5 }`, or a
 * ready `Alloy`, from a thermodynamic database for instance.
 *
 * @param submodel for messages
 * @throws DomainError quoting the field that is wrong
 */
export function alloyFromOption(submodel: string, option: unknown): Alloy {
  if (isAlloy(option)) return option;
  const where = `alloy of "${submodel}"`;
  const fields = optionFields(where, option);
  optionText(`Kind of the ${where}`, fields.kind, ["regular-solution"]);
  onlyOptions(where, fields, ["kind", "interaction", "molarVolume", "otherMolarVolume"]);
  return new RegularSolution(
    optionNumber(`Interaction of the ${where}`, fields.interaction, -100, 2),
    optionNumber(`Molar volume of the ${where}`, fields.molarVolume, 1e-7, 1e-2),
    optionNumber(`Other molar volume of the ${where}`, fields.otherMolarVolume, 1e-7, 1e-2),
  );
}

const functions = [
  "moleFraction",
  "concentration",
  "activityPerConcentration",
  "logActivitySlope",
  "thermodynamicFactor",
  "thermodynamicFactorSlope",
] as const;

const volumes = ["molarVolume", "otherMolarVolume"] as const;

function isAlloy(option: unknown): option is Alloy {
  if (typeof option !== "object" || option === null) return false;
  return (
    functions.every((name) => typeof Reflect.get(option, name) === "function") &&
    volumes.every((name) => Reflect.get(option, name) > 0 && Number.isFinite(Reflect.get(option, name)))
  );
}
