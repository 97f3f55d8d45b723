import type { ImpedanceSpectrum } from "../../../src/impedance/spectrum.ts";
import { impedanceSpectrum } from "../../../src/impedance/spectrum.ts";
import { NAK_FREQUENCIES } from "./cases.ts";
import { type Element, elementImpedance } from "./elements.ts";
import { addNoise } from "./noise.ts";

/** Seconds a sweep lasts. */
const DURATION = 35;

/** R_int(T)/80 Ω at T in s since the first sweep began. */
export const DRIFT_LAWS = {
  linear: (t: number): number => 1 + 0.01 * t,
  sqrt: (t: number): number => 1 + 0.06 * Math.sqrt(t),
  saturating: (t: number): number => 1 + 0.5 * (1 - Math.exp(-t / 60)),
} as const;
export type DriftLaw = keyof typeof DRIFT_LAWS;

/** When each point of a sweep is measured, in s since the sweep began: 0.25 s and three periods a point, scaled to 35 s. */
export function sweepTimes(f: Float64Array): Float64Array {
  let elapsed = 0;
  const times = f.map((one) => {
    elapsed += 0.25 + 3 / one;
    return elapsed;
  });
  return times.map((t) => (t / elapsed) * DURATION);
}

/** Sweeps that follow one another without a gap while the interface resistance changes. */
export interface DriftSeries {
  readonly frequency: Float64Array;
  readonly spectra: readonly ImpedanceSpectrum[];
  /** Of each point in s since its sweep began. */
  readonly times: Float64Array;
  /** R_int in Ω at the start and the end of each sweep. */
  readonly ends: readonly (readonly [number, number])[];
}

export function driftSeries(n = 4, law: DriftLaw = "linear", rel = 0.002, seed0 = 9000): DriftSeries {
  const f = NAK_FREQUENCIES;
  const times = sweepTimes(f);
  const resistance = (t: number): number => 80 * DRIFT_LAWS[law](t);
  const spectra = Array.from({ length: n }, (_, i) =>
    addNoise(
      sweep(f, times, (t) => resistance(DURATION * i + t)),
      rel,
      seed0 + i,
    ),
  );
  const ends = spectra.map((_, i) => [resistance(DURATION * i), resistance(DURATION * (i + 1))] as const);
  return { frequency: f, spectra, times, ends };
}

/** One sweep of a cell whose interface resistance grows while it runs: R_int(T) = 80 (1 + rate T). */
export function driftingSpectrum(rate: number, noise: number, seed: number): ImpedanceSpectrum {
  const times = sweepTimes(NAK_FREQUENCIES);
  return addNoise(
    sweep(NAK_FREQUENCIES, times, (t) => 80 * (1 + rate * t)),
    noise,
    seed,
  );
}

function sweep(f: Float64Array, times: Float64Array, resistance: (t: number) => number): ImpedanceSpectrum {
  const re = new Float64Array(f.length);
  const im = new Float64Array(f.length);
  for (let k = 0; k < f.length; k++) {
    const cell: readonly Element[] = [
      ["R", 60],
      ["ZARC", 120, 1e-6, 0.92],
      ["ZARC", resistance(times[k]), 1e-4, 0.85],
    ];
    for (const e of cell) {
      const [a, b] = elementImpedance(e, f[k]);
      re[k] += a;
      im[k] += b;
    }
  }
  return impedanceSpectrum(f, re, im);
}
