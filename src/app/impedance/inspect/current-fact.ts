import { formatQuantity } from "../../../figures/format-number.ts";
import { seriesUnits } from "../../../figures/series-axis.ts";
import type { SeriesAnalysis } from "../../../impedance/series/analysis.ts";

/** A quantity by name and value. */
export interface CurrentFact {
  readonly name: "Current density" | "Current";
  readonly text: string;
}

/**
 * The current of a sweep under the prefix of its series, as table and map have it; null where the file has none.
 *
 * @param current in A
 * @param area in m²
 */
export function currentFact(
  current: number | null,
  series: Pick<SeriesAnalysis, "sweeps">,
  area: number | null,
): CurrentFact | null {
  if (current === null) return null;
  const units = seriesUnits(series, area);
  return {
    name: units.areal ? "Current density" : "Current",
    text: formatQuantity(current * units.currentFactor, units.current),
  };
}
