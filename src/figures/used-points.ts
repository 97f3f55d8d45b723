import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import type { ImpedanceSpectrum } from "../impedance/spectrum.ts";

/** Frequency in Hz above which points were left out of test, relaxation times and circuit; null: none were. */
export type HighestFrequency = number | null;

/** The limit of a series. */
export function highestFrequencyOf(series: SeriesAnalysis): HighestFrequency {
  return series.highestFrequency ?? null;
}

/** Indices of the points that were used, and of those that were left out, in the spectrum's order. */
export function usedPoints(
  { frequency }: ImpedanceSpectrum,
  highest: HighestFrequency,
): { readonly used: readonly number[]; readonly leftOut: readonly number[] } {
  const [used, leftOut]: [number[], number[]] = [[], []];
  frequency.forEach((f, i) => {
    (highest === null || f <= highest ? used : leftOut).push(i);
  });
  return { used, leftOut };
}

/** A spectrum parted into the points that were used and those that were left out. */
export function partedSpectrum(
  spectrum: ImpedanceSpectrum,
  highest: HighestFrequency,
): { readonly used: ImpedanceSpectrum; readonly leftOut: ImpedanceSpectrum } {
  const { used, leftOut } = usedPoints(spectrum, highest);
  const pick = (values: Float64Array, indices: readonly number[]): Float64Array => {
    const picked = new Float64Array(indices.length);
    for (let k = 0; k < picked.length; k++) picked[k] = values[indices[k] as number] as number;
    return picked;
  };
  const part = (indices: readonly number[]): ImpedanceSpectrum => ({
    frequency: pick(spectrum.frequency, indices),
    real: pick(spectrum.real, indices),
    imaginary: pick(spectrum.imaginary, indices),
  });
  return leftOut.length === 0 ? { used: spectrum, leftOut: part([]) } : { used: part(used), leftOut: part(leftOut) };
}
