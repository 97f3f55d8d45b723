import { create } from "zustand";
import type { DistributionOfRelaxationTimes } from "../../impedance/distribution/result.ts";
import type { RelaxationMap } from "../../impedance/relaxation-times/result.ts";
import type { SeriesAnalysis, SweepAnalysis } from "../../impedance/series/analysis.ts";
import { unnamedSweep } from "../../impedance/series/identity.ts";
import { FEWEST_POINTS } from "../../impedance/series/series-warnings.ts";
import { usedPart } from "../../impedance/series/used-points.ts";
import type { ImpedanceSpectrum } from "../../impedance/spectrum.ts";
import type { ImpedanceSettings } from "../state/project.ts";
import { newestOnly } from "../work/newest-only.ts";
import { runJob } from "../work/run-job.ts";
import { REST } from "./dragged-lambda.ts";

/** What the picture shows while λ is dragged, until the analysis with it is ready. */
export interface LiveLambda {
  readonly file: string;
  /** Of the series and the options that it was computed of. */
  readonly key: string;
  readonly lambda: number;
  /** One row for each sweep of the series. */
  readonly map: RelaxationMap;
  /** By the place of a sweep in the series, of those that were looked at; null: the sweep has none. */
  readonly distributions: ReadonlyMap<number, DistributionOfRelaxationTimes | null>;
}

interface LiveStore {
  readonly live: LiveLambda | null;
  /** `live` as it was when the slider last rested: for what need not follow each of its movements. */
  readonly rested: LiveLambda | null;
  /** How often a picture was let go: what was asked for before is not shown any more. */
  readonly ended: number;
  show(live: LiveLambda): void;
  end(): void;
}

let rest: ReturnType<typeof setTimeout> | undefined;

/** Whether two pictures are of one series at one λ: they differ in the sweeps that were looked at. */
function sameLambda(a: LiveLambda | null, b: LiveLambda): boolean {
  return a !== null && a.key === b.key && a.lambda === b.lambda;
}

export const useLiveLambda = create<LiveStore>()((set, get) => ({
  live: null,
  rested: null,
  ended: 0,
  show: (live) => {
    const { live: before, rested } = get();
    // What rests is λ: from sweep to sweep it stays where it is.
    if (!sameLambda(before, live)) {
      clearTimeout(rest);
      rest = setTimeout(() => set(({ live }) => ({ rested: live })), REST);
    }
    set(sameLambda(rested, live) ? { live, rested: live } : { live });
  },
  end: () => {
    clearTimeout(rest);
    set(({ ended }) => ({ live: null, rested: null, ended: ended + 1 }));
  },
}));

/** Frequency in Hz above which relaxation times and circuit of a sweep leave points out; Infinity: nowhere. */
export function usedLimit(series: SeriesAnalysis, { highestFrequency }: SweepAnalysis): number {
  return Math.min(series.highestFrequency ?? Number.POSITIVE_INFINITY, highestFrequency ?? Number.POSITIVE_INFINITY);
}

/** The points of a sweep that its relaxation times are computed of. */
export function usedSpectrum(series: SeriesAnalysis, analysis: SweepAnalysis): ImpedanceSpectrum {
  return usedPart(analysis.sweep.spectrum, usedLimit(series, analysis));
}

interface LiveSpectra {
  readonly places: readonly number[];
  readonly spectra: readonly ImpedanceSpectrum[];
}

/** Kept, since the same series is asked about at each movement. */
const spectraOf = new WeakMap<SeriesAnalysis, LiveSpectra>();

/** The sweeps that relaxation times are computed of, as the analysis takes them, and their places in the series. */
function liveSpectra(series: SeriesAnalysis): LiveSpectra {
  const known = spectraOf.get(series);
  if (known !== undefined) return known;
  const places: number[] = [];
  const spectra: ImpedanceSpectrum[] = [];
  series.sweeps.forEach((one, place) => {
    if (one.drt === null || one.sweep.spectrum.frequency.length < FEWEST_POINTS) return;
    places.push(place);
    spectra.push(usedSpectrum(series, one));
  });
  const found = { places, spectra };
  spectraOf.set(series, found);
  return found;
}

