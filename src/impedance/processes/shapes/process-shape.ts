/**
 * Shapes of a relaxation process. `barriers`: ln τ uniform over a width w, convolved with a Gaussian of standard deviation σ
 * (w = 0: log-normal; σ → 0: a box), as a distribution of barrier energies over kT gives.
 */
export type ShapeName = "debye" | "cole-cole" | "gerischer" | "havriliak-negami" | "barriers";

/** An exponent, or another dimensionless number that a shape has, and the range in which it is meant. */
export interface ShapeExponent {
  readonly name: string;
  readonly lower: number;
  readonly upper: number;
}

/** A process with R = 1 Ω: h(jωτ₀) with h → 1 as ω → 0, h → 0 as ω → ∞, and its distribution over ln τ. */
export interface ProcessShape {
  readonly name: ShapeName;
  readonly exponents: readonly ShapeExponent[];
  /**
   * h at m frequencies, real and imaginary parts in turn: length 2m.
   *
   * @param frequency in Hz
   * @param tau τ₀ in s
   * @param out h
   * @param derivatives ∂h/∂ ln τ₀ in [0, 2m), ∂h/∂ exponent k in [(k + 1) · 2m, (k + 2) · 2m); null if they are not needed
   */
  response(
    frequency: Float64Array,
    tau: number,
    exponents: ArrayLike<number>,
    out: Float64Array,
    derivatives: Float64Array | null,
  ): void;
  /** γ/R: the density of ln τ at `tau` in s; infinite at τ₀ of a `debye` and of a `gerischer` process. */
  density(tau: number, processTau: number, exponents: ArrayLike<number>): number;
  /** Part of R with a relaxation time up to `tau` in s, 0 … 1; at a jump, its upper end. */
  cumulative(tau: number, processTau: number, exponents: ArrayLike<number>): number;
}
