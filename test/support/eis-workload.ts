import { type ImpedanceSpectrum, impedanceSpectrum } from "../../src/impedance/spectrum.ts";

/** The mulberry32 generator: uniform numbers (x + ½)/2³² in (0, 1), the same on every engine. */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

/** Pairs of standard normal numbers by Box and Muller's transform. */
export function normalPairs(seed: number): () => readonly [number, number] {
  const uniform = mulberry32(seed);
  return () => {
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  };
}

/** n frequencies in Hz, evenly spaced in the logarithm, high to low. */
export function logFrequencies(highest: number, lowest: number, count: number): Float64Array {
  const a = Math.log10(highest);
  const b = Math.log10(lowest);
  return Float64Array.from({ length: count }, (_, k) => 10 ** (a + (k * (b - a)) / (count - 1)));
}

/** Adds noise of standard deviation `relative`·|Z| to each part, one pair a point in the order of the spectrum. */
export function withNoise(spectrum: ImpedanceSpectrum, relative: number, seed: number): ImpedanceSpectrum {
  const pair = normalPairs(seed);
  const noise = Array.from(spectrum.real, (re, k) => {
    const scale = relative * Math.hypot(re, spectrum.imaginary[k] as number);
    const [a, b] = pair();
    return [scale * a, scale * b] as const;
  });
  return impedanceSpectrum(
    spectrum.frequency,
    spectrum.real.map((re, k) => re + (noise[k]?.[0] as number)),
    spectrum.imaginary.map((im, k) => im + (noise[k]?.[1] as number)),
  );
}

/** An arc R/(1 + (jωτ)ⁿ) by resistance in Ω, time constant in s, exponent. */
export type Arc = readonly [resistance: number, tau: number, exponent: number];

/** R0 + Σ R/(1 + (jωτ)ⁿ) + σ(1 − j)/√ω at frequencies in Hz, written out with polar numbers. */
export function arcSpectrum(
  ohmic: number,
  arcs: readonly Arc[],
  frequency: Float64Array,
  sigma = 0,
): ImpedanceSpectrum {
  const real = new Float64Array(frequency.length);
  const imaginary = new Float64Array(frequency.length);
  frequency.forEach((f, k) => {
    const omega = 2 * Math.PI * f;
    let re = ohmic + sigma / Math.sqrt(omega);
    let im = -sigma / Math.sqrt(omega);
    for (const [resistance, tau, exponent] of arcs) {
      const modulus = (omega * tau) ** exponent;
      const a = 1 + modulus * Math.cos((exponent * Math.PI) / 2);
      const b = modulus * Math.sin((exponent * Math.PI) / 2);
      re += (resistance * a) / (a * a + b * b);
      im -= (resistance * b) / (a * a + b * b);
    }
    real[k] = re;
    imaginary[k] = im;
  });
  return impedanceSpectrum(frequency, real, imaginary);
}

/** Parameters behind `fitSpectrum`: R0-p(R1,CPE1)-p(R2,CPE2)-W. */
export const FIT_TRUTH: Readonly<Record<string, number>> = {
  R0: 10,
  R1: 20,
  "CPE1.Q": 2e-5,
  "CPE1.n": 0.9,
  R2: 50,
  "CPE2.Q": 1e-3,
  "CPE2.n": 0.85,
  W: 5,
};

/** Start values for it. */
export const FIT_GUESS: Readonly<Record<string, number>> = {
  R0: 5,
  R1: 50,
  "CPE1.Q": 1e-4,
  "CPE1.n": 0.8,
  R2: 100,
  "CPE2.Q": 5e-3,
  "CPE2.n": 0.8,
  W: 10,
};

/** The spectrum of the circuit-fit workload: 100 kHz … 10 mHz, relative noise. */
export function fitSpectrum(points = 70, relative = 0.005, seed = 42): ImpedanceSpectrum {
  const arcs: readonly Arc[] = [
    [20, (20 * 2e-5) ** (1 / 0.9), 0.9],
    [50, (50 * 1e-3) ** (1 / 0.85), 0.85],
  ];
  return withNoise(arcSpectrum(10, arcs, logFrequencies(1e5, 1e-2, points), 5), relative, seed);
}
