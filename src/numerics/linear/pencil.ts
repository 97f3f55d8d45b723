import type { MatrixLayout } from "./layout.ts";

/** The mass matrix M of M y' = f: its diagonal (0 for an algebraic equation), or the entries of a matrix in the layout of the Jacobian. */
export type Mass =
  | { readonly kind: "diagonal"; readonly values: Float64Array }
  | { readonly kind: "matrix"; readonly values: Float64Array };

/** Factors and solves αM − J for many α and J of one structure; all memory is taken once, at creation. */
export interface Pencil {
  readonly layout: MatrixLayout;
  readonly mass: Mass;
  /**
   * Factors αM − J.
   * @param jacobian J in the layout, `layout.entries` numbers; not changed
   * @returns false where the matrix is singular to working precision, or holds a number that is not finite
   */
  factor(alpha: number, jacobian: Float64Array): boolean;
  /** Solves (αM − J) x = b with the last factors; b is replaced by x. */
  solve(b: Float64Array): void;
  /**
   * Forgets what was learnt of the matrices before, the order of pivots: what follows is the same to the bit as with a new pencil.
   * Absent where nothing is learnt.
   */
  forget?(): void;
}

/** The same for complex α: (α' + jα'')M − J. Used at α = jω for impedance and by implicit Runge-Kutta methods. */
export interface ComplexPencil {
  readonly layout: MatrixLayout;
  readonly mass: Mass;
  factor(alphaReal: number, alphaImaginary: number, jacobian: Float64Array): boolean;
  /** b = real + j·imaginary is replaced by x. */
  solve(real: Float64Array, imaginary: Float64Array): void;
}
