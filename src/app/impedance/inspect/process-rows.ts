import { boundsOf, capacitanceEnds } from "../../../figures/drt-bounds.ts";
import { type Ends, formatParts } from "../../../figures/format-interval.ts";
import { prefixFor } from "../../../figures/format-number.ts";
import type { DisplayUnits } from "../../../figures/units.ts";
import type { DistributionPeak } from "../../../impedance/distribution/result.ts";
import { middleTau, type Track } from "../../../impedance/series/tracks.ts";
import { alignOnPoint } from "../../../report/align.ts";

/** A column of the table of processes: one unit, values that align on their point. */
export interface ProcessColumn {
  readonly unit: string;
  /** What the unit of each value is counted per, where it stands beside the value: "cm²"; empty: nothing. */
  readonly per: string;
  readonly values: readonly string[];
  /** "± 11" where that tells the interval, else its ends, "12 900–16 000"; empty where there is none. */
  readonly intervals: readonly string[];
}

export interface ProcessTable {
  readonly tau: ProcessColumn;
  readonly resistance: ProcessColumn;
  readonly capacitance: ProcessColumn;
}

interface Cell {
  readonly value: number;
  readonly ends: Ends | null;
}

/** A line of the table: a peak of the sweep, by its place, or a process of the series that has none of its own there. */
export type ProcessRow = { readonly place: number } | { readonly number: number };

/**
 * The peaks of a sweep and the processes of its series without a peak there, ascending in τ: so that the numbers that are shown have no gap
 * and stay in their lines while λ moves.
 *
 * @param at position of the sweep in the series
 */
export function processRows(
  peaks: readonly DistributionPeak[],
  tracks: readonly Track[],
  at: number,
): readonly ProcessRow[] {
  const seen = new Set(peaks.map(({ process }) => process));
  // Peaks that were not held against processes yet are counted by themselves.
  if (seen.has(undefined)) return peaks.map((_, place) => ({ place }));
  const rows: { readonly row: ProcessRow; readonly tau: number }[] = [
    ...peaks.map(({ tau }, place) => ({ row: { place }, tau })),
    ...tracks.flatMap((track) => {
      const tau = track.points.find((point) => point.at === at)?.tau ?? middleTau(track);
      return seen.has(track.number) ? [] : [{ row: { number: track.number }, tau }];
    }),
  ];
  return rows.sort((a, b) => a.tau - b.tau).map(({ row }) => row);
}

/** Largest over smallest value up to which a column has one prefix in its head. */
const ONE_PREFIX = 1e3;

/** The area in a unit, which the head of a column names where its values have a unit each. */
const AREAL = / cm⁻²$/;

function column(cells: readonly Cell[], unit: string, prefixed: boolean): ProcessColumn {
  const sizes = cells.map(({ value }) => Math.abs(value)).filter((size) => size > 0);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const one = !prefixed || most <= ONE_PREFIX * least;
  const head = prefixed && one && sizes.length > 0 ? prefixFor(Math.sqrt(least * most)) : { factor: 1, prefix: "" };
  const shown = cells.map(({ value, ends }): readonly [string, string] => {
    const { factor, prefix } = one ? head : prefixFor(value);
    const [text, interval] = formatParts(
      value / factor,
      ends && { lower: ends.lower / factor, upper: ends.upper / factor },
    );
    return [text + (one ? "" : `\u00A0${prefix}${unit.replace(AREAL, "")}`), interval];
  });
  const values = shown.map(([value]) => value);
  return {
    unit: one ? head.prefix + unit : "",
    per: !one && AREAL.test(unit) ? "cm²" : "",
    values: one ? alignOnPoint(values) : values,
    intervals: shown.map(([, interval]) => interval),
  };
}

function scaled(value: number, ends: readonly [number, number] | null, factor: number): Cell {
  return { value: value * factor, ends: ends && { lower: ends[0] * factor, upper: ends[1] * factor } };
}

/** τ, R and C of the peaks of a sweep with their intervals of 95 %. */
export function processTable(peaks: readonly DistributionPeak[], units: DisplayUnits): ProcessTable {
  const bounds = peaks.map(boundsOf);
  const cells = (cell: (peak: DistributionPeak, own: ReturnType<typeof boundsOf>) => Cell): Cell[] =>
    peaks.map((peak, k) => cell(peak, bounds[k] as ReturnType<typeof boundsOf>));
  return {
    tau: column(
      cells(({ tau }, own) => scaled(tau, own.tau, 1)),
      "s",
      true,
    ),
    resistance: column(
      cells(({ resistance }, own) => scaled(resistance, own.resistance, units.resistanceFactor)),
      units.resistance,
      false,
    ),
    capacitance: column(
      cells((peak) => scaled(peak.capacitance, capacitanceEnds(peak), units.capacitanceFactor)),
      units.capacitance,
      true,
    ),
  };
}
