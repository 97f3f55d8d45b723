import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { DriftLink } from "./joint-model.ts";

/** A sweep whose points carry the instant at which each was measured. */
export interface TimedSpectrum {
  readonly spectrum: ImpedanceSpectrum;
  /** Instant of each point in s, on one clock for all sweeps. */
  readonly time: Float64Array;
  /** When the sweep began and ended, in s on that clock; default: its earliest and latest point. */
  readonly start?: number;
  readonly end?: number;
  /** Standard deviation of Z′ and of Z″ of each point in Ω, up to a common factor; default proportional to |Z|. */
  readonly standardDeviation?: Float64Array;
}

/** A number and the interval that holds it with the asked confidence. */
export interface DriftEstimate {
  /** null where the data give an interval only: one sweep alone. */
  readonly value: number | null;
  readonly lower: number;
  readonly upper: number;
}

/** The course in time of one resistance of the model. */
export interface ResistanceCourse {
  /** 0: the series resistance R∞; k: the k-th process, fastest first. */
  readonly process: number;
  /** Time constant in s at the mean resistance, exponents φ and β of 1/(1 + (jωτ)^φ)^β; null for R∞. */
  readonly shape: { readonly tau: number; readonly exponent: number; readonly skew: number } | null;
  /** Whether it is among those that drift. */
  readonly drifts: boolean;
  /** Posterior probability that it drifts, among all sets of drifting resistances. */
  readonly probability: number;
  /** What stays constant while it drifts; null where it does not, for R∞, and where one sweep cannot tell. */
  readonly link: DriftLink | null;
  /** Instants in s, and R in Ω there: median and pointwise interval. `resistance` is null for one sweep alone. */
  readonly time: Float64Array;
  readonly resistance: Float64Array | null;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** (R(end) − R(start))/(end − start) over the whole record, in Ω/s. */
  readonly rate: DriftEstimate;
}

/** A spectrum as it would have been measured in one instant. */
export interface InstantSpectrum {
  /** s */
  readonly time: number;
  /** Measured Z plus what the model changes between each point's instant and this one; as measured for one sweep alone. */
  readonly spectrum: ImpedanceSpectrum;
  /** Standard deviation of Z′ and of Z″ in Ω: noise of the point and uncertainty of the correction. */
  readonly sdReal: Float64Array;
  readonly sdImaginary: Float64Array;
}

/** One sweep of the record. */
export interface SweepDrift {
  readonly start: number;
  readonly end: number;
  /** R in Ω at the start and the end of the sweep, one for each resistance (R∞ first). */
  readonly resistanceAtStart: readonly DriftEstimate[];
  readonly resistanceAtEnd: readonly DriftEstimate[];
  /** (R(end) − R(start))/(end − start) in Ω/s. */
  readonly rate: readonly DriftEstimate[];
  /** Z(ω, t₀) at the start, in the middle and at the end. */
  readonly atStart: InstantSpectrum;
  readonly atMiddle: InstantSpectrum;
  readonly atEnd: InstantSpectrum;
}

/** Fisher's test of "nothing drifts" against "every resistance may". */
export interface DriftSignificance {
  readonly f: number;
  readonly freedom: readonly [number, number];
  /** Probability of so large an F where nothing drifts. */
  readonly probability: number;
  readonly significant: boolean;
}

/** The sum of all resistances, which every low-frequency point sees, in Ω over s. */
export interface TotalCourse {
  readonly time: Float64Array;
  readonly resistance: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

export interface DriftAnalysis {
  readonly courses: readonly ResistanceCourse[];
  /** Σ R(t), known better than its parts where several drift; null for one sweep alone. */
  readonly total: TotalCourse | null;
  readonly sweeps: readonly SweepDrift[];
  readonly significance: DriftSignificance;
  /** False for one sweep alone: drift and the shape of the spectrum cannot be told apart. */
  readonly distinguishable: boolean;
  /** Series inductance in H. */
  readonly inductance: number;
  /** Noise: root mean square of (Z − Ẑ)/|Z| per part (of (Z − Ẑ)/sd where standard deviations were given). */
  readonly residual: number;
  /** What the model misses in the same way in every sweep, in the same unit; 0 where that is not seen. */
  readonly misfit: number;
  /** Factor by which intervals are wider because residuals of neighbouring points are alike (1: they are not). */
  readonly widening: number;
  /** Confidence of all intervals. */
  readonly confidence: number;
  readonly converged: boolean;
  /** Steps of all fits together. */
  readonly iterations: number;
  /** What was found, in sentences. */
  readonly words: readonly string[];
}

export interface DriftOptions {
  /** Most processes; default 4. */
  readonly maximumProcesses?: number;
  /** Default 0.95. */
  readonly confidence?: number;
  /** Level of the test for drift; default 0.05. */
  readonly level?: number;
  /** Instants per sweep at which the courses are given, default 12; starts and ends of the sweeps are always among them. */
  readonly instants?: number;
  /** Whether arcs may be skewed (Havriliak-Negami, β ≠ 1); default false, for one sweep alone always true. */
  readonly skewed?: boolean;
}
