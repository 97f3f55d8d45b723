import type { OutsideNoise } from "./outside.ts";
import type { ZHit } from "./z-hit.ts";

/** A stretch of frequencies, in Hz, ends included. */
export interface FrequencyRange {
  readonly min: number;
  readonly max: number;
}

/**
 * What is at fault in a spectrum.
 * - `drift`: Z' and Z'' disagree as they do when the cell changes while the sweep runs.
 * - `range-switch`: Z steps at one frequency by a factor, as when the instrument changes its current range.
 * - `mains`: points at a line of the mains (50 or 60 Hz, or the first harmonics) are disturbed.
 * - `disturbed-points`: single points lie far outside the noise.
 * - `high-frequency-artefact`: the highest frequencies show what no cell shows (leads, reference electrode).
 * - `inconsistent`: the relations are violated, and none of the above explains it: a change of the cell, a response that is not
 *   linear and disturbed points leave the same trace.
 * - `too-few-points`, `scatter`: no verdict.
 */
export type FaultKind =
  | "drift"
  | "range-switch"
  | "mains"
  | "disturbed-points"
  | "high-frequency-artefact"
  | "inconsistent"
  | "too-few-points"
  | "scatter";

export interface Fault {
  readonly kind: FaultKind;
  /** Where; empty if that cannot be told. */
  readonly ranges: readonly FrequencyRange[];
  /** Of a range switch: the factor by which Z is larger below the frequency than above, less 1. */
  readonly step?: number;
}

/** Fault flags of a point; several may be set. */
export const POINT_FAULTS = { disturbed: 1, mains: 2, artefact: 4, failing: 8 } as const;

/** Outcome of a linear Kramers-Kronig test. Arrays run along the points of the spectrum that was tested, in its order; they are empty if it was not tested. */
export interface KramersKronigResult {
  /** `passes`: residuals are what the estimated noise explains. `fails`: they are not. `not tested`: too few points, or too much scatter. */
  readonly verdict: "passes" | "fails" | "not tested";
  /** The verdict in a few sentences with its numbers. */
  readonly reason: string;
  /** Number M of resistor-capacitor elements; 0 if not tested. */
  readonly order: number;
  /** µ = 1 − Σ|R<0| / Σ|R≥0| of the M elements (Schönleber 2014); a diagnostic, not our verdict; null if not tested. */
  readonly mu: number | null;
  /** √⟨|Z − Ẑ|² / |Z|²⟩ without the disturbed points, dimensionless; null if not tested. */
  readonly rmsResidual: number | null;
  /** Root mean square of `residualReal`, of `residualImaginary`, without the disturbed points; null if not tested. */
  readonly rmsReal: number | null;
  readonly rmsImaginary: number | null;
  /**
   * Estimated relative noise of one part of Z (standard deviation over |Z|), root mean square of the points compared; null
   * if it cannot be told.
   */
  readonly noise: number | null;
  /** The same at each point, infinite where a disturbed point was left out; empty if it cannot be told. */
  readonly noises: Float64Array;
  /** Frequencies in Hz of single points far outside the noise of their neighbours, which the test left out. */
  readonly disturbed: readonly number[];
  /** (Z' − Ẑ') / |Z|. */
  readonly residualReal: Float64Array;
  /** (Z'' − Ẑ'') / |Z|. */
  readonly residualImaginary: Float64Array;
  /** Where the residuals exceed the noise; empty when the test passes. */
  readonly failing: readonly FrequencyRange[];
  /** Probability of so large a disagreement of Z' and Z'' from noise alone; null where the rule is `mu` or nothing was tested. */
  readonly probability?: number | null;
  /** How many residuals lie outside the noise of their points, of those tested; left out where the noise is not known. */
  readonly outside?: OutsideNoise;
  /** Noise of Z' and of Z'' apart, over |Z|: root mean square, and at each point. */
  readonly noiseReal?: number | null;
  readonly noiseImaginary?: number | null;
  readonly noisesReal?: Float64Array;
  readonly noisesImaginary?: Float64Array;
  /** What is at fault, also in a spectrum that passes once a disturbed point or a range switch is taken out. */
  readonly faults?: readonly Fault[];
  /** Sum of `POINT_FAULTS` at each point. */
  readonly pointFaults?: Uint8Array;
  /** The modulus as the phase has it; null where the spectrum passes, or Z-HIT cannot be computed. */
  readonly zHit?: ZHit | null;
}
