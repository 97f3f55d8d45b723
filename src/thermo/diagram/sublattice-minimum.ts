import { factorLu, solveLu } from "../../numerics/linear/lu.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import type { PhaseAtTemperature, PhaseModel } from "../model/phase-model.ts";
import type { CurvePoint } from "./gibbs-curve.ts";
import { lowerHull } from "./lower-hull.ts";
import type { SublatticeCurve } from "./sublattice-curve.ts";

const MOST_ITERATIONS = 60;
/** A step leaves this share of every site fraction at least. */
const KEPT = 0.05;
const SMALLEST_FRACTION = 1e-30;
/** A pure end is no start: what is absent there would be too long in coming. */
const SMALLEST_START = 1e-60;
/** Relative change of all site fractions at which the minimum is found. */
const CONVERGED = 1e-11;
/** Where steps of this relative size, or of this size, shrink no more, rounding is reached. */
const ROUNDING = 1e-6;
const LEAST_CHANGE = 4e-15;
/** Constituents rarer than this are held back alone: they are too few to disturb a constraint. */
const RARE = 1e-10;
/** Largest gain in J/mol for a violated constraint of one mole: what a step back onto it may cost. */
const STEEPEST = 1e7;
/** Mixed into a start so that no constituent is absent. */
const SPREAD = 1e-4;
/** Site fractions of two neighbours that differ by less are of one state of order. */
const ALIKE = 0.1;
/** Of two minima the one that is followed counts as the lowest if the other is lower by no more than this share. */
const EQUAL = 1e-11;

/**
 * Least Gibbs energy per mole of atoms g = G(y)/N(y) of one phase at a fixed mole fraction: Newton's method for
 * ∇G − g ∇N − ν c − λ = 0 with c · y = B(y) − x N(y) = 0 and every sublattice summing to 1. Then ν = ∂g/∂x, and the
 * same matrix gives ∂²g/∂x² and ∂²g/∂x∂T.
 */
export class SublatticeMinimum {
  readonly temperature: number;
  private readonly curve: SublatticeCurve;
  private readonly phase: PhaseAtTemperature;
  private readonly order: number;
  private readonly matrix: Float64Array;
  private readonly right: Float64Array;
  private readonly pivots: Int32Array;
  private readonly gradient: Float64Array;
  private readonly hessian: Float64Array;
  private readonly y: Float64Array;
  private readonly trial: Float64Array;
  private readonly begin: Float64Array;
  private hull: readonly number[] | null = null;

  constructor(curve: SublatticeCurve, temperature: number) {
    this.curve = curve;
    this.temperature = temperature;
    this.phase = curve.model.at(temperature, curve.pressure);
    const n = curve.model.variables;
    this.order = n + 1 + curve.model.sublattices.length;
    this.matrix = new Float64Array(this.order * this.order);
    this.right = new Float64Array(this.order);
    this.pivots = new Int32Array(this.order);
    this.gradient = new Float64Array(n);
    this.hessian = new Float64Array(n * n);
    this.y = new Float64Array(n);
    this.trial = new Float64Array(n);
    this.begin = new Float64Array(n);
  }

  /** g in J per mole of atoms at given site fractions. */
  energyOf(y: Float64Array): number {
    return this.phase.energy(y) / this.dot(this.curve.atoms, y);
  }

