import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { Process } from "./process.ts";

/** What a parameter of a model is. `elastance`: 1/C in 1/F; `logTau`: ln(τ₀/s). */
export type ParameterKind =
  | "ohmicResistance"
  | "inductance"
  | "elastance"
  | "resistance"
  | "logTau"
  | "exponent"
  | "weight";

export interface ModelParameter {
  readonly kind: ParameterKind;
  /** Index of the process, and of its exponent; −1 where there is none. For `weight`: the index of the function. */
  readonly process: number;
  readonly exponent: number;
}

/** One of the models that were averaged. */
export interface RelaxationModel {
  readonly description: string;
  /** `processes`, or `smooth`: γ = Σ x_m N(ln τ; c_m, σ), x ≥ 0, with a penalty on γ″ (Tikhonov). */
  readonly kind: "processes" | "smooth";
  /** ln of the marginal likelihood times the prior odds. */
  readonly logEvidence: number;
  /** Posterior probability among the models kept; their sum is 1. */
  readonly weight: number;
  /** The parameters, their values and covariance (row-major, in the units of the values: Ω, H, 1/F, ln s). */
  readonly parameters: readonly ModelParameter[];
  readonly values: Float64Array;
  readonly covariance: Float64Array;
  /** Empty for `smooth`. */
  readonly processes: readonly Process[];
  /** Places c_m in ln s and σ of the functions of a smooth model; null otherwise. */
  readonly basis: { readonly centres: Float64Array; readonly sigma: number } | null;
}

/** A maximum of the averaged |γ|. */
export interface ResolvedPeak {
  /** τ of the maximum in s. */
  readonly tau: number;
  /** Σ R of the processes under this maximum, in Ω (or the area, as far as the distribution is smooth); < 0: inductive. */
  readonly resistance: number;
  /** γ at the maximum in Ω. */
  readonly height: number;
  /** The valleys (or ends) on either side, in s. */
  readonly tauMin: number;
  readonly tauMax: number;
  /** Indices into `processes`. */
  readonly processes: readonly number[];
}

/** A distribution of relaxation times resolved into processes as far as the data tell them. */
export interface ResolvedRelaxationTimes {
  /** Which kind of model carries the result: processes (over 90 % of the weight), tikhonov (over 90 %), or both averaged. */
  readonly kind: "processes" | "tikhonov" | "averaged";
  /** What was chosen and why. */
  readonly words: string;
  /** Grid of τ in s, ascending, at least 20 points a decade, finer around sharp processes. */
  readonly tau: Float64Array;
  /** γ(ln τ) in Ω on the grid; linear between its points. */
  readonly gamma: Float64Array;
  /** ∫ from −∞ of γ d ln τ in Ω, from the processes, not from the grid. */
  readonly cumulative: Float64Array;
  /** λ of the smooth model, as `relaxationTimes` counts it: for residuals weighted such that the mean squared weight is 1. */
  readonly lambda: number;
  readonly ohmicResistance: number;
  /** L in H, 0 without one. */
  readonly inductance: number;
  /** C in F of a blocking capacitor; null without one. */
  readonly capacitance: number | null;
  /** ∫ γ d ln τ = Σ R in Ω. */
  readonly polarizationResistance: number;
  /** Processes of the most probable model made of processes, ascending in τ₀. */
  readonly processes: readonly Process[];
  /** Ascending in τ. */
  readonly peaks: readonly ResolvedPeak[];
  /** The models that were averaged, the most probable first. */
  readonly models: readonly RelaxationModel[];
  /** Standard deviation of each part of Z at each point in Ω, as used for the weights and scaled to the residuals. */
  readonly noise: Float64Array;
  readonly fitted: ImpedanceSpectrum;
  /** √⟨|Z − Ẑ|² / |Z|²⟩, dimensionless. */
  readonly rmsResidual: number;
  /** 1/(2π f_max) and 1/(2π f_min) in s: outside, γ is extrapolated. */
  readonly measuredTauMin: number;
  readonly measuredTauMax: number;
}
