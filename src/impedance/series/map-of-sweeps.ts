import type { Warning } from "../../base/warnings.ts";
import { regularizedDistribution } from "../distribution/distribution.ts";
import { lambdaSeries } from "../relaxation-times/lambda-series.ts";
import { relaxationMap } from "../relaxation-times/map.ts";
import type { RelaxationMap, RelaxationTimes } from "../relaxation-times/result.ts";
import type { SeriesAnalysis, SweepAnalysis } from "./analysis.ts";
import type { SeriesOptions } from "./analyze.ts";
import { attempt } from "./attempt.ts";
import { FEWEST_POINTS } from "./series-warnings.ts";
import type { ImpedanceSweep } from "./sweep.ts";

/** λ of the first picture of a series. */
export const PREVIEW_LAMBDA = 1e-3;

/** The first picture: every sweep regularised at one λ, with what all of them share prepared once. */
export function previewOf(
  sweeps: readonly ImpedanceSweep[],
  { lambda, relaxationTimes = {} }: Pick<SeriesOptions, "lambda" | "relaxationTimes">,
): SeriesAnalysis {
  const { basis, part, inductance } = relaxationTimes === "none" ? {} : relaxationTimes;
  const at = typeof lambda === "number" ? lambda : PREVIEW_LAMBDA;
  const given = {
    ...(basis === undefined ? {} : { basis }),
    ...(part === undefined ? {} : { part }),
    ...(inductance === undefined ? {} : { inductance }),
  };
  const drawn = sweeps.filter(({ spectrum }) => spectrum.frequency.length >= FEWEST_POINTS);
  const series = attempt(
    () =>
      lambdaSeries(
        drawn.map(({ spectrum }) => spectrum),
        { ...given, lambda: at, sign: "positive", capacitance: false },
      ),
    "no-preview",
    "No first picture was made",
    [],
  );
  const places = new Map(drawn.map((sweep, k) => [sweep, k]));
  const analysed = sweeps.map((sweep): SweepAnalysis => {
    const k = places.get(sweep);
    const drt = series === null || k === undefined ? null : regularizedDistribution(series.distribution(k, at));
    return { sweep, kramersKronig: null, drt, circuit: null, highestFrequency: null };
  });
  const map = mapOfSweeps(
    analysed.map(({ drt }) => drt),
    [],
  );
  return { sweeps: analysed, map, mapFrom: "sweeps", circuit: null, highestFrequency: null, warnings: [] };
}

/** The map with one row for each sweep: NaN where there is no distribution. Null without any. */
export function mapOfSweeps(
  distributions: readonly (RelaxationTimes | null)[],
  warnings: Warning[],
): RelaxationMap | null {
  const present = distributions.filter((one) => one !== null);
  if (present.length === 0) return null;
  const map = attempt(() => relaxationMap(present), "no-map", "No map was made", warnings);
  if (map === null) return null;
  if (present.length === distributions.length) return map;
  const width = map.tau.length;
  const gamma = new Float64Array(distributions.length * width).fill(Number.NaN);
  let row = 0;
  distributions.forEach((one, sweep) => {
    if (one) gamma.set(map.gamma.subarray(row * width, ++row * width), sweep * width);
  });
  return { tau: map.tau, gamma, sweeps: distributions.length };
}
