import type { Process } from "../processes/process.ts";
import type { RelaxationPeak, RelaxationTimes } from "../relaxation-times/result.ts";

/** A maximum of |γ| with its 95 % intervals; null where there are none. */
export interface DistributionPeak extends RelaxationPeak {
  readonly tauLower: number | null;
  readonly tauUpper: number | null;
  /** In Ω, as `resistance`: that of the processes under this maximum. */
  readonly resistanceLower: number | null;
  readonly resistanceUpper: number | null;
  /** In F, as `capacitance`; the upper end is infinite where R may be nothing. Null or left out: not known, or an inductive loop. */
  readonly capacitanceLower?: number | null;
  readonly capacitanceUpper?: number | null;
  /** Whether the data tell this peak; if not, `reason` says why in a sentence with numbers. Null: not examined (no bands). */
  readonly identifiable: boolean | null;
  readonly reason: string | null;
  /** Number, from 1, of the process of the series that it belongs to; null: to none. Left out: not held against any. */
  readonly process?: number | null;
  /** What it is called instead, `R1`: of a circuit that was given, the arc that it belongs to. Left out: by its number. */
  readonly processName?: string | undefined;
}

/** A process of the most probable model with its 95 % intervals, given the number of processes; null where there are none. */
export interface DistributionProcess extends Process {
  readonly tauLower: number | null;
  readonly tauUpper: number | null;
  readonly resistanceLower: number | null;
  readonly resistanceUpper: number | null;
}

/** 95 % interval of a number. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/** A model that was weighed, and its share in the result. */
export interface WeighedModel {
  readonly description: string;
  readonly weight: number;
}

/**
 * Distribution of relaxation times of one spectrum with its uncertainty. Z = R∞ + jωL + 1/(jωC) + ∫ γ(ln τ)/(1 + jωτ) d ln τ.
 * All bands are 95 % and pointwise; absent where they were not asked for or the method gives none.
 */
export interface DistributionOfRelaxationTimes extends RelaxationTimes {
  /** `processes`: sums of processes carry the result; `tikhonov`: the regularised solution; `averaged`: both, by their evidence. */
  readonly method: "processes" | "tikhonov" | "averaged";
  /** What was chosen and why. */
  readonly words: string;
  readonly peaks: readonly DistributionPeak[];
  /** Ascending in τ₀; empty for `method: "tikhonov"`. */
  readonly processes: readonly DistributionProcess[];
  readonly models: readonly WeighedModel[];
  /** γ in Ω. */
  readonly gammaLower?: Float64Array;
  readonly gammaUpper?: Float64Array;
  /** ∫ γ d ln τ in Ω from the start of the grid. */
  readonly cumulativeLower?: Float64Array;
  readonly cumulativeUpper?: Float64Array;
  readonly ohmicResistanceBounds?: Bounds;
  readonly inductanceBounds?: Bounds;
  readonly polarizationResistanceBounds?: Bounds;
}
