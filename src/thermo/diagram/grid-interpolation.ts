import { factorLu, solveLu } from "../../numerics/linear/lu.ts";
import { share } from "./gibbs-curve.ts";

/** Degree of the polynomial in s beside the ideal entropy of mixing: Redlich-Kister terms up to order 3. Odd, as the entropy is even. */
const DEGREE = 5;
const NODES = DEGREE + 2;
/** Two more positions at which the interpolation is held against the function. */
const CHECKS = 2;
/** Largest disagreement there, in units of rounding of the largest sample. */
const AGREEMENT = 4000;

/**
 * Gibbs energies of a phase on a whole grid from few samples: with one mixing sublattice and no magnetism,
 * G(s) = c (s ln s + (1 − s) ln(1 − s)) + polynomial of degree ≤ 5, exactly, so that seven samples fix it. Two more tell
 * whether the phase is of this kind.
 */
export class GridInterpolation {
  /** u of the samples. */
  readonly positions: Float64Array;
  /** Weights of the samples at each grid point, then at each check, row by row. */
  private readonly weights: Float64Array;
  private readonly size: number;

  constructor(grid: Float64Array) {
    const fractions = Array.from({ length: NODES }, (_, k) => (1 - Math.cos((Math.PI * (k + 0.5)) / NODES)) / 2);
    const checks = Array.from({ length: CHECKS }, (_, k) => 0.3 + 0.47 * k);
    this.positions = Float64Array.from([...fractions, ...checks], (s) => Math.log(s / (1 - s)));
    this.size = grid.length;
    const matrix = new Float64Array(NODES * NODES);
    const pivots = new Int32Array(NODES);
    // transposed: row j holds basis function j at all nodes
    for (let k = 0; k < NODES; k++) {
      const values = basis(this.positions[k] as number);
      for (let j = 0; j < NODES; j++) matrix[j * NODES + k] = values[j] as number;
    }
    factorLu(matrix, NODES, pivots);
    const targets = [...grid, ...this.positions.subarray(NODES)];
    this.weights = new Float64Array(targets.length * NODES);
    for (const [i, u] of targets.entries()) {
      const row = basis(u);
      solveLu(matrix, NODES, pivots, row);
      this.weights.set(row, i * NODES);
    }
  }

  /**
   * @param samples values at `positions`
   * @param out one value for each grid point
   * @returns false where the function is not of this kind
   */
  fill(samples: Float64Array, out: Float64Array): boolean {
    const { weights, size } = this;
    let largest = 0;
    for (let k = 0; k < NODES; k++) largest = Math.max(largest, Math.abs(samples[k] as number));
    for (let i = 0; i < size + CHECKS; i++) {
      let sum = 0;
      for (let k = 0, at = i * NODES; k < NODES; k++, at++) sum += (weights[at] as number) * (samples[k] as number);
      if (i < size) out[i] = sum;
      else if (!(Math.abs(sum - (samples[NODES + i - size] as number)) <= AGREEMENT * Number.EPSILON * largest))
        return false;
    }
    return true;
  }
}

/** The ideal entropy of mixing, then Chebyshev polynomials in 2 s − 1. */
function basis(u: number): Float64Array {
  const s = share(u);
  const rest = share(-u);
  const values = new Float64Array(NODES);
  values[0] = (s > 0 ? s * Math.log(s) : 0) + (rest > 0 ? rest * Math.log(rest) : 0);
  const t = s - rest;
  values[1] = 1;
  values[2] = t;
  for (let j = 3; j < NODES; j++) values[j] = 2 * t * (values[j - 1] as number) - (values[j - 2] as number);
  return values;
}
