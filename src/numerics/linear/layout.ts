/**
 * Where the entries of a structured square matrix stand in one flat array. A Jacobian is a `Float64Array` of `entries`
 * numbers; whoever fills it asks once for the slots it needs and then writes by index.
 */
export type MatrixLayout = DenseLayout | BandedLayout | ArrowLayout;

interface AnyLayout {
  /** Order n of the matrix. */
  readonly size: number;
  /** Numbers stored. */
  readonly entries: number;
  /** Slot of entry (row, column), −1 where the structure holds a zero. */
  slot(row: number, column: number): number;
}

/** Row by row: entry (i, j) at i·n + j. */
export interface DenseLayout extends AnyLayout {
  readonly kind: "dense";
}

/** Entry (i, j) at i·(below + above + 1) + (j − i + below). */
export interface BandedLayout extends AnyLayout {
  readonly kind: "banded";
  readonly below: number;
  readonly above: number;
}

/**
 * Chains of cells, each coupled with its two neighbours, and a border of unknowns that may couple with everything:
 *
 *     ⎡ S   R₁  R₂ ⎤   border rows
 *     ⎢ C₁  T₁     ⎥   T: block tridiagonal, m × m blocks
 *     ⎣ C₂      T₂ ⎦   R, C: kept only for declared unknowns and as many cells, counted from cell 0, as declared
 *
 * The vector is [border, chain 1 cell by cell, chain 2, …]. Elimination runs from the last cell of a chain to its cell 0,
 * so a border unknown that touches cell 0 only costs nothing.
 */
export interface ArrowLayout extends AnyLayout {
  readonly kind: "arrow";
  /** Number of border unknowns; S stands row-major at slot 0. */
  readonly border: number;
  readonly chains: readonly ChainLayout[];
}

export interface ChainLayout {
  readonly cells: number;
  /** Unknowns per cell, m. */
  readonly unknowns: number;
  /** Index in the vector of the first unknown of cell 0; cell k starts at first + k·m. */
  readonly first: number;
  /** Slots of the blocks of cell 0, row-major m × m; those of cell k follow at + k·m². */
  readonly diagonal: number;
  /** ∂f(cell k)/∂y(cell k − 1); the block of cell 0 is unused. */
  readonly lower: number;
  /** ∂f(cell k)/∂y(cell k + 1); the block of the last cell is unused. */
  readonly upper: number;
  /** ∂f(cell)/∂y(border unknown): entry of cell k, component a at slot + k·m + a, k < cells. */
  readonly columns: readonly BorderCoupling[];
  /** ∂f(border row)/∂y(cell): same order. */
  readonly rows: readonly BorderCoupling[];
}

export interface BorderCoupling {
  /** Index of the border unknown, or border row. */
  readonly unknown: number;
  /** Cells 0 … cells − 1 are coupled. */
  readonly cells: number;
  readonly slot: number;
}

/** What `arrowLayout` is made from. */
export interface ArrowShape {
  readonly border: number;
  readonly chains: readonly {
    readonly cells: number;
    readonly unknowns: number;
    /** Border unknowns that the equations of the cells contain. */
    readonly columns: readonly { readonly unknown: number; readonly cells: number }[];
    /** Border rows that contain unknowns of the cells. */
    readonly rows: readonly { readonly unknown: number; readonly cells: number }[];
  }[];
}
