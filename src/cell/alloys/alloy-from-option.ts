import { onlyOptions, optionFields, optionNumber, optionText } from "../form/options.ts";
import type { Alloy } from "../submodels/alloy/alloy.ts";
import { RegularSolution } from "../submodels/alloy/regular-solution.ts";
import { assessedAlloy } from "./assessed.ts";
import type { RedlichKister } from "./redlich-kister.ts";
import { type RedlichKisterOption, redlichKisterFromOption } from "./redlich-kister-option.ts";
import { shippedLiquids } from "./shipped-liquids.ts";

/** A regular solution as data: χ of ln a = ln x + χ(1 − x)² at the temperature of the cell, and molar volumes in m³/mol. */
export interface RegularSolutionOption {
  readonly kind: "regular-solution";
  readonly interaction: number;
  readonly molarVolume: number;
  readonly otherMolarVolume: number;
}

/** The liquid of a database that comes with the program, against the pure metal that is stable at the temperature of the cell. */
export interface AssessedOption {
  readonly kind: "assessed";
  /** "K-Na" */
  readonly database: string;
  /** Symbols of the working metal and of the other, as the database has them: NA. */
  readonly metal: string;
  readonly other: string;
  /** Mole fraction of the working metal at which the partial molar volumes are taken. Default ½. */
  readonly volumesAt?: number;
}

/** An alloy as data. */
export type AlloyOption = RegularSolutionOption | RedlichKisterOption | AssessedOption;

/**
 * The alloy of an option at the temperature of the cell in K, or a ready `Alloy`.
 *
 * @param submodel for messages
 * @throws DomainError quoting the field that is wrong
 */
export function alloyFromOption(submodel: string, option: unknown, temperature: number): Alloy {
  if (isAlloy(option)) return option;
  const where = `alloy of "${submodel}"`;
  const fields = optionFields(where, option);
  const kind = optionText(`Kind of the ${where}`, fields.kind, ["regular-solution", "redlich-kister", "assessed"]);
  if (kind === "redlich-kister") return redlichKisterFromOption(where, fields, temperature);
  if (kind === "assessed") return assessedFromOption(where, fields, temperature);
  onlyOptions(where, fields, ["kind", "interaction", "molarVolume", "otherMolarVolume"]);
  return new RegularSolution(
    optionNumber(`Interaction of the ${where}`, fields.interaction, -100, 2),
    optionNumber(`Molar volume of the ${where}`, fields.molarVolume, 1e-7, 1e-2),
    optionNumber(`Other molar volume of the ${where}`, fields.otherMolarVolume, 1e-7, 1e-2),
  );
}

/** Alloys that were made, the latest last: composing a cell asks for the same one several times. */
const made = new Map<string, RedlichKister>();
const MOST_KEPT = 64;

function assessedFromOption(
  where: string,
  fields: Readonly<Record<string, unknown>>,
  temperature: number,
): RedlichKister {
  onlyOptions(where, fields, ["kind", "database", "metal", "other", "volumesAt"]);
  const database = optionText(`Database of the ${where}`, fields.database, Object.keys(shippedLiquids));
  const liquid = shippedLiquids[database];
  const symbols = liquid.properties.components.map(({ symbol }) => symbol);
  const metal = optionText(`Metal of the ${where}`, fields.metal, symbols);
  const other = optionText(
    `Other metal of the ${where}`,
    fields.other,
    symbols.filter((symbol) => symbol !== metal),
  );
  const volumesAt = optionNumber(`Mole fraction of the volumes of the ${where}`, fields.volumesAt ?? 0.5, 0, 1);
  const key = JSON.stringify([database, metal, other, volumesAt, temperature]);
  const known = made.get(key);
  if (known !== undefined) return known;
  const alloy = assessedAlloy({ liquid, metal, other, volumesAt }, temperature);
  if (made.size >= MOST_KEPT) made.delete(made.keys().next().value ?? "");
  made.set(key, alloy);
  return alloy;
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
