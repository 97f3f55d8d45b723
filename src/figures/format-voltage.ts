import { formatNumber } from "./format-number.ts";

/** V below which a voltage is nothing but rounding. */
const NOTHING = 1e-12;

/** mV below 1 V, else V: the unit in which a voltage of that size is read, and the factor from V. */
export function voltageUnit(value: number): { readonly factor: number; readonly unit: "mV" | "V" } {
  const size = Number(Math.abs(value).toPrecision(4));
  return size >= 1 || size === 0 ? { factor: 1, unit: "V" } : { factor: 1e3, unit: "mV" };
}

/** A voltage in V or mV by its size: `3 V`, `−1.021 V`, `6.956 mV`. */
export function formatVoltage(value: number, digits = 4): string {
  const { factor, unit } = voltageUnit(value);
  if (!Number.isFinite(value)) return "–";
  return Math.abs(value) < NOTHING ? "0 V" : `${formatNumber(value * factor, { digits })} ${unit}`;
}
