import { DomainError } from "../base/errors.ts";
import type { Table } from "../base/table.ts";
import type { Warning } from "../base/warnings.ts";
import { columnNames } from "../files/columns.ts";
import { siColumn } from "../files/si-column.ts";
import type { DistributionOfRelaxationTimes } from "../impedance/distribution/result.ts";
import { type ArrheniusFit, type ArrheniusPoint, arrheniusFit } from "../impedance/interpretation/arrhenius.ts";
import type { ImpedanceSweep } from "../impedance/series/sweep.ts";
import type { FileAnalysis } from "./analyze.ts";

/** An activation energy of one resistance, over all sweeps of all files that have a temperature. */
export interface ActivationEntry extends Omit<ArrheniusFit, "residuals"> {
  /** `R∞`, `Rp`, or `peak 1` where every sweep shows as many peaks. */
  readonly quantity: string;
  /** K and Ω of each sweep that took part. */
  readonly temperature: readonly number[];
  readonly resistance: readonly number[];
}

/** Temperatures measured along must differ by this much in K before an activation energy is looked for. */
const LEAST_RANGE = 5;

/** Mean of the temperature column in K while a sweep ran; null where the file has none. */
export function measuredTemperature(tables: readonly Table[], sweep: ImpedanceSweep): number | null {
  const table = tables.find(({ name }) => name === sweep.table);
  const values = table && siColumn(table, columnNames.temperature, "K");
  if (!values) return null;
  const finite = Array.from(sweep.rows, (row) => values[row] as number).filter((x) => Number.isFinite(x) && x > 0);
  return finite.length === 0 ? null : finite.reduce((a, b) => a + b, 0) / finite.length;
}

/**
 * The temperature in K of each sweep of each file: from a list with one for each file or one for each sweep; without a list,
 * from the files.
 *
 * @throws DomainError for a list of another length
 */
export function temperaturesOf(files: readonly FileAnalysis[], given?: readonly number[]): (number | null)[][] {
  const counts = files.map(({ series }) => series?.sweeps.length ?? 0);
  if (given === undefined) {
    return files.map(({ series, measurement }) =>
      (series?.sweeps ?? []).map(({ sweep }) => measuredTemperature(measurement.tables, sweep)),
    );
  }
  const sweeps = counts.reduce((a, b) => a + b, 0);
  if (given.length === sweeps) {
    return counts.map((count, k) => {
      const before = counts.slice(0, k).reduce((a, b) => a + b, 0);
      return given.slice(before, before + count);
    });
  }
  if (given.length === files.length) return counts.map((count, k) => Array<number>(count).fill(given[k] as number));
  throw new DomainError(
    `${given.length} temperatures are given for ${files.length} files with ${sweeps} sweeps; give one for each file or one for each sweep, in their order.`,
    { input: "temperatures" },
  );
}

/** Resistances with bounds of 95 % in Ω where they are known, by name, of one sweep. */
type Resistances = readonly (readonly [quantity: string, point: Omit<ArrheniusPoint, "temperature">])[];

/** What is read of an analysed file. */
interface ActivatedFile {
  readonly series: {
    readonly sweeps: readonly {
      readonly drt: Pick<
        DistributionOfRelaxationTimes,
        | "ohmicResistance"
        | "ohmicResistanceBounds"
        | "polarizationResistance"
        | "polarizationResistanceBounds"
        | "peaks"
      > | null;
    }[];
  } | null;
}

/** Activation energies, and what was left out of them, by the index of the file. */
export interface ActivationEnergies {
  readonly activation: readonly ActivationEntry[];
  readonly warnings: readonly (Warning & { readonly file: number })[];
}

/**
 * Activation energies of R∞, of Rp and of each peak, weighted by their bounds where every sweep has them; none where fewer than
 * three sweeps differ enough in temperature. A resistance that is not positive has no logarithm: left out with a warning.
 */
export function activationEnergies(
  files: readonly ActivatedFile[],
  temperatures: readonly (readonly (number | null)[])[],
  given: boolean,
): ActivationEnergies {
  const measured = files.flatMap(({ series }, k) =>
    (series?.sweeps ?? []).flatMap(({ drt }, j) => {
      const temperature = temperatures[k]?.[j] ?? null;
      return temperature === null || drt === null ? [] : [{ file: k, temperature, drt }];
    }),
  );
  const all = measured.map(({ temperature }) => temperature);
  const range = Math.max(...all) - Math.min(...all);
  if (measured.length < 3 || !(range >= (given ? Number.MIN_VALUE : LEAST_RANGE)))
    return { activation: [], warnings: [] };
  const peaks = Math.min(...measured.map(({ drt }) => drt.peaks.length));
  const samePeaks = measured.every(({ drt }) => drt.peaks.length === peaks);
  const rows = measured.map(({ file, temperature, drt }) => ({
    file,
    temperature,
    resistances: [
      ["R∞", { resistance: drt.ohmicResistance, ...drt.ohmicResistanceBounds }],
      ["Rp", { resistance: drt.polarizationResistance, ...drt.polarizationResistanceBounds }],
      ...(samePeaks ? drt.peaks.map((peak, k) => [`peak ${k + 1}`, withBounds(peak)] as const) : []),
    ] satisfies Resistances,
  }));
  const warnings: (Warning & { file: number })[] = [];
  const activation = (rows[0]?.resistances ?? []).flatMap(([quantity], k): ActivationEntry[] => {
    warnings.push(...notPositive(quantity, rows, k));
    const points = rows.flatMap(({ temperature, resistances }) => {
      const point = resistances[k]?.[1];
      return point && point.resistance > 0 ? [{ temperature, ...point }] : [];
    });
    if (points.length < 3 || new Set(points.map(({ temperature }) => temperature)).size < 2) return [];
    const { residuals: _, ...fit } = arrheniusFit(points);
    return [
      {
        quantity,
        ...fit,
        temperature: points.map(({ temperature }) => temperature),
        resistance: points.map(({ resistance }) => resistance),
      },
    ];
  });
  return { activation, warnings };
}

/** A warning for each file in which resistance k is not positive in some sweeps. */
function notPositive(
  quantity: string,
  rows: readonly { readonly file: number; readonly temperature: number; readonly resistances: Resistances }[],
  k: number,
): (Warning & { file: number })[] {
  return [...new Set(rows.map(({ file }) => file))].flatMap((file) => {
    const own = rows.filter((row) => row.file === file);
    const out = own.filter(({ resistances }) => !((resistances[k]?.[1].resistance ?? 0) > 0));
    const first = out[0];
    if (!first) return [];
    const resistance = Number((first.resistances[k]?.[1].resistance ?? 0).toPrecision(3));
    return [
      {
        file,
        code: "not-activated",
        message: `${quantity} is not positive in ${out.length} of ${own.length} sweeps (${resistance} Ω at ${Number(first.temperature.toFixed(1))} K): without logarithm, left out of its activation energy.`,
      },
    ];
  });
}

/** A peak's resistance with whatever bounds it has. */
function withBounds(peak: {
  readonly resistance: number;
  readonly resistanceLower?: number | null;
  readonly resistanceUpper?: number | null;
}): Omit<ArrheniusPoint, "temperature"> {
  return { resistance: peak.resistance, lower: peak.resistanceLower ?? null, upper: peak.resistanceUpper ?? null };
}
