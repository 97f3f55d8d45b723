import type { ImpedanceSpectrum } from "../spectrum.ts";

/** A maximum of γ(ln τ), or a minimum where γ is negative (an inductive loop): its height, area and capacitance are negative. */
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
 * Z(ω) = R∞ + jωL + 1/(jωC) + ∫ γ(ln τ) / (1 + jωτ) d ln τ.
 */
export interface RelaxationTimes {
  /** Grid of τ in s, ascending; uniform in ln τ if made by regularisation, otherwise it may be finer round sharp processes. */
  readonly tau: Float64Array;
  /** γ in Ω on that grid, a density over ln τ. */
  readonly gamma: Float64Array;
  /**
   * ∫ γ d ln τ in Ω from the start of the grid to each point, for a γ that holds processes sharper than the grid; without it
   * the trapezoid rule on the grid gives the area.
   */
  readonly cumulative?: Float64Array;
  /** λ of the Tikhonov penalty, and how it was found: `fixed`, or the name of the criterion. */
  readonly lambda: number;
  readonly lambdaFrom: string;
  /** R∞ in Ω. */
  readonly ohmicResistance: number;
  /** L in H; 0 when it was left out. */
  readonly inductance: number;
  /** C in F of a blocking electrode in series; absent when it was left out or not asked for by the data. */
  readonly capacitance?: number;
  /** Whether γ is ≥ 0 everywhere, or may be negative where an inductive loop asks for it. Absent means `positive`. */
  readonly sign?: "positive" | "both";
  /** ∫ γ d ln τ in Ω over the whole grid. */
  readonly polarizationResistance: number;
  /** Ascending in τ. */
  readonly peaks: readonly RelaxationPeak[];
  /** The impedance of the distribution at the measured frequencies. */
  readonly fitted: ImpedanceSpectrum;
  /** √⟨|Z − Ẑ|² / |Z|²⟩, dimensionless. */
  readonly rmsResidual: number;
  /** Largest violation of the Karush-Kuhn-Tucker conditions, relative to the largest gradient at x = 0; 0 is an exact minimum. */
  readonly kktResidual?: number;
  /** Standard deviation σ of one residual weighted by w_k, in Ω, as the regularised fit sees it: σ² = (RSS + λ xᵀMx)/(rows − f). */
  readonly noise?: number;
  /** ln p(Z | λ, σ), with Z in Ω and all constants, of the Gaussian that the posterior is on the functions in use. */
  readonly logMarginalLikelihood?: number;
  /** 1/(2π f_max) and 1/(2π f_min) in s: outside, γ is extrapolated. */
  readonly measuredTauMin: number;
  readonly measuredTauMax: number;
}

/** γ(ln τ) along a series of sweeps on one grid of τ. */
export interface RelaxationMap {
  /** Common grid in s, ascending. */
  readonly tau: Float64Array;
  /** γ in Ω, row-major: sweep s, τ index k at [s · tau.length + k]: mean over the cell of k. NaN where that sweep did not measure. */
  readonly gamma: Float64Array;
  readonly sweeps: number;
}
