/**
 * Elimination of the cells of one chain from the last one to cell 0. With the diagonal, lower and upper blocks D, L, U of αM − J
 *
 *     D̃ₖ = Dₖ − Uₖ D̃ₖ₊₁⁻¹ Lₖ₊₁        Gₖ = Uₖ D̃ₖ₊₁⁻¹        Eₖ = D̃ₖ⁻¹        Hₖ = Eₖ Lₖ
 *
 * so that a right-hand side needs b̃ₖ = bₖ − Gₖ b̃ₖ₊₁ downwards and xₖ = Eₖ b̃ₖ − Hₖ xₖ₋₁ upwards, without a division.
 */
export interface CellElimination {
  /** Row-major blocks of cell k: G at 3k·m², E and H behind it. G of the last cell and H of cell 0 hold no meaning. */
  readonly factors: Float64Array;
  /**
   * @param jacobian in the layout of the chain
   * @param mass diagonal of M, one number for every unknown of the whole vector
   * @returns false where a block is singular to working precision or not finite
   */
  factor(alpha: number, jacobian: Float64Array, mass: Float64Array): boolean;
  /** b̃ in place of b. */
  reduce(b: Float64Array): void;
  /** x in place of b̃. */
  substitute(b: Float64Array): void;
}

/** A pivot that has lost all but this fraction of the number it began with, times the number of cells, counts as zero. */
export const LOST: number = 2 ** -52;

/** A determinant above this fraction of the sum of the sizes of its terms is right to 12 digits or more. */
export const SAFE_DETERMINANT: number = 2 ** -10;
