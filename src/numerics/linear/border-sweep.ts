import { DomainError } from "../../base/errors.ts";
import { AlgebraicBorder } from "./algebraic-border.ts";
import { ComplexArrowPencil } from "./complex-arrow-pencil.ts";
import { factorComplexEquilibrated, solveComplexEquilibrated } from "./complex-equilibrated-lu.ts";
import { NearBlocks, type NearElimination } from "./complex-near-blocks.ts";
import { eliminateNearPairs } from "./complex-near-pairs.ts";
import { eliminateNearTriples } from "./complex-near-triples.ts";
import type { ArrowLayout, ChainLayout } from "./layout.ts";
import { diagonalMass } from "./mass.ts";
import { NearChain } from "./near-chain.ts";
import type { Mass } from "./pencil.ts";

/** Border unknowns of (jωM − J) x = b at many ω for one J, where b is real and zero in every cell: what impedance asks for. */
export interface BorderSweep {
  readonly layout: ArrowLayout;
  readonly mass: Mass;
  /**
   * @param jacobian J in the layout
   * @param omegas ω in rad/s
   * @param b right-hand side in the border, `border` numbers
   * @param real real parts of x, those of frequency f from f·border, omegas.length·border numbers
   * @param imaginary imaginary parts, the same
   * @returns index of the first ω at which the matrix is singular to working precision or not finite, −1 if at none
   * @throws DomainError where lengths disagree
   */
  solve(
    jacobian: Float64Array,
    omegas: Float64Array,
    b: Float64Array,
    real: Float64Array,
    imaginary: Float64Array,
  ): number;
}

/**
 * Takes the frequencies two by two through chains of one, two or three unknowns per cell that touch the border with cell 0 only,
 * where M is diagonal; any other structure, and a frequency at which that loses digits or leaves the range of numbers, one by one
 * through `ComplexArrowPencil`.
 * @throws DomainError where the mass does not fit the layout
 */
export function createBorderSweep(layout: ArrowLayout, mass: Mass): BorderSweep {
  const near = layout.chains.every(
    ({ unknowns, columns, rows }) => unknowns <= 3 && [...columns, ...rows].every(({ cells }) => cells === 1),
  );
  return near && mass.kind === "diagonal" ? new NearBorderSweep(layout, mass) : new PencilBorderSweep(layout, mass);
}

function checkLengths(
  layout: ArrowLayout,
  jacobian: Float64Array,
  omegas: Float64Array,
  b: Float64Array,
  real: Float64Array,
  imaginary: Float64Array,
): void {
  const { border, entries } = layout;
  const count = omegas.length * border;
  if (jacobian.length !== entries || b.length < border || real.length < count || imaginary.length < count) {
    throw new DomainError(
      `BorderSweep: ${omegas.length} frequencies, border ${border}, ${entries} entries; got ${jacobian.length} entries, ` +
        `a right-hand side of ${b.length}, room for ${real.length} and ${imaginary.length} numbers.`,
    );
  }
}

class PencilBorderSweep implements BorderSweep {
  readonly layout: ArrowLayout;
  readonly mass: Mass;
  readonly #pencil: ComplexArrowPencil;
  readonly #real: Float64Array;
  readonly #imaginary: Float64Array;

  constructor(layout: ArrowLayout, mass: Mass) {
    this.layout = layout;
    this.mass = mass;
    this.#pencil = new ComplexArrowPencil(layout, mass);
    this.#real = new Float64Array(layout.border);
    this.#imaginary = new Float64Array(layout.border);
  }

  solve(
    jacobian: Float64Array,
    omegas: Float64Array,
    b: Float64Array,
    real: Float64Array,
    imaginary: Float64Array,
  ): number {
    checkLengths(this.layout, jacobian, omegas, b, real, imaginary);
    for (let f = 0; f < omegas.length; f++) {
      if (!this.solveOne(jacobian, omegas[f], b, real, imaginary, f)) return f;
    }
    return -1;
  }

