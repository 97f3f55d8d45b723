import type { TrackTrial } from "./choose-tracks.ts";
import type { TrackShape } from "./layout.ts";

/**
 * A quantity along the series with its interval of ±1.96 standard deviations of the fitted model. It does not know of processes too
 * small to be told: on operando series it held the true resistance in 81 to 100 % of the sweeps (55 % where a process was missed), not in 95 %.
 */
export interface BandedSeries {
  readonly value: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Sweeps from … to, both included. */
export interface SweepRange {
  readonly from: number;
  readonly to: number;
}

/** One process followed through the series: R / (1 + (jωτ)^α)^β with R, τ, α and β that change from sweep to sweep. */
export interface ProcessTrack {
  /** P1, P2 … in the order of τ where they are largest, what is present nowhere last. */
  readonly name: string;
  readonly shape: TrackShape;
  /**
   * Where the interval of the resistance (the widened one, if it is) lies above zero and above the relative noise of a point times the whole resistance;
   * gaps of up to two sweeps are bridged. Empty: nowhere.
   */
  readonly present: readonly SweepRange[];
  /**
   * Whether the data determine it, one a sweep: it is present, and `isDetermined` by its intervals; where τ lies outside 1/(2π f_max) …
   * 1/(2π f_min) these are what the data of the sweep leave without smoothness. Where R is not determined there it has no intervals
   * (NaN): they would only say what the assumed shape does.
   */
  readonly determined: readonly boolean[];
  /** Sweep at which the process appears after the first, and disappears before the last; null: it was or stays there. */
  readonly birth: number | null;
  readonly death: number | null;
  /** τ₀ in s. Where the process is absent, what its neighbours let expect. */
  readonly tau: Float64Array;
  readonly tauLower: Float64Array;
  readonly tauUpper: Float64Array;
  /** R in Ω, ≥ 0. */
  readonly resistance: Float64Array;
  readonly resistanceLower: Float64Array;
  readonly resistanceUpper: Float64Array;
  /** α, and β for Havriliak-Negami. */
  readonly exponents: readonly BandedSeries[];
  /**
   * C = τ₀/R in F; its interval is 1/C = R/τ₀ ± 1.96 standard deviations, correlation of R and τ₀ included, inverted. NaN where the
   * process is absent; the upper end is infinite where the lower one of R/τ₀ reaches 0.
   */
  readonly capacitance: Float64Array;
  readonly capacitanceLower: Float64Array;
  readonly capacitanceUpper: Float64Array;
  /** Other tracks whose τ cannot be told from this one's, and where: there only the sum of the resistances is known well. */
  readonly mergedWith: readonly { readonly name: string; readonly range: SweepRange }[];
  /**
   * Other tracks that stand so near that a sweep hardly tells how both share their resistance, and where; the intervals of this track are
   * then, in all sweeps, those that are left where the series may bend a thousand times as much.
   */
  readonly sideBySide: readonly { readonly name: string; readonly range: SweepRange }[];
}

/** γ(ln τ) of the tracks on one grid, row-major: sweep s, τ index k at [s · tau.length + k]. */
export interface ProcessSeriesMap {
  readonly tau: Float64Array;
  readonly gamma: Float64Array;
  /** ±1.96 standard deviations of the fitted model. */
  readonly gammaLower: Float64Array;
  readonly gammaUpper: Float64Array;
  readonly sweeps: number;
}

/** The position at which the series leaves its regular behaviour. */
export interface ProcessOnset {
  /** Half way through the rise, in the unit of the positions; sweep index without positions. */
  readonly position: number;
  /** Meant as a 95 % interval; what it holds is measured in docs/impedance/series.md. */
  readonly lower: number;
  readonly upper: number;
  /** Width w of the rise 1/(1 + exp(−(x − position)/w)). */
  readonly width: number;
  /** Resistance in Ω that the rise has added, beyond the trend, at the last of the rising positions. */
  readonly resistance: number;
  /** How many sweeps on the way it does not rest on, as they do not determine their processes. */
  readonly leftOut: number;
  readonly words: string;
}

/** A series of sweeps analysed as one thing. */
export interface ProcessSeries {
  /** Position of each sweep, as given; its index without. */
  readonly position: Float64Array;
  readonly map: ProcessSeriesMap;
  readonly tracks: readonly ProcessTrack[];
  /** Null where there is none, or it cannot be told, as of a series that the tracks do not describe. */
  readonly onset: ProcessOnset | null;
  /** Where there is no onset: that there is none, or why it cannot be told, in a sentence; null with an onset. */
  readonly withoutOnset: string | null;
  /** Whether an onset cannot be told, in all sweeps or in some: false with an onset, and where there is none. */
  readonly onsetUntold: boolean;
  /**
   * R∞ in Ω, with the resistance of the processes that count to it. Where a followed process is faster than the frequencies reach, the
   * interval is what that sweep alone leaves, up to the sum of both where it cannot tell them apart; that of Rp is what it leaves.
   */
  readonly ohmicResistance: BandedSeries;
  /**
   * Processes so far beyond 1/(2π f_max) that their sweeps cannot tell them from R∞: they count to it. `tau`: the shortest time in
   * s that any sweep reaches. Null: none.
   */
  readonly fasterThanMeasured: { readonly processes: number; readonly tau: number } | null;
  /** L in H; null where the data show none. */
  readonly inductance: BandedSeries | null;
  /** 1/C in 1/F of a blocking capacitance in series; null where the data show none. */
  readonly elastance: BandedSeries | null;
  /**
   * Σ R in Ω of what does not count to R∞: of the tracks, and of what is too fast for most sweeps where a sweep
   * reaches it. The upper end is infinite where a process is slower than measured and not determined.
   */
  readonly polarizationResistance: BandedSeries;
  /** √⟨|Z − Ẑ|² / |Z|²⟩ of each sweep. */
  readonly rmsResidual: Float64Array;
  /** χ² over its degrees of freedom with the noise that differences along the series show; above 2 the tracks do not describe it. */
  readonly misfit: number;
  /** False where the misfit is above 2: the tracks and their bands are then not to be used; take the sweeps one by one. */
  readonly describes: boolean;
  /** N ln(χ²/N) + e ln N with e effective parameters, over the whole series. */
  readonly criterion: number;
  readonly effectiveParameters: number;
  readonly trials: readonly TrackTrial[];
  /** Points above this frequency in Hz were left out; null: none. */
  readonly highestFrequency: number | null;
  readonly converged: boolean;
  /** What was found, in sentences. */
  readonly words: string;
}
