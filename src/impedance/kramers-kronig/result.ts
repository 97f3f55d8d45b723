/** A stretch of frequencies, in Hz, ends included. */
export interface FrequencyRange {
  readonly min: number;
  readonly max: number;
}

/** Outcome of a linear Kramers-Kronig test. Arrays run along the points of the spectrum that was tested, in its order; they are empty if it was not tested. */
export interface KramersKronigResult {
  /** `passes`: residuals are what the estimated noise explains. `fails`: they are not. `not tested`: too few points, or too much scatter. */
  readonly verdict: "passes" | "fails" | "not tested";
  /** The verdict in one sentence with its numbers. */
  readonly reason: string;
  /** Number M of resistor-capacitor elements; 0 if not tested. */
  readonly order: number;
  /** µ = 1 − Σ|R<0| / Σ|R≥0| of the M elements (Schönleber 2014); a diagnostic, not our verdict; null if not tested. */
  readonly mu: number | null;
  /** √⟨|Z − Ẑ|² / |Z|²⟩, dimensionless; null if not tested. */
  readonly rmsResidual: number | null;
  /** Root mean square of `residualReal`, of `residualImaginary`; null if not tested. */
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
}
