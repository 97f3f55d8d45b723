import { formatFixed, formatNumber } from "../figures/format-number.ts";
import type { PropertyModel } from "../thermo/properties/index.ts";
import { ICE_POINT } from "../units/temperature.ts";
import type { PropertyEntry } from "./properties.ts";

/**
 * Why a property is not given at a point, in the units that people read: "900 °C lies outside of −23 to 827 °C"; null inside of its
 * range.
 *
 * @param temperature K
 */
export function refusal(
  { allowed }: Pick<PropertyModel, "allowed">,
  moleFraction: number,
  temperature: number,
  component: string,
): string | null {
  const [low, high] = allowed.temperature;
  const [from, to] = allowed.moleFraction;
  const celsius = (kelvins: number): string => formatNumber(Number((kelvins - ICE_POINT).toFixed(1)));
  const percent = (x: number): string => formatFixed(100 * x, 1);
  const beyond: string[] = [];
  if (temperature < low || temperature > high) {
    beyond.push(`${celsius(temperature)} °C lies outside of ${ends(low, high)} °C`);
  }
  if (moleFraction < from || moleFraction > to) {
    beyond.push(`${percent(moleFraction)} at.% ${component} outside of ${percent(from)} to ${percent(to)} at.%`);
  }
  return beyond.length === 0 ? null : beyond.join(", ");
}

/** Bounds in K as whole °C inside of them. */
function ends(low: number, high: number): string {
  return [Math.ceil(low - ICE_POINT), Math.floor(high - ICE_POINT)].map((value) => formatNumber(value)).join(" to ");
}

/** One sentence for all properties that are refused for the same reason. */
export function refusalSentences(entries: readonly PropertyEntry[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const { refused, title } of entries) {
    if (refused !== null) reasons.set(refused, [...(reasons.get(refused) ?? []), title]);
  }
  return [...reasons].map(([why, titles]) =>
    titles.length === entries.length && titles.length > 1
      ? `No property of the alloy is given: ${why}.`
      : `Not given: ${titles.join(", ")}: ${why}.`,
  );
}
