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
  ["A/m²", [-2, 0, 0, 1, 0, 0]],
  ["C/m²", [-2, 0, 1, 1, 0, 0]],
];

const degree = Math.PI / 180;
const special: Readonly<Record<string, Conversion>> = {
  "°C": { factor: 1, offset: 273.15, unit: "K" },
  degC: { factor: 1, offset: 273.15, unit: "K" },
  "°": { factor: degree, offset: 0, unit: "rad" },
  deg: { factor: degree, offset: 0, unit: "rad" },
  degree: { factor: degree, offset: 0, unit: "rad" },
  rad: { factor: 1, offset: 0, unit: "rad" },
};

const known = new Map<string, Conversion | null>();

/**
 * Conversion of a unit as instruments print it (`mA.h`, `µF`, `Ohm`, `mm²`, `deg`, `°C`) to SI;
 * null where the unit is not known. A micro sign lost in transport (U+FFFD) is read as micro.
 */
export function toSI(unit: string): Conversion | null {
  const clean = unit.trim();
  const fixed = special[clean];
  if (fixed) return fixed;
  let conversion = known.get(clean);
  if (conversion === undefined) {
    conversion = byDimension(clean);
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
