import { log10, pow } from "../numerics/elementary/index.ts";
import { formatNumber, formatPair, formatWithError, ohmPrefix, prefixFor } from "./format-number.ts";

/** Ends of an interval. */
export interface Ends {
  readonly lower: number;
  readonly upper: number;
}

/** Larger over smaller part of an interval, on the two sides of the value, up to which ± tells it. */
const SYMMETRIC = 1.25;
/** More significant digits are never shown. */
const MOST_DIGITS = 6;

/** Whether `value ± half the interval` says the same as the interval. */
export function isSymmetric(value: number, { lower, upper }: Ends): boolean {
  const [below, above] = [value - lower, upper - value];
  return below > 0 && above > 0 && Math.max(below, above) <= SYMMETRIC * Math.min(below, above);
}

/** Decimals to which a number of this size shows the second digit of a width, or `MOST_DIGITS` of its own; may be negative. */
function decimalsFor(width: number, size: number): number {
  const second = width > 0 ? 1 - Math.floor(log10(width)) : Number.POSITIVE_INFINITY;
  const most = MOST_DIGITS - 1 - (size > 0 ? Math.floor(log10(size)) : 0);
  return Math.min(second, most);
}

/**
 * Both ends to the second digit of the width: `25.35–25.62`, `−0.0023 … 0.0001`. Of an interval that six digits do not
 * resolve, `± 1.4 × 10⁻¹⁷`, half of its width. Where there is no upper end, `> 12`.
 */
export function formatEnds({ lower, upper }: Ends): string {
  if (upper === Number.POSITIVE_INFINITY) return `>\u2009${formatNumber(lower, { digits: 2 })}`;
  const size = Math.max(Math.abs(lower), Math.abs(upper));
  const decimals = decimalsFor((upper - lower) / 2, size);
  const text = (x: number): string => {
    const place = pow(10, -decimals);
    const rounded = Math.round(x / place) * place;
    const digits = Math.max(1, Math.floor(log10(Math.abs(rounded) || 1)) + 1 + decimals);
    return formatNumber(rounded, { digits, keepZeros: true });
  };
  const [a, b] = [text(lower), text(upper)];
  if (a === b) return upper > lower ? `±\u00A0${formatNumber((upper - lower) / 2, { digits: 2 })}` : a;
  return lower < 0 ? `${a}\u00A0…\u00A0${b}` : `${a}–${b}`;
}

/** A value to the second digit of the width of its interval: at least two digits of its own (two where it has no upper end), six at most. */
export function formatWithin(value: number, { lower, upper }: Ends): string {
  const size = Math.max(Math.abs(value), Math.abs(lower), Math.abs(upper));
  const exponent = Math.floor(log10(Math.abs(value) || size));
  const digits = exponent + 1 + decimalsFor((upper - lower) / 2, size);
  return formatNumber(value, { digits: Math.min(MOST_DIGITS, Math.max(2, digits)), keepZeros: true });
}

/** A value this near to an end of its interval, over the width of the interval, lies on it. */
const ON_END = 1e-9;

/** What an interval says of a value at an end that is 0, as of a resistance that is none at best: `≤ 41`, `≥ −3.0`; null elsewhere: an end that data have drawn is one to be told. */
function formatBound(value: number, { lower, upper }: Ends): string | null {
  const near = ON_END * (upper - lower);
  const below = Math.abs(value - lower) <= near;
  if (!(upper > lower) || !Number.isFinite(near) || !(below || Math.abs(value - upper) <= near)) return null;
  if (Math.abs(below ? lower : upper) > near) return null;
  return `${below ? "≤" : "≥"}\u00A0${formatNumber(below ? upper : lower, { digits: 2, keepZeros: true })}`;
}

/**
 * Value and interval of 95 % for two cells of a table: `154` and `± 11` where ± tells it, else its ends, `22` and `11–84`; of a value at
 * an end of its interval that is 0 the bound alone, `≤ 41`. Without an interval three digits and an empty text.
 */
export function formatParts(value: number, ends: Ends | null): readonly [value: string, interval: string] {
  if (ends === null || !(ends.upper > ends.lower)) return [formatNumber(value, { digits: 3, keepZeros: true }), ""];
  const bound = formatBound(value, ends);
  if (bound !== null) return [bound, ""];
  if (!isSymmetric(value, ends)) return [formatWithin(value, ends), formatEnds(ends)];
  const pair = formatPair(value, (ends.upper - ends.lower) / 2);
  return [pair.value + pair.power, pair.error === null ? "" : `±\u2009${pair.error}`];
}

/**
 * `154 ± 11 Ω` where ± tells the interval, else value and ends: `4.1 (1.4–4.7) mΩ`; of a value at an end of its interval that is 0 the bound alone,
 * `≤ 41 Ω`; without an interval three digits.
 */
export function formatWithInterval(value: number, ends: Ends | null | undefined, unit = ""): string {
  const { factor, prefix } = ohmPrefix(value, unit);
  if (prefix !== "") {
    const scaled = ends && { lower: ends.lower / factor, upper: ends.upper / factor };
    return formatWithInterval(value / factor, scaled, prefix + unit);
  }
  const tail = unit === "" || unit === "1" ? "" : `\u00A0${unit.replaceAll(" ", "\u00A0")}`;
  if (!ends || !Number.isFinite(ends.lower) || !Number.isFinite(ends.upper)) {
    return `${formatNumber(value, { digits: 3 })}${tail}`;
  }
  if (!(ends.upper > ends.lower)) return `${formatNumber(value)}${tail}`;
  const bound = formatBound(value, ends);
  if (bound !== null) return `${bound}${tail}`;
  if (isSymmetric(value, ends)) return formatWithError(value, (ends.upper - ends.lower) / 2, unit);
  return `${formatWithin(value, ends)}\u00A0(${formatEnds(ends)})${tail}`;
}

/** The same under the prefix that suits the value: `500 ± 12 µs`, `330 (150–720) ms`. */
export function formatQuantityWithInterval(value: number, ends: Ends | null | undefined, unit: string): string {
  const { factor, prefix } = prefixFor(Number(value.toPrecision(3)));
  const scaled = ends && { lower: ends.lower / factor, upper: ends.upper / factor };
  return formatWithInterval(value / factor, scaled, prefix + unit);
}
