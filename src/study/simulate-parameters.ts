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
  const match = /^\s*([+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][+-]?\d+)?)\s*(.*?)\s*$/.exec(text);
  const expected = unit === "1" ? "a number" : `a number in ${unit}, or with a unit`;
  if (match === null) throw new DomainError(`${name} = ${text}: give ${expected}.`);
  const [, written = "", given = ""] = match;
  if (/^[+-]?[1-9]\d{0,2},\d{3}$/.test(written)) {
    throw new DomainError(`${name} = ${text}: is the comma a decimal mark? Write it with a point.`);
  }
  const number = written.replace(",", ".");
  if (given === "") return Number(number);
  const [own, wanted] = [parseUnit(given), parseUnit(unit)];
  if (own.dimension.some((power, i) => power !== wanted.dimension[i])) {
    throw new DomainError(`${name} = ${text}: ${given} is another kind of quantity; give ${expected}.`);
  }
  return (Number(number) * own.factor) / wanted.factor;
}
