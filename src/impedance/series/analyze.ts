import { silentControl, type TaskControl } from "../../base/task.ts";
import type { Warning } from "../../base/warnings.ts";
import { type ArcChoice, chooseArcsTask, commonLimit } from "../circuit/choose-arcs.ts";
import { type FitCircuitOptions, fitCircuit } from "../circuit/fit-circuit.ts";
import { parseCircuit } from "../circuit/notation.ts";
import type { CircuitFit } from "../circuit/result.ts";
import { between } from "../circuit/trim.ts";
import {
  type DistributionSession,
  distributionSession,
  regularizedDistribution,
} from "../distribution/distribution.ts";
import type { DistributionOptions } from "../distribution/options.ts";
import type { DistributionOfRelaxationTimes } from "../distribution/result.ts";
import { kramersKronig } from "../kramers-kronig/kramers-kronig.ts";
import type { KramersKronigOptions } from "../kramers-kronig/options.ts";
import type { KramersKronigResult } from "../kramers-kronig/result.ts";
import { impedanceOfDistribution } from "../relaxation-times/impedance.ts";
import { lambdaSeries } from "../relaxation-times/lambda-series.ts";
import { relaxationMap } from "../relaxation-times/map.ts";
import type { LambdaCriterion } from "../relaxation-times/options.ts";
import type { RelaxationMap, RelaxationTimes } from "../relaxation-times/result.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { DriftWindow, FollowedSeries, SeriesAnalysis, SweepAnalysis } from "./analysis.ts";
import { attempt, attemptTask } from "./attempt.ts";
import { analyzeDrift, driftWindows, suspectsDrift } from "./drift-windows.ts";
import { followSeries, LARGEST_MISFIT, mapOfSeries, type UsedSweep } from "./follow.ts";
import type { ImpedanceSweep } from "./sweep.ts";

export interface SeriesOptions {
  /** `auto` (default) chooses a chain of arcs for the whole series; `none` fits nothing; else a circuit in our notation. */
  readonly circuit?: string;
  /** λ of the relaxation times, or the criterion that chooses it for each sweep; `auto` (default): the criterion of choice. */
  readonly lambda?: number | "auto" | LambdaCriterion;
  /** Other options of the relaxation times; `none`: they are not computed. */
  readonly relaxationTimes?: Omit<DistributionOptions, "lambda"> | "none";
  readonly kramersKronig?: KramersKronigOptions;
  /** Options of the fit of a circuit that is given. */
  readonly fit?: Omit<FitCircuitOptions, "seeds" | "frequencies">;
  /**
   * Whether drift inside the sweeps is analysed; default: in a series of at most eight sweeps of which the Kramers-Kronig test
   * finds one to drift. It takes 0.1 to 2 s for four sweeps.
   */
  readonly drift?: boolean;
}

/** Told on the way, for those who look while it is computed. */
export interface SeriesWatch {
  /**
   * The spectra with a first, regularised distribution each at a fixed λ (that of the options, else `PREVIEW_LAMBDA`) with γ ≥ 0: a
   * picture to look at, of which nothing goes into the results. Nothing is tested yet.
   */
  readonly onPreview?: (soFar: SeriesAnalysis) => void;
  /**
   * Every sweep is tested and has its relaxation times; nothing is followed through the series and no circuit fitted yet. The map is
   * that of the single sweeps.
   */
  readonly onSweeps?: (soFar: SeriesAnalysis) => void;
}

/** λ of the first picture of a series. */
export const PREVIEW_LAMBDA = 1e-3;
/** Relative residual of a chain of arcs beyond which it describes nothing. */
const LARGEST_RESIDUAL = 0.15;
/** Whole sweeps tested before points are left out. */
const TRIM_SAMPLE = 3;
/** Sweeps named one by one in a warning. */
const MOST_NAMED = 10;
/** Sweeps with fewer points are listed, not analysed. */
export const FEWEST_POINTS = 5;

/**
 * Tests, transforms and fits every sweep with the same options.
 *
 * @param label names the work in progress reports
 * @param watch is told what is known before the series is followed and circuits are fitted
 * @throws DomainError for a circuit that cannot be read
 */
