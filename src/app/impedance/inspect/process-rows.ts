import { formatNumber, formatPair, prefixFor } from "../../../figures/format-number.ts";
import type { DisplayUnits } from "../../../figures/units.ts";
import type { DistributionPeak } from "../../../impedance/distribution/result.ts";
import { alignOnPoint } from "../../../report/align.ts";

/** A column of the table of processes: one unit, values that align on their point. */
export interface ProcessColumn {
  readonly unit: string;
  readonly values: readonly string[];
  /** "± 11"; empty where there is no interval. */
  readonly intervals: readonly string[];
}

export interface ProcessTable {
  readonly tau: ProcessColumn;
  readonly resistance: ProcessColumn;
  readonly capacitance: ProcessColumn;
}

/** Largest over smallest value up to which a column has one prefix in its head. */
const ONE_PREFIX = 1e3;

function column(
  cells: readonly { readonly value: number; readonly half: number | null }[],
  unit: string,
  prefixed: boolean,
): ProcessColumn {
  const sizes = cells.map(({ value }) => Math.abs(value)).filter((size) => size > 0);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const one = !prefixed || most <= ONE_PREFIX * least;
  const head = prefixed && one && sizes.length > 0 ? prefixFor(Math.sqrt(least * most)) : { factor: 1, prefix: "" };
  const texts = cells.map(({ value, half }): readonly [string, string] => {
    const own = one ? head : prefixFor(value);
    const tail = one ? "" : `\u00A0${own.prefix}${unit}`;
    if (half === null) return [formatNumber(value / own.factor, { digits: 3, keepZeros: true }) + tail, ""];
    const pair = formatPair(value / own.factor, half / own.factor);
    return [pair.value + pair.power + tail, pair.error === null ? "" : `±\u2009${pair.error}`];
  });
  const values = texts.map(([value]) => value);
  return {
    unit: one ? head.prefix + unit : "",
    values: one ? alignOnPoint(values) : values,
    intervals: texts.map(([, interval]) => interval),
  };
}

const half = (lower: number | null, upper: number | null): number | null =>
  lower === null || upper === null ? null : (upper - lower) / 2;

/** τ, R and C of the peaks of a sweep, R with half of its interval of 95 %. */
export function processTable(peaks: readonly DistributionPeak[], units: DisplayUnits): ProcessTable {
  const { resistanceFactor, capacitanceFactor } = units;
  return {
    tau: column(
      peaks.map(({ tau }) => ({ value: tau, half: null })),
      "s",
      true,
    ),
    resistance: column(
      peaks.map(({ resistance, resistanceLower, resistanceUpper }) => {
        const spread = half(resistanceLower, resistanceUpper);
        return { value: resistance * resistanceFactor, half: spread === null ? null : spread * resistanceFactor };
      }),
      units.resistance,
      false,
    ),
    capacitance: column(
      peaks.map(({ capacitance }) => ({ value: capacitance * capacitanceFactor, half: null })),
      units.capacitance,
      true,
    ),
  };
}
