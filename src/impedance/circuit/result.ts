import type { ImpedanceSpectrum } from "../spectrum.ts";

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
  readonly weighting: "modulus" | "proportional" | "unit";
  /** Σ w |Z − Ẑ|² with the weights as named. */
  readonly chiSquared: number;
  /** √⟨|Z − Ẑ|² / |Z|²⟩, dimensionless. */
  readonly rmsResidual: number;
  readonly converged: boolean;
  readonly iterations: number;
  readonly fitted: ImpedanceSpectrum;
}
