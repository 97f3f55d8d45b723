import { DomainError } from "../../base/errors.ts";
import { type Dimension, sameDimension } from "../../units/dimension.ts";
import { parseUnit } from "../../units/unit.ts";
import type { ParameterProvenance } from "../form/parameter.ts";
import { suggest } from "../form/suggest.ts";
import type { ParameterSet, ParameterValue } from "./parameter-set.ts";

/** A number of a set in SI, and how it is known. */
export interface SetNumber extends ParameterProvenance {
  /** SI */
  readonly value: number;
  /** As it is written in the set. */
  readonly unit: string;
}

/** The value in SI; °C are not used in sets. @throws DomainError for an unknown unit */
export function siValue({ value, unit }: Pick<ParameterValue, "value" | "unit">): number {
  return unit === "1" ? value : value * parseUnit(unit).factor;
}

/**
 * All numbers of a set in SI, with those of a study in the place of the shipped ones.
 *
 * @param changes SI, by "submodel.parameter"
 * @throws DomainError for a name that the set does not have
 */
export function numbersOf(
  set: ParameterSet,
  changes: Readonly<Record<string, number>>,
): ReadonlyMap<string, SetNumber> {
  const numbers = new Map<string, SetNumber>();
  for (const [name, given] of Object.entries(set.parameters)) {
    const { unit, status, source } = given;
    numbers.set(name, { value: siValue(given), unit, status, source });
  }
  for (const [name, value] of Object.entries(changes)) {
    const shipped = numbers.get(name);
    if (shipped === undefined) {
      throw new DomainError(`The set "${set.name}" has no parameter "${name}". ${suggest(name, [...numbers.keys()])}`);
    }
    numbers.set(name, {
      value,
      unit: shipped.unit,
      status: "given",
      source: "the study, in the place of the shipped number",
    });
  }
  return numbers;
}

const perArea: readonly Dimension[] = ["A/m2", "C/m2", "F/m2", "mol/m2", "mol/m2/s"].map(
  (unit) => parseUnit(unit).dimension,
);
const timesArea: readonly Dimension[] = ["Ohm m2", "m2/C"].map((unit) => parseUnit(unit).dimension);

/**
 * A number per area of one electrode, as a number per area of another: amounts, currents and capacitances per area grow with
 * the ratio, areal resistances fall, all else stays.
 *
 * @param ratio area of the electrode that the number belongs to over that to which it is converted
 */
export function onOtherArea({ value, unit }: Pick<SetNumber, "value" | "unit">, ratio: number): number {
  if (unit === "1") return value;
  const { dimension } = parseUnit(unit);
  const among = (known: readonly Dimension[]): boolean => known.some((one) => sameDimension(one, dimension));
  if (among(perArea)) return value * ratio;
  return among(timesArea) ? value / ratio : value;
}
