/** `CellElimination` for complex blocks; real and imaginary parts stand in arrays of their own. */
export interface ComplexCellElimination {
  /** Row-major blocks of cell k: G at 3k·m², E and H behind it. */
  readonly re: Float64Array;
  readonly im: Float64Array;
  /**
   * @param re real part of αM − J in the layout of the chain
   * @param im imaginary part
   * @returns false where a block is singular to working precision or not finite
   */
  factor(re: Float64Array, im: Float64Array): boolean;
  reduce(real: Float64Array, imaginary: Float64Array): void;
  substitute(real: Float64Array, imaginary: Float64Array): void;
}
