import { ConvergenceError } from "../../base/errors.ts";
import { hypot } from "../elementary/index.ts";

/** Cosine of the angle between two columns below which they count as orthogonal. */
const ORTHOGONAL = 1e-15;
/**
 * Length of a rotated column, relative to the lengths of what it was added up from, below which it is rounding: such a column is
 * set to zero, for its direction means nothing and no rotation would make it orthogonal.
 */
const VANISHED = 4 * Number.EPSILON;
/** Sweeps over all pairs of columns; quadratic convergence needs 6 to 10. */
const MAXIMUM_SWEEPS = 60;

export interface SingularValues {
  /** σ in descending order, length n. */
  readonly values: Float64Array;
  /** Right singular vectors: V column by column, v of σ_k at [k·n … k·n + n). */
  readonly right: Float64Array;
}

/**
 * Singular values and right singular vectors of A = U Σ Vᵀ by one-sided Jacobi rotations: accurate to rounding
 * relative to the length of each column, so that small singular values of a badly scaled matrix are right too.
 *
 * @param a rows × columns, column by column; overwritten by U Σ (columns in no particular order)
 * @throws ConvergenceError if the columns are not orthogonal after 60 sweeps
 *
 * J. Demmel, K. Veselić, SIAM J. Matrix Anal. Appl. 13 (1992) 1204, algorithm 4.1.
 */
export function singularValues(a: Float64Array, rows: number, columns: number): SingularValues {
  const v = new Float64Array(columns * columns);
  for (let k = 0; k < columns; k++) v[k * columns + k] = 1;
  let rotated = true;
  for (let sweep = 0; rotated; sweep++) {
    if (sweep === MAXIMUM_SWEEPS) {
      throw new ConvergenceError(
        `singularValues: columns of a ${rows} × ${columns} matrix not orthogonal after ${sweep} sweeps.`,
      );
    }
    rotated = false;
    for (let p = 0; p < columns - 1; p++) {
      for (let q = p + 1; q < columns; q++) {
        if (orthogonalise(a, rows, p, q, v, columns)) rotated = true;
      }
    }
  }
  const length = new Float64Array(columns);
  for (let k = 0; k < columns; k++) {
    let sum = 0;
    for (let i = k * rows; i < (k + 1) * rows; i++) sum += (a[i] as number) ** 2;
    length[k] = Math.sqrt(sum);
  }
  const order = Array.from(length.keys()).sort((i, j) => (length[j] as number) - (length[i] as number));
  const right = new Float64Array(columns * columns);
  order.forEach((from, k) => {
    right.set(v.subarray(from * columns, (from + 1) * columns), k * columns);
  });
  return { values: Float64Array.from(order, (k) => length[k] as number), right };
}

/** Rotates columns p and q of A and V so that they are orthogonal in A; false if they were. */
function orthogonalise(a: Float64Array, rows: number, p: number, q: number, v: Float64Array, columns: number): boolean {
  let pp = 0;
  let qq = 0;
  let pq = 0;
  for (let i = 0, ip = p * rows, iq = q * rows; i < rows; i++, ip++, iq++) {
    const x = a[ip] as number;
    const y = a[iq] as number;
    pp += x * x;
    qq += y * y;
    pq += x * y;
  }
  if (pq === 0 || Math.abs(pq) <= ORTHOGONAL * Math.sqrt(pp) * Math.sqrt(qq)) return false;
  const zeta = (qq - pp) / (2 * pq);
  const tangent = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + hypot(1, zeta));
  const cosine = 1 / hypot(1, tangent);
  const sine = cosine * tangent;
  rotate(a, p * rows, q * rows, rows, cosine, sine);
  rotate(v, p * columns, q * columns, columns, cosine, sine);
  const [c, s] = [Math.abs(cosine), Math.abs(sine)];
  const [lengthP, lengthQ] = [Math.sqrt(pp), Math.sqrt(qq)];
  clearRounding(a, p * rows, rows, c * lengthP + s * lengthQ);
  clearRounding(a, q * rows, rows, s * lengthP + c * lengthQ);
  return true;
}

function rotate(a: Float64Array, p: number, q: number, count: number, cosine: number, sine: number): void {
  for (let i = 0; i < count; i++) {
    const x = a[p + i] as number;
    const y = a[q + i] as number;
    a[p + i] = cosine * x - sine * y;
    a[q + i] = sine * x + cosine * y;
  }
}

/** Sets a column to zero that is no longer than the rounding of what it was added up from. */
function clearRounding(a: Float64Array, from: number, rows: number, parts: number): void {
  let sum = 0;
  for (let i = from; i < from + rows; i++) sum += (a[i] as number) ** 2;
  if (Math.sqrt(sum) <= VANISHED * parts) a.fill(0, from, from + rows);
}
