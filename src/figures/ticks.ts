import { log10, pow } from "../numerics/elementary/index.ts";
import { superscript } from "./format-number.ts";

/** Smallest 1, 2 or 5 × 10ⁿ that is not below `value` (> 0). */
export function roundUp125(value: number): number {
  const power = pow(10, Math.floor(log10(value) + 1e-12));
  const mantissa = value / power;
  const step = [1, 2, 5, 10].find((s) => mantissa <= s * (1 + 1e-9)) as number;
  return Number((step * power).toPrecision(12));
}

/** Step 1, 2 or 5 × 10ⁿ that divides `span` into at most `count` parts. */
export function niceStep(span: number, count: number): number {
  return roundUp125(span / count);
}

/** Ticks for a logarithmic scale shown on log₁₀ values: decades carry text, 2 … 9 do not. */
export interface LogTicks {
  /** log₁₀ of the tick. */
  readonly values: number[];
  readonly texts: string[];
}

function decadeText(exponent: number): string {
  if (exponent >= -3 && exponent <= 4) return String(Number(`1e${exponent}`));
  return `10${superscript(exponent)}`;
}

/** All 1 … 9 × 10ⁿ between two positive values; texts at the decades, at 1-2-5 below 1.7 decades. */
export function logTicks(min: number, max: number): LogTicks {
  const values: number[] = [];
  const texts: string[] = [];
  const few = log10(max / min) < 1.7;
  const last = Math.floor(log10(max) + 1e-9);
  for (let exponent = Math.floor(log10(min) - 1e-9); exponent <= last; exponent++) {
    for (let mantissa = 1; mantissa <= 9; mantissa++) {
      const value = mantissa * pow(10, exponent);
      if (value < min * (1 - 1e-9) || value > max * (1 + 1e-9)) continue;
      values.push(log10(value));
      const labelled = mantissa === 1 || (few && (mantissa === 2 || mantissa === 5));
      texts.push(labelled ? (mantissa === 1 ? decadeText(exponent) : String(Number(value.toPrecision(6)))) : "");
    }
  }
  return { values, texts };
}

/** Exponents of 10 at which measured decades fall, ascending. */
export function decadesWithin(min: number, max: number): number[] {
  const exponents: number[] = [];
  const last = Math.floor(log10(max) + 0.03);
  for (let k = Math.ceil(log10(min) - 0.03); k <= last; k++) exponents.push(k);
  return exponents;
}

/** `count` indices spread evenly over 0 … n − 1, first and last included. */
export function spreadIndices(n: number, count: number): number[] {
  if (n <= count) return Array.from({ length: n }, (_, i) => i);
  return Array.from({ length: count }, (_, i) => Math.round((i * (n - 1)) / (count - 1)));
}
