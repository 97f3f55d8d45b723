import { DomainError } from "../../base/errors.ts";
import type { Task } from "../../base/task.ts";
import { log } from "../../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { type ArcChain, type ChainFit, chainNotation, chainParameters } from "./arc-chain.ts";
import type { ArcSeed } from "./arc-scan.ts";
import type { CircuitFit } from "./result.ts";
import { SpectrumFits } from "./spectrum-fits.ts";
import { highestPassiveFrequency } from "./trim.ts";
import type { FixedWeighting } from "./weighting.ts";

export interface ChooseArcsOptions {
  /** Most arcs a circuit may have, default 5. */
  readonly maximumArcs?: number;
  /** Default `modulus`. */
  readonly weighting?: FixedWeighting;
  /** Points above this frequency in Hz are left out of the fits; default `commonLimit(spectra)`. */
  readonly highestFrequency?: number;
  /** For each spectrum a lower limit in Hz of its own, as where it shows an artefact; null: none. */
  readonly ownLimits?: readonly (number | null)[];
  /** For each spectrum the peaks of its relaxation-time distribution, to start from as well; null where there are none. */
  readonly peaks?: readonly (readonly ArcSeed[] | null)[];
  /** Told after each fit of a spectrum. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** One circuit for a series of spectra, and its fits. */
export interface ArcChoice {
  /** The circuit, the same for all. */
  readonly circuit: string;
  /** Why this one, with numbers. */
  readonly from: string;
  /** Whether the data determine its arcs in at least half of the sampled spectra. */
  readonly determined: boolean;
  /** Median relative residual over the sampled spectra. */
  readonly rmsResidual: number;
  /** Points above this frequency in Hz were left out, because no passive circuit describes them; null: none were. */
  readonly highestFrequency: number | null;
  /**
   * One for each spectrum; null where it has too few points for the circuit, or was cut short and does not determine its
   * arcs: see `skipped`. χ² and residual are those of the points
   * that were fitted, `fitted` has all frequencies of the spectrum.
   */
  readonly fits: readonly (CircuitFit | null)[];
  /** The spectra without a fit, and why. */
  readonly skipped?: readonly SkippedSweep[];
}

/** A sweep that was not fitted. */
export interface SkippedSweep {
  /** Index in the series, from 0. */
  readonly index: number;
  /** Points it has, and those of the longest sweep. */
  readonly points: number;
  readonly expected: number;
  readonly reason: string;
}

/** Spectra of a series on which the circuit is chosen, evenly spread. */
const SAMPLE = 8;
/** Part of the points of the longest spectrum that one needs to be in the sample: a sweep that was cut short says little. */
const COMPLETE_PART = 0.7;
/** Relative scatter below which no instrument is trusted: a better fit earns nothing. */
const BEST_ACCURACY = 1e-4;
/** Fall of the information criterion, for each spectrum, that a more complicated circuit must bring. */
const WORTH = 10;
/** Part of the sampled spectra in which every arc must be determined. */
const DETERMINED_PART = 0.5;
/** Largest relative standard error of R, and standard error of ln τ, of an arc that counts as determined. */
const DETERMINED_RESISTANCE = 0.5;
const DETERMINED_TIME = 1;
/** Points below which a spectrum is not searched for a high-frequency end to leave out. */
const FEWEST_TO_TRIM = 12;

/**
 * Chooses one chain of depressed arcs for a series of spectra of one cell and fits it to each.
 *
 * The number of arcs N is that with the lowest Bayesian information criterion 2M ln(χ²/2M) + k ln 2M (M points, k
 * parameters), averaged over a sample of the spectra, among those whose arcs are determined by the data in half of
 * them. A series inductor is taken up where it lowers the criterion by more than 10; a series constant-phase element
 * where the spectra end in a steep rise at the lowest frequency and the criterion asks for it. Each spectrum is then
 * fitted from a scan of its own, from the peaks given and from the fits of its neighbours; the best fit is kept.
 *
 * @throws DomainError if there is no spectrum, none has enough points for one arc, or lengths disagree
 *
 * G. Schwarz, Ann. Stat. 6 (1978) 461.
 */
export function chooseArcs(spectra: readonly ImpedanceSpectrum[], options: ChooseArcsOptions = {}): ArcChoice {
  const steps = arcChoiceSteps(spectra, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * `chooseArcs` as a task: reports the fits done and can be stopped after each of them.
 * @throws DomainError as `chooseArcs` does, when it is run; CancelledError once stopped
 */
export function chooseArcsTask(
  spectra: readonly ImpedanceSpectrum[],
  options: ChooseArcsOptions = {},
): Task<ArcChoice> {
  return {
    name: "choose arcs",
    run: async (control) => {
      const steps = arcChoiceSteps(spectra, options);
      for (;;) {
        await control.checkpoint();
        const step = steps.next();
        if (step.done === true) return step.value;
        const { done, total, detail } = step.value;
        control.report(done, total, detail);
      }
    },
  };
}

interface Step {
  readonly done: number;
  readonly total: number;
  readonly detail: string;
}

/** The work of `chooseArcs`, interrupted after each spectrum. */
function* arcChoiceSteps(
  spectra: readonly ImpedanceSpectrum[],
  options: ChooseArcsOptions,
): Generator<Step, ArcChoice, undefined> {
  const { maximumArcs = 5, weighting = "modulus", peaks, ownLimits, onProgress } = options;
  if (!(Number.isInteger(maximumArcs) && maximumArcs >= 1 && maximumArcs <= 8)) {
    throw new DomainError(`chooseArcs: maximumArcs = ${maximumArcs}; a whole number from 1 to 8 is expected.`);
  }
  if (peaks !== undefined && peaks.length !== spectra.length) {
    throw new DomainError(`chooseArcs: ${spectra.length} spectra, peaks of ${peaks.length}.`);
  }
  if (ownLimits !== undefined && ownLimits.length !== spectra.length) {
    throw new DomainError(`chooseArcs: ${spectra.length} spectra, limits of ${ownLimits.length}.`);
  }
  const highestFrequency = options.highestFrequency ?? commonLimit(spectra);
  const workspaces = spectra.map((spectrum, k) => {
    const limit = Math.min(highestFrequency, ownLimits?.[k] ?? Number.POSITIVE_INFINITY);
    return new SpectrumFits(spectrum, limit, weighting, peaks?.[k] ?? []);
  });
  const usable = workspaces.filter(({ points }) => 2 * points > 4 + 1);
  if (usable.length === 0) {
    throw new DomainError(
      `chooseArcs: none of ${spectra.length} spectra has the 3 points that an arc in series with a resistance needs.`,
    );
  }
  const most = usable.reduce((largest, { points }) => Math.max(largest, points), 0);
  const sample = spread(
    usable.filter(({ points }) => points >= COMPLETE_PART * most),
    SAMPLE,
  );
  const inductor = sample.filter(({ endsInductive }) => endsInductive).length * 2 > sample.length;
  const mayBlock = sample.filter(({ endsBlocking }) => endsBlocking).length * 2 > sample.length;

  const tried: Candidate[] = [];
  const total = 3 * spectra.length;
  function* consider(chain: ArcChain): Generator<Step, Candidate, undefined> {
    const candidate = yield* assess(chain, sample, total);
    tried.push(candidate);
    return candidate;
  }
  for (const blocking of mayBlock ? [false, true] : [false]) {
    let failures = 0;
    let lowest = Infinity;
    for (let arcs = blocking ? 0 : 1; arcs <= maximumArcs && failures < 2; arcs++) {
      const { criterion, determined } = yield* consider({ inductor, arcs, blocking });
      failures = criterion < lowest && determined ? 0 : failures + 1;
      lowest = Math.min(lowest, criterion);
    }
  }
  const first = bestOf(tried);
  const other = yield* consider({ ...first.chain, inductor: !inductor });
  const [withInductor, without] = inductor ? [first, other] : [other, first];
  const asked = withInductor.determined && withInductor.criterion < without.criterion - WORTH;
  const chosen = asked ? withInductor : without;
  const { fits, skipped } = yield* fitSeries(chosen.chain, workspaces, most, onProgress);
  return {
    circuit: chainNotation(chosen.chain),
    from: reason(chosen, tried, sample.length, spectra.length),
    determined: chosen.determined,
    rmsResidual: chosen.rmsResidual,
    highestFrequency: Number.isFinite(highestFrequency) ? highestFrequency : null,
    fits,
    ...(skipped.length > 0 ? { skipped } : {}),
  };
}

/** The median over a sample of the frequency in Hz above which no passive circuit describes the spectra; Infinity: none. */
export function commonLimit(spectra: readonly ImpedanceSpectrum[]): number {
  const limits = spread(
    spectra.filter(({ frequency }) => frequency.length >= FEWEST_TO_TRIM),
    SAMPLE,
  ).map(highestPassiveFrequency);
  limits.sort((a, b) => a - b);
  return limits[limits.length >> 1] ?? Infinity;
}

interface Candidate {
  readonly chain: ArcChain;
  /** Mean information criterion over the sample; Infinity where a spectrum has too few points. */
  readonly criterion: number;
  /** Whether its arcs are determined in enough of the sample. */
  readonly determined: boolean;
  /** Median relative residual over the sample. */
  readonly rmsResidual: number;
}

/** The lowest criterion among the candidates whose arcs are determined; where there are none, the simplest. */
function bestOf(tried: readonly Candidate[]): Candidate {
  const determined = tried.filter((candidate) => candidate.determined);
  const [first, ...others] = determined.length > 0 ? determined : tried.slice(0, 1);
  return others.reduce((best, candidate) => {
    const more = chainParameters(candidate.chain) > chainParameters(best.chain);
    return candidate.criterion < best.criterion - (more ? WORTH : 0) ? candidate : best;
  }, first as Candidate);
}

function* assess(
  chain: ArcChain,
  sample: readonly SpectrumFits[],
  total: number,
): Generator<Step, Candidate, undefined> {
  const parameters = chainParameters(chain);
  let criterion = 0;
  let determined = 0;
  const residuals: number[] = [];
  for (const spectrum of sample) {
    const size = 2 * spectrum.points;
    const fit = size > parameters + 1 ? spectrum.fit(chain) : null;
    if (fit === null) return { chain, criterion: Infinity, determined: false, rmsResidual: Infinity };
    const scatter = fit.sumOfSquares / size / spectrum.meanSquare + BEST_ACCURACY ** 2;
    criterion += (size * log(scatter) + parameters * log(size)) / sample.length;
    const summary = spectrum.assess(chain, fit);
    residuals.push(summary.rmsResidual);
    if (arcsAreDetermined(summary)) determined++;
    yield { done: 0, total, detail: chainNotation(chain) };
  }
  residuals.sort((a, b) => a - b);
  return {
    chain,
    criterion,
    determined: determined >= DETERMINED_PART * sample.length,
    rmsResidual: residuals[residuals.length >> 1] as number,
  };
}

function arcsAreDetermined({ arcs }: CircuitFit): boolean {
  return arcs.every(
    ({ resistance, resistanceError, logTauError }) =>
      resistanceError !== null &&
      resistanceError < DETERMINED_RESISTANCE * resistance &&
      logTauError !== null &&
      logTauError < DETERMINED_TIME,
  );
}

/** Fits the chain to every spectrum, forward and backward through the series so that good fits spread to neighbours. */
function* fitSeries(
  chain: ArcChain,
  workspaces: readonly SpectrumFits[],
  most: number,
  onProgress: ((done: number, total: number) => void) | undefined,
): Generator<Step, { fits: readonly (CircuitFit | null)[]; skipped: readonly SkippedSweep[] }, undefined> {
  const parameters = chainParameters(chain);
  const enough = workspaces.map(({ points }) => 2 * points > parameters + 1);
  const order = Array.from(workspaces.keys());
  const total = 3 * workspaces.length;
  const detail = chainNotation(chain);
  let done = 0;
  for (const direction of [order, order.toReversed()]) {
    let previous: ChainFit | null = null;
    for (const k of direction) {
      yield { done: done++, total, detail };
      if (enough[k] !== true) continue;
      const spectrum = workspaces[k] as SpectrumFits;
      if (previous !== null) spectrum.refit(chain, previous.p);
      previous = spectrum.fit(chain);
    }
  }
  const skipped: SkippedSweep[] = [];
  const fits: (CircuitFit | null)[] = [];
  for (const [index, spectrum] of workspaces.entries()) {
    const { points } = spectrum;
    const found = enough[index] === true ? spectrum.summarise(chain, spectrum.fit(chain)) : null;
    const short = points < COMPLETE_PART * most;
    const kept = found !== null && (!short || arcsAreDetermined(found)) ? found : null;
    if (kept === null) {
      const reason =
        found === null
          ? `its ${points} points do not determine the ${parameters} parameters of ${detail}`
          : `it was cut short and its points do not determine the arcs of ${detail}`;
      skipped.push({ index, points, expected: most, reason });
    }
    fits.push(kept);
    onProgress?.(index + 1, workspaces.length);
    yield { done: done++, total, detail };
  }
  return { fits, skipped };
}

/** At most `count` of the items, evenly spread, first and last among them. */
function spread<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, k) => items[Math.round((k * (items.length - 1)) / (count - 1))] as T);
}

function reason(chosen: Candidate, tried: readonly Candidate[], sampled: number, spectra: number): string {
  const { arcs, inductor, blocking } = chosen.chain;
  const alike = tried.filter(({ chain }) => chain.inductor === inductor && chain.blocking === blocking);
  const describe = ({ chain, criterion, determined, rmsResidual }: Candidate): string =>
    Number.isFinite(criterion)
      ? `${(100 * rmsResidual).toPrecision(2)} % with ${chain.arcs}${determined ? "" : " (arcs not determined)"}`
      : `too few points for ${chain.arcs}`;
  const ends = [...(inductor ? ["a series inductor"] : []), ...(blocking ? ["a blocking end"] : [])];
  return (
    `${arcs} ${arcs === 1 ? "arc" : "arcs"}${ends.length > 0 ? ` with ${ends.join(" and ")}` : ""}: lowest Bayesian ` +
    `information criterion over ${sampled} of ${spectra} spectra among chains whose arcs the data determine; residual ` +
    `${alike.map(describe).join(", ")}.`
  );
}
