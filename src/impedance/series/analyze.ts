import { silentControl, type TaskControl } from "../../base/task.ts";
import type { Warning } from "../../base/warnings.ts";
import { chooseArcsTask } from "../circuit/choose-arcs.ts";
import { type FitCircuitOptions, fitCircuit } from "../circuit/fit-circuit.ts";
import { parseCircuit } from "../circuit/notation.ts";
import type { CircuitFit } from "../circuit/result.ts";
import { type DistributionSession, distributionSession } from "../distribution/distribution.ts";
import { type DistributionOptions, describeDistribution } from "../distribution/options.ts";
import type { DistributionOfRelaxationTimes } from "../distribution/result.ts";
import { circuitDoubts } from "../interpretation/circuit-doubt.ts";
import { kramersKronig } from "../kramers-kronig/kramers-kronig.ts";
import type { KramersKronigOptions } from "../kramers-kronig/options.ts";
import type { KramersKronigResult } from "../kramers-kronig/result.ts";
import { impedanceOfDistribution } from "../relaxation-times/impedance.ts";
import type { LambdaCriterion } from "../relaxation-times/options.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { DriftWindow, FollowedSeries, SeriesAnalysis, SweepAnalysis } from "./analysis.ts";
import { attempt, attemptTask } from "./attempt.ts";
import { analyzeDrift, driftWindows, suspectsDrift } from "./drift-windows.ts";
import { followSeries, LARGEST_MISFIT, mapOfSeries, type UsedSweep } from "./follow.ts";
import { withIdentities, withoutIdentities } from "./identity.ts";
import { mapOfSweeps, previewOf } from "./map-of-sweeps.ts";
import {
  describesNothing,
  FEWEST_POINTS,
  leftOut,
  missedByCircuit,
  tooShort,
  unconverged,
  withoutDrift,
} from "./series-warnings.ts";
import type { ImpedanceSweep } from "./sweep.ts";
import { artefactLimit, highestUsableFrequency, timesUsed, usedPart } from "./used-points.ts";

