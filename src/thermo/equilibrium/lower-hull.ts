import { ConvergenceError } from "../../base/errors.ts";
import { factorLu, solveLu } from "../../numerics/linear/lu.ts";

/** Reduced costs above minus this share of the energy scale count as zero. */
const REDUCED_COST_SHARE = 1e-13;
const MOST_PIVOTS = 2000;
/** Relative perturbation of the overall composition that keeps every basis from being degenerate. */
const PERTURBATION = 1e-10;
/** A composition of which columns leave more than this share of a component is not made up. */
const MISSING_SHARE = 1e-9;

/**
 * The lower convex hull of (x, g) at one composition, as the linear programme min Σ n g with Σ n x = b, n ≥ 0, by the revised
 * simplex method (Chvátal, Linear Programming, 1983, chapter 7). Columns can be added between solutions; the basis stays.
 * The composition is perturbed by 10⁻¹⁰ of itself so that no basis is degenerate, which is what keeps the method from cycling.
 */
export class LowerHull {
  readonly components: number;
  /** Mole fractions, column after column. */
  private x: Float64Array;
  private g: Float64Array;
  private count = 0;
  /** Columns that stand for no state. */
  private readonly reserved: number;
  private readonly target: Float64Array;
  private readonly basis: Int32Array;
  private readonly matrix: Float64Array;
  private readonly pivots: Int32Array;
  private readonly direction: Float64Array;
  /** Amounts of the basic columns in moles of atoms. */
  readonly amounts: Float64Array;
  /** μ of each component in J/mol. */
  readonly potentials: Float64Array;
  private scale = 1;
  private isFeasible = false;
  /** The composition has a part in a direction that no column reaches. */
  private readonly isOutside: boolean;

  /**
   * @param composition overall mole fractions, all > 0
   * @param unreached directions v that no column has a part in: columns +v and −v, at no cost, take up what the composition
   *   has there, so that μ · v = 0
   * @param room columns to make room for
   */
  constructor(composition: Float64Array, unreached: Float64Array, room: number) {
    const c = composition.length;
    this.components = c;
    this.reserved = c + (2 * unreached.length) / c;
    this.x = new Float64Array((room + this.reserved) * c);
    this.g = new Float64Array(room + this.reserved);
    this.target = new Float64Array(c);
    let golden = 0;
    for (let i = 0; i < c; i++) {
      golden = (golden + 0.6180339887498949) % 1;
      this.target[i] = composition[i] * (1 + PERTURBATION * (golden - 0.5));
    }
    this.basis = new Int32Array(c);
    this.matrix = new Float64Array(c * c);
    this.pivots = new Int32Array(c);
    this.direction = new Float64Array(c);
    this.amounts = new Float64Array(c);
    this.potentials = new Float64Array(c);
    // artificial columns: the pure components, dearer than anything real, set in `solve`
    const unit = new Float64Array(c);
    for (let i = 0; i < c; i++) {
      unit.fill(0);
      unit[i] = 1;
      this.add(unit, 0, 0);
      this.basis[i] = i;
    }
    let isOutside = false;
    for (let at = 0; at < unreached.length; at += c) {
      let along = 0;
      let size = 0;
      for (let i = 0; i < c; i++) {
        along += unreached[at + i] * composition[i];
        size += Math.abs(unreached[at + i]) * composition[i];
      }
      if (Math.abs(along) > MISSING_SHARE * size) isOutside = true;
      this.add(unreached, at, 0);
      this.add(
        unreached.map((value) => -value),
        at,
        0,
      );
    }
    this.isOutside = isOutside;
  }

  /** Adds a column, x from `from` on; returns its index, from 0. */
  add(moleFractions: Float64Array, from: number, energy: number): number {
    const c = this.components;
    if (this.count === this.g.length) {
      const x = new Float64Array(2 * this.x.length);
      const g = new Float64Array(2 * this.g.length);
      x.set(this.x);
      g.set(this.g);
      this.x = x;
      this.g = g;
    }
    for (let i = 0; i < c; i++) this.x[this.count * c + i] = moleFractions[from + i];
    this.g[this.count] = energy;
    if (Math.abs(energy) > this.scale) this.scale = Math.abs(energy);
    return this.count++ - this.reserved;
  }

