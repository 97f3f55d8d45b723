import { DomainError } from "../base/errors.ts";
import { type Dimension, sameDimension } from "./dimension.ts";
import { parseUnit } from "./unit.ts";

/** value in SI = factor · value + offset, in `unit`. */
export interface Conversion {
  readonly factor: number;
  readonly offset: number;
  /** Symbol of the SI unit. */
  readonly unit: string;
}

const derivedUnits: readonly (readonly [symbol: string, dimension: Dimension])[] = [
  ["1", [0, 0, 0, 0, 0, 0]],
  ["m", [1, 0, 0, 0, 0, 0]],
  ["m²", [2, 0, 0, 0, 0, 0]],
  ["kg", [0, 1, 0, 0, 0, 0]],
  ["s", [0, 0, 1, 0, 0, 0]],
  ["Hz", [0, 0, -1, 0, 0, 0]],
  ["A", [0, 0, 0, 1, 0, 0]],
  ["C", [0, 0, 1, 1, 0, 0]],
  ["V", [2, 1, -3, -1, 0, 0]],
  ["Ω", [2, 1, -3, -2, 0, 0]],
  ["S", [-2, -1, 3, 2, 0, 0]],
  ["F", [-2, -1, 4, 2, 0, 0]],
  ["H", [2, 1, -2, -2, 0, 0]],
  ["W", [2, 1, -3, 0, 0, 0]],
  ["J", [2, 1, -2, 0, 0, 0]],
  ["K", [0, 0, 0, 0, 1, 0]],
  ["mol", [0, 0, 0, 0, 0, 1]],
  ["Ω·m²", [4, 1, -3, -2, 0, 0]],
  ["Ω·m", [3, 1, -3, -2, 0, 0]],
  ["V/s", [2, 1, -4, -1, 0, 0]],
  ["S/m", [-3, -1, 3, 2, 0, 0]],
  ["A/m²", [-2, 0, 0, 1, 0, 0]],
  ["C/m²", [-2, 0, 1, 1, 0, 0]],
];

const degree = Math.PI / 180;
const special: Readonly<Record<string, Conversion>> = {
  "°c": { factor: 1, offset: 273.15, unit: "K" },
  degc: { factor: 1, offset: 273.15, unit: "K" },
  "deg c": { factor: 1, offset: 273.15, unit: "K" },
  celsius: { factor: 1, offset: 273.15, unit: "K" },
  "°": { factor: degree, offset: 0, unit: "rad" },
  deg: { factor: degree, offset: 0, unit: "rad" },
  degree: { factor: degree, offset: 0, unit: "rad" },
  degrees: { factor: degree, offset: 0, unit: "rad" },
  rad: { factor: 1, offset: 0, unit: "rad" },
  "#": { factor: 1, offset: 0, unit: "1" },
};

/** Spellings that instrument programs use for a unit. */
const spellings: readonly (readonly [pattern: RegExp, symbol: string])[] = [
  [/ohms?\b/gi, "Ohm"],
  [/\b([kM]?)(?:hz|hertz)\b/gi, "$1Hz"],
  [/\b(?:secs?|seconds?)\b/gi, "s"],
  [/\b(?:hrs?|hours?)\b/gi, "h"],
  [/\bvolts?\b/gi, "V"],
  [/\b(?:amps?|amperes?)\b/gi, "A"],
];

/** No instrument prints a longer unit. */
const LONGEST = 32;
const known = new Map<string, Conversion | null>();

/**
 * Conversion of a unit as instruments print it (`mA.h`, `µF`, `Ohm`, `mm²`, `deg`, `°C`, `V vs. Ref.`) to SI;
 * null where the unit is not known. A micro sign lost in transport (U+FFFD) is read as micro.
 */
export function toSI(unit: string): Conversion | null {
  if (unit.length > LONGEST) return null;
  const clean = unit.trim().replace(/\s+vs\.?\s.*$/i, "");
  const word = clean.toLowerCase();
  if (Object.hasOwn(special, word)) return special[word] ?? null;
  let conversion = known.get(clean);
  if (conversion === undefined) {
    conversion =
      clean === "" ? null : byDimension(spellings.reduce((text, [from, to]) => text.replace(from, to), clean));
    known.set(clean, conversion);
  }
  return conversion;
}

function byDimension(unit: string): Conversion | null {
  try {
    const { factor, dimension } = parseUnit(unit);
    const symbol = derivedUnits.find(([, one]) => sameDimension(one, dimension))?.[0];
    return symbol === undefined ? null : { factor, offset: 0, unit: symbol };
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
