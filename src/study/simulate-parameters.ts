import { DomainError } from "../base/errors.ts";
import type { CellModel } from "../cell/form/cell-model.ts";
import { suggest } from "../cell/form/suggest.ts";
import { parseUnit } from "../units/unit.ts";

/**
 * Changes of parameters in SI, from numbers in SI or texts with a unit: `{ "pool.depth": "500 um" }`.
 * @throws DomainError for a name that is not there, or a unit of another kind
 */
export function parameterChanges(
  { submodels }: CellModel,
  set: Readonly<Record<string, string | number>>,
): Readonly<Record<string, number>> {
  const units = new Map<string, string>(
    submodels.flatMap((submodel) =>
      Object.entries(submodel.parameters).map(([name, { unit }]) => [`${submodel.name}.${name}`, unit] as const),
    ),
  );
  return Object.fromEntries(
    Object.entries(set).map(([name, value]) => {
      const unit = units.get(name);
      if (unit === undefined) {
        throw new DomainError(`No parameter is called "${name}". ${suggest(name, [...units.keys()])}`);
      }
      return [name, typeof value === "number" ? value : parameterValue(name, value, unit)];
    }),
  );
}

/** A number in the unit of a parameter, from a text with or without a unit. @throws DomainError for a unit of another kind */
export function parameterValue(name: string, text: string, unit: string): number {
  const expected = unit === "1" ? "a number" : `a number in ${unit}, or with a unit`;
  const { number, own } = quantityOf(name, text, unit, expected);
  return own === null ? number : (number * own) / parseUnit(unit).factor;
}

/**
 * A number in SI, from a number or a text; without a unit both are SI, whatever unit the parameter is stated in.
 * @param unit that the parameter is stated in, as in mS/cm
 * @throws DomainError for a unit of another kind
 */
export function siParameterValue(name: string, given: string | number, unit: string): number {
  if (typeof given === "number") return given;
  const expected = unit === "1" ? "a number" : `a number with a unit, as in ${unit}, or in SI without one`;
  const { number, own } = quantityOf(name, given, unit, expected);
  return own === null ? number : number * own;
}

/** @returns the number, and how many of SI its own unit is; null without a unit */
function quantityOf(
  name: string,
  text: string,
  unit: string,
  expected: string,
): { readonly number: number; readonly own: number | null } {
  const match = /^\s*([+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][+-]?\d+)?)\s*(.*?)\s*$/.exec(text);
  if (match === null) throw new DomainError(`${name} = ${text}: give ${expected}.`);
  const [, written = "", given = ""] = match;
  if (/^[+-]?[1-9]\d{0,2},\d{3}$/.test(written)) {
    throw new DomainError(`${name} = ${text}: is the comma a decimal mark? Write it with a point.`);
  }
  const number = Number(written.replace(",", "."));
  if (given === "") return { number, own: null };
  const own = parseUnit(given);
  if (own.dimension.some((power, i) => power !== parseUnit(unit).dimension[i])) {
    throw new DomainError(`${name} = ${text}: ${given} is another kind of quantity; give ${expected}.`);
  }
  return { number, own: own.factor };
}
