import { BlockCells } from "./block-cells.ts";
import { BorderFill } from "./border-fill.ts";
import type { CellElimination } from "./cell-elimination.ts";
import type { ArrowLayout, ChainLayout } from "./layout.ts";
import { diagonalMass, shiftedJacobian } from "./mass.ts";
import { PairCells } from "./pair-cells.ts";
import type { Mass, Pencil } from "./pencil.ts";
import { ScalarCells } from "./scalar-cells.ts";
import { SparseLu } from "./sparse-lu.ts";
import { TripleCells } from "./triple-cells.ts";

/**
 * Block elimination of every chain from its last cell to cell 0, then of the border's Schur complement S̃ = S − Σ R T⁻¹ C by LU
 * with row equilibration and pivoting. There is no pivoting between cells: a matrix whose cells cannot be eliminated in this
 * order is refused though it may be regular.
 */
export class ArrowPencil implements Pencil {
  readonly layout: ArrowLayout;
  readonly mass: Mass;
  readonly #diagonal: Float64Array;
  readonly #shifted: Float64Array;
  readonly #cells: readonly CellElimination[];
  readonly #fills: readonly BorderFill[];
  readonly #lu: SparseLu;

  constructor(layout: ArrowLayout, mass: Mass) {
    const { border, chains } = layout;
    this.layout = layout;
    this.mass = mass;
    this.#diagonal = diagonalMass(layout, mass);
    this.#shifted = new Float64Array(mass.kind === "matrix" ? layout.entries : 0);
    this.#cells = chains.map(eliminationOf);
    this.#fills = chains.map((chain) => new BorderFill(chain, border));
    const diagonal = Array.from({ length: border }, (_, i) => i * (border + 1));
    const coupled = chains.flatMap(({ rows, columns }) =>
      rows.flatMap((row) => columns.map((column) => row.unknown * border + column.unknown)),
    );
    this.#lu = new SparseLu(border, [...diagonal, ...coupled]);
  }

  factor(alpha: number, jacobian: Float64Array): boolean {
    return this.mass.kind === "diagonal"
      ? this.#factor(alpha, jacobian)
      : this.#factor(0, shiftedJacobian(alpha, this.mass.values, jacobian, this.#shifted));
  }

  #factor(alpha: number, jacobian: Float64Array): boolean {
    const mass = this.#diagonal;
    for (let c = 0; c < this.#cells.length; c++) {
      const cells = this.#cells[c];
      if (!cells.factor(alpha, jacobian, mass)) return false;
      if (!this.#fills[c].factor(jacobian, cells.factors)) return false;
    }
    return this.#factorBorder(alpha, jacobian) || (this.#lu.refused && this.#factorBorder(alpha, jacobian));
  }

  #factorBorder(alpha: number, jacobian: Float64Array): boolean {
    const { border } = this.layout;
    const mass = this.#diagonal;
    const lu = this.#lu;
    lu.begin(jacobian, -1);
    const { values, places } = lu;
    for (let i = 0; i < border; i++) if (mass[i] !== 0) values[places[i * (border + 1)]] += alpha * mass[i];
    for (let c = 0; c < this.#fills.length; c++) this.#fills[c].subtract(values, places);
    return lu.finish();
  }

  forget(): void {
    this.#lu.forget();
  }

  solve(b: Float64Array): void {
    const cells = this.#cells;
    const fills = this.#fills;
    for (let c = 0; c < cells.length; c++) {
      cells[c].reduce(b);
      fills[c].reduce(b);
    }
    this.#lu.solve(b);
    for (let c = 0; c < cells.length; c++) {
      fills[c].substitute(b);
      cells[c].substitute(b);
    }
  }
}

function eliminationOf(chain: ChainLayout): CellElimination {
  if (chain.unknowns === 1) return new ScalarCells(chain);
  if (chain.unknowns === 2) return new PairCells(chain);
  return chain.unknowns === 3 ? new TripleCells(chain) : new BlockCells(chain);
}