export async function analyzeSeries(
  sweeps: readonly ImpedanceSweep[],
  options: SeriesOptions = {},
  control: TaskControl = silentControl,
  label = "",
  watch: SeriesWatch = {},
): Promise<SeriesAnalysis> {
  const { circuit = "auto", lambda = "auto" } = options;
  const given = circuit === "auto" || circuit === "none" ? null : parseCircuit(circuit);
  const warnings: Warning[] = [];
  const enough = sweeps.filter(({ spectrum }) => spectrum.frequency.length >= FEWEST_POINTS);
  warnings.push(...tooShort(sweeps));
  const highest = highestUsableFrequency(enough.map(({ spectrum }) => spectrum));
  warnings.push(...leftOut(highest));
  const session =
    options.relaxationTimes === "none"
      ? null
      : distributionSession({ ...options.relaxationTimes, ...(lambda === "auto" ? {} : { lambda }) });
  if (watch.onPreview && session !== null) {
    watch.onPreview(previewOf(sweeps, options));
    await control.checkpoint();
  }
  const total = 2 * enough.length;
  const tests: (KramersKronigResult | null)[] = [];
  const distributions: (DistributionOfRelaxationTimes | null)[] = [];
  const artefacts: (number | null)[] = [];
  const followed: UsedSweep[] = [];
  const places = new Map(sweeps.map((sweep, place) => [sweep, place]));
  for (const [k, sweep] of enough.entries()) {
    control.report(k, total, label);
    await control.checkpoint();
    const tested = usedPart(sweep.spectrum, highest);
    const time = timesUsed(sweep, highest);
    const test = attemptSweep(
      () => kramersKronig(tested, { ...options.kramersKronig, ...(time ? { time } : {}) }),
      "Kramers-Kronig test",
      sweep,
      warnings,
    );
    const artefact = artefactLimit(tested, test);
    const used = artefact === null ? tested : usedPart(tested, artefact);
    tests.push(test);
    artefacts.push(artefact);
    followed.push({ place: places.get(sweep) as number, sweep, used });
    distributions.push(session && distributionOf(session, sweep, used, warnings));
  }
  const at = new Map(enough.map(({ index }, k) => [index, k]));
  const joined = (circuits: readonly (CircuitFit | null)[]): SweepAnalysis[] =>
    sweeps.map((sweep) => {
      const k = at.get(sweep.index);
      return {
        sweep,
        kramersKronig: k === undefined ? null : (tests[k] ?? null),
        drt: k === undefined ? null : (distributions[k] ?? null),
        circuit: k === undefined ? null : (circuits[k] ?? null),
        highestFrequency: k === undefined ? null : (artefacts[k] ?? null),
      };
    });
  if (watch.onSweeps) {
    const soFar: Warning[] = [...warnings];
    const map = mapOf(
      joined([]).map(({ drt }) => drt),
      soFar,
    );
    const highestFrequency = Number.isFinite(highest) ? highest : null;
    watch.onSweeps({ sweeps: joined([]), map, mapFrom: "sweeps", circuit: null, highestFrequency, warnings: soFar });
    await control.checkpoint();
  }
  const fits: (CircuitFit | null)[] = [];
  for (const [k, sweep] of enough.entries()) {
    if (!given) break;
    control.report(enough.length + k, total, label);
    await control.checkpoint();
    const seeds = distributions[k]?.peaks ?? [];
    const fit = (): CircuitFit =>
      fitCircuit(sweep.spectrum, given, { ...options.fit, seeds, frequencies: [0, highest] });
    fits.push(attemptSweep(fit, "circuit fit", sweep, warnings));
  }
  await control.checkpoint();
  const chosen =
    circuit === "auto" && enough.length > 0
      ? await attemptTask(
          chooseArcsTask(
            enough.map(({ spectrum }) => spectrum),
            { highestFrequency: highest, peaks: distributions.map((one) => one?.peaks ?? null) },
          ),
          {
            checkpoint: () => control.checkpoint(),
            report: (done, of) => control.report(enough.length + (enough.length * done) / of, total, label),
          },
          "no-circuit",
          "No circuit was fitted",
          warnings,
        )
      : null;
  await control.checkpoint();
  const processSeries: FollowedSeries | null =
    session === null
      ? null
      : attempt(() => followSeries(followed), "not-followed", "The sweeps were not followed as a series", warnings);
  const drift: readonly DriftWindow[] | null =
    (options.drift ?? (session !== null && suspectsDrift(tests)))
      ? await analyzeDrift(driftWindows(followed), warnings, control, label)
      : null;
  const covered = drift?.reduce((sum, window) => sum + window.sweeps.length, 0) ?? 0;
  if (options.drift && covered < enough.length) warnings.push(withoutDrift(enough, covered));
  control.report(total, total, label);
  const refused = chosen === null ? [] : describesNothing(chosen);
  warnings.push(...refused);
  const auto = refused.length > 0 ? null : chosen;
  const circuits: readonly (CircuitFit | null)[] = auto ? auto.fits : fits;
  warnings.push(...unconverged(circuits, enough));
  const analysed = joined(circuits);
  const coupled = processSeries !== null && processSeries.tracks.length > 0 && processSeries.misfit < LARGEST_MISFIT;
  return {
    sweeps: analysed,
    map: coupled
      ? mapOfSeries(processSeries, sweeps.length)
      : mapOf(
          analysed.map(({ drt }) => drt),
          warnings,
        ),
    mapFrom: coupled ? "series" : "sweeps",
    processSeries,
    drift,
    highestFrequency: Number.isFinite(highest) ? highest : null,
    circuit: auto
      ? { notation: auto.circuit, from: auto.from }
      : given
        ? { notation: fits.find((fit) => fit !== null)?.circuit ?? circuit, from: "given" }
        : null,
    warnings,
  };
}

