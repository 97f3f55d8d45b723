import type { ImpedanceSpectrum } from "../../../src/impedance/spectrum.ts";
import type { Element } from "./elements.ts";
import { addNoise } from "./noise.ts";
import { exactSpectrum, frequencies } from "./spectra.ts";

/** A staircase series: spectra, and the elements behind each. */
export interface OperandoSeries {
  readonly frequency: Float64Array;
  readonly spectra: readonly ImpedanceSpectrum[];
  readonly elements: readonly (readonly Element[])[];
}

/**
 * The current j rises from 0.05 to 1 mA/cm² over spectra 0 … 139, then the cell rests. With the onset of the unstable regime
 * s = 1/(1 + exp(−(j − onset)/0.05)), which decays as exp(−k/8) at rest: grain boundaries R = 120 Ω, τ = 1 µs, φ = 0.92;
 * interface R = 80 (1 + 0.5 j + 1.5 s), τ = 1e-4 · 10^(−0.6 s), φ = 0.85; a second one R = 60 s, τ = 10 µs, φ = 0.9.
 *
 * @param onset in mA/cm²; Infinity for a series without onset
 */
export function operandoSeries(n = 200, points = 80, rel = 0.005, seed0 = 7000, onset = 0.6): OperandoSeries {
  const frequency = frequencies(7e6, 5, points);
  const elements = Array.from({ length: n }, (_, i) => operandoElements(i, onset));
  const spectra = elements.map((e, i) => addNoise(exactSpectrum(e, frequency), rel, seed0 + i));
  return { frequency, spectra, elements };
}

function operandoElements(i: number, onset: number): readonly Element[] {
  let s: number;
  let a: number;
  const at = (j: number): number => 1 / (1 + Math.exp(-(j - onset) / 0.05));
  if (i < 140) {
    const j = 0.05 + (0.95 * i) / 139;
    s = at(j);
    a = 0.5 * j + 1.5 * s;
  } else {
    const k = i - 139;
    const unstable = Number.isFinite(onset);
    s = unstable ? Math.exp(-k / 8) : 0;
    a = (unstable ? 2 : 0.5) * Math.exp(-k / 25);
  }
  return [
    ["R", 60],
    ["ZARC", 120, 1e-6, 0.92],
    ["ZARC", 80 * (1 + a), 1e-4 * 10 ** (-0.6 * s), 0.85],
    ["ZARC", 60 * s, 1e-5, 0.9],
  ];
}
