import { dot, type NestedNetwork } from "./nested-network.ts";

/** What the fits of Z' and Z'' apart leave at each point, in units of the sizes they were given. */
export interface PointResiduals {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  /** 1 − h of each point in either fit. */
  readonly freedomReal: Float64Array;
  readonly freedomImaginary: Float64Array;
}

/** A point with fewer degrees of freedom left in a part says nothing of its noise. */
const LEAST_FREEDOM = 0.05;

/** Residuals and leverages of both fits at one order. */
export function pointResiduals(
  net: NestedNetwork,
  order: number,
  dataReal: Float64Array,
  dataImaginary: Float64Array,
): PointResiduals {
  const [real, freedomReal] = residualsOf(net.real, net.realColumns[order], dataReal);
  const [imaginary, freedomImaginary] = residualsOf(net.imaginary, net.imaginaryColumns[order], dataImaginary);
  return { real, imaginary, freedomReal, freedomImaginary };
}

/** Data less their projection on the first `columns` of an orthonormal basis, and 1 − h. */
export function residualsOf(
  basis: Float64Array,
  columns: number,
  data: Float64Array,
): readonly [residual: Float64Array, freedom: Float64Array] {
  const rows = data.length;
  const left = data.slice();
  const freedom = new Float64Array(rows).fill(1);
  for (let p = 0; p < columns * rows; p += rows) {
    const c = dot(left, 0, basis, p, rows);
    for (let k = 0; k < rows; k++) {
      const q = basis[p + k];
      left[k] -= c * q;
      freedom[k] -= q * q;
    }
  }
  for (let k = 0; k < rows; k++) freedom[k] = Math.max(0, freedom[k]);
  return [left, freedom];
}

/**
 * Takes one point out of both fits without fitting again: e_j += h_jk e_k/(1 − h_kk) and h_jj += h_jk²/(1 − h_kk)
 * (Cook & Weisberg, Residuals and Influence in Regression, 1982, section 2.2). Changes `residuals` in place.
 */
export function leaveOut(
  net: NestedNetwork,
  order: number,
  residuals: PointResiduals,
  influence: readonly [Float64Array, Float64Array],
  point: number,
): void {
  const { real, imaginary, freedomReal, freedomImaginary } = residuals;
  leaveOutOf(net.real, net.realColumns[order], real, freedomReal, influence[0], point);
  leaveOutOf(net.imaginary, net.imaginaryColumns[order], imaginary, freedomImaginary, influence[1], point);
}

/** The row of the hat matrix is taken of the first fit; for a second point the deletions before are already in e and h only to first order. */
function leaveOutOf(
  basis: Float64Array,
  columns: number,
  left: Float64Array,
  freedom: Float64Array,
  row: Float64Array,
  point: number,
): void {
  const rows = left.length;
  row.fill(0);
  for (let p = 0; p < columns * rows; p += rows) {
    const q = basis[p + point];
    for (let k = 0; k < rows; k++) row[k] += q * basis[p + k];
  }
  const own = Math.max(LEAST_FREEDOM, freedom[point]);
  const factor = left[point] / own;
  for (let k = 0; k < rows; k++) {
    if (k === point) continue;
    left[k] += row[k] * factor;
    freedom[k] = Math.max(0, freedom[k] - (row[k] * row[k]) / own);
  }
  freedom[point] = 0;
}

/** χ² of a point with two degrees of freedom, from all others: Σ e²/((1 − h) σ²); parts with too little freedom do not count. */
export function distance(
  residuals: PointResiduals,
  noiseReal: Float64Array,
  noiseImaginary: Float64Array,
  point: number,
): number {
  const { real, imaginary, freedomReal, freedomImaginary } = residuals;
  let total = 0;
  if (freedomReal[point] > LEAST_FREEDOM) {
    total += (real[point] / noiseReal[point]) ** 2 / freedomReal[point];
  }
  if (freedomImaginary[point] > LEAST_FREEDOM) {
    total += (imaginary[point] / noiseImaginary[point]) ** 2 / freedomImaginary[point];
  }
  return total;
}
