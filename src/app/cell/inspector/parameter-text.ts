import { formatNumber } from "../../../figures/format-number.ts";
import { shownUnit } from "../../../figures/simulated-course.ts";
import { parameterValue } from "../../../study/simulate-parameters.ts";
import type { OutlinedParameter } from "../../../study/studies/study-outline.ts";

/** What was typed into the field of a parameter. */
export type Typed =
  /** `written` goes into the study as it was typed, with the unit of the field where none was. */
  { readonly value: number; readonly written: string } | { readonly problem: string };

/** A number in the unit of the field or with a unit of its own; another kind is refused in a sentence. */
export function typedParameter({ name, unit }: Pick<OutlinedParameter, "name" | "unit">, text: string): Typed {
  const plain = text
    .trim()
    .replaceAll("−", "-")
    .replace(/\s*[×x·]\s*10\s*\^?\s*([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[-+]?\d+)/u, (_, power: string) => `e${plainPower(power)}`)
    .replace(/(\d)[\u2009\u202f](?=\d)/gu, "$1");
  try {
    const value = parameterValue(name, plain, unit);
    const bare = /^[+-]?[\d.,]+(?:e[+-]?\d+)?$/i.test(plain);
    return { value, written: bare && unit !== "1" ? `${plain} ${unit}` : plain };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

const DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function plainPower(power: string): string {
  return [...power]
    .map((sign) => (sign === "⁻" ? "-" : sign === "⁺" ? "" : DIGITS.includes(sign) ? DIGITS.indexOf(sign) : sign))
    .join("");
}

/** "0.98" */
export const parameterText = (value: number): string => formatNumber(value, { digits: 5 });

/** px of the narrowest field, and of what stands around its text. */
const NARROWEST = 126;
const AROUND = 24;

/** px of a field that cuts nothing of its number and unit, by wide, raised and empty signs. */
export function fieldWidth(number: string, unit: string): number {
  const width = (text: string, wide: number): number =>
    [...text].reduce(
      (sum, sign) => sum + wide * (/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻.]/u.test(sign) ? 0.68 : /\s/u.test(sign) ? 0.45 : 1),
      0,
    );
  return Math.max(NARROWEST, Math.ceil(width(number, 8.8) + width(unit, 8) + AROUND));
}

/** "mA cm⁻²" */
export const unitText = (unit: string): string =>
  shownUnit(unit)
    .replace(/^u(?=\p{L})/u, "µ")
    .replace("Ohm", "Ω");

/** Ratio of the ends of a range from which on it is logarithmic. */
const DECADE = 10;

/** Steps of a slider of a parameter. */
export const sliderSteps = 1000;

/**
 * A scale from 0 to 1 over what a slider reaches: the range and the value; without a range a decade to either side of the number
 * as shipped. Each of its steps is a number of its own.
 */
export interface ParameterScale {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
  toPart(value: number): number;
  toValue(part: number): number;
}

export function parameterScale({
  range,
  value,
  shipped,
}: Pick<OutlinedParameter, "range" | "value" | "shipped">): ParameterScale {
  const middle = shipped ?? value;
  const [from, to] = range ?? (middle > 0 ? [middle / DECADE, middle * DECADE] : [middle - 1, middle + 1]);
  const [low, high] = [Math.min(from, value), Math.max(to, value)];
  const log = low > 0 && high > DECADE * low;
  const scale = (x: number): number => (log ? Math.log(x) : x);
  const span = scale(high) - scale(low) || 1;
  return {
    low,
    high,
    log,
    toPart: (x) => (log && x <= 0 ? 0 : (scale(x) - scale(low)) / span),
    toValue: (part) => {
      const at = (x: number): number => (log ? Math.exp(scale(low) + x * span) : scale(low) + x * span);
      const [raw, next] = [at(part), at(part + 1 / sliderSteps)];
      const digits = Math.ceil(Math.log10(Math.abs(raw) / Math.abs(next - raw))) + 2;
      return Number(raw.toPrecision(Math.min(15, Math.max(3, Number.isFinite(digits) ? digits : 3))));
    },
  };
}

/** Whether a value lies outside of what the literature allows. */
export function isOutside({ range, value }: Pick<OutlinedParameter, "range" | "value">): boolean {
  if (range === null) return false;
  const slack = 1e-9 * Math.max(Math.abs(range[0]), Math.abs(range[1]));
  return value < range[0] - slack || value > range[1] + slack;
}
