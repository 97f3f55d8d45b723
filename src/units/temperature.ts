import { DomainError } from "../base/errors.ts";

/** K at 0 °C. */
export const ICE_POINT = 273.15;

const pattern = /^([+-]?(?:\d+\.?\d*|\.\d+))\s*(°\s*C|deg\s*C|C|K|°\s*F|F)?$/i;

/**
 * Reads a temperature with its unit, `25C`, `25 °C`, `−12.6 °C`, `298.15K`, into K. A bare number is refused, and so is a comma: it may
 * be a decimal mark or stand between two temperatures.
 * @throws DomainError for what is no temperature, has no unit, or lies at or below absolute zero
 */
export function parseTemperature(text: string): number {
  if (text.includes(",")) {
    throw new DomainError(`"${text}": give one temperature here, with a decimal point if it needs one, as in 25.5C.`);
  }
  const match = pattern.exec(text.trim().replace(/^\u2212/, "-"));
  if (!match) throw new DomainError(`"${text}" is not a temperature: write it as in 25C or 298.15K.`);
  const [, number = "", unit = ""] = match;
  if (unit === "") throw new DomainError(`"${text}" has no unit: write a temperature as in ${number}C or 298.15K.`);
  const letter = unit.slice(-1).toUpperCase();
  if (letter === "F") throw new DomainError(`"${text}": temperatures are read in °C or K, as in 25C or 298.15K.`);
  const value = Number(number);
  const kelvins = letter === "C" ? shifted(value) : value;
  if (!(kelvins > 0))
    throw new DomainError(`"${text}" is ${Number(kelvins.toPrecision(6))} K; a temperature lies above 0 K.`);
  return kelvins;
}

/** Adds 273.15 without the rounding of the binary sum: 25 °C is 298.15 K to the digit. */
function shifted(celsius: number): number {
  return Number((celsius + ICE_POINT).toPrecision(15));
}
