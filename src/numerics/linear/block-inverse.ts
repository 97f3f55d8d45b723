import { factorEquilibrated } from "./equilibrated-lu.ts";

/**
 * Inverse of a small block by LU with row equilibration and pivoting, one column of the unit matrix after the other.
 *
 * @param a row-major m × m; replaced by its factors
 * @param inverse m × m numbers from `at`
 * @param order length m
 * @param work length ≥ `equilibratedWorkspace(m)`
 * @returns false where the block is singular to working precision or not finite
 */
export function invertBlock(
  m: number,
  a: Float64Array,
  inverse: Float64Array,
  at: number,
  order: Int32Array,
  work: Float64Array,
): boolean {
  if (!factorEquilibrated(a, m, order, work)) return false;
  for (let c = 0; c < m; c++) {
    let started = false;
    for (let i = 0; i < m; i++) {
      let sum = 0;
      if (order[i] === c) {
        sum = 1;
        started = true;
      } else if (started) for (let j = 0; j < i; j++) sum -= a[i * m + j] * inverse[at + j * m + c];
      inverse[at + i * m + c] = sum;
    }
    for (let i = m - 1; i >= 0; i--) {
      let sum = inverse[at + i * m + c];
      for (let j = i + 1; j < m; j++) sum -= a[i * m + j] * inverse[at + j * m + c];
      inverse[at + i * m + c] = sum * a[i * m + i];
    }
  }
  return true;
}
