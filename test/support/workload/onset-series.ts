import type { ImpedanceSpectrum } from "../../../src/impedance/spectrum.ts";
import type { Element } from "./elements.ts";
import { addNoise } from "./noise.ts";
import { Random } from "./random.ts";
import { exactSpectrum, frequencies } from "./spectra.ts";

/**
 * Kinds of staircase: `plain` as `operandoSeries` with a drawn onset; `amplitude` with a drawn size of what the onset adds
 * (0.1 … 1 of it); `width` with a drawn width of 0.02 … 0.1 mA/cm²; `charge-transfer` with an interface whose resistance falls
 * with the current as 1/√(1 + (j/j₀)²), j₀ = 0.1 … 0.6 mA/cm²; `heating` with every resistance and time falling as
 * exp(−b j²), b = 0.1 … 0.6.
 */
export const ONSET_FAMILIES = ["plain", "amplitude", "width", "charge-transfer", "heating"] as const;
export type OnsetFamily = (typeof ONSET_FAMILIES)[number];

export interface OnsetSeries {
  readonly spectra: readonly ImpedanceSpectrum[];
  readonly elements: readonly (readonly Element[])[];
  /** j in A/m² (0.1 mA/cm²). */
  readonly position: Float64Array;
  /** Onset in A/m²; null without. */
  readonly onset: number | null;
}

/** A staircase of n sweeps (70 % at rising current 0.05 … 1 mA/cm², 30 % at rest), drawn from a seed; 0.5 % noise. */
export function onsetSeries(family: OnsetFamily, seed: number, hasOnset: boolean, n = 200): OnsetSeries {
  const random = new Random(seed * 2654435761 + ONSET_FAMILIES.indexOf(family));
  const u = (a: number, b: number): number => a + (b - a) * random.uniform();
  const onset = u(0.2, 0.9);
  const size = family === "amplitude" ? Math.exp(u(Math.log(0.1), 0)) : 1;
  const width = family === "width" ? u(0.02, 0.1) : 0.05;
  const j0 = u(0.1, 0.6);
  const b = family === "heating" ? u(0.1, 0.6) : 0;
  const frequency = frequencies(7e6, 5, 80);
  const ramp = Math.round(0.7 * n);
  const position = Float64Array.from({ length: n }, (_, i) => (i < ramp ? 0.5 + (9.5 * i) / (ramp - 1) : 0));
  const elements = Array.from({ length: n }, (_, i): readonly Element[] => {
    const j = position[i] / 10;
    const rest = i < ramp ? 0 : i - ramp + 1;
    const at = (x: number): number => 1 / (1 + Math.exp(-(x - onset) / width));
    const s = hasOnset ? size * (rest > 0 ? at(1) * Math.exp(-rest / 8) : at(j)) : 0;
    const trend = 0.5 * (rest > 0 ? Math.exp(-rest / 25) : j);
    const warm = Math.exp(-b * (rest > 0 ? Math.exp(-rest / 25) : j * j));
    const interfacial = family === "charge-transfer" ? 1 / Math.hypot(1, j / j0) : 1 + trend;
    return [
      ["R", 60 * warm],
      ["ZARC", 120 * warm, 1e-6 * warm, 0.92],
      ["ZARC", 80 * warm * (interfacial + 1.5 * s), 1e-4 * warm * 10 ** (-0.6 * s), 0.85],
      ["ZARC", 60 * warm * s, 1e-5 * warm, 0.9],
    ];
  });
  const spectra = elements.map((e, i) => addNoise(exactSpectrum(e, frequency), 0.005, 1_000_000 + seed * 1000 + i));
  return { spectra, elements, position, onset: hasOnset ? 10 * onset : null };
}
