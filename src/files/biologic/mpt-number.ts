import { pow } from "../../numerics/elementary/index.ts";

const TAB = 0x09;
const SPACE = 0x20;
const PLUS = 0x2b;
const MINUS = 0x2d;
const ZERO = 0x30;

/** Powers of ten that a double holds exactly. */
const exactPower = Float64Array.from({ length: 23 }, (_, i) => pow(10, i));
/** A mantissa up to here can take one more digit and stay below 2⁵³. */
const LARGEST_MANTISSA = 900_719_925_474_098;

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= 0x39;
const isBlank = (byte: number): boolean => byte === SPACE || byte === TAB || byte === 0x0d;

/**
 * The number written in bytes from … to (excluded), blanks around it allowed, correctly rounded; NaN if it is none.
 * A mantissa below 2⁵³ with a power of ten up to 22 needs one exact multiplication or division (W. D. Clinger, PLDI 1990);
 * the rest is left to the language.
 * @param decimal byte of the decimal sign, `.` or `,`
 */
export function parseNumber(bytes: Uint8Array, from: number, to: number, decimal: number): number {
  let i = from;
  let end = to;
  while (i < end && isBlank(bytes[i] as number)) i++;
  while (end > i && isBlank(bytes[end - 1] as number)) end--;
  const start = i;
  let negative = false;
  if (bytes[i] === MINUS || bytes[i] === PLUS) negative = bytes[i++] === MINUS;
  let mantissa = 0;
  let digits = 0;
  let power = 0;
  let exact = true;
  let seenDecimal = false;
  for (; i < end; i++) {
    const byte = bytes[i] as number;
    if (isDigit(byte)) {
      digits++;
      if (mantissa > LARGEST_MANTISSA) exact = false;
      else mantissa = mantissa * 10 + (byte - ZERO);
      if (seenDecimal) power--;
    } else if (byte === decimal && !seenDecimal) seenDecimal = true;
    else break;
  }
  if (digits === 0) return Number.NaN;
  if (i < end) {
    if (((bytes[i] as number) | 0x20) !== 0x65) return Number.NaN;
    i++;
    let negativeExponent = false;
    if (bytes[i] === MINUS || bytes[i] === PLUS) negativeExponent = bytes[i++] === MINUS;
    if (i >= end) return Number.NaN;
    let exponent = 0;
    for (; i < end; i++) {
      const byte = bytes[i] as number;
      if (!isDigit(byte)) return Number.NaN;
      if (exponent < 10_000) exponent = exponent * 10 + (byte - ZERO);
    }
    power += negativeExponent ? -exponent : exponent;
  }
  if (!exact || power > 22 || power < -22) {
    if (mantissa === 0) return 0;
    const text = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 400)));
    const value = Number(text.replace(",", "."));
    return Number.isFinite(value) ? value : Number.NaN;
  }
  const magnitude = power < 0 ? mantissa / (exactPower[-power] as number) : mantissa * (exactPower[power] as number);
  return negative ? 0 - magnitude : magnitude;
}

/** Whether the cell says that there is no value: blank, `NaN` or `XXX`. */
export function isMissing(bytes: Uint8Array, from: number, to: number): boolean {
  let i = from;
  let end = to;
  while (i < end && isBlank(bytes[i] as number)) i++;
  while (end > i && isBlank(bytes[end - 1] as number)) end--;
  if (i === end) return true;
  return end - i === 3 && /^(nan|xxx)$/i.test(String.fromCharCode(...bytes.subarray(i, end)));
}

/**
 * The decimal sign of a file, from the start of its rows: the one that stands between digits more often.
 * @returns the byte of `.` or `,`
 */
export function decimalSign(rows: Uint8Array): number {
  const counts = { dot: 0, comma: 0 };
  const length = Math.min(rows.length, 65_536);
  for (let i = 1; i + 1 < length; i++) {
    const byte = rows[i];
    if (byte !== 0x2e && byte !== 0x2c) continue;
    if (!isDigit(rows[i - 1] as number) || !isDigit(rows[i + 1] as number)) continue;
    if (byte === 0x2e) counts.dot++;
    else counts.comma++;
  }
  return counts.comma > counts.dot ? 0x2c : 0x2e;
}
