import { DomainError } from "../../base/errors.ts";
import { hypot, log } from "../../numerics/elementary/index.ts";
import { measuredTimes } from "../measured-times.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { badPoints } from "./bad-points.ts";
import type { PreparedSweep } from "./sweep-model.ts";

/** A series prepared for fitting. */
export interface PreparedSeries {
  readonly sweeps: readonly PreparedSweep[];
  /** Ω: every impedance is divided by it. */
  readonly scale: number;
  /** ln τ between which tracks may lie: the measured window and a decade on either side. */
  readonly window: readonly [number, number];
  /** Relative noise of |Z| taken for the weights, one a frequency of the first sweep, or one number for all. */
  readonly noise: Float64Array;
}

/** Relative noise assumed where sweeps are too few to tell; the fit rescales it. */
const ASSUMED_NOISE = 0.005;
/** Relative noise of every instrument, and of the rounding of its files, is taken to be at least this. */
const LEAST_NOISE = 1e-4;
/** Sweeps on one grid from which the noise of each frequency is estimated by differences along the series. */
const FEWEST_FOR_DIFFERENCES = 8;
/** Differences that the pooled level counts for, beside those of one frequency. */
const POOLED_WEIGHT = 12;
/** How far tracks may lie outside the measured window, in ln τ. */
const BEYOND_WINDOW = Math.LN10;

/** @throws DomainError for an empty series or a sweep with fewer than four points */
export function prepareSeries(spectra: readonly ImpedanceSpectrum[]): PreparedSeries {
  if (spectra.length === 0)
    throw new DomainError("analyzeProcessSeries: no spectrum was given; at least one is needed.");
  let lowest = Number.POSITIVE_INFINITY;
  let highest = 0;
  const moduli: number[] = [];
  spectra.forEach(({ frequency, real, imaginary }, i) => {
    if (frequency.length < 4) {
      throw new DomainError(
        `analyzeProcessSeries: spectrum ${i} has ${frequency.length} points; at least 4 are needed. Leave it out.`,
      );
    }
    for (let k = 0; k < frequency.length; k++) {
      lowest = Math.min(lowest, frequency[k]);
      highest = Math.max(highest, frequency[k]);
      moduli.push(hypot(real[k], imaginary[k]));
    }
  });
  moduli.sort((a, b) => a - b);
  const scale = moduli[moduli.length >> 1] || 1;
  const noise = noiseProfile(spectra);
  const away = badPoints(spectra);
  return {
    sweeps: spectra.map((spectrum, i) => prepareSweep(spectrum, scale, noise, away[i])),
    scale,
    window: [-log(2 * Math.PI * highest) - BEYOND_WINDOW, -log(2 * Math.PI * lowest) + BEYOND_WINDOW],
    noise,
  };
}

/**
 * One sweep over the scale, weighted by one over noise · |Z|; the standard deviation of a bad point is its distance `away` in Ω
 * from what its neighbours let expect.
 */
export function prepareSweep(
  spectrum: ImpedanceSpectrum,
  scale: number,
  noise: Float64Array,
  away: Float64Array,
): PreparedSweep {
  const { frequency, real, imaginary } = spectrum;
  const weight = new Float64Array(frequency.length);
  const floor = 1e-9 * scale;
  for (let k = 0; k < weight.length; k++) {
    const relative = noise.length === frequency.length ? noise[k] : noise[0];
    weight[k] = scale / Math.max(away[k], relative * Math.max(floor, hypot(real[k], imaginary[k])));
  }
  return {
    logOmega: frequency.map((f) => log(2 * Math.PI * f)),
    times: measuredTimes(frequency),
    real: real.map((x) => x / scale),
    imaginary: imaginary.map((x) => x / scale),
    weight,
  };
}

/**
 * Relative noise of each frequency from second differences along the series, which no model of a spectrum enters: with
 * e = (Z_i−1 − 2 Z_i + Z_i+1) / √6 |Z_i|, the median of |e|² is 2 ln 2 · σ². Each frequency is drawn towards the median of all.
 * None is below 1e-4, so that sweeps without noise, whose differences show nothing but rounding, are not refused.
 * One number, the assumed noise, where sweeps are fewer than eight or differ in their frequencies.
 */
function noiseProfile(spectra: readonly ImpedanceSpectrum[]): Float64Array {
  const [first] = spectra;
  const m = first.frequency.length;
  const same = spectra.every(
    ({ frequency }) => frequency.length === m && frequency.every((f, k) => Math.abs(f / first.frequency[k] - 1) < 1e-3),
  );
  const n = spectra.length - 2;
  if (!same || spectra.length < FEWEST_FOR_DIFFERENCES) return Float64Array.of(ASSUMED_NOISE);
  const variance = new Float64Array(m);
  const squares = new Float64Array(n);
  for (let k = 0; k < m; k++) {
    for (let i = 0; i < n; i++) {
      const [a, b, c] = [spectra[i], spectra[i + 1], spectra[i + 2]];
      const re = a.real[k] - 2 * b.real[k] + c.real[k];
      const im = a.imaginary[k] - 2 * b.imaginary[k] + c.imaginary[k];
      squares[i] = (re * re + im * im) / 6 / (b.real[k] ** 2 + b.imaginary[k] ** 2 || 1);
    }
    variance[k] = squares.sort()[n >> 1] / (2 * Math.LN2);
  }
  const pooled = variance.slice().sort()[m >> 1];
  if (!(pooled > 0)) return Float64Array.of(ASSUMED_NOISE);
  return variance.map((v) => Math.max(LEAST_NOISE, Math.sqrt((n * v + POOLED_WEIGHT * pooled) / (n + POOLED_WEIGHT))));
}
