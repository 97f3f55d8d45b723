import { DomainError } from "../../base/errors.ts";
import { parseComposition } from "../../units/composition.ts";

const NUMBER_AND_UNIT = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(.*)$/s;

/** What a number in the data may be. A difference of temperatures has no offset. */
export type WrittenQuantity =
  | "temperature"
  | "temperatureDifference"
  | "moleFractionDifference"
  | "slope"
  | "molarEnergy"
  | "potential"
  | "number";

/** Factor to SI of the units in which each quantity may be written. */
const UNITS: Readonly<Record<WrittenQuantity, Readonly<Record<string, number>>>> = {
  temperature: { K: 1, "°C": 1, C: 1 },
  temperatureDifference: { K: 1, "°C": 1, C: 1 },
  moleFractionDifference: { "at.%": 0.01, "at%": 0.01, "mol%": 0.01, "mol.%": 0.01 },
  slope: { "at.%/K": 0.01, "at%/K": 0.01, "mol%/K": 0.01, "1/K": 1 },
  molarEnergy: { "J/mol": 1, "kJ/mol": 1e3, "cal/mol": 4.184 },
  potential: { V: 1, mV: 1e-3, µV: 1e-6, uV: 1e-6 },
  number: { "": 1, "1": 1 },
};

const ICE_POINT = 273.15;

/**
 * Reads a number with its unit into SI: `25 °C`, `0.10 at.%/K`, `735 J/mol`.
 * @throws DomainError where it is no number, or its unit is none of those the quantity has
 */
export function parseWritten(text: string, quantity: WrittenQuantity): number {
  const clean = text.trim().replace(/^−/, "-");
  const match = NUMBER_AND_UNIT.exec(clean);
  const units = UNITS[quantity];
  const listed = Object.keys(units)
    .map((unit) => unit || "no unit")
    .join(", ");
  if (match === null) throw new DomainError(`"${text}" is no number with a unit; the unit may be ${listed}.`);
  const [, number = "", written = ""] = match;
  const unit = written.trim().replace(/\s+/g, "");
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (factor === undefined) {
    throw new DomainError(`"${text}" has ${unit === "" ? "no unit" : `the unit ${unit}`}; it may be ${listed}.`);
  }
  const value = Number(number) * factor;
  if (!Number.isFinite(value)) throw new DomainError(`"${text}" is too large for a number.`);
  if (quantity !== "temperature") return value;
  const kelvin = unit === "K" ? value : value + ICE_POINT;
  if (!(kelvin > 0)) throw new DomainError(`"${text}" is ${kelvin} K; a temperature is above 0 K.`);
  return kelvin;
}

/**
 * Mole fraction of the axis component from a composition with its kind: `44 wt% K`, `70 at.% Na`, `NaK78`.
 *
 * @param component upper-case symbol of the axis component
 * @throws DomainError where it is no composition, or not of the two components
 */
export function parseMoleFraction(text: string, components: readonly [string, string], component: string): number {
  const { moleFraction } = parseComposition(text);
  const found = new Map(Object.entries(moleFraction).map(([symbol, x]) => [symbol.toUpperCase(), x]));
  if (components.some((symbol) => !found.has(symbol))) {
    throw new DomainError(
      `"${text}" is an alloy of ${[...found.keys()].join(" and ")}, not of ${components.join(" and ")}.`,
    );
  }
  return found.get(component) as number;
}
