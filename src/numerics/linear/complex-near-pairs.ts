import { LOST, SAFE_DETERMINANT } from "./cell-elimination.ts";

/** `NearKernel` of cells with two unknowns each, written out; eᵢⱼ + j fᵢⱼ is the inverse of the pivot. */
export function eliminateNearPairs(
  data: Float64Array,
  omegas: Float64Array,
  frequency: number,
  inverse: Float64Array,
  out: number,
): boolean {
  const omega = omegas[frequency];
  const end = data.length | 0;
  const least = SAFE_DETERMINANT * SAFE_DETERMINANT;
  const largest = 14 / (data.length * LOST);
  let e00 = 0;
  let f00 = 0;
  let e01 = 0;
  let f01 = 0;
  let e10 = 0;
  let f10 = 0;
  let e11 = 0;
  let f11 = 0;
  for (let at = 0; at < end; at = (at + 14) | 0) {
    const l00 = data[(at + 10) | 0];
    const l01 = data[(at + 11) | 0];
    const l10 = data[(at + 12) | 0];
    const l11 = data[(at + 13) | 0];
    const u00 = data[(at + 6) | 0];
    const u01 = data[(at + 7) | 0];
    const g00 = u00 * e00 + u01 * e10;
    const h00 = u00 * f00 + u01 * f10;
    const g01 = u00 * e01 + u01 * e11;
    const h01 = u00 * f01 + u01 * f11;
    const d0 = data[at];
    const m0 = omega * data[(at + 4) | 0];
    const a00 = d0 - (g00 * l00 + g01 * l10);
    const b00 = m0 - (h00 * l00 + h01 * l10);
    const a01 = data[(at + 1) | 0] - (g00 * l01 + g01 * l11);
    const b01 = -(h00 * l01 + h01 * l11);
    const u10 = data[(at + 8) | 0];
    const u11 = data[(at + 9) | 0];
    const g10 = u10 * e00 + u11 * e10;
    const h10 = u10 * f00 + u11 * f10;
    const g11 = u10 * e01 + u11 * e11;
    const h11 = u10 * f01 + u11 * f11;
    const a10 = data[(at + 2) | 0] - (g10 * l00 + g11 * l10);
    const b10 = -(h10 * l00 + h11 * l10);
    const d1 = data[(at + 3) | 0];
    const m1 = omega * data[(at + 5) | 0];
    const a11 = d1 - (g10 * l01 + g11 * l11);
    const b11 = m1 - (h10 * l01 + h11 * l11);
    const pRe = a00 * a11 - b00 * b11;
    const pIm = a00 * b11 + b00 * a11;
    const qRe = a01 * a10 - b01 * b10;
    const qIm = a01 * b10 + b01 * a10;
    const detRe = pRe - qRe;
    const detIm = pIm - qIm;
    const terms = pRe * pRe + pIm * pIm + qRe * qRe + qIm * qIm;
    const square = detRe * detRe + detIm * detIm;
    const reciprocal = 1 / square;
    const rRe = detRe * reciprocal;
    const rIm = -detIm * reciprocal;
    e00 = a11 * rRe - b11 * rIm;
    f00 = a11 * rIm + b11 * rRe;
    e01 = b01 * rIm - a01 * rRe;
    f01 = -(a01 * rIm + b01 * rRe);
    e10 = b10 * rIm - a10 * rRe;
    f10 = -(a10 * rIm + b10 * rRe);
    e11 = a00 * rRe - b00 * rIm;
    f11 = a00 * rIm + b00 * rRe;
    const growth =
      (Math.abs(d0) + Math.abs(m0)) * (Math.abs(e00) + Math.abs(f00)) +
      (Math.abs(d1) + Math.abs(m1)) * (Math.abs(e11) + Math.abs(f11));
    if (!(square > least * terms && terms < Infinity && growth < largest)) return false;
  }
  inverse[out] = e00;
  inverse[out + 4] = f00;
  inverse[out + 1] = e01;
  inverse[out + 5] = f01;
  inverse[out + 2] = e10;
  inverse[out + 6] = f10;
  inverse[out + 3] = e11;
  inverse[out + 7] = f11;
  return true;
}
