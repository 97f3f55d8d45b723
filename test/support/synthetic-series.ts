import type { TimeSeries } from "../../src/files/time-series.ts";
import type { FittedArc, FittedParameter } from "../../src/impedance/circuit/result.ts";
import type { DistributionPeak } from "../../src/impedance/distribution/result.ts";
import type { SeriesAnalysis, SweepAnalysis } from "../../src/impedance/series/analysis.ts";
import { type ImpedanceSpectrum, impedanceSpectrum } from "../../src/impedance/spectrum.ts";

/** A resistor with a constant-phase element across it: Z = R / (1 + (jωτ)ⁿ). */
export interface Zarc {
  readonly resistance: number;
  readonly tau: number;
  readonly exponent: number;
}

/** Z of a resistor and ZARCs in series. */
export function zarcImpedance(ohmic: number, arcs: readonly Zarc[], frequency: readonly number[]): ImpedanceSpectrum {
  const real: number[] = [];
  const imaginary: number[] = [];
  for (const f of frequency) {
    let [re, im] = [ohmic, 0];
    for (const { resistance, tau, exponent } of arcs) {
      const size = (2 * Math.PI * f * tau) ** exponent;
      const a = 1 + size * Math.cos((exponent * Math.PI) / 2);
      const b = size * Math.sin((exponent * Math.PI) / 2);
      re += (resistance * a) / (a * a + b * b);
      im -= (resistance * b) / (a * a + b * b);
    }
    real.push(re);
    imaginary.push(im);
  }
  return impedanceSpectrum(frequency, real, imaginary);
}

/** Exact γ(ln τ) of a ZARC: R/2π · sin((1−n)π) / (cosh(n ln(τ/τ₀)) − cos((1−n)π)). */
export function zarcGamma({ resistance, tau: center, exponent }: Zarc, tau: number): number {
  const angle = (1 - exponent) * Math.PI;
  return (
    ((resistance / (2 * Math.PI)) * Math.sin(angle)) / (Math.cosh(exponent * Math.log(tau / center)) - Math.cos(angle))
  );
}

/** Small deterministic deviations of unit variance (a sum of incommensurate sines): enough for a picture. */
function noiseAt(i: number, seed: number): number {
  return Math.sin(12.9898 * (i + 1) + 78.233 * seed) + 0.7 * Math.sin(39.346 * (i + 1) * (1 + 0.01 * seed));
}

function logSpaced(from: number, to: number, n: number): number[] {
  return Array.from({ length: n }, (_, i) => from * (to / from) ** (i / (n - 1)));
}

export interface SyntheticOptions {
  readonly sweeps: number;
  /** Sweeps (from 0) that fail Kramers-Kronig. */
  readonly failing?: (sweep: number) => boolean;
  /** Current densities in A/m² rise to this from sweep to sweep; null: no current. Default 10. */
  readonly topCurrent?: number | null;
  readonly hasTime?: boolean;
  readonly hasCircuit?: boolean;
  /** Sweep after which the interface arc grows, as a part of the series. */
  readonly onset?: number;
}

/** Electrode area of the synthetic cell in m². */
export const syntheticArea = 0.385e-4;
const SWEEP_SECONDS = 35;
const PAUSE_SECONDS = 5;

