/** A stretch of frequencies, in Hz, ends included. */
export interface FrequencyRange {
  readonly min: number;
  readonly max: number;
}

/** Outcome of a linear Kramers-Kronig test. Arrays run along the points of the spectrum that was tested, in its order. */
export interface KramersKronigResult {
  /** `passes`: residuals are what the estimated noise explains. `fails`: they are not. `not tested`: too few points. */
  readonly verdict: "passes" | "fails" | "not tested";
  /** The verdict in one sentence with its numbers. */
  readonly reason: string;
  /** Number M of resistor-capacitor elements. */
  readonly order: number;
  /** µ = 1 − Σ|R<0| / Σ|R≥0| of the M elements (Schönleber 2014); a diagnostic, not our verdict. */
  readonly mu: number;
  /** √⟨|Z − Ẑ|² / |Z|²⟩, dimensionless. */
  readonly rmsResidual: number;
  /** Root mean square of `residualReal`, of `residualImaginary`. */
  readonly rmsReal: number;
  readonly rmsImaginary: number;
  /** Estimated relative noise of one part of Z (standard deviation over |Z|); null if it cannot be told. */
  readonly noise: number | null;
  /** (Z' − Ẑ') / |Z|. */
  readonly residualReal: Float64Array;
  /** (Z'' − Ẑ'') / |Z|. */
  readonly residualImaginary: Float64Array;
  /** Where the residuals exceed the noise; empty when the test passes. */
  readonly failing: readonly FrequencyRange[];
}
