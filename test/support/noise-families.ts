import type { ImpedanceSpectrum } from "../../src/impedance/spectrum.ts";
import { impedanceSpectrum } from "../../src/impedance/spectrum.ts";
import { driftingSpectrum, type Element, exactSpectrum, frequencies, Random } from "./drt-workload.ts";

const F61 = frequencies(1e5, 1e-1, 61);

/** Exact spectra of 61 points that obey the Kramers-Kronig relations. */
export const VALID_CELLS = {
  "two arcs": exactSpectrum(
    [
      ["R", 10],
      ["ZARC", 50, 1e-3, 0.85],
      ["ZARC", 80, 1e-1, 0.8],
    ],
    F61,
  ),
  "constant-phase end": withConstantPhase(
    [
      ["R", 10],
      ["ZARC", 50, 1e-3, 0.85],
    ],
    1e-2,
    0.9,
  ),
  "Warburg end": exactSpectrum(
    [
      ["R", 10],
      ["ZARC", 50, 1e-3, 0.85],
      ["W", 20],
    ],
    F61,
  ),
} as const;

function withConstantPhase(elements: readonly Element[], q: number, exponent: number): ImpedanceSpectrum {
  const z = exactSpectrum(elements, F61);
  const angle = (exponent * Math.PI) / 2;
  const size = F61.map((f) => 1 / (q * (2 * Math.PI * f) ** exponent));
  return impedanceSpectrum(
    F61,
    z.real.map((re, k) => re + size[k] * Math.cos(angle)),
    z.imaginary.map((im, k) => im - size[k] * Math.sin(angle)),
  );
}

/** σ/|Z| at each point. `place` runs from 0 at the highest to 1 at the lowest frequency, on a logarithmic scale. */
export type Noise = (place: number, modulus: number, largest: number, cut: number) => number;

/** Noise of instruments as a function of frequency; `cut` is a place drawn for each spectrum. */
export const NOISE_FAMILIES = {
  white: () => 0.003,
  "rising at low f": (place) => 0.001 * 20 ** (place ** 2),
  "rising at high f": (place) => 0.001 * 20 ** ((1 - place) ** 2),
  "linear in ln f": (place) => 0.001 * 20 ** place,
  "additive floor": (_, modulus, largest) => Math.hypot(0.001, (0.002 * largest) / modulus),
  "range switch": (place, _, __, cut) => (place < cut ? 0.001 : 0.006),
} as const satisfies Record<string, Noise>;

export type NoiseFamily = keyof typeof NOISE_FAMILIES;

/** Adds noise of a family, or as it is given, and, where asked for, `spikes` points 5 % … 20 % of |Z| off. */
export function addNoiseOf(
  z: ImpedanceSpectrum,
  family: NoiseFamily | Noise,
  seed: number,
  spikes = 0,
): ImpedanceSpectrum {
  const random = new Random(7919 * seed + 13);
  const cut = 0.2 + 0.6 * random.uniform();
  const n = z.frequency.length;
  const modulus = z.real.map((re, k) => Math.hypot(re, z.imaginary[k]));
  const largest = modulus.reduce((a, b) => Math.max(a, b));
  const [re, im] = [Float64Array.from(z.real), Float64Array.from(z.imaginary)];
  const noise = typeof family === "function" ? family : NOISE_FAMILIES[family];
  for (let k = 0; k < n; k++) {
    const [a, b] = random.pair();
    const s = modulus[k] * noise(k / (n - 1), modulus[k], largest, cut);
    re[k] += s * a;
    im[k] += s * b;
  }
  for (let i = 0; i < spikes; i++) {
    const k = Math.floor(n * random.uniform());
    const angle = 2 * Math.PI * random.uniform();
    const size = modulus[k] * (0.05 + 0.15 * random.uniform());
    re[k] += size * Math.cos(angle);
    im[k] += size * Math.sin(angle);
  }
  return impedanceSpectrum(z.frequency, re, im);
}

/** The first n points. */
export function upperPart(z: ImpedanceSpectrum, n: number): ImpedanceSpectrum {
  return impedanceSpectrum(z.frequency.slice(0, n), z.real.slice(0, n), z.imaginary.slice(0, n));
}

/** `driftingSpectrum` with the noise of a family. */
export function driftingUnevenly(rate: number, family: NoiseFamily, seed: number, spikes: number): ImpedanceSpectrum {
  return addNoiseOf(driftingSpectrum(rate, 0, 1), family, seed, spikes);
}
