import { pow } from "../numerics/elementary/index.ts";

const MINUS = "−";
const THIN = "\u2009";
const NO_BREAK = "\u00A0";
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** An integer in superscript digits: −3 → ⁻³. */
export function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((d) => SUPERSCRIPTS[Number(d)] as string).join("");
  return exponent < 0 ? `⁻${digits}` : digits;
}

/** Replaces the hyphen by a minus and puts thin spaces between thousands of the integer part: -31870.5 → −31 870.5. */
function typeset(plain: string): string {
  const negative = plain.startsWith("-");
  const [whole = "", fraction] = plain.replace("-", "").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN);
  const body = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return negative && /[1-9]/.test(plain) ? MINUS + body : body;
}

/** Power of ten of the first significant digit after rounding to `digits`. */
function exponentOf(value: number, digits: number): number {
  return Number(
    Math.abs(value)
      .toExponential(digits - 1)
      .split("e")[1],
  );
}

export interface NumberFormat {
  /** Significant digits; 4 by default. */
  readonly digits?: number;
  /** Keep trailing zeros; false by default. */
  readonly keepZeros?: boolean;
}

/**
 * A number for people: significant digits, true minus, thin spaces in thousands, × 10ⁿ below 0.001 and from a million.
 * Values that are not finite are a dash.
 */
export function formatNumber(value: number, { digits = 4, keepZeros = false }: NumberFormat = {}): string {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const exponent = exponentOf(value, digits);
  const strip = (text: string): string =>
    keepZeros || !text.includes(".") ? text : text.replace(/0+$/, "").replace(/\.$/, "");
  if (exponent < -3 || exponent >= 6) {
    const mantissa = strip((value / pow(10, exponent)).toFixed(digits - 1));
    return `${typeset(mantissa)}${NO_BREAK}×${NO_BREAK}10${superscript(exponent)}`;
  }
  const decimals = Math.max(0, digits - 1 - exponent);
  const rounded = Number(value.toPrecision(digits));
  return typeset(strip(rounded.toFixed(decimals)));
}

/** A number with a fixed count of decimals, for aligned columns. */
export function formatFixed(value: number, decimals: number): string {
  return Number.isFinite(value) ? typeset(value.toFixed(Math.max(0, decimals))) : "–";
}

/** Value and error to the same place. */
export interface FormattedPair {
  readonly value: string;
  /** Without the ±; null where there is none. */
  readonly error: string | null;
  /** ` × 10ⁿ` common to both, or empty. */
  readonly power: string;
}

/** More significant digits of a value are never shown. */
const MOST_DIGITS = 6;

/**
 * Rounds both to two significant digits of the error; to tens and hundreds, too. A value keeps one digit of its own beside a
 * larger error, and six at most: a smaller error then stands in its own digits, `1.00000 ± 1.4 × 10⁻¹⁷`.
 */
export function formatPair(value: number, error: number | null): FormattedPair {
  if (error === null || !(error > 0) || !Number.isFinite(error)) {
    return { value: formatNumber(value), error: null, power: "" };
  }
  const size = exponentOf(Math.max(Math.abs(value), error), 2);
  const shift = size < -3 || size >= 6 ? size : 0;
  const scale = pow(10, shift);
  const place = exponentOf(error / scale, 2) - 1;
  const own = value === 0 ? place : exponentOf(value / scale, 2);
  if (own - place >= MOST_DIGITS || own < place) {
    const digits = own < place ? 1 : MOST_DIGITS;
    return {
      value: formatNumber(value / scale, { digits, keepZeros: true }),
      error: formatNumber(error / scale, { digits: 2, keepZeros: own < place }),
      power: shift === 0 ? "" : `${NO_BREAK}×${NO_BREAK}10${superscript(shift)}`,
    };
  }
  const round = (x: number): number =>
    place > 0 ? Math.round(x / scale / pow(10, place)) * pow(10, place) : x / scale;
  const decimals = Math.max(0, -place);
  return {
    value: formatFixed(round(value), decimals),
    error: formatFixed(round(error), decimals),
    power: shift === 0 ? "" : `${NO_BREAK}×${NO_BREAK}10${superscript(shift)}`,
  };
}

/** `154 ± 11`, `(2.50 ± 0.12) × 10⁻³`; without an error four significant digits. A unit follows after a no-break space. */
export function formatWithError(value: number, error: number | null, unit = ""): string {
  const { factor, prefix } = ohmPrefix(value, unit);
  if (prefix !== "") return formatWithError(value / factor, error === null ? null : error / factor, prefix + unit);
  const pair = formatPair(value, error);
  const tail = unit === "" || unit === "1" ? "" : NO_BREAK + unit.replaceAll(" ", NO_BREAK);
  if (pair.error === null) return pair.value + tail;
  const both = `${pair.value}${NO_BREAK}±${NO_BREAK}${pair.error}`;
  return pair.power === "" && tail === ""
    ? both
    : pair.power === ""
      ? `${both}${tail}`
      : `(${both})${pair.power}${tail}`;
}

