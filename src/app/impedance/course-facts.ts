import { currentUnit } from "../../figures/current-unit.ts";
import { formatDuration, formatNumber, formatQuantity } from "../../figures/format-number.ts";
import { formatVoltage } from "../../figures/format-voltage.ts";
import type { TimeSeries } from "../../files/time-series.ts";

/** Points and length of a file of voltage and current, in words. */
export function courseFacts({ time }: TimeSeries): string[] {
  const length = (time.at(-1) ?? 0) - (time[0] ?? 0);
  return [formatQuantity(time.length, "points", 6), formatDuration(length)];
}

/** The recorded point nearest in time. @param seconds as the file counts them */
export function pointNear({ time }: TimeSeries, seconds: number): number {
  let [low, high] = [0, time.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((time[middle] as number) <= seconds) low = middle;
    else high = middle;
  }
  return Math.abs((time[high] as number) - seconds) < Math.abs((time[low] as number) - seconds) ? high : low;
}

/** What was recorded at a point: "12 h 24 min, 48.2 mV, 0.4 mA cm⁻²". @param area in m² */
export function pointWords({ time, voltage, current }: TimeSeries, at: number, area: number | null): string {
  const [volts, amperes] = [voltage?.[at] ?? Number.NaN, current?.[at] ?? Number.NaN];
  const { factor, unit } = currentUnit([amperes], area);
  return [
    formatDuration(time[at] ?? 0),
    ...(Number.isFinite(volts) ? [formatVoltage(volts)] : []),
    ...(Number.isFinite(amperes) ? [`${formatNumber(amperes * factor)} ${unit}`] : []),
  ].join(", ");
}
