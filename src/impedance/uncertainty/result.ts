import type { Interval } from "./quantiles.ts";

/** A maximum of γ, or a process, with its intervals (95 % by default); null where the draws tell nothing. */
export interface BandedPeak {
  /** In s: of a maximum its place, of a process its τ₀. */
  readonly tau: number;
  readonly tauLower: number | null;
  readonly tauUpper: number | null;
  /** Resistance in Ω; < 0: an inductive loop. */
  readonly resistance: number;
  readonly resistanceLower: number | null;
  readonly resistanceUpper: number | null;
  /** Of C = τ/R in F; the upper end is infinite where R may be nothing. Null for an inductive loop, too. */
  readonly capacitanceLower: number | null;
  readonly capacitanceUpper: number | null;
  /** Whether the data tell this peak: see `reason`. */
  readonly identifiable: boolean;
  /** Why not, in a sentence with numbers; null where identifiable. */
  readonly reason: string | null;
}

/** Bands of a distribution of relaxation times: quantiles of the quantities themselves over the posterior. */
export interface RelaxationTimesBands {
  /** In s, ascending: the grid that was asked for. */
  readonly tau: Float64Array;
  /** Probability that the bands hold. */
  readonly level: number;
  /** γ(ln τ) in Ω: median, lower and upper end. Ideal processes (a line, not a density) are drawn slightly blunted. */
  readonly gamma: Float64Array;
  readonly gammaLower: Float64Array;
  readonly gammaUpper: Float64Array;
  /** F(τ) = ∫ γ d ln τ from 0 to τ in Ω, exact also for ideal processes. */
  readonly cumulative: Float64Array;
  readonly cumulativeLower: Float64Array;
  readonly cumulativeUpper: Float64Array;
  /** Those of the result, in its order; one may be made of several processes. */
  readonly peaks: readonly BandedPeak[];
  /** Those of the result, in its order: τ₀ and R given the number and shapes of its most probable model of processes. */
  readonly processes: readonly BandedPeak[];
  /** R∞ in Ω, L in H (0 in models without), Σ R in Ω. */
  readonly ohmicResistance: Interval;
  readonly inductance: Interval;
  readonly polarizationResistance: Interval;
  /** Posterior probability that the gain changed within the sweep (a current range was switched). */
  readonly gainStepProbability: number;
  /** Draws, and how many independent equally weighted ones they are worth. */
  readonly draws: number;
  readonly effectiveDraws: number;
}