const PREFIXES: readonly (readonly [number, string])[] = [
  [1e9, "G"],
  [1e6, "M"],
  [1e3, "k"],
  [1, ""],
  [1e-3, "m"],
  [1e-6, "µ"],
  [1e-9, "n"],
  [1e-12, "p"],
  [1e-15, "f"],
];

/** The prefix under which a value reads between 1 and 1000, with its factor. */
export function prefixFor(value: number): { readonly factor: number; readonly prefix: string } {
  const size = Math.abs(value) * (1 + 1e-9);
  const found = PREFIXES.find(([factor]) => size >= factor) ?? (value === 0 ? [1, ""] : [1e-15, "f"]);
  return { factor: found[0] as number, prefix: found[1] as string };
}

/** Units that take a prefix in running text. */
const PREFIXED = /^(s|Hz|F|A|H|V|F cm⁻²)$/;

/** Resistances, which take a prefix from a million on: below, `1 940 Ω` reads as instruments and papers write it. */
const RESISTANCE = /^Ω( cm²)?$/;

/** M or G of a resistance from a million on, in its unit or per area; no prefix else. */
export function ohmPrefix(value: number, unit: string): { readonly factor: number; readonly prefix: string } {
  const large = RESISTANCE.test(unit) && Number.isFinite(value) && Math.abs(Number(value.toPrecision(3))) >= 1e6;
  return large ? prefixFor(Number(value.toPrecision(3))) : { factor: 1, prefix: "" };
}

interface Parts {
  readonly number: string;
  /** With the no-break space before it; empty without a unit. */
  readonly unit: string;
}

function parts(value: number, unit: string, digits: number): Parts {
  if (unit === "" || unit === "1") return { number: formatNumber(value, { digits }), unit: "" };
  const kept = unit.replaceAll(" ", NO_BREAK);
  if (!PREFIXED.test(unit) || !Number.isFinite(value) || value === 0) {
    const { factor, prefix } = ohmPrefix(value, unit);
    return { number: formatNumber(value / factor, { digits }), unit: NO_BREAK + prefix + kept };
  }
  const { factor, prefix } = prefixFor(Number(value.toPrecision(digits)));
  return { number: formatNumber(value / factor, { digits }), unit: NO_BREAK + prefix + kept };
}

/** A value with its unit, not to be broken: `26 µs`, `6.1 kHz`, `1 940 Ω`. The prefix is chosen for s, Hz, F, A, H, V; of Ω from a million on. */
export function formatQuantity(value: number, unit: string, digits = 3): string {
  const { number, unit: tail } = parts(value, unit, digits);
  return number + tail;
}

/** A value with its standard error under the prefix that suits the value: `500 ± 12 µs`; without an error three digits. */
export function formatQuantityWithError(value: number, error: number | null, unit: string): string {
  if (error === null) return formatQuantity(value, unit);
  if (!PREFIXED.test(unit)) return formatWithError(value, error, unit);
  const { factor, prefix } = prefixFor(Number(value.toPrecision(3)));
  return formatWithError(value / factor, error / factor, prefix + unit);
}

/** A range with an en dash; the unit is said once where both ends carry the same prefix, one value where both read alike. */
export function formatRange(from: number, to: number, unit: string, digits = 3): string {
  const [a, b] = [parts(from, unit, digits), parts(to, unit, digits)];
  if (a.number === b.number && a.unit === b.unit) return a.number + a.unit;
  return `${a.number}${a.unit === b.unit ? "" : a.unit}–${b.number}${b.unit}`;
}

/** A duration in the unit that suits it: `35 s`, `51 min 20 s`, `3 h 5 min`. */
export function formatDuration(seconds: number): string {
  const s = Math.round(seconds);
  if (Math.abs(seconds) < 60) return formatQuantity(seconds, "s");
  const part = (n: number, unit: string): string => (n === 0 ? "" : ` ${n}${NO_BREAK}${unit}`);
  if (s < 3600) return `${Math.floor(s / 60)}${NO_BREAK}min${part(s % 60, "s")}`;
  const min = Math.round(s / 60);
  return `${formatNumber(Math.floor(min / 60))}${NO_BREAK}h${part(min % 60, "min")}`;
}

/** Numbers in words up to twelve, as running text has it. */
export function countWord(n: number): string {
  const words = "no one two three four five six seven eight nine ten eleven twelve".split(" ");
  return words[n] ?? formatNumber(n);
}
