import { DomainError } from "../../base/errors.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import {
  type ArcChain,
  type ChainFit,
  type ChainFitter,
  chainFitter,
  chainNotation,
  chainParameters,
} from "./arc-chain.ts";
import { type ArcPlacement, type ArcScanner, type ArcSeed, arcScanner } from "./arc-scan.ts";
import { circuitEvaluator } from "./evaluator.ts";
import { parseCircuit } from "./notation.ts";
import type { CircuitFit } from "./result.ts";
import { deinterleave } from "./summary.ts";
import { below, highestPassiveFrequency } from "./trim.ts";
import { type Weighting, weightRoots } from "./weighting.ts";

export interface ChooseArcsOptions {
  /** Most arcs a circuit may have, default 5. */
  readonly maximumArcs?: number;
  /** Default `modulus`. */
  readonly weighting?: Weighting;
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
  /** Points above this frequency in Hz were left out, because no passive circuit describes them; null: none were. */
  readonly highestFrequency: number | null;
  /**
   * One for each spectrum; null where it has too few points for the circuit. χ² and residual are those of the points
   * that were fitted, `fitted` has all frequencies of the spectrum.
   */
  readonly fits: readonly (CircuitFit | null)[];
}

/** Spectra of a series on which the circuit is chosen, evenly spread. */
const SAMPLE = 8;
/** Relative scatter below which no instrument is trusted: a better fit earns nothing. */
const BEST_ACCURACY = 1e-4;
/** Fall of the information criterion, for each spectrum, that a more complicated circuit must bring. */
const WORTH = 10;
/** Part of the sampled spectra in which every arc must be determined. */
const DETERMINED_PART = 0.5;
/** Largest relative standard error of R, and standard error of ln τ, of an arc that counts as determined. */
const DETERMINED_RESISTANCE = 0.5;
const DETERMINED_TIME = 1;
/** −Z″ at the lowest frequency over the real part gained since the highest beyond which a cell may block: 45°. */
const BLOCKING_SLOPE = 1;
/** Points below which a spectrum is not searched for a high-frequency end to leave out. */
const FEWEST_TO_TRIM = 12;
/** Relative difference of χ² below which two starts have led to the same fit. */
const SAME_FIT = 1e-4;
/** Relative fall of χ² for which a fit from another start replaces one. */
const BETTER = 1e-5;

/**
 * Chooses one chain of depressed arcs for a series of spectra of one cell and fits it to each.
 *
 * The number of arcs N is that with the lowest Bayesian information criterion 2M ln(χ²/2M) + k ln 2M (M points, k
 * parameters), averaged over a sample of the spectra, among those whose arcs are determined by the data in half of
 * them. A series inductor is taken up where it lowers the criterion by more than 10; a series constant-phase element where they end in a steep rise at the lowest one and the criterion
 * asks for it. Each spectrum is then fitted from a scan of its own, from the peaks given and from the fits of its
 * neighbours, and the best fit is kept.
 *
 * @throws DomainError if there is no spectrum, none has enough points for one arc, or lengths disagree
 *
 * G. Schwarz, Ann. Stat. 6 (1978) 461.
 */
export function chooseArcs(spectra: readonly ImpedanceSpectrum[], options: ChooseArcsOptions = {}): ArcChoice {
  const { maximumArcs = 5, weighting = "modulus", peaks, onProgress } = options;
  if (!(Number.isInteger(maximumArcs) && maximumArcs >= 1 && maximumArcs <= 8)) {
    throw new DomainError(`chooseArcs: maximumArcs = ${maximumArcs}; a whole number from 1 to 8 is expected.`);
  }
  if (peaks !== undefined && peaks.length !== spectra.length) {
    throw new DomainError(`chooseArcs: ${spectra.length} spectra, peaks of ${peaks.length}.`);
  }
  const highestFrequency = commonLimit(spectra);
  const workspaces = spectra.map(
    (spectrum, k) => new SpectrumFits(spectrum, highestFrequency, weighting, peaks?.[k] ?? []),
  );
  const usable = workspaces.filter(({ points }) => 2 * points > 4 + 1);
  if (usable.length === 0) {
    throw new DomainError(
      `chooseArcs: none of ${spectra.length} spectra has the 3 points that an arc in series with a resistance needs.`,
    );
  }
  const sample = spread(usable, SAMPLE);
  const inductor = sample.filter(({ endsInductive }) => endsInductive).length * 2 > sample.length;
  const mayBlock = sample.filter(({ endsBlocking }) => endsBlocking).length * 2 > sample.length;

  const tried: Candidate[] = [];
  const consider = (chain: ArcChain): Candidate => {
    const candidate = assess(chain, sample);
    tried.push(candidate);
    return candidate;
  };
  for (const blocking of mayBlock ? [false, true] : [false]) {
    let failures = 0;
    let lowest = Infinity;
    for (let arcs = blocking ? 0 : 1; arcs <= maximumArcs && failures < 2; arcs++) {
      const { criterion, determined } = consider({ inductor, arcs, blocking });
      failures = criterion < lowest && determined ? 0 : failures + 1;
      lowest = Math.min(lowest, criterion);
    }
  }
  const first = bestOf(tried);
  const other = consider({ ...first.chain, inductor: !inductor });
  const [withInductor, without] = inductor ? [first, other] : [other, first];
  const asked = withInductor.determined && withInductor.criterion < without.criterion - WORTH;
  const chosen = asked ? withInductor : without;
  return {
    circuit: chainNotation(chosen.chain),
    from: reason(chosen, tried, sample.length, spectra.length, highestFrequency),
    highestFrequency: Number.isFinite(highestFrequency) ? highestFrequency : null,
    fits: fitSeries(chosen.chain, workspaces, onProgress),
  };
}