  /**
   * Writes g, its derivatives in x and the site fractions of the lowest minimum found at x to the point; g is Infinity without.
   *
   * @param left site fractions at a neighbouring mole fraction below, and `right` above, from where the minimum is sought
   * too: alone where both are of one state of order
   */
  find(x: number, left: Float64Array | null, right: Float64Array | null, point: CurvePoint): void {
    let best = Number.POSITIVE_INFINITY;
    const state = new Float64Array(this.y.length);
    const start = this.begin;
    const tryIt = (): void => {
      if (!this.descend(start, x)) return;
      const g = this.energyOf(this.y);
      if (Number.isFinite(best) && !(g < best - EQUAL * Math.abs(g))) return;
      best = g;
      state.set(this.y);
    };
    const followed = left !== null && right !== null && areAlike(left, right);
    if (followed && this.mix(left, right, x, start)) tryIt();
    if (!Number.isFinite(best)) {
      if (left && this.shift(left, x, start)) tryIt();
      if (right && right !== left && this.shift(right, x, start)) tryIt();
      // a point that is followed keeps its state of order; one that is new looks at the hull of the samples too
      if ((!Number.isFinite(best) || point.fractions === null) && this.start(x, start)) tryIt();
    }
    point.g = best;
    if (!Number.isFinite(best)) {
      point.gx = Number.NaN;
      point.gxx = Number.NaN;
      return;
    }
    point.fractions = state;
    this.derive(state, x, point);
  }

  /** Site fractions of the least g whatever the mole fraction; null where no minimum is found. */
  lowest(): Float64Array | null {
    const { samples, model } = this.curve;
    const n = this.y.length;
    const hull = this.sampleHull();
    let best = Number.POSITIVE_INFINITY;
    let state: Float64Array | null = null;
    for (const sample of hull) {
      this.begin.set(samples.subarray(sample * n, sample * n + n));
      spread(model, this.begin);
      if (!this.descend(this.begin, Number.NaN)) continue;
      const g = this.energyOf(this.y);
      if (!(g < best)) continue;
      best = g;
      state = this.y.slice();
    }
    return state;
  }

  /** Minimum of g − slope · x near given site fractions, at any x: written to the point. */
  touch(slope: number, near: Float64Array, point: CurvePoint): boolean {
    const start = near.slice();
    if (!this.descend(start, Number.NaN, slope)) return false;
    const state = this.y.slice();
    point.x = this.dot(this.curve.along, state) / this.dot(this.curve.atoms, state);
    point.g = this.energyOf(state);
    point.fractions = state;
    this.derive(state, point.x, point);
    return Number.isFinite(point.gx);
  }

  thermal(point: CurvePoint): void {
    const y = point.fractions;
    if (!y) {
      point.gT = Number.NaN;
      point.gxT = Number.NaN;
      return;
    }
    const { atoms } = this.curve;
    const n = y.length;
    const { slope, mixed } = this.phase.thermal(y);
    const size = this.dot(atoms, y);
    point.gT = slope / size;
    point.gxT = 0;
    if (point.gxx === Number.POSITIVE_INFINITY) return;
    this.phase.hessian(y, this.gradient, this.hessian);
    this.assemble(point.x, this.hessian);
    if (!factorLu(this.matrix, this.order, this.pivots)) return;
    this.right.fill(0);
    for (let i = 0; i < n; i++) this.right[i] = -((mixed[i] as number) - (slope / size) * (atoms[i] as number));
    solveLu(this.matrix, this.order, this.pivots, this.right);
    point.gxT = this.right[n] as number;
  }

  private derive(y: Float64Array, x: number, point: CurvePoint): void {
    const n = y.length;
    const { atoms } = this.curve;
    const energy = this.phase.hessian(y, this.gradient, this.hessian);
    const size = this.dot(atoms, y);
    const g = energy / size;
    this.assemble(x, this.hessian);
    if (!factorLu(this.matrix, this.order, this.pivots)) {
      point.gx = Number.NaN;
      point.gxx = Number.NaN;
      return;
    }
    this.right.fill(0);
    for (let i = 0; i < n; i++) this.right[i] = -((this.gradient[i] as number) - g * (atoms[i] as number));
    solveLu(this.matrix, this.order, this.pivots, this.right);
    point.gx = this.right[n] as number;
    this.right.fill(0);
    this.right[n] = -size;
    solveLu(this.matrix, this.order, this.pivots, this.right);
    point.gxx = this.right[n] as number;
  }