/** The first picture: every sweep regularised at one λ, with what all of them share prepared once. */
function previewOf(sweeps: readonly ImpedanceSweep[], { lambda, relaxationTimes = {} }: SeriesOptions): SeriesAnalysis {
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
  const map = mapOf(
    analysed.map(({ drt }) => drt),
    [],
  );
  return { sweeps: analysed, map, mapFrom: "sweeps", circuit: null, highestFrequency: null, warnings: [] };
}

/** The map with one row for each sweep: NaN where there is no distribution. Null without any. */
function mapOf(distributions: readonly (RelaxationTimes | null)[], warnings: Warning[]): RelaxationMap | null {
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

/**
 * Frequency in Hz above which points are left out of every analysis; Infinity: none are. Only where arcs cannot describe the
 * high-frequency end and whole sweeps fail Kramers-Kronig: a spectrum that passes is the cell's own.
 */
function highestUsableFrequency(spectra: readonly ImpedanceSpectrum[]): number {
  const limit = commonLimit(spectra);
  if (!Number.isFinite(limit)) return limit;
  const step = Math.max(1, Math.ceil(spectra.length / TRIM_SAMPLE));
  const verdicts = spectra.filter((_, k) => k % step === 0).map((spectrum) => kramersKronig(spectrum).verdict);
  const passing = verdicts.filter((verdict) => verdict === "passes").length;
  return 2 * passing >= verdicts.length ? Number.POSITIVE_INFINITY : limit;
}

/** The points of a spectrum up to a frequency; the spectrum itself where that is all of them. */
export function usedPart(spectrum: ImpedanceSpectrum, highest: number): ImpedanceSpectrum {
  return spectrum.frequency.some((f) => f > highest) ? between(spectrum, 0, highest) : spectrum;
}

function distributionOf(
  session: DistributionSession,
  sweep: ImpedanceSweep,
  used: ImpedanceSpectrum,
  warnings: Warning[],
): DistributionOfRelaxationTimes | null {
  const { spectrum } = sweep;
  const found = attemptSweep(() => session(used), "distribution of relaxation times", sweep, warnings);
  if (found === null || used === spectrum) return found;
  return { ...found, fitted: impedanceOfDistribution(found, spectrum.frequency) };
}

/** As `attempt`, with a warning that names the sweep. */
function attemptSweep<Result>(
  compute: () => Result,
  what: string,
  { index }: ImpedanceSweep,
  warnings: Warning[],
): Result | null {
  return attempt(compute, "sweep-not-analysed", `Sweep ${index + 1}, ${what}`, warnings);
}

/** Times of the points up to a frequency; null where the file has none. */
function timesUsed({ spectrum, time }: ImpedanceSweep, highest: number): Float64Array | null {
  return time?.filter((_, k) => spectrum.frequency[k] <= highest) ?? null;
}

/**
 * Highest frequency in Hz below an artefact that the test found; null without one, or where too few points would be left.
 */
function artefactLimit({ frequency }: ImpedanceSpectrum, test: KramersKronigResult | null): number | null {
  const from = test?.faults?.find(({ kind }) => kind === "high-frequency-artefact")?.ranges[0]?.min;
  if (from === undefined) return null;
  const kept = frequency.filter((f) => f < from * (1 - 1e-9));
  return 2 * kept.length < frequency.length ? null : kept.reduce((a, b) => Math.max(a, b), 0);
}

/** Why drift was not analysed in some sweeps. */
function withoutDrift(sweeps: readonly ImpedanceSweep[], covered: number): Warning {
  const open = sweeps.length - covered;
  const which = sweeps.length === 1 ? "the sweep" : `${open} of ${sweeps.length} sweeps`;
  const why = sweeps.every(({ time }) => time === null)
    ? "their points carry no times. Give a file with the time of each point."
    : "it takes neighbours at the same current, without a long pause: one sweep alone cannot tell a drift from its shape.";
  return { code: "no-drift-analysis", message: `Drift was not analysed in ${which}: ${why}` };
}

function tooShort(sweeps: readonly ImpedanceSweep[]): Warning[] {
  const short = sweeps.filter(({ spectrum }) => spectrum.frequency.length < FEWEST_POINTS);
  if (short.length === 0) return [];
  const named = short.slice(0, MOST_NAMED).map(({ index, spectrum }) => `${index + 1} (${spectrum.frequency.length})`);
  const names = `${named.join(", ")}${short.length > MOST_NAMED ? `, and ${short.length - MOST_NAMED} more` : ""}`;
  return [
    {
      code: "too-few-points",
      message: `${short.length} of ${sweeps.length} sweeps have fewer than ${FEWEST_POINTS} points and are not analysed: ${names}.`,
    },
  ];
}

/** A warning where even the best chain of arcs says nothing about the spectra. */
function describesNothing({ circuit, determined, rmsResidual }: ArcChoice): Warning[] {
  const residual = `${Number((100 * rmsResidual).toPrecision(2))} %`;
  const why = !(rmsResidual <= LARGEST_RESIDUAL)
    ? `the best, ${circuit}, misses them by ${residual}`
    : determined
      ? null
      : `the data do not determine the arcs of ${circuit} (residual ${residual})`;
  if (why === null) return [];
  return [
    {
      code: "no-circuit",
      message: `No chain of arcs describes these spectra: ${why}. Give a circuit with --circuit if you know one.`,
    },
  ];
}

function leftOut(highestFrequency: number): Warning[] {
  if (!Number.isFinite(highestFrequency)) return [];
  return [
    {
      code: "high-frequencies-left-out",
      message: `Points above ${engineering(highestFrequency)}Hz are shown but left out of the Kramers-Kronig test, relaxation times and circuit: no passive circuit describes them. They are likely an artefact of leads or of the reference electrode.`,
    },
  ];
}

function unconverged(fits: readonly (CircuitFit | null)[], sweeps: readonly ImpedanceSweep[]): Warning[] {
  const open = fits.flatMap((fit, k) => (fit && !fit.converged ? [(sweeps[k] as ImpedanceSweep).index + 1] : []));
  if (open.length === 0) return [];
  return [
    {
      code: "fit-not-converged",
      message: `The circuit fit did not converge in sweep${open.length === 1 ? "" : "s"} ${open.join(", ")}; the values there are the best found.`,
    },
  ];
}

/** 67.3 k for 67 300. */
function engineering(value: number): string {
  const [scale, prefix] = value >= 1e6 ? [1e6, "M"] : value >= 1e3 ? [1e3, "k"] : [1, ""];
  return `${Number((value / scale).toPrecision(3))} ${prefix}`;
}
