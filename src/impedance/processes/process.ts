import type { ImpedanceSpectrum } from "../spectrum.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { processShape } from "./shape.ts";
import type { ShapeName } from "./shapes/process-shape.ts";

/** One relaxation process: R · h(jωτ₀). */
export interface Process {
  readonly shape: ShapeName;
  /** R in Ω; < 0: an inductive loop. */
  readonly resistance: number;
  /** τ₀ in s. */
  readonly tau: number;
  /** cole-cole [α]; havriliak-negami [α, β]; barriers [w, σ] in ln τ; else none. */
  readonly exponents: readonly number[];
}

/** What stands in series with the processes. */
export interface SeriesElements {
  /** R∞ in Ω. */
  readonly ohmicResistance?: number;
  /** L in H. */
  readonly inductance?: number;
  /** C in F of a blocking capacitor; null without one. */
  readonly capacitance?: number | null;
}

/** Z = R∞ + jωL + 1/(jωC) + Σ R h(jωτ₀) in Ω at frequencies in Hz. */
export function processesImpedance(
  processes: readonly Process[],
  series: SeriesElements,
  frequency: Float64Array,
): ImpedanceSpectrum {
  const m = frequency.length;
  const real = new Float64Array(m).fill(series.ohmicResistance ?? 0);
  const imaginary = frequency.map((f) => 2 * Math.PI * f * (series.inductance ?? 0));
  const { capacitance } = series;
  if (capacitance !== undefined && capacitance !== null)
    for (let k = 0; k < m; k++) imaginary[k] -= 1 / (2 * Math.PI * frequency[k] * capacitance);
  const h = new Float64Array(2 * m);
  for (const process of processes) {
    processShape(process.shape).response(frequency, process.tau, process.exponents, h, null);
    for (let k = 0; k < m; k++) {
      real[k] += process.resistance * h[2 * k];
      imaginary[k] += process.resistance * h[2 * k + 1];
    }
  }
  return impedanceSpectrum(frequency, real, imaginary);
}

/** γ(ln τ) = Σ R density in Ω on a grid of τ in s; infinite where a `debye` or `gerischer` process has its τ₀ on the grid. */
export function processesDensity(processes: readonly Process[], tau: Float64Array): Float64Array {
  const gamma = new Float64Array(tau.length);
  for (const { shape, resistance, tau: at, exponents } of processes) {
    const form = processShape(shape);
    for (let i = 0; i < tau.length; i++) gamma[i] += resistance * form.density(tau[i], at, exponents);
  }
  return gamma;
}

/** ∫ from −∞ to ln τ of γ, in Ω, on a grid of τ in s: exact, also where γ is not finite. */
export function processesCumulative(processes: readonly Process[], tau: Float64Array): Float64Array {
  const sum = new Float64Array(tau.length);
  for (const { shape, resistance, tau: at, exponents } of processes) {
    const form = processShape(shape);
    for (let i = 0; i < tau.length; i++) sum[i] += resistance * form.cumulative(tau[i], at, exponents);
  }
  return sum;
}