  /** Index of the basic column in a place of `amounts`; below 0 for one that stands for no state. */
  column(place: number): number {
    return this.basis[place] - this.reserved;
  }

  /** Σ n g in J per mole of atoms. */
  get energy(): number {
    let sum = 0;
    for (let i = 0; i < this.components; i++) sum += this.amounts[i] * this.g[this.basis[i]];
    return sum;
  }

  /** True where columns cannot make up the composition without artificial ones. */
  get isInfeasible(): boolean {
    if (this.isOutside) return true;
    for (let i = 0; i < this.components; i++) {
      const component = this.basis[i];
      if (component < this.components && this.amounts[i] > this.leastMissing(component)) return true;
    }
    return false;
  }

  /** What may be missing of a component: the perturbation, which counts for all of them together, and rounding. */
  private leastMissing(component: number): number {
    return Math.max(2 * PERTURBATION, MISSING_SHARE * this.target[component]);
  }

  /**
   * Goes on from the basis of the last solution; the first time the artificial columns are driven out before G counts.
   * @throws ConvergenceError when the pivots do not end
   */
  solve(): void {
    const c = this.components;
    if (this.isOutside) return;
    if (!this.isFeasible) {
      const energies = this.g.slice();
      this.g.fill(0);
      this.g.fill(1, 0, c);
      this.pivot(REDUCED_COST_SHARE);
      this.g.set(energies);
      if (this.isInfeasible) return;
      this.isFeasible = true;
    }
    this.g.fill(1e4 * this.scale, 0, c);
    this.pivot(REDUCED_COST_SHARE * this.scale);
  }

  private pivot(tolerance: number): void {
    const c = this.components;
    for (let pivot = 0; pivot < MOST_PIVOTS; pivot++) {
      this.solveBasis();
      let entering = -1;
      let lowest = -tolerance;
      for (let k = c; k < this.count; k++) {
        let cost = this.g[k];
        for (let i = 0, at = k * c; i < c; i++, at++) cost -= this.potentials[i] * this.x[at];
        if (cost < lowest) {
          lowest = cost;
          entering = k;
        }
      }
      if (entering < 0) return;
      for (let i = 0; i < c; i++) this.direction[i] = this.x[entering * c + i];
      this.factorBasis(false);
      solveLu(this.matrix, c, this.pivots, this.direction);
      let leaving = -1;
      let step = Number.POSITIVE_INFINITY;
      for (let i = 0; i < c; i++) {
        if (!(this.direction[i] > 1e-11)) continue;
        const ratio = Math.max(this.amounts[i], 0) / this.direction[i];
        if (ratio < step) {
          step = ratio;
          leaving = i;
        }
      }
      if (leaving < 0) break;
      this.basis[leaving] = entering;
    }
    throw new ConvergenceError(
      `lowerHull: the lower hull of ${this.count - this.reserved} points was not found in ${MOST_PIVOTS} steps.`,
    );
  }

  private solveBasis(): void {
    const c = this.components;
    this.amounts.set(this.target);
    this.factorBasis(false);
    solveLu(this.matrix, c, this.pivots, this.amounts);
    for (let i = 0; i < c; i++) this.potentials[i] = this.g[this.basis[i]];
    this.factorBasis(true);
    solveLu(this.matrix, c, this.pivots, this.potentials);
  }

  /** Factors of the basis as columns (for amounts) or as rows (for potentials). */
  private factorBasis(asRows: boolean): void {
    const c = this.components;
    for (let place = 0; place < c; place++) {
      const at = this.basis[place] * c;
      for (let i = 0; i < c; i++) this.matrix[asRows ? place * c + i : i * c + place] = this.x[at + i];
    }
    if (!factorLu(this.matrix, c, this.pivots)) {
      throw new ConvergenceError("lowerHull: the points of the lower hull lie in one plane of compositions.");
    }
  }
}