/** The median over a sample of the frequency above which no passive circuit describes the spectra, in Hz. */
function commonLimit(spectra: readonly ImpedanceSpectrum[]): number {
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

function assess(chain: ArcChain, sample: readonly SpectrumFits[]): Candidate {
  const parameters = chainParameters(chain);
  let criterion = 0;
  let determined = 0;
  const residuals: number[] = [];
  for (const spectrum of sample) {
    const size = 2 * spectrum.points;
    const fit = size > parameters + 1 ? spectrum.fit(chain) : null;
    if (fit === null) return { chain, criterion: Infinity, determined: false, rmsResidual: Infinity };
    const scatter = fit.sumOfSquares / size / spectrum.meanSquare + BEST_ACCURACY ** 2;
    criterion += (size * Math.log(scatter) + parameters * Math.log(size)) / sample.length;
    const summary = spectrum.summarise(chain, fit);
    residuals.push(summary.rmsResidual);
    if (arcsAreDetermined(summary)) determined++;
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

/** The fits of one spectrum with different chains. */
class SpectrumFits {
  readonly points: number;
  readonly endsInductive: boolean;
  readonly endsBlocking: boolean;
  /** Mean of w|Z|² / 2: puts χ² of any weighting on a relative scale. */
  readonly meanSquare: number;
  /** All points, and those that are fitted. */
  private readonly whole: ImpedanceSpectrum;
  private readonly spectrum: ImpedanceSpectrum;
  private readonly weighting: Weighting;
  private readonly peaks: readonly ArcSeed[];
  private readonly roots: Float64Array;
  private readonly scanners = new Map<string, ArcScanner>();
  private readonly fitters = new Map<string, ChainFitter>();
  private readonly fits = new Map<string, ChainFit>();
  private settled = false;

  constructor(whole: ImpedanceSpectrum, limit: number, weighting: Weighting, peaks: readonly ArcSeed[]) {
    const spectrum = Number.isFinite(limit) ? below(whole, limit) : whole;
    this.whole = whole;
    const { frequency, real, imaginary } = spectrum;
    this.spectrum = spectrum;
    this.weighting = weighting;
    this.peaks = peaks.filter(({ tau, resistance }) => tau > 0 && resistance > 0);
    this.roots = weightRoots(spectrum, weighting);
    this.points = frequency.length;
    let sum = 0;
    let [lowest, highest] = [0, 0];
    for (let i = 0; i < this.points; i++) {
      sum += ((this.roots[2 * i] as number) * (real[i] as number)) ** 2;
      sum += ((this.roots[2 * i + 1] as number) * (imaginary[i] as number)) ** 2;
      if ((frequency[i] as number) < (frequency[lowest] as number)) lowest = i;
      if ((frequency[i] as number) > (frequency[highest] as number)) highest = i;
    }
    this.meanSquare = sum / (2 * this.points) || 1;
    this.endsInductive = (imaginary[highest] as number) > 0;
    const rise = -(imaginary[lowest] as number);
    const gained = (real[lowest] as number) - real.reduce((a, b) => Math.min(a, b), Infinity);
    const largest = imaginary.reduce((a, b) => Math.max(a, -b), 0);
    this.endsBlocking = rise >= largest && rise > BLOCKING_SLOPE * gained * 0.5;
  }

  /** The best fit of a chain so far; the first one is found from a scan, the peaks and the chain with one arc less. */
  fit(chain: ArcChain): ChainFit {
    const key = chainNotation(chain);
    const known = this.fits.get(key);
    if (known !== undefined) return known;
    const fitter = this.fitter(chain);
    const placement = this.scanner(chain).place(chain.arcs);
    let best = fitter.from(fitter.startOf(placement));
    if (this.peaks.length >= chain.arcs && chain.arcs > 0) {
      const strongest = [...this.peaks].sort((a, b) => b.resistance - a.resistance).slice(0, chain.arcs);
      best = better(best, fitter.from(fitter.startOf({ ...placement, arcs: strongest })));
    }
    const simpler = chain.arcs > 1 ? this.fits.get(chainNotation({ ...chain, arcs: chain.arcs - 1 })) : undefined;
    if (simpler !== undefined) best = better(best, fitter.from(withOneMore(chain, simpler, placement)));
    this.fits.set(key, best);
    return best;
  }

  /**
   * Tries the fit from another spectrum's parameters, and keeps it if it is better. Does nothing once two starts have
   * led to the same fit.
   */
  refit(chain: ArcChain, p: Float64Array): void {
    if (this.settled) return;
    const known = this.fit(chain);
    const other = this.fitter(chain).from(p);
    this.settled = known.converged && Math.abs(other.sumOfSquares - known.sumOfSquares) < SAME_FIT * known.sumOfSquares;
    this.fits.set(chainNotation(chain), better(known, other));
  }

  summarise(chain: ArcChain, fit: ChainFit): CircuitFit {
    const summary = this.fitter(chain).summarise(fit);
    if (this.whole === this.spectrum) return summary;
    const values = Float64Array.from(summary.parameters, ({ value }) => value);
    const z = circuitEvaluator(parseCircuit(summary.circuit), this.whole.frequency).evaluate(values);
    return { ...summary, fitted: deinterleave(this.whole, z) };
  }

  private scanner({ inductor, blocking }: ArcChain): ArcScanner {
    const key = `${inductor} ${blocking}`;
    const known = this.scanners.get(key) ?? arcScanner(this.spectrum, { inductor, capacitor: blocking });
    this.scanners.set(key, known);
    return known;
  }

  private fitter(chain: ArcChain): ChainFitter {
    const key = chainNotation(chain);
    const known = this.fitters.get(key) ?? chainFitter(chain, this.spectrum, this.roots, this.weighting);
    this.fitters.set(key, known);
    return known;
  }
}

function better(a: ChainFit, b: ChainFit): ChainFit {
  return b.sumOfSquares < a.sumOfSquares * (1 - BETTER) ? b : a;
}

/** The parameters of a fit with one arc less, and of the scanned arcs the one farthest from all of them. */
function withOneMore(chain: ArcChain, { p }: ChainFit, { arcs }: ArcPlacement): Float64Array {
  const first = chain.inductor ? 2 : 1;
  const end = first + 3 * (chain.arcs - 1);
  const distance = ({ tau }: ArcSeed): number => {
    let nearest = Infinity;
    for (let at = first + 1; at < end; at += 3)
      nearest = Math.min(nearest, Math.abs(Math.log(tau / (p[at] as number))));
    return nearest;
  };
  const { resistance, tau } = arcs.reduce((best, arc) => (distance(arc) > distance(best) ? arc : best));
  return Float64Array.of(...p.subarray(0, end), resistance, tau, 0.85, ...p.subarray(end));
}

/** Fits the chain to every spectrum, forward and backward through the series so that good fits spread to neighbours. */
function fitSeries(
  chain: ArcChain,
  workspaces: readonly SpectrumFits[],
  onProgress: ((done: number, total: number) => void) | undefined,
): readonly (CircuitFit | null)[] {
  const enough = workspaces.map(({ points }) => 2 * points > chainParameters(chain) + 1);
  const pass = (order: readonly number[]): void => {
    let previous: ChainFit | null = null;
    for (const k of order) {
      if (enough[k] !== true) continue;
      const spectrum = workspaces[k] as SpectrumFits;
      if (previous !== null) spectrum.refit(chain, previous.p);
      previous = spectrum.fit(chain);
    }
  };
  const order = Array.from(workspaces.keys());
  pass(order);
  pass(order.toReversed());
  return workspaces.map((spectrum, k) => {
    const result = enough[k] === true ? spectrum.summarise(chain, spectrum.fit(chain)) : null;
    onProgress?.(k + 1, workspaces.length);
    return result;
  });
}

/** At most `count` of the items, evenly spread, first and last among them. */
function spread<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, k) => items[Math.round((k * (items.length - 1)) / (count - 1))] as T);
}

function reason(
  chosen: Candidate,
  tried: readonly Candidate[],
  sampled: number,
  spectra: number,
  highest: number,
): string {
  const describe = ({ chain, criterion, determined, rmsResidual }: Candidate): string =>
    Number.isFinite(criterion)
      ? `${chainNotation(chain)} ${criterion.toFixed(0)} (residual ${(100 * rmsResidual).toPrecision(2)} %${determined ? "" : ", arcs not determined"})`
      : `${chainNotation(chain)} too many parameters`;
  const { arcs, inductor, blocking } = chosen.chain;
  const ends = [...(inductor ? ["a series inductor"] : []), ...(blocking ? ["a blocking end"] : [])];
  return (
    `${arcs} ${arcs === 1 ? "arc" : "arcs"}${ends.length > 0 ? ` with ${ends.join(" and ")}` : ""}: lowest Bayesian ` +
    `information criterion, mean of ${sampled} of ${spectra} spectra, among circuits whose arcs the data determine: ` +
    `${tried.map(describe).join("; ")}.` +
    (Number.isFinite(highest)
      ? ` Points above ${highest.toPrecision(3)} Hz were left out: no passive circuit describes them.`
      : "")
  );
}
