import type { Warning } from "../../base/warnings.ts";
import { distributionSession } from "../../impedance/distribution/distribution.ts";
import type { DistributionOfRelaxationTimes } from "../../impedance/distribution/result.ts";
import { relaxationMap } from "../../impedance/relaxation-times/map.ts";
import type { SeriesAnalysis } from "../../impedance/series/analysis.ts";
import type { ImpedanceSweep } from "../../impedance/series/sweep.ts";
import { impedanceSpectrum } from "../../impedance/spectrum.ts";
import type { SimulateDocument } from "../simulate.ts";
import type { SpectrumEntry } from "../simulate-results.ts";

/**
 * λ of the distributions of simulated spectra, which carry no noise. It leaves 0.15 % of |Z|, what a good instrument leaves, and keeps
 * processes apart whose time constants differ by a factor of four.
 */
export const SIMULATED_LAMBDA = 1e-4;
/** Fewest points of a spectrum that is transformed. */
const FEWEST_POINTS = 8;
/** More spectra are not transformed one by one. */
export const MOST_TRANSFORMED = 400;
/** m², where no area is given: spectra of 1 cm². */
const UNIT_AREA = 1e-4;

/** The spectra of a run as distributions of relaxation times. */
export interface RunRelaxation {
  /** m² that turns Ω of the series into Ω·m². */
  readonly area: number;
  readonly lambda: number;
  /** Indices into the spectra of the run, one a sweep of the series. */
  readonly spectra: readonly number[];
  /** As the figures of measured series take it; resistances in Ω. */
  readonly series: SeriesAnalysis;
  readonly warnings: readonly Warning[];
}

/**
 * Distributions of the spectra of a run, of those of an instrument where there are any: regularised with one fixed λ, without
 * inductance, blocking capacitance or negative γ, which the model's own spectra do not ask for; so a map of a hundred spectra takes
 * a tenth of a second. Null where no spectrum has eight points.
 *
 * @param isWanted of the index of a spectrum; default all
 */
export function relaxationOf(
  { spectra, options }: Pick<SimulateDocument, "spectra" | "options">,
  isWanted: (index: number) => boolean = () => true,
): RunRelaxation | null {
  const area = options.area ?? UNIT_AREA;
  const usable = spectra.flatMap((entry, index) =>
    entry.frequency.length >= FEWEST_POINTS && isWanted(index) ? [{ entry, index }] : [],
  );
  if (usable.length === 0) return null;
  const chosen = spread(usable, MOST_TRANSFORMED);
  const session = distributionSession({
    method: "tikhonov",
    lambda: SIMULATED_LAMBDA,
    inductance: false,
    capacitance: false,
    sign: "positive",
    bands: false,
  });
  const sweeps = chosen.map(({ entry, index }) => {
    const sweep = sweepOf(entry, area, index);
    return { sweep, kramersKronig: null, drt: session(sweep.spectrum), circuit: null };
  });
  const distributions = sweeps.map(({ drt }): DistributionOfRelaxationTimes => drt);
  return {
    area,
    lambda: SIMULATED_LAMBDA,
    spectra: chosen.map(({ index }) => index),
    series: {
      sweeps,
      map: sweeps.length < 2 ? null : relaxationMap(distributions),
      mapFrom: "sweeps",
      circuit: null,
      warnings: [],
    },
    warnings:
      usable.length === chosen.length
        ? []
        : [
            {
              code: "spectra-thinned",
              message: `Of ${usable.length} spectra ${chosen.length}, evenly spread, were turned into distributions of relaxation times.`,
            },
          ],
  };
}

function sweepOf(
  { frequency, total, time, current, voltage }: SpectrumEntry,
  area: number,
  index: number,
): ImpedanceSweep {
  const ohms = (values: Float64Array): Float64Array => values.map((z) => z / area);
  return {
    index,
    spectrum: impedanceSpectrum(frequency, ohms(total.real), ohms(total.imaginary)),
    time: null,
    startTime: time,
    dcCurrent: current * area,
    dcVoltage: voltage,
    rows: Int32Array.from(frequency.keys()),
    table: "simulated",
  };
}

/** At most so many of a list, evenly spread, with the first and the last. */
export function spread<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, k) => items[Math.round((k * (items.length - 1)) / (most - 1))] as Item);
}

/** Part of a series with its own map; null with fewer than two sweeps. */
export function relaxationMapOf(series: SeriesAnalysis, from: number, to: number): SeriesAnalysis | null {
  const sweeps = series.sweeps.slice(from, to);
  const distributions = sweeps.flatMap(({ drt }) => (drt === null ? [] : [drt]));
  return distributions.length < 2 ? null : { ...series, sweeps, map: relaxationMap(distributions) };
}
