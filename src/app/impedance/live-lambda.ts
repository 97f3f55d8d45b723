import { create } from "zustand";
import type { DistributionOfRelaxationTimes } from "../../impedance/distribution/result.ts";
import type { RelaxationMap } from "../../impedance/relaxation-times/result.ts";
import type { SeriesAnalysis, SweepAnalysis } from "../../impedance/series/analysis.ts";
import { FEWEST_POINTS, usedPart } from "../../impedance/series/analyze.ts";
import type { ImpedanceSpectrum } from "../../impedance/spectrum.ts";
import type { ImpedanceSettings } from "../state/project.ts";
import { newestOnly } from "../work/newest-only.ts";
import { runJob } from "../work/run-job.ts";

/** What the picture shows while λ is dragged, until the analysis with it is ready. */
export interface LiveLambda {
  readonly file: string;
  readonly lambda: number;
  /** One row for each sweep of the series. */
  readonly map: RelaxationMap;
  /** Place of a sweep in the series, and its distribution. */
  readonly at: number;
  readonly distribution: DistributionOfRelaxationTimes;
}

interface LiveStore {
  readonly live: LiveLambda | null;
  show(live: LiveLambda | null): void;
}

export const useLiveLambda = create<LiveStore>()((set) => ({ live: null, show: (live) => set({ live }) }));

/** The points of a sweep that its relaxation times are computed of. */
export function usedSpectrum(series: SeriesAnalysis, { sweep, highestFrequency }: SweepAnalysis): ImpedanceSpectrum {
  const limit = Math.min(
    series.highestFrequency ?? Number.POSITIVE_INFINITY,
    highestFrequency ?? Number.POSITIVE_INFINITY,
  );
  return usedPart(sweep.spectrum, limit);
}

/** The sweeps that relaxation times are computed of, as the analysis takes them, and their places in the series. */
export function liveSpectra(series: SeriesAnalysis): {
  readonly places: readonly number[];
  readonly spectra: readonly ImpedanceSpectrum[];
} {
  const places: number[] = [];
  const spectra: ImpedanceSpectrum[] = [];
  series.sweeps.forEach((one, place) => {
    if (one.drt === null || one.sweep.spectrum.frequency.length < FEWEST_POINTS) return;
    places.push(place);
    spectra.push(usedSpectrum(series, one));
  });
  return { places, spectra };
}

/** A map of the computed sweeps as one of all: rows of NaN where a sweep has none. */
export function spreadMap(map: RelaxationMap, places: readonly number[], sweeps: number): RelaxationMap {
  const width = map.tau.length;
  const gamma = new Float64Array(sweeps * width).fill(Number.NaN);
  places.forEach((place, k) => {
    gamma.set(map.gamma.subarray(k * width, (k + 1) * width), place * width);
  });
  return { tau: map.tau, gamma, sweeps };
}

/** What is dragged on. */
export interface LambdaTarget {
  readonly file: string;
  readonly series: SeriesAnalysis;
  readonly at: number;
  readonly settings: Pick<ImpedanceSettings, "part" | "sign" | "basis">;
}

/** Keys are told apart by what was opened: the same series object and options are opened once. */
const opened = new WeakMap<readonly unknown[], number>();
let count = 0;

function keyOf({ file, series, settings }: LambdaTarget): string {
  const { sweeps } = series;
  const number = opened.get(sweeps) ?? ++count;
  opened.set(sweeps, number);
  return `${file} ${number} ${settings.part} ${settings.sign} ${settings.basis}`;
}

/** Prepares a series, so that the first movement of the slider is followed at once. */
export async function openLambda(target: LambdaTarget, lambda: number): Promise<void> {
  const { part, sign, basis } = target.settings;
  const { spectra } = liveSpectra(target.series);
  if (spectra.length === 0) return;
  await runJob(
    "lambda-open",
    { key: keyOf(target), spectra, options: { lambda, part, sign, basis } },
    { lane: "live" },
  );
}

/** Shows the map at λ as soon as it is there; while one is computed, only the newest λ waits. */
export const dragLambda = newestOnly(
  async ({ target, lambda }: { readonly target: LambdaTarget; readonly lambda: number }) => {
    const { places } = liveSpectra(target.series);
    const sweep = Math.max(0, places.indexOf(target.at));
    const input = { key: keyOf(target), lambda, sweep };
    let found = await runJob("lambda-map", input, { lane: "live" });
    if (found === null) {
      await openLambda(target, lambda);
      found = await runJob("lambda-map", input, { lane: "live" });
    }
    if (found === null) return;
    const { map, distribution } = found;
    const { file, series, at } = target;
    useLiveLambda
      .getState()
      .show({ file, lambda, at, distribution, map: spreadMap(map, places, series.sweeps.length) });
  },
);

/** The series as it is at the dragged λ: map and distribution, without what was followed through it. */
export function seriesAtLambda(series: SeriesAnalysis, { map, at, distribution }: LiveLambda): SeriesAnalysis {
  const sweeps = series.sweeps.map((sweep, k) => (k === at ? { ...sweep, drt: distribution } : sweep));
  return { ...series, sweeps, map, mapFrom: "sweeps", processSeries: null };
}
