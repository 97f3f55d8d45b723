import { log } from "../../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { type ArcChain, type ChainFit, type ChainFitter, chainFitter, chainNotation } from "./arc-chain.ts";
import { type ArcPlacement, type ArcScanner, type ArcSeed, arcScanner } from "./arc-scan.ts";
import type { CircuitFit } from "./result.ts";
import { withFittedAt } from "./summary.ts";
import { between } from "./trim.ts";
import { type Weighting, weightRoots } from "./weighting.ts";

/** Relative difference of χ² below which two starts have led to the same fit. */
const SAME_FIT = 1e-4;
/** Relative fall of χ² for which a fit from another start replaces one. */
const BETTER = 1e-5;
/** A cell may block when −Z″ is largest at the lowest frequency and there exceeds this part of Z′ less its smallest value. */
const BLOCKING_RISE = 0.5;

/** The fits of one spectrum with different chains. */
export class SpectrumFits {
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
  /** The chains for which two starts have led to the same fit. */
  private readonly settled = new Set<string>();

  constructor(whole: ImpedanceSpectrum, limit: number, weighting: Weighting, peaks: readonly ArcSeed[]) {
    const spectrum = Number.isFinite(limit) ? between(whole, 0, limit) : whole;
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
    this.endsBlocking = rise >= largest && rise > BLOCKING_RISE * gained;
  }

  /**
   * The best fit of a chain so far; the first one is found from a scan and from the peaks, and where these do not lead
   * to the same, from the chain with one arc less too.
   */
  fit(chain: ArcChain): ChainFit {
    const key = chainNotation(chain);
    const known = this.fits.get(key);
    if (known !== undefined) return known;
    const fitter = this.fitter(chain);
    const placement = this.scanner(chain).place(chain.arcs);
    let best = fitter.from(fitter.startOf(placement));
    if (this.peaks.length >= chain.arcs && chain.arcs > 0) {
      const strongest = [...this.peaks].sort((a, b) => b.resistance - a.resistance).slice(0, chain.arcs);
      best = this.compare(key, best, fitter.from(fitter.startOf({ ...placement, arcs: strongest })));
    }
    const more = chain.arcs > 1 && !this.settled.has(key);
    const simpler = more ? this.fits.get(chainNotation({ ...chain, arcs: chain.arcs - 1 })) : undefined;
    if (simpler !== undefined) best = this.compare(key, best, fitter.from(withOneMore(chain, simpler, placement)));
    this.fits.set(key, best);
    return best;
  }

  /**
   * Tries the fit from another spectrum's parameters, and keeps it if it is better. Does nothing once two starts have
   * led to the same fit.
   */
  refit(chain: ArcChain, p: Float64Array): void {
    const known = this.fit(chain);
    const key = chainNotation(chain);
    if (!this.settled.has(key)) this.fits.set(key, this.compare(key, known, this.fitter(chain).from(p)));
  }

  /** The better of two fits; notes where they are the same. */
  private compare(key: string, known: ChainFit, other: ChainFit): ChainFit {
    if (known.converged && Math.abs(other.sumOfSquares - known.sumOfSquares) < SAME_FIT * known.sumOfSquares) {
      this.settled.add(key);
    }
    return better(known, other);
  }

  /** The fit with its errors; `fitted` has the points that were fitted. */
  assess(chain: ArcChain, fit: ChainFit): CircuitFit {
    return this.fitter(chain).summarise(fit);
  }

  /** The fit with its errors; `fitted` has all points. */
  summarise(chain: ArcChain, fit: ChainFit): CircuitFit {
    const summary = this.assess(chain, fit);
    return this.whole === this.spectrum ? summary : withFittedAt(summary, this.whole);
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
    for (let at = first + 1; at < end; at += 3) nearest = Math.min(nearest, Math.abs(log(tau / (p[at] as number))));
    return nearest;
  };
  const { resistance, tau } = arcs.reduce((best, arc) => (distance(arc) > distance(best) ? arc : best));
  return Float64Array.of(...p.subarray(0, end), resistance, tau, 0.85, ...p.subarray(end));
}