  /** Frequency number f alone. @returns false where the matrix is singular */
  solveOne(
    jacobian: Float64Array,
    omega: number,
    b: Float64Array,
    real: Float64Array,
    imaginary: Float64Array,
    f: number,
  ): boolean {
    const { border } = this.layout;
    if (!this.#pencil.factor(0, omega, jacobian)) return false;
    for (let i = 0; i < border; i++) {
      this.#real[i] = b[i];
      this.#imaginary[i] = 0;
    }
    this.#pencil.solveBorder(this.#real, this.#imaginary);
    real.set(this.#real, f * border);
    imaginary.set(this.#imaginary, f * border);
    return true;
  }
}

function nearElimination(chain: ChainLayout): NearElimination {
  if (chain.unknowns === 1) return new NearChain(chain);
  return new NearBlocks(chain, chain.unknowns === 2 ? eliminateNearPairs : eliminateNearTriples);
}

class NearBorderSweep implements BorderSweep {
  readonly layout: ArrowLayout;
  readonly mass: Mass;
  readonly #diagonal: Float64Array;
  readonly #chains: readonly NearElimination[];
  readonly #algebraic: AlgebraicBorder;
  /** Made where it is first needed. */
  #careful: PencilBorderSweep | null = null;
  /** What is left of −J in the border, and of the right-hand side. */
  readonly #left: Float64Array;
  readonly #right: Float64Array;
  /** Diagonal entries of M in what is left, by their places there. */
  readonly #massPlaces: Int32Array;
  readonly #masses: Float64Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;
  readonly #real: Float64Array;
  readonly #imaginary: Float64Array;
  readonly #order: Int32Array;
  readonly #work: Float64Array;

  constructor(layout: ArrowLayout, mass: Mass) {
    const { border } = layout;
    this.layout = layout;
    this.mass = mass;
    this.#diagonal = diagonalMass(layout, mass);
    this.#chains = layout.chains.map(nearElimination);
    this.#algebraic = new AlgebraicBorder(layout, this.#diagonal);
    this.#left = new Float64Array(border * border);
    this.#right = new Float64Array(border);
    const massive = this.#diagonal.subarray(0, border).reduce((sum, entry) => sum + (entry === 0 ? 0 : 1), 0);
    this.#massPlaces = new Int32Array(massive);
    this.#masses = new Float64Array(massive);
    this.#re = new Float64Array(border * border);
    this.#im = new Float64Array(border * border);
    this.#real = new Float64Array(border);
    this.#imaginary = new Float64Array(border);
    this.#order = new Int32Array(border);
    this.#work = new Float64Array(2 * border);
  }

  solve(
    jacobian: Float64Array,
    omegas: Float64Array,
    b: Float64Array,
    real: Float64Array,
    imaginary: Float64Array,
  ): number {
    checkLengths(this.layout, jacobian, omegas, b, real, imaginary);
    const chains = this.#chains;
    const count = omegas.length;
    for (let c = 0; c < chains.length; c++) chains[c].prepare(jacobian, this.#diagonal);
    this.#prepareBorder(jacobian, b);
    for (let f = 0; f < count; f += 2) {
      const second = Math.min(f + 1, count - 1);
      for (let c = 0; c < chains.length; c++) chains[c].sweep(omegas, f, second);
      for (let which = 0; which <= second - f; which++) {
        const at = f + which;
        if (this.#solveOne(jacobian, omegas, which, real, imaginary, at)) continue;
        this.#careful ??= new PencilBorderSweep(this.layout, this.mass);
        if (!this.#careful.solveOne(jacobian, omegas[at], b, real, imaginary, at)) return at;
      }
    }
    return -1;
  }

  #prepareBorder(jacobian: Float64Array, b: Float64Array): void {
    const algebraic = this.#algebraic;
    algebraic.prepare(jacobian, b);
    algebraic.copyKept(this.#left, this.#right);
    const { kept, rowPlace, columnPlace } = algebraic;
    for (let i = 0, at = 0; i < this.layout.border; i++) {
      if (this.#diagonal[i] === 0) continue;
      this.#massPlaces[at] = rowPlace[i] * kept + columnPlace[i];
      this.#masses[at++] = this.#diagonal[i];
    }
  }

  /** The border at the first or second frequency of the last sweep. */
  #solveOne(
    jacobian: Float64Array,
    omegas: Float64Array,
    which: number,
    real: Float64Array,
    imaginary: Float64Array,
    frequency: number,
  ): boolean {
    const { border } = this.layout;
    const { kept, rowPlace, columnPlace } = this.#algebraic;
    const re = this.#re;
    const im = this.#im;
    const left = this.#left;
    const massPlaces = this.#massPlaces;
    const masses = this.#masses;
    const chains = this.#chains;
    const total = kept * kept;
    for (let i = 0; i < total; i++) {
      re[i] = left[i];
      im[i] = 0;
    }
    const omega = omegas[frequency];
    for (let i = 0; i < masses.length; i++) im[massPlaces[i]] = omega * masses[i];
    for (let c = 0; c < chains.length; c++) {
      if (!chains[c].subtract(jacobian, which, re, im, rowPlace, columnPlace, kept)) return false;
    }
    if (!factorComplexEquilibrated(re, im, kept, this.#order, this.#work)) return false;
    const solutionRe = this.#real;
    const solutionIm = this.#imaginary;
    for (let i = 0; i < kept; i++) {
      solutionRe[i] = this.#right[i];
      solutionIm[i] = 0;
    }
    solveComplexEquilibrated(re, im, kept, this.#order, solutionRe, solutionIm, this.#work);
    this.#algebraic.restore(solutionRe, true, real, frequency * border);
    this.#algebraic.restore(solutionIm, false, imaginary, frequency * border);
    return true;
  }
}