/** A staircase on a cell of three processes of which the slowest grows after an onset and a fourth appears. */
export function syntheticSeries(options: SyntheticOptions): SeriesAnalysis {
  const { sweeps: n, failing = () => false, topCurrent = 10, hasTime = true, hasCircuit = true, onset = 0.6 } = options;
  const frequency = logSpaced(7e6, 5, 61);
  const tau = logSpaced(2e-9, 0.2, 161);
  const noise = 0.0025;
  const sweeps = Array.from({ length: n }, (_, s): SweepAnalysis => {
    const part = n > 1 ? s / (n - 1) : 0.5;
    const beyond = Math.max(0, part - onset) / (1 - onset);
    const arcs: Zarc[] = [
      { resistance: 310 + 4 * part, tau: 9e-7, exponent: 0.9 },
      { resistance: 90 + 20 * part + 1830 * beyond, tau: 5e-4 * (1 + 0.4 * beyond), exponent: 0.85 },
    ];
    const exact = zarcImpedance(250, arcs, frequency);
    const bad = failing(s);
    const drift = (f: number): number => (bad && f < 60 ? 0.03 * Math.log10(60 / f) : 0);
    const deviation = (i: number, k: number): number => noise * noiseAt(i, 2 * s + k);
    const size = frequency.map((_, i) => Math.hypot(exact.real[i] as number, exact.imaginary[i] as number));
    const spectrum = impedanceSpectrum(
      frequency,
      frequency.map((f, i) => (exact.real[i] as number) + (size[i] as number) * (deviation(i, 0) + drift(f))),
      frequency.map((_, i) => (exact.imaginary[i] as number) + (size[i] as number) * deviation(i, 1)),
    );
    const start = s * (SWEEP_SECONDS + PAUSE_SECONDS) + 3;
    const density = topCurrent === null ? null : (topCurrent * (s + 1)) / n;
    const peaks = arcs.map(
      (arc): DistributionPeak => ({
        tau: arc.tau,
        resistance: arc.resistance,
        capacitance: arc.tau / arc.resistance,
        height: arcs.reduce((sum, other) => sum + zarcGamma(other, arc.tau), 0),
        tauMin: arc.tau / 30,
        tauMax: arc.tau * 30,
        tauLower: arc.tau * 0.97,
        tauUpper: arc.tau * 1.03,
        resistanceLower: arc.resistance * 0.98,
        resistanceUpper: arc.resistance * 1.02,
        identifiable: true,
        reason: null,
      }),
    );
    return {
      sweep: {
        index: s,
        spectrum,
        time: hasTime ? Float64Array.from(frequency, (_, i) => start + (SWEEP_SECONDS * i) / 60) : null,
        startTime: hasTime ? start : null,
        dcCurrent: density === null ? null : density * syntheticArea,
        dcVoltage: density === null ? null : cellVoltage(density, beyond),
        rows: Int32Array.from(frequency, (_, i) => s * 61 + i),
        table: "data",
      },
      kramersKronig: {
        verdict: bad ? "fails" : "passes",
        reason: bad
          ? "Fails Kramers-Kronig below 60 Hz: residual 2.1 %, noise 0.25 %."
          : "Residual 0.24 %, noise 0.25 %: what the noise explains.",
        order: 22,
        mu: 0.83,
        rmsResidual: bad ? 0.021 : 0.0034,
        rmsReal: bad ? 0.02 : 0.0024,
        rmsImaginary: 0.0024,
        noise,
        noises: new Float64Array(0),
        disturbed: [],
        residualReal: Float64Array.from(frequency, (f, i) => 0.9 * (deviation(i, 0) + drift(f))),
        residualImaginary: Float64Array.from(frequency, (_, i) => 0.9 * deviation(i, 1)),
        failing: bad ? [{ min: 5, max: 60 }] : [],
      },
      drt: {
        tau: Float64Array.from(tau),
        gamma: Float64Array.from(tau, (t) => arcs.reduce((sum, arc) => sum + zarcGamma(arc, t), 0)),
        lambda: 2.5e-3,
        lambdaFrom: "generalised cross-validation",
        ohmicResistance: 250,
        inductance: 0,
        polarizationResistance: arcs.reduce((sum, arc) => sum + arc.resistance, 0),
        peaks,
        fitted: exact,
        rmsResidual: noise,
        measuredTauMin: 1 / (2 * Math.PI * 7e6),
        measuredTauMax: 1 / (2 * Math.PI * 5),
        method: "processes",
        words: "Two processes leave residuals of the size of the noise.",
        processes: [],
        models: [],
      },
      circuit: hasCircuit ? circuitOf(arcs, zarcImpedance(250.4, arcs, frequency)) : null,
    };
  });
  const gamma = new Float64Array(n * tau.length);
  const [low, high] = [1 / (2 * Math.PI * 7e6), 1 / (2 * Math.PI * 5)];
  sweeps.forEach(({ drt }, s) => {
    drt?.gamma.forEach((g, k) => {
      const t = tau[k] as number;
      gamma[s * tau.length + k] = t >= low && t <= high ? g : Number.NaN;
    });
  });
  return {
    sweeps,
    map: { tau: Float64Array.from(tau), gamma, sweeps: n },
    circuit: hasCircuit
      ? { notation: "R0-p(R1,CPE1)-p(R2,CPE2)", from: "as many arcs as the relaxation times show" }
      : null,
    warnings: [],
  };
}

function cellVoltage(density: number, beyond: number): number {
  return 0.02 + 0.035 * density + 0.5 * beyond * beyond;
}

function circuitOf(arcs: readonly Zarc[], fitted: ImpedanceSpectrum): NonNullable<SweepAnalysis["circuit"]> {
  const parameter = (name: string, value: number, unit: string, relative: number): FittedParameter => ({
    name,
    value,
    unit,
    standardError: relative * value,
    status: "free",
  });
  return {
    circuit: "R0-p(R1,CPE1)-p(R2,CPE2)",
    parameters: [
      parameter("R0", 250, "Ω", 0.004),
      ...arcs.flatMap(({ resistance, tau, exponent }, i) => [
        parameter(`R${i + 1}`, resistance, "Ω", 0.012),
        parameter(`CPE${i + 1}.Q`, tau ** exponent / resistance, "Ω⁻¹ sⁿ", 0.03),
        parameter(`CPE${i + 1}.n`, exponent, "1", 0.006),
      ]),
    ],
    covariance: new Float64Array(49),
    arcs: arcs.map(
      ({ resistance, tau }, i): FittedArc => ({
        name: `R${i + 1}`,
        resistance,
        resistanceError: 0.012 * resistance,
        tau,
        logTauError: 0.02,
        capacitance: tau / resistance,
        logCapacitanceError: 0.025,
      }),
    ),
    weighting: "modulus",
    chiSquared: 2.1e-4,
    rmsResidual: 0.003,
    converged: true,
    iterations: 12,
    fitted,
  };
}

/** Voltage and current of the synthetic staircase, once a second. */
export function syntheticTimeSeries(sweeps: number, topCurrent = 10, onset = 0.6): TimeSeries {
  const n = sweeps * (SWEEP_SECONDS + PAUSE_SECONDS) + 3;
  const step = (i: number): number =>
    Math.min(sweeps - 1, Math.max(0, Math.floor((i - 3) / (SWEEP_SECONDS + PAUSE_SECONDS))));
  const density = (i: number): number => (topCurrent * (step(i) + 1)) / sweeps;
  const beyond = (i: number): number => Math.max(0, (sweeps > 1 ? step(i) / (sweeps - 1) : 0.5) - onset) / (1 - onset);
  return {
    time: Float64Array.from({ length: n }, (_, i) => i),
    voltage: Float64Array.from({ length: n }, (_, i) => cellVoltage(density(i), beyond(i))),
    current: Float64Array.from({ length: n }, (_, i) => density(i) * syntheticArea),
  };
}