export interface SeriesOptions {
  /** `auto` (default) chooses a chain of arcs for the whole series; `none` fits nothing; else a circuit in our notation. */
  readonly circuit?: string;
  /** λ of the relaxation times, or the criterion that chooses it for each sweep; `auto` (default): the criterion of choice. */
  readonly lambda?: number | "auto" | LambdaCriterion;
  /** Other options of the relaxation times; `none`: they are not computed. */
  readonly relaxationTimes?: Omit<DistributionOptions, "lambda"> | "none";
  readonly kramersKronig?: KramersKronigOptions;
  /** Points at high frequencies that no passive circuit describes stay in relaxation times and circuits; default: they are left out. */
  readonly keepHighFrequencies?: boolean;
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
   * picture to look at, of which nothing goes into the results. Nothing is tested and nothing named yet.
   */
  readonly onPreview?: (soFar: SeriesAnalysis) => void;
  /**
   * Every sweep is tested and has its relaxation times; nothing is followed through the series, no circuit fitted and no process named yet. The map is
   * that of the single sweeps.
   */
  readonly onSweeps?: (soFar: SeriesAnalysis) => void;
}

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
  const { keepHighFrequencies: keep = false } = options;
  const usable = highestUsableFrequency(enough.map(({ spectrum }) => spectrum));
  const highest = keep ? Number.POSITIVE_INFINITY : usable;
  warnings.push(...leftOut(highest));
  const session =
    options.relaxationTimes === "none"
      ? null
      : distributionSession({ ...options.relaxationTimes, ...(lambda === "auto" ? {} : { lambda }) });
  if (watch.onPreview && session !== null) {
    watch.onPreview(withoutIdentities(previewOf(sweeps, options)));
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
    const artefact = keep ? null : artefactLimit(tested, test);
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
      const test = k === undefined ? null : (tests[k] ?? null);
      const drt = k === undefined ? null : (distributions[k] ?? null);
      const circuit = k === undefined ? null : (circuits[k] ?? null);
      return {
        sweep,
        kramersKronig: test,
        drt,
        circuit,
        highestFrequency: k === undefined ? null : (artefacts[k] ?? null),
      };
    });
  const judged = (analysed: readonly SweepAnalysis[]): SweepAnalysis[] => {
    const doubts = circuitDoubts(
      analysed.map(({ sweep, circuit, drt, kramersKronig: test }) =>
        // Where an artefact is kept, the circuit is not what misses it.
        circuit === null || usable !== highest
          ? null
          : { spectrum: sweep.spectrum, circuit, drt, test, highestFrequency: finiteOrNull(highest) },
      ),
    );
    return analysed.map((one, k) => ({ ...one, circuitDoubt: doubts[k] ?? null }));
  };
  if (watch.onSweeps) {
    const soFar: Warning[] = [...warnings];
    const map = mapOfSweeps(
      joined([]).map(({ drt }) => drt),
      soFar,
    );
    const sight = {
      sweeps: joined([]),
      map,
      mapFrom: "sweeps",
      circuit: null,
      highestFrequency: finiteOrNull(highest),
      warnings: soFar,
    } as const;
    watch.onSweeps(withoutIdentities(sight));
    await control.checkpoint();
  }
  const fits: (CircuitFit | null)[] = [];
  for (const [k, sweep] of enough.entries()) {
    if (!given) break;
    control.report(enough.length + k, total, label);
    await control.checkpoint();
    const seeds = distributions[k]?.peaks ?? [];
    const limit = Math.min(highest, artefacts[k] ?? Number.POSITIVE_INFINITY);
    const fit = (): CircuitFit =>
      fitCircuit(sweep.spectrum, given, { intervals: "wald", ...options.fit, seeds, frequencies: [0, limit] });
    fits.push(attemptSweep(fit, "circuit fit", sweep, warnings));
  }
  await control.checkpoint();
  const chosen =
    circuit === "auto" && enough.length > 0
      ? await attemptTask(
          chooseArcsTask(
            enough.map(({ spectrum }) => spectrum),
            {
              highestFrequency: highest,
              ownLimits: artefacts,
              peaks: distributions.map((one) => one?.peaks ?? null),
            },
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
      : attempt(
          () => followSeries(followed, keep),
          "not-followed",
          "The sweeps were not followed as a series",
          warnings,
        );
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
  const analysed = judged(joined(circuits));
  warnings.push(...missedByCircuit(analysed));
  const coupled =
    !isRegularized(options) &&
    processSeries !== null &&
    processSeries.tracks.length > 0 &&
    processSeries.misfit < LARGEST_MISFIT;
  return withIdentities({
    sweeps: analysed,
    map: coupled
      ? mapOfSeries(processSeries, sweeps.length)
      : mapOfSweeps(
          analysed.map(({ drt }) => drt),
          warnings,
        ),
    mapFrom: coupled ? "series" : "sweeps",
    processSeries,
    drift,
    highestFrequency: finiteOrNull(highest),
    circuit: auto
      ? { notation: auto.circuit, from: auto.from }
      : given
        ? { notation: fits.find((fit) => fit !== null)?.circuit ?? circuit, from: "given" }
        : null,
    warnings,
  });
}

/** The limit, null where there is none. */
function finiteOrNull(limit: number): number | null {
  return Number.isFinite(limit) ? limit : null;
}

/** Whether λ, sign, part or basis were asked for: then the map is of the sweeps as they were asked for. */
function isRegularized({ lambda = "auto", relaxationTimes = {} }: SeriesOptions): boolean {
  if (relaxationTimes === "none") return false;
  return describeDistribution({ ...relaxationTimes, ...(lambda === "auto" ? {} : { lambda }) }).method === "tikhonov";
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
