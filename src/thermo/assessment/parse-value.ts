import { DomainError } from "../../base/errors.ts";
import { knownAtomicMass, parseComposition } from "../../units/composition.ts";

const NUMBER_AND_UNIT = /^([+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][+-]?\d+)?)\s*(.*)$/s;

/** What a number in the data may be. A difference of temperatures has no offset. */
export type WrittenQuantity =
  | "temperature"
  | "temperatureDifference"
  | "moleFractionDifference"
  | "massFractionDifference"
  | "slope"
  | "molarEnergy"
  | "potential"
  | "number";

/** Factor to SI of the units in which each quantity may be written. */
const UNITS: Readonly<Record<WrittenQuantity, Readonly<Record<string, number>>>> = {
  temperature: { K: 1, "°C": 1, C: 1 },
  temperatureDifference: { K: 1, "°C": 1, C: 1 },
  moleFractionDifference: { "at.%": 0.01, "at%": 0.01, "mol%": 0.01, "mol.%": 0.01 },
  massFractionDifference: { "wt%": 0.01, "wt.%": 0.01 },
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
  const clean = text
    .trim()
    .replace(/^−/, "-")
    .replace(/(?:[º˚\uFFFD]|deg)\s*C$/, "°C");
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
  const value = Number(number.replace(",", ".")) * factor;
  if (!Number.isFinite(value)) throw new DomainError(`"${text}" is too large for a number.`);
  if (quantity !== "temperature") return value;
  const kelvin = unit === "K" ? value : Number((value + ICE_POINT).toPrecision(15));
  if (!(kelvin > 0)) throw new DomainError(`"${text}" is ${kelvin} K; a temperature is above 0 K.`);
  return kelvin;
}

/**
 * Reads a standard uncertainty into SI: in a unit of its quantity, or in percent of the value (`2 %`); that of a temperature
 * in K or °C.
 * @throws DomainError where it is neither, or not above 0
 */
export function parseUncertainty(text: string, quantity: WrittenQuantity, value: number): number {
  const isRelative = /^[^%]*\d\s*%$/.test(text.trim()) && quantity !== "temperature";
  const uncertainty = isRelative
    ? Math.abs(value) * 0.01 * parseWritten(text.replace("%", ""), "number")
    : parseWritten(text, quantity === "temperature" ? "temperatureDifference" : quantity);
  return aboveZero(uncertainty, text);
}

/** Whether an uncertainty is one of a composition: `0.5 at.%`, `1 wt%`, with the symbol of a component or without. */
export function isCompositionDifference(text: string): boolean {
  return /(?:at|mol|wt)\.?\s*%(?:\s*[A-Z][a-z]?)?\s*$/.test(text);
}

/**
 * Reads the standard uncertainty of a composition into one of the mole fraction: `0.5 at.%` as it stands, `1 wt%` times
 * dx/dw = x(1 − x)/(w(1 − w)). Which of the two components it names is the same for both.
 *
 * @param x mole fraction of `component`
 * @throws DomainError where it is no uncertainty of a composition, or not above 0
 */
export function parseFractionDifference(
  text: string,
  x: number,
  components: readonly [string, string],
  component: string,
): number {
  const bare = text.trim().replace(/%\s*[A-Z][a-z]?$/, "%");
  if (!/wt\.?\s*%$/.test(bare)) return aboveZero(parseWritten(bare, "moleFractionDifference"), text);
  const [own, other] = [component, components.find((symbol) => symbol !== component) ?? ""].map(molarMass);
  const w = (x * own) / (x * own + (1 - x) * other);
  return aboveZero(((x * (1 - x)) / (w * (1 - w))) * parseWritten(bare, "massFractionDifference"), text);
}

function molarMass(symbol: string): number {
  const mass = knownAtomicMass(symbol.charAt(0) + symbol.slice(1).toLowerCase());
  if (mass === undefined) throw new DomainError(`no atomic mass of ${symbol} is known; give the uncertainty in at.%.`);
  return mass;
}

function aboveZero(uncertainty: number, text: string): number {
  if (!(uncertainty > 0)) throw new DomainError(`the uncertainty "${text}" must be above 0.`);
  return uncertainty;
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