/** A map of the computed sweeps as one of all: rows of NaN where a sweep has none. */
function spreadMap(map: RelaxationMap, places: readonly number[], sweeps: number): RelaxationMap {
  if (places.length === sweeps) return map;
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

/** Which points of a series are used, in words: kept, since the same series is asked about at each movement. */
const used = new WeakMap<readonly SweepAnalysis[], string>();

/**
 * One key for what gives one picture: the file, the options, and the points that are used of each sweep. An analysis that ends while
 * the slider moves goes on with the same key, unless it leaves out other points.
 */
function keyOf({ file, series, settings }: Omit<LambdaTarget, "at">): string {
  const { sweeps, highestFrequency } = series;
  const known = used.get(sweeps);
  const limits =
    known ?? sweeps.map(({ drt, highestFrequency }) => `${drt === null ? "-" : ""}${highestFrequency ?? ""}`).join();
  if (known === undefined) used.set(sweeps, limits);
  return `${file} ${highestFrequency ?? ""} ${limits} ${settings.part} ${settings.sign} ${settings.basis}`;
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

/** Lets what was prepared for the slider go. */
export async function closeLambda(): Promise<void> {
  await runJob("lambda-close", null, { lane: "live" });
}

interface Drag {
  readonly target: LambdaTarget;
  readonly lambda: number;
}

const follow = newestOnly(async ({ target, lambda, ended }: Drag & { readonly ended: number }) => {
  const { file, series, at } = target;
  const { places } = liveSpectra(series);
  const place = places.indexOf(at);
  const key = keyOf(target);
  const input = { key, lambda, sweep: place < 0 ? null : place };
  let found = await runJob("lambda-map", input, { lane: "live" });
  if (found === null) {
    await openLambda(target, lambda);
    found = await runJob("lambda-map", input, { lane: "live" });
  }
  const store = useLiveLambda.getState();
  if (found === null || store.ended !== ended) return;
  const before = store.live?.key === key && store.live.lambda === lambda ? store.live.distributions : [];
  const distributions = new Map([...before, [at, found.distribution] as const]);
  store.show({ file, key, lambda, distributions, map: spreadMap(found.map, places, series.sweeps.length) });
}, 2);

/** λ that was asked for last. */
let asked: number | null = null;

/** Shows the map at λ as soon as it is there; while one is computed, only the newest λ waits. */
export function dragLambda(drag: Drag): Promise<void> {
  asked = drag.lambda;
  return follow({ ...drag, ended: useLiveLambda.getState().ended });
}

/** Has the sweep that came under the cursor follow the picture: its distribution is asked for at the newest λ. */
export async function lookAt(target: LambdaTarget): Promise<void> {
  const { live } = useLiveLambda.getState();
  if (live === null || !isOf(live, target) || live.distributions.has(target.at)) return;
  await dragLambda({ target, lambda: asked ?? live.lambda });
}

/** Whether the picture is of this series, computed with these options. */
export function isOf(live: LiveLambda, target: Omit<LambdaTarget, "at">): boolean {
  return live.key === keyOf(target);
}

/**
 * The series as it is at the dragged λ: the map and the sweep under the cursor, without what was followed through it. Until the
 * distribution of that sweep is there it has none: the one of another λ does not belong beside the map.
 */
export function seriesAtLambda(series: SeriesAnalysis, { map, distributions }: LiveLambda, at: number): SeriesAnalysis {
  const sweeps = series.sweeps.map((sweep, k) => {
    if (k !== at && !distributions.has(k)) return sweep;
    const found = { ...sweep, drt: distributions.get(k) ?? null };
    return series.unnamed ? unnamedSweep(found) : found;
  });
  return { ...series, sweeps, map, mapFrom: "sweeps", processSeries: null };
}
