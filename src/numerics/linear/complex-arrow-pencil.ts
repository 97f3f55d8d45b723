import { ComplexBlockCells } from "./complex-block-cells.ts";
import { ComplexBorderFill } from "./complex-border-fill.ts";
import type { ComplexCellElimination } from "./complex-cell-elimination.ts";
import { factorComplexEquilibrated, solveComplexEquilibrated } from "./complex-equilibrated-lu.ts";
import { ComplexScalarCells } from "./complex-scalar-cells.ts";
import type { ArrowLayout } from "./layout.ts";
import { massEntries } from "./mass.ts";
import type { ComplexPencil, Mass } from "./pencil.ts";

/** `ArrowPencil` for complex α. */
export class ComplexArrowPencil implements ComplexPencil {
  readonly layout: ArrowLayout;
  readonly mass: Mass;
  readonly #mass: Float64Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;
  readonly #cells: readonly ComplexCellElimination[];
  readonly #fills: readonly ComplexBorderFill[];
  readonly #schurRe: Float64Array;
  readonly #schurIm: Float64Array;
  readonly #order: Int32Array;
  readonly #work: Float64Array;

  constructor(layout: ArrowLayout, mass: Mass) {
    const { border, chains, entries } = layout;
    this.layout = layout;
    this.mass = mass;
    this.#mass = massEntries(layout, mass);
    this.#re = new Float64Array(entries);
    this.#im = new Float64Array(entries);
    this.#cells = chains.map((chain) =>
      chain.unknowns === 1 ? new ComplexScalarCells(chain) : new ComplexBlockCells(chain),
    );
    this.#fills = chains.map((chain) => new ComplexBorderFill(chain, border));
    this.#schurRe = new Float64Array(border * border);
    this.#schurIm = new Float64Array(border * border);
    this.#order = new Int32Array(border);
    this.#work = new Float64Array(2 * border);
  }

  factor(alphaReal: number, alphaImaginary: number, jacobian: Float64Array): boolean {
    const { border } = this.layout;
    const [re, im, order, work] = [this.#schurRe, this.#schurIm, this.#order, this.#work];
    if (!this.#reduceToBorder(alphaReal, alphaImaginary, jacobian)) return false;
    if (factorComplexEquilibrated(re, im, border, order, work)) return true;
    this.#reduceToBorder(alphaReal, alphaImaginary, jacobian);
    return factorComplexEquilibrated(re, im, border, order, work, true);
  }

  /** The Schur complement of the border. @returns false where a cell is singular */
  #reduceToBorder(alphaReal: number, alphaImaginary: number, jacobian: Float64Array): boolean {
    const mass = this.#mass;
    const re = this.#re;
    const im = this.#im;
    for (let i = 0; i < re.length; i++) {
      re[i] = alphaReal * mass[i] - jacobian[i];
      im[i] = alphaImaginary * mass[i];
    }
    const schurRe = this.#schurRe;
    const schurIm = this.#schurIm;
    for (let i = 0; i < schurRe.length; i++) {
      schurRe[i] = re[i];
      schurIm[i] = im[i];
    }
    for (let c = 0; c < this.#cells.length; c++) {
      const cells = this.#cells[c];
      if (!cells.factor(re, im)) return false;
      if (!this.#fills[c].factor(re, im, cells.re, cells.im, schurRe, schurIm)) return false;
    }
    return true;
  }

  solve(real: Float64Array, imaginary: Float64Array): void {
    const cells = this.#cells;
    const fills = this.#fills;
    for (let c = 0; c < cells.length; c++) {
      cells[c].reduce(real, imaginary);
      fills[c].reduce(real, imaginary);
    }
    this.solveBorder(real, imaginary);
    for (let c = 0; c < cells.length; c++) {
      fills[c].substitute(real, imaginary);
      cells[c].substitute(real, imaginary);
    }
  }

  /**
   * Solves for the border's unknowns where the right-hand side is zero in every cell: without a sweep.
   * @param real real part of the border's right-hand side, `border` numbers or more; replaced by that of the solution
   */
  solveBorder(real: Float64Array, imaginary: Float64Array): void {
    const { border } = this.layout;
    solveComplexEquilibrated(this.#schurRe, this.#schurIm, border, this.#order, real, imaginary, this.#work);
  }
}
