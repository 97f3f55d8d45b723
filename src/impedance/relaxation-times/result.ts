import type { ImpedanceSpectrum } from "../spectrum.ts";

/** A maximum of γ(ln τ). */
export interface RelaxationPeak {
  /** τ = RC of the maximum in s. */
  readonly tau: number;
  /** Area under the peak in ln τ, in Ω: the resistance of the process. */
  readonly resistance: number;
  /** τ / R in F: the capacitance of the process. */
  readonly capacitance: number;
  /** γ at the maximum in Ω. */
  readonly height: number;
  /** The valleys (or ends) between which the peak was integrated, in s. */
  readonly tauMin: number;
  readonly tauMax: number;
  /**
   * Part of `resistance` in Ω whose τ lies outside the measured window, where γ is extrapolated: large beside `resistance`, it
   * says that the peak is a part of an arc only. Absent if no window was given.
   */
  readonly extrapolatedResistance?: number;
}

/**
 * Distribution of relaxation times:
 * Z(ω) = R∞ + jωL + ∫ γ(ln τ) / (1 + jωτ) d ln τ.
 */
export interface RelaxationTimes {
  /** Grid of τ in s, ascending, uniform in ln τ. */
  readonly tau: Float64Array;
  /** γ in Ω on that grid, a density over ln τ. */
  readonly gamma: Float64Array;
  /** λ of the Tikhonov penalty, and how it was found: `fixed`, or the name of the criterion. */
  readonly lambda: number;
  readonly lambdaFrom: string;
  /** R∞ in Ω. */
  readonly ohmicResistance: number;
  /** L in H; 0 when it was left out. */
  readonly inductance: number;
  /** ∫ γ d ln τ in Ω over the whole grid. */
  readonly polarizationResistance: number;
  /** Ascending in τ. */
  readonly peaks: readonly RelaxationPeak[];
  /** The impedance of the distribution at the measured frequencies. */
  readonly fitted: ImpedanceSpectrum;
  /** √⟨|Z − Ẑ|² / |Z|²⟩, dimensionless. */
  readonly rmsResidual: number;
  /** 1/(2π f_max) and 1/(2π f_min) in s: outside, γ is extrapolated. */
  readonly measuredTauMin: number;
  readonly measuredTauMax: number;
}

/** γ(ln τ) along a series of sweeps on one grid of τ. */
export interface RelaxationMap {
  /** Common grid in s, ascending. */
  readonly tau: Float64Array;
  /** γ in Ω, row-major: sweep s, τ index k at [s · tau.length + k]. NaN where that sweep did not measure. */
  readonly gamma: Float64Array;
  readonly sweeps: number;
}
