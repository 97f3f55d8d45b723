import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { NoiseLaw } from "./noise-law.ts";
import type { Loss, Outlier } from "./robust.ts";
import type { Weighting } from "./weighting.ts";

/** A confidence interval of one quantity, by two methods. */
export interface ConfidenceInterval {
  /** 0.95 for 95 %. */
  readonly level: number;
  /** From the curvature at the minimum: symmetric in the logarithm of a scale parameter, in the value of an exponent. */
  readonly wald: readonly [lower: number, upper: number] | null;
  /** By profile likelihood; 0 or Infinity at an open end. Null where it was not asked for or the parameter is tied. */
  readonly profile: readonly [lower: number, upper: number] | null;
  /** What the profile found beside its ends: an open end, a bound, a lower minimum; null: nothing. */
  readonly note: string | null;
}

/** How the starts of a fit went. */
export interface StartSearch {
  /** Starts that were followed to a minimum. */
  readonly followed: number;
  /** Different minima they led to. */
  readonly minima: number;
  /** How many led to the one that was kept. */
  readonly agreeing: number;
  /** Why no more were followed. */
  readonly rule:
    | "first fit without run of residuals"
    | "lowest minimum met again"
    | "no more minima expected"
    | "most starts followed";
}

/** One fitted parameter. */
export interface FittedParameter {
  /** `R1`, `CPE1.Q`, `CPE1.n`: the element as written, and its symbol where it has more than one. */
  readonly name: string;
  readonly value: number;
  /** Unit of the value: Ω, F, H, `Ω⁻¹ sⁿ`, 1, s. */
  readonly unit: string;
  /** One standard deviation from the covariance; null when fixed, at a bound, or not identifiable. */
  readonly standardError: number | null;
  readonly status: "free" | "fixed" | "at bound" | "not identifiable";
  /** Why it is not identifiable, with numbers. */
  readonly reason?: string;
  /** The expression it follows, where it is tied to others. */
  readonly tie?: string;
  readonly interval?: ConfidenceInterval;
}

/** An arc of the circuit: a resistance with a capacitance or constant-phase element across it. */
export interface FittedArc {
  /** The resistance's name: `R1`. */
  readonly name: string;
  /** R in Ω. */
  readonly resistance: number;
  readonly resistanceError: number | null;
  /** τ = (R Q)^(1/n) in s, R C for a capacitor. */
  readonly tau: number;
  /** Standard error of ln τ. */
  readonly logTauError: number | null;
  /** τ / R in F. */
  readonly capacitance: number;
  /** Standard error of ln(τ/R), correlation of τ and R included. */
  readonly logCapacitanceError: number | null;
  /** Of τ in s. */
  readonly tauInterval?: ConfidenceInterval;
}

/** Outcome of fitting an equivalent circuit to a spectrum. */
export interface CircuitFit {
  /** The circuit in our notation: `R0-p(R1,CPE1)`. */
  readonly circuit: string;
  readonly parameters: readonly FittedParameter[];
  /** Covariance of the free parameters in the order in which they stand in `parameters`, row-major. */
  readonly covariance: Float64Array;
  /** Arcs ascending in τ; empty for circuits without. */
  readonly arcs: readonly FittedArc[];
  readonly weighting: Weighting;
  /** Σ w |Z − Ẑ|² with the weights as named. */
  readonly chiSquared: number;
  /** √⟨|Z − Ẑ|² / |Z|²⟩, dimensionless. */
  readonly rmsResidual: number;
  readonly converged: boolean;
  readonly iterations: number;
  readonly search?: StartSearch;
  /** Given where outliers were to count less. */
  readonly loss?: Loss;
  /** Points far from the curve, in units of the robust scatter of the others. */
  readonly outliers?: readonly Outlier[];
  /** The noise that the weights `estimated` stand for. */
  readonly noise?: NoiseLaw;
  readonly fitted: ImpedanceSpectrum;
}