  /** Start for x on the lower hull of the sampled site fractions. */
  private start(x: number, out: Float64Array): boolean {
    const { samples, sampleFractions, model } = this.curve;
    const n = this.y.length;
    const hull = this.sampleHull();
    let k = 1;
    while (k < hull.length - 1 && (sampleFractions[hull[k] as number] as number) < x) k++;
    const a = hull[k - 1];
    const b = hull[k];
    if (a === undefined || b === undefined) return false;
    this.mix(samples.subarray(a * n, a * n + n), samples.subarray(b * n, b * n + n), x, out);
    spread(model, out);
    return true;
  }

  /** The mixture of two sets of site fractions that has the mole fraction x; false where none lies between. */
  private mix(a: Float64Array, b: Float64Array, x: number, out: Float64Array): boolean {
    const la = this.lack(a, x);
    const lb = this.lack(b, x);
    const weight = la === lb ? 0.5 : Math.max(0, Math.min(1, la / (la - lb)));
    for (let i = 0; i < out.length; i++) out[i] = (1 - weight) * (a[i] as number) + weight * (b[i] as number);
    return la === 0 || lb === 0 || la * lb < 0;
  }

  /** Site fractions of a neighbour, mixed with an end of the axis to have the mole fraction x. */
  private shift(near: Float64Array, x: number, out: Float64Array): boolean {
    const end = this.curve.middles[this.lack(near, x) < 0 ? 1 : 0];
    if (!end || !this.mix(near, end, x, out)) return false;
    for (let i = 0; i < out.length; i++) if ((out[i] as number) < SMALLEST_START) return false;
    return true;
  }

  /** B − x N */
  private lack(y: Float64Array, x: number): number {
    const { along, atoms } = this.curve;
    let sum = 0;
    for (let i = 0; i < y.length; i++) sum += ((along[i] as number) - x * (atoms[i] as number)) * (y[i] as number);
    return sum;
  }

  private sampleHull(): readonly number[] {
    if (this.hull) return this.hull;
    const { samples, sampleFractions, sampleOrder } = this.curve;
    const n = this.y.length;
    const count = sampleFractions.length;
    const energies = new Float64Array(count);
    for (let k = 0; k < count; k++) energies[k] = this.energyOf(samples.subarray(k * n, k * n + n));
    const hull = new Int32Array(count);
    const size = lowerHull(sampleFractions, energies, sampleOrder, hull);
    this.hull = Array.from(hull.subarray(0, size));
    return this.hull;
  }

  /** Matrix of a Newton step; x is NaN where the composition is free. */
  private assemble(x: number, hessian: Float64Array | null): void {
    const { along, atoms, model } = this.curve;
    const free = Number.isNaN(x);
    const { matrix, order } = this;
    const n = this.y.length;
    matrix.fill(0);
    for (let i = 0; i < n; i++) {
      if (hessian) for (let j = 0; j < n; j++) matrix[i * order + j] = hessian[i * n + j] as number;
      const c = free ? 0 : (along[i] as number) - x * (atoms[i] as number);
      matrix[i * order + n] = -c;
      matrix[n * order + i] = -c;
    }
    if (free) matrix[n * order + n] = 1;
    model.sublattices.forEach(({ first, constituents }, s) => {
      for (let i = first; i < first + constituents.length; i++) {
        matrix[i * order + n + 1 + s] = -1;
        matrix[(n + 1 + s) * order + i] = -1;
      }
    });
  }

  /** Right-hand side of a Newton step from `y`; returns the largest violation of the constraints. */
  private residual(x: number, g: number, slope: number): number {
    const { along, atoms, model } = this.curve;
    const { right, gradient, y } = this;
    const n = y.length;
    let lack = 0;
    for (let i = 0; i < n; i++) {
      right[i] = -((gradient[i] as number) - g * (atoms[i] as number) - slope * (along[i] as number));
      lack += ((along[i] as number) - x * (atoms[i] as number)) * (y[i] as number);
    }
    if (Number.isNaN(x)) lack = 0;
    right[n] = lack;
    let worst = Math.abs(lack);
    model.sublattices.forEach(({ first, constituents }, s) => {
      let sum = -1;
      for (let i = first; i < first + constituents.length; i++) sum += y[i] as number;
      right[n + 1 + s] = sum;
      worst = Math.max(worst, Math.abs(sum));
    });
    return worst;
  }

