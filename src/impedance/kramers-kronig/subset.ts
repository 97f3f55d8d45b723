import type { ImpedanceSpectrum } from "../spectrum.ts";
import { impedanceSpectrum } from "../spectrum.ts";

/** The points of a spectrum at the given indices. */
export function pointsOf(spectrum: ImpedanceSpectrum, indices: readonly number[]): ImpedanceSpectrum {
  const pick = (values: Float64Array): Float64Array => Float64Array.from(indices, (k) => values[k]);
  return impedanceSpectrum(pick(spectrum.frequency), pick(spectrum.real), pick(spectrum.imaginary));
}

/** Z divided by `gain` below a frequency in Hz. */
export function dividedBelow(spectrum: ImpedanceSpectrum, frequency: number, gain: number): ImpedanceSpectrum {
  const share = spectrum.frequency.map((f) => (f < frequency ? 1 / gain : 1));
  return {
    frequency: spectrum.frequency,
    real: spectrum.real.map((re, k) => re * share[k]),
    imaginary: spectrum.imaginary.map((im, k) => im * share[k]),
  };
}
