import type { Interval } from "./interval.ts";

const SUPERSCRIPTS: Readonly<Record<string, string>> = { "-": "⁻", ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].entries()) };

/** A number to two or three digits, as a sentence tells it: × 10ⁿ below 0.001 and from 100 000. */
export function plain(value: number, digits = 2): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size === 0 || (size >= 1e-3 && size < 1e5)) return String(rounded).replace("-", "−");
  const [mantissa = "", power = ""] = rounded.toExponential().split("e");
  const raised = [...power.replace("+", "")].map((sign) => SUPERSCRIPTS[sign] ?? sign).join("");
  return `${mantissa.replace("-", "−")}\u00a0×\u00a010${raised}`;
}

/** "22 V (6.1 to 38)", with the numbers divided by the unit's size. */
export function banded({ value, lower, upper }: Interval, unit: string, size = 1, digits = 2): string {
  const told = (x: number): string => plain(x / size, digits);
  const suffix = unit === "" ? "" : ` ${unit}`;
  if (lower === upper) return `${told(value)}${suffix}`;
  return `${told(value)}${suffix} (${told(lower)} to ${told(upper)})`;
}

/** One mA/cm² in A/m². */
export const MILLIAMPERE_PER_SQUARE_CENTIMETRE = 10;