  /** Newton from a start to a minimum of (G − slope · B) / N at x, or where x is NaN at any composition, into `y`. */
  private descend(start: Float64Array, x: number, slope = 0): boolean {
    const { y, trial, gradient, hessian, matrix, right, pivots, order } = this;
    const { along, atoms, model } = this.curve;
    const n = y.length;
    const value = (at: Float64Array): number => this.energyOf(at) - (slope * this.dot(along, at)) / this.dot(atoms, at);
    for (let i = 0; i < n; i++) y[i] = Math.max(start[i] as number, SMALLEST_FRACTION);
    let last = Number.POSITIVE_INFINITY;
    for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      const energy = this.phase.hessian(y, gradient, hessian);
      const g = (energy - slope * this.dot(along, y)) / this.dot(atoms, y);
      if (!Number.isFinite(g)) return false;
      const violation = this.residual(x, g, slope);
      this.assemble(x, hessian);
      let solved = factorLu(matrix, order, pivots);
      if (solved) solveLu(matrix, order, pivots, right);
      if (!solved || (violation < 1e-9 && this.bend() < 0)) {
        // uphill: the ideal part alone has a minimum
        this.residual(x, g, slope);
        this.assemble(x, null);
        model.sublattices.forEach(({ first, constituents, sites }) => {
          for (let i = first; i < first + constituents.length; i++) {
            matrix[i * order + i] = (GAS_CONSTANT * this.temperature * sites) / (y[i] as number);
          }
        });
        solved = factorLu(matrix, order, pivots);
        if (!solved) return false;
        solveLu(matrix, order, pivots, right);
      }
      let factor = 1;
      let change = 0;
      let isRounding = true;
      for (let i = 0; i < n; i++) {
        const step = right[i] as number;
        const size = y[i] as number;
        if (step < -(1 - KEPT) * size && size > RARE) factor = Math.min(factor, ((KEPT - 1) * size) / step);
        if (Math.abs(step) > Math.max(ROUNDING * size, LEAST_CHANGE)) isRounding = false;
        if (size > 1e-20) change = Math.max(change, Math.abs(step) / size);
      }
      if (!Number.isFinite(change)) return false;
      for (let halving = 0; ; halving++) {
        for (let i = 0; i < n; i++) {
          const size = y[i] as number;
          trial[i] = Math.max(size + factor * (right[i] as number), KEPT * size, SMALLEST_FRACTION);
        }
        if (violation > 1e-9 || change < 1e-5 || halving > 12) break;
        if (value(trial) <= g + 1e-12 * Math.abs(g) + STEEPEST * violation) break;
        factor /= 2;
      }
      y.set(trial);
      if (factor === 1 && (change < CONVERGED || (isRounding && change >= 0.5 * last))) return true;
      last = change;
    }
    return false;
  }

  /** δyᵀ H δy of the step in `right`. */
  private bend(): number {
    const n = this.y.length;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      let row = 0;
      for (let j = 0; j < n; j++) row += (this.hessian[i * n + j] as number) * (this.right[j] as number);
      sum += row * (this.right[i] as number);
    }
    return sum;
  }

  private dot(a: Float64Array, b: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
    return sum;
  }
}

function areAlike(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < a.length; i++) if (Math.abs((a[i] as number) - (b[i] as number)) > ALIKE) return false;
  return true;
}

/** Leaves no constituent absent. */
function spread({ sublattices }: PhaseModel, y: Float64Array): void {
  for (const { first, constituents } of sublattices) {
    for (let i = first; i < first + constituents.length; i++) {
      y[i] = (1 - SPREAD) * (y[i] as number) + SPREAD / constituents.length;
    }
  }
}
