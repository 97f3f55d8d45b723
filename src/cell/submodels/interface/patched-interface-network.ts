import { ConvergenceError } from "../../../base/errors.ts";
import { hypot } from "../../../numerics/elementary/index.ts";

/** One kind of patches as circuit elements, per area of the working electrode. */
export interface PatchElements {
  /** Ω·m², infinite where nothing reacts */
  readonly chargeTransferResistance: number;
  /** F/m² */
  readonly doubleLayerCapacitance: number;
  /** Ω·m²; 0 where there is no constriction */
  readonly constrictionResistance: number;
  /** F/m², τ_e/r; without meaning where the constriction resistances are 0 */
  readonly constrictionCapacitance: number;
}

/** A part R/(1 + jωτ) of an impedance. */
export interface Relaxation {
  /** τ in s */
  readonly timeConstant: number;
  /** R in Ω·m² */
  readonly resistance: number;
}

const SWEEPS = 50;

/**
 * The parts R_k/(1 + jωτ_k) whose sum is the impedance of patches in parallel, each a charge transfer beside its double layer behind
 * a constriction of relaxation time τ_e, all beside the capacitance of a gap. Exact, at activities and fractions that stand still:
 * with the capacitances K = LLᵀ and the conductances G, G x = λ K x gives τ = 1/λ and R = (e·x)²/λ.
 *
 * @param gap F/m²
 * @returns by falling time constant; those of modes that the outside does not see (R = 0) included
 * @throws ConvergenceError where numbers are not finite
 */
export function interfaceRelaxations(patches: readonly PatchElements[], gap: number): readonly Relaxation[] {
  const constricted = patches.some(({ constrictionResistance }) => constrictionResistance > 0);
  const n = constricted ? patches.length + 1 : 1;
  // coordinates: the whole voltage v, and of each patch the voltage w across its constriction, beside which E = v − w keeps its digits
  const k = Array.from({ length: n }, () => new Float64Array(n));
  const g = Array.from({ length: n }, () => new Float64Array(n));
  const add = (matrix: readonly Float64Array[], patch: number, reaction: number, constriction: number): void => {
    matrix[0][0] += reaction;
    if (!constricted) return;
    matrix[0][patch] -= reaction;
    matrix[patch][0] -= reaction;
    matrix[patch][patch] += reaction + constriction;
  };
  k[0][0] = gap;
  patches.forEach((patch, j) => {
    add(k, j + 1, patch.doubleLayerCapacitance, patch.constrictionCapacitance);
    add(g, j + 1, 1 / patch.chargeTransferResistance, 1 / patch.constrictionResistance);
  });
  const lower = cholesky(k);
  const reduced = symmetricReduction(g, lower);
  const vectors = diagonalise(reduced);
  // b = L⁻¹ e, e the current from outside
  const b = new Float64Array(n);
  b[0] = 1;
  forwardSubstitute(lower, b);
  return Array.from({ length: n }, (_, mode): Relaxation => {
    const lambda = reduced[mode][mode];
    // a patch that has vanished conducts nothing, and nothing of it is seen
    if (!(lambda > 0)) return { timeConstant: Number.POSITIVE_INFINITY, resistance: 0 };
    const seen = vectors.reduce((sum, row, i) => sum + row[mode] * b[i], 0);
    return { timeConstant: 1 / lambda, resistance: (seen * seen) / lambda };
  }).sort((one, other) => other.timeConstant - one.timeConstant);
}

function cholesky(a: readonly Float64Array[]): Float64Array[] {
  const l = a.map((row) => new Float64Array(row.length));
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i][j];
      for (let m = 0; m < j; m++) sum -= l[i][m] * l[j][m];
      l[i][j] = i === j ? Math.sqrt(sum) : sum / l[j][j];
    }
    if (l[i][i] > 0) continue;
    throw new ConvergenceError("interfaceRelaxations: the capacitances of the interface are not positive.");
  }
  return l;
}

/** x ← L⁻¹ x */
function forwardSubstitute(l: readonly Float64Array[], x: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    for (let m = 0; m < i; m++) x[i] -= l[i][m] * x[m];
    x[i] /= l[i][i];
  }
}

/** L⁻¹ G L⁻ᵀ */
function symmetricReduction(g: readonly Float64Array[], l: readonly Float64Array[]): Float64Array[] {
  const columns = g.map((row) => {
    const column = row.slice();
    forwardSubstitute(l, column);
    return column;
  });
  const rows = g.map((_, i) => {
    const row = Float64Array.from(columns, (column) => column[i]);
    forwardSubstitute(l, row);
    return row;
  });
  return rows.map((row, i) => row.map((value, j) => 0.5 * (value + rows[j][i])));
}

/** Jacobi's rotations; `a` becomes diagonal. @returns the eigenvectors as columns */
function diagonalise(a: readonly Float64Array[]): Float64Array[] {
  const n = a.length;
  const vectors = a.map((_, i) => Float64Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let rotated = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(a[p][q]) <= 1e-17 * Math.sqrt(Math.abs(a[p][p] * a[q][q]))) continue;
        rotated = true;
        rotate(a, vectors, p, q);
      }
    }
    if (!rotated) return vectors;
  }
  throw new ConvergenceError(`interfaceRelaxations: no eigenvalues after ${SWEEPS} sweeps; are all numbers finite?`);
}

function rotate(a: readonly Float64Array[], vectors: readonly Float64Array[], p: number, q: number): void {
  const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + hypot(theta, 1));
  const c = 1 / hypot(t, 1);
  const s = t * c;
  const off = a[p][q];
  for (let m = 0; m < a.length; m++) {
    if (m !== p && m !== q) {
      const [mp, mq] = [a[m][p], a[m][q]];
      a[m][p] = c * mp - s * mq;
      a[p][m] = a[m][p];
      a[m][q] = s * mp + c * mq;
      a[q][m] = a[m][q];
    }
    const [vp, vq] = [vectors[m][p], vectors[m][q]];
    vectors[m][p] = c * vp - s * vq;
    vectors[m][q] = s * vp + c * vq;
  }
  a[p][p] -= t * off;
  a[q][q] += t * off;
  a[p][q] = 0;
  a[q][p] = 0;
}
