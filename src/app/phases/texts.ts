import { formatFixed, formatWithError } from "../../figures/format-number.ts";
import { NORMAL_95 } from "../../numerics/probability/normal.ts";
import { ICE_POINT } from "../../units/temperature.ts";

/** `25.0 °C` */
export function celsiusText(kelvins: number, decimals = 1): string {
  return `${formatFixed(kelvins - ICE_POINT, decimals)}\u00A0°C`;
}

/** `25.0 °C`, `24.85 °C`: with as many decimals as a temperature that was set has, two at most. */
export function setTemperatureText(kelvins: number): string {
  const celsius = Number((kelvins - ICE_POINT).toFixed(2));
  return celsiusText(kelvins, Number.isInteger(Number((10 * celsius).toFixed(6))) ? 1 : 2);
}

/** `13.2 ± 3.5 °C`: the temperature with half of its interval of 95 %. */
export function freezesText(kelvins: number, sigma: number | null): string {
  return formatWithError(kelvins - ICE_POINT, sigma === null ? null : NORMAL_95 * sigma, "°C");
}

/** `+1.70 ± 0.45 mV`, the error half of the interval of 95 %; `–` without a value. */
export function shiftText(volts: number | null | undefined, sigma: number | null | undefined): string {
  if (volts === null || volts === undefined) return "–";
  const text =
    sigma === null || sigma === undefined
      ? `${formatFixed(1000 * volts, 2)}\u00A0mV`
      : formatWithError(1000 * volts, 1000 * NORMAL_95 * sigma, "mV");
  return volts > 0 && !text.startsWith("(") ? `+${text}` : text;
}

/** `63.01 at.% Na`, as it is typed. */
export function atomicText(moleFraction: number, element: string, decimals = 2): string {
  return `${Number((100 * moleFraction).toFixed(decimals))} at.% ${element}`;
}

/** Temperature as the command line takes it: 25C. */
export function celsiusOption(kelvins: number): string {
  return `${Number((kelvins - ICE_POINT).toFixed(6))}C`;
}

/** "Liquid" from "liquid"; names of solids stay. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
