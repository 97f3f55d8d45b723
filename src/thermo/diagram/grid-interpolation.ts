import { cos, log } from "../../numerics/elementary/index.ts";
import { factorLu, solveLu } from "../../numerics/linear/lu.ts";
import { idealBends, share, standardGrid } from "./gibbs-curve.ts";

/** Degree of the polynomial in s beside the ideal entropy of mixing: Redlich-Kister terms up to order 3. Odd, as the entropy is even. */
const DEGREE = 5;
const NODES = DEGREE + 2;
/** Shares at which the interpolation is held against the function. */
const CHECKS = [0.19, 0.62] as const;
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
  /** Values of the basis functions at each grid point, then at each check, row by row. */
  private readonly table: Float64Array;
  private readonly size: number;
  private readonly matrix: Float64Array;
  private readonly pivots: Int32Array;
  private readonly coefficients: Float64Array;

  constructor(grid: Float64Array) {
    const fractions = Array.from({ length: NODES }, (_, k) => (1 - cos((Math.PI * (k + 0.5)) / NODES)) / 2);
    this.positions = Float64Array.from([...fractions, ...CHECKS], (s) => log(s / (1 - s)));
    this.size = grid.length;
    this.matrix = new Float64Array(NODES * NODES);
    this.pivots = new Int32Array(NODES);
    this.coefficients = new Float64Array(NODES);
    this.table = new Float64Array((grid.length + CHECKS.length) * NODES);
    for (let k = 0; k < NODES; k++) writeBasis(this.positions[k] as number, this.matrix, k * NODES);
    factorLu(this.matrix, NODES, this.pivots);
    for (let i = 0; i < grid.length; i++) writeBasis(grid[i] as number, this.table, i * NODES);
    for (let k = 0; k < CHECKS.length; k++) {
      writeBasis(this.positions[NODES + k] as number, this.table, (grid.length + k) * NODES);
    }
  }

  /**
   * @param samples values at `positions`
   * @param out one value for each grid point
   * @returns false where the function is not of this kind
   */
  fill(samples: Float64Array, out: Float64Array): boolean {
    const { table, size, coefficients } = this;
    let largest = 0;
    for (let k = 0; k < NODES; k++) {
      const sample = samples[k] as number;
      coefficients[k] = sample;
      largest = Math.max(largest, Math.abs(sample));
    }
    solveLu(this.matrix, NODES, this.pivots, coefficients);
    const allowed = AGREEMENT * Number.EPSILON * largest;
    for (let k = 0; k < CHECKS.length; k++) {
      if (!(Math.abs(this.rowSum(size + k) - (samples[NODES + k] as number)) <= allowed)) return false;
    }
    const c0 = coefficients[0] as number;
    const c1 = coefficients[1] as number;
    const c2 = coefficients[2] as number;
    const c3 = coefficients[3] as number;
    const c4 = coefficients[4] as number;
    const c5 = coefficients[5] as number;
    const c6 = coefficients[6] as number;
    for (let i = 0, at = 0; i < size; i++, at += NODES) {
      out[i] =
        c0 * (table[at] as number) +
        c1 +
        c2 * (table[at + 2] as number) +
        c3 * (table[at + 3] as number) +
        c4 * (table[at + 4] as number) +
        c5 * (table[at + 5] as number) +
        c6 * (table[at + 6] as number);
    }
    return true;
  }

  private rowSum(row: number): number {
    let sum = 0;
    for (let j = 0; j < NODES; j++) sum += (this.coefficients[j] as number) * (this.table[row * NODES + j] as number);
    return sum;
  }
}

/** The ideal entropy of mixing, then Chebyshev polynomials in 2 s − 1, of order 0 to `DEGREE`. */
function writeBasis(u: number, out: Float64Array, at: number): void {
  const s = share(u);
  const rest = share(-u);
  const t = s - rest;
  out[at] = (s > 0 ? s * log(s) : 0) + (rest > 0 ? rest * log(rest) : 0);
  out[at + 1] = 1;
  out[at + 2] = t;
  for (let j = at + 3; j < at + NODES; j++) out[j] = 2 * t * (out[j - 1] as number) - (out[j - 2] as number);
}

/** A grid with all that depends on its positions alone. */
export interface GridTables {
  readonly grid: Float64Array;
  readonly shares: Float64Array;
  readonly idealBends: Float64Array;
  readonly interpolation: GridInterpolation;
  /** The nodes of the interpolation between the two ends: a grid that resolves a polynomial of its degree. */
  readonly coarse: Float64Array;
  readonly coarseShares: Float64Array;
  readonly coarseBends: Float64Array;
}

let tables: GridTables | null = null;

/** The standard grid, made once for all solution phases. */
export function standardTables(): GridTables {
  if (tables) return tables;
  const grid = standardGrid();
  const interpolation = new GridInterpolation(grid);
  const coarse = new Float64Array(NODES + 2);
  coarse[0] = Number.NEGATIVE_INFINITY;
  coarse[NODES + 1] = Number.POSITIVE_INFINITY;
  coarse.set(interpolation.positions.subarray(0, NODES), 1);
  tables = {
    grid,
    shares: grid.map(share),
    idealBends: idealBends(grid),
    interpolation,
    coarse,
    coarseShares: coarse.map(share),
    coarseBends: idealBends(coarse),
  };
  return tables;
}
