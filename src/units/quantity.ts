import { DomainError } from "../base/errors.ts";
import { type DimensionName, dimensions, nameOfDimension, sameDimension } from "./dimension.ts";
import { parseUnit } from "./unit.ts";

const pattern = /^([+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][+-]?\d+)?)\s*(.*)$/s;
/** A comma that may part thousands or decimals. */
const ambiguous = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/**
 * Reads a number with its unit, `0.385 cm2`, `0,385 cm²`, `0.4mA/cm2`, `5 µm`, into SI. A bare number is refused: a unit is part of a quantity.
 *
 * @param expected what it must be: `area` for m²
 * @throws DomainError if it is no number, has no unit, an unknown unit, or a unit of another dimension
 */
export function parseQuantity(text: string, expected: DimensionName): number {
  const name = nameOfDimension(dimensions[expected]);
  const match = pattern.exec(text.trim().replace(/^\u2212/, "-"));
  if (!match)
    throw new DomainError(`"${text}" is not ${article(name)}: write a number and a unit, as in ${examples[expected]}.`);
  const [, number = "", unitText = ""] = match;
  if (unitText === "" && expected !== "none") {
    throw new DomainError(`"${text}" has no unit: write ${article(name)} as in ${examples[expected]}.`);
  }
  const unit = parseUnit(unitText);
  if (!sameDimension(unit.dimension, dimensions[expected])) {
    throw new DomainError(
      `"${text}" is ${article(nameOfDimension(unit.dimension) || "number")}, not ${article(name)}; write it as in ${examples[expected]}.`,
    );
  }
  if (ambiguous.test(number)) throw new DomainError(`"${text}": is the comma a decimal mark? Write it with a point.`);
  const value = Number(number.replace(",", ".")) * unit.factor;
  if (!Number.isFinite(value)) throw new DomainError(`"${text}" is too large for a number.`);
  return value;
}

const article = (name: string): string => `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`;

const examples: Readonly<Record<DimensionName, string>> = {
  none: "0.5",
  length: "0.2mm",
  area: "0.385cm2",
  volume: "40mm3",
  mass: "2.5mg",
  time: "10min",
  frequency: "5kHz",
  current: "0.1mA",
  currentDensity: "0.4mA/cm2",
  currentRate: "0.1mA/s",
  currentDensityRate: "0.1mA/cm2/min",
  charge: "1mAh",
  arealCharge: "1mAh/cm2",
  voltage: "0.9V",
  scanRate: "10mV/s",
  power: "2mW",
  powerDensity: "2mW/cm2",
  resistance: "18Ohm",
  arealResistance: "10Ohm cm2",
  capacitance: "1uF",
  inductance: "1uH",
  temperature: "298K",
};
