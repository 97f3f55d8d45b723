import type { ImpedanceSpectrum } from "../../../src/impedance/spectrum.ts";
import { impedanceSpectrum } from "../../../src/impedance/spectrum.ts";
import { Random } from "./random.ts";

/** Proportional noise: Z_k + rel |Z_k| (n1 + j n2), one Box-Muller pair a frequency in array order. */
export function addNoise(z: ImpedanceSpectrum, rel: number, seed: number): ImpedanceSpectrum {
  const random = new Random(seed);
  const re = Float64Array.from(z.real);
  const im = Float64Array.from(z.imaginary);
  for (let k = 0; k < re.length; k++) {
    const [a, b] = random.pair();
    const s = rel * Math.hypot(z.real[k], z.imaginary[k]);
    re[k] += s * a;
    im[k] += s * b;
  }
  return impedanceSpectrum(z.frequency, re, im);
}

/** Noise of `sigma` Ω in each part at every point. */
export function addNoiseConst(z: ImpedanceSpectrum, sigma: number, seed: number): ImpedanceSpectrum {
  const random = new Random(seed);
  const re = Float64Array.from(z.real);
  const im = Float64Array.from(z.imaginary);
  for (let k = 0; k < re.length; k++) {
    const [a, b] = random.pair();
    re[k] += sigma * a;
    im[k] += sigma * b;
  }
  return impedanceSpectrum(z.frequency, re, im);
}

/** What an instrument adds to a spectrum. */
export interface InstrumentNoise {
  /** Proportional part; default 0.003. */
  readonly rel?: number;
  /** Additive floor in Ω: voltage resolution over amplitude of the current; default 0. */
  readonly floor?: number;
  /** Frequency of the mains in Hz; default 50. */
  readonly mains?: number;
}

/** Gain below the frequency at which the instrument switches its range. */
const SWITCH_GAIN = 1.003;

/** Below this frequency in Hz the gain of `addInstrumentNoise` is 1.003. */
export function rangeSwitchFrequency(seed: number): number {
  return 10 ** (1 + 4 * new Random(seed).uniform());
}

/** Standard deviation of each part of Z in Ω under `addInstrumentNoise`, the range switch aside. */
export function instrumentDeviation(z: ImpedanceSpectrum, options: InstrumentNoise = {}): Float64Array {
  const { rel = 0.003, floor = 0, mains = 50 } = options;
  return z.frequency.map((f, k) => {
    const s = Math.hypot(rel * Math.hypot(z.real[k], z.imaginary[k]), floor);
    return [1, 2, 3].some((m) => Math.abs(f / (m * mains) - 1) < 0.02) ? 4 * s : s;
  });
}

/**
 * Proportional noise and an additive floor, four-fold scatter within 2 % of the mains frequency and its first two harmonics,
 * and one range switch: a gain of 1.003 below a seeded frequency.
 */
export function addInstrumentNoise(
  z: ImpedanceSpectrum,
  seed: number,
  options: InstrumentNoise = {},
): ImpedanceSpectrum {
  const random = new Random(seed);
  const cut = 10 ** (1 + 4 * random.uniform());
  const deviation = instrumentDeviation(z, options);
  const re = Float64Array.from(z.real);
  const im = Float64Array.from(z.imaginary);
  for (let k = 0; k < re.length; k++) {
    const [a, b] = random.pair();
    const gain = z.frequency[k] < cut ? SWITCH_GAIN : 1;
    re[k] = re[k] * gain + deviation[k] * a;
    im[k] = im[k] * gain + deviation[k] * b;
  }
  return impedanceSpectrum(z.frequency, re, im);
}
