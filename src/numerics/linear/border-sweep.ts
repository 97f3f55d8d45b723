import { DomainError } from "../../base/errors.ts";
import { ComplexArrowPencil } from "./complex-arrow-pencil.ts";
import { NearBlocks, type NearElimination } from "./complex-near-blocks.ts";
import { eliminateNearPairs } from "./complex-near-pairs.ts";
import { eliminateNearTriples } from "./complex-near-triples.ts";
import { ComplexSparseLu } from "./complex-sparse-lu.ts";
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
  /** Forgets what was learnt of the matrices before: what follows is the same to the bit as with a new sweep. Absent where nothing is learnt. */
  forget?(): void;
}

/**
 * Takes the frequencies two by two through chains of one, two or three unknowns per cell that touch the border with cell 0 only,
 * where M is diagonal, and through what then is left of the border by one list of operations for all frequencies; any other structure, and a frequency at which that loses digits or leaves the range of numbers, one by one
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
  readonly #lu: ComplexSparseLu;
  /** Made where it is first needed. */
  #careful: PencilBorderSweep | null = null;
  /** Frequency at which the last order of pivots was refused, and that farthest from it; else the ends of the sweep. */
  #low = -1;
  #high = -1;

  constructor(layout: ArrowLayout, mass: Mass) {
    const { border, chains } = layout;
    this.layout = layout;
    this.mass = mass;
    this.#diagonal = diagonalMass(layout, mass);
    this.#chains = chains.map(nearElimination);
    const coupled = chains.flatMap(({ rows, columns }) =>
      rows.flatMap((row) => columns.map((column) => row.unknown * border + column.unknown)),
    );
    this.#lu = new ComplexSparseLu(border, this.#diagonal, coupled);
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
    const last = count - 1;
    for (let c = 0; c < chains.length; c++) chains[c].prepare(jacobian, this.#diagonal);
    const known = this.#prepareBorder(jacobian, omegas);
    let refused = -1;
    for (let f = 0; f < count; f += 2) {
      const second = Math.min(f + 1, last);
      const regular = known ? this.#factorPair(jacobian, omegas, f, second) : 0;
      if (regular !== 0) this.#solvePair(b, real, imaginary, f, second);
      for (let at = f; at <= second; at++) {
        if ((regular >> (at - f)) & 1) continue;
        refused = at;
        this.#careful ??= new PencilBorderSweep(this.layout, this.mass);
        if (!this.#careful.solveOne(jacobian, omegas[at], b, real, imaginary, at)) return at;
      }
    }
    if (known && refused >= 0) {
      this.#low = refused;
      this.#high = refused > last - refused ? 0 : last;
      this.#lu.refuse();
    }
    return -1;
  }

  forget(): void {
    this.#low = -1;
    this.#high = -1;
    this.#lu.forget();
  }

  /** @returns whether there is an order of pivots for this J */
  #prepareBorder(jacobian: Float64Array, omegas: Float64Array): boolean {
    const lu = this.#lu;
    if (omegas.length === 0 || lu.prepare(jacobian)) return true;
    const last = omegas.length - 1;
    const low = this.#low < 0 ? 0 : Math.min(this.#low, last);
    const high = this.#high < 0 ? last : Math.min(this.#high, last);
    const chains = this.#chains;
    for (let c = 0; c < chains.length; c++) chains[c].sweep(omegas, low, high);
    lu.beginFull(jacobian, omegas[low], omegas[high]);
    this.#subtractChains(jacobian);
    return lu.analyse() && lu.prepare(jacobian);
  }

  /** @returns bit 0 for the first, bit 1 for the second, where it is factored */
  #factorPair(jacobian: Float64Array, omegas: Float64Array, first: number, second: number): number {
    const chains = this.#chains;
    for (let c = 0; c < chains.length; c++) chains[c].sweep(omegas, first, second);
    this.#lu.begin(omegas[first], omegas[second]);
    return this.#subtractChains(jacobian) & this.#lu.factor();
  }

  /** @returns bits as above, where every chain could be eliminated */
  #subtractChains(jacobian: Float64Array): number {
    const chains = this.#chains;
    const { border } = this.layout;
    const { values, places } = this.#lu;
    let regular = 3;
    for (let c = 0; c < chains.length; c++) {
      if (!chains[c].subtract(jacobian, 0, values, places, border)) regular &= ~1;
      if (!chains[c].subtract(jacobian, 1, values, places, border)) regular &= ~2;
    }
    return regular;
  }

  #solvePair(b: Float64Array, real: Float64Array, imaginary: Float64Array, first: number, second: number): void {
    const { border } = this.layout;
    const x = this.#lu.solve(b);
    const from = first * border;
    const to = second * border;
    for (let i = 0; i < border; i++) {
      real[from + i] = x[4 * i];
      imaginary[from + i] = x[4 * i + 1];
      real[to + i] = x[4 * i + 2];
      imaginary[to + i] = x[4 * i + 3];
    }
  }
}
