import { cos, exp, expm1, sin } from "../../../numerics/elementary/index.ts";

/** |u|² below which tanh u/u and coth u/u are taken from their series in u²: what is left out is below 1e-16. */
const SERIES_BELOW = 1e-3;

/** Re and Im of a function and of u times its slope, in this order. */
export type ValueAndSlope = [re: number, im: number, slopeRe: number, slopeIm: number];

/**
 * tanh u/u and u d/du of it, for u = a + jb with a ≥ 0; no overflow at either end.
 * @param out overwritten
 */
export function tanhOver(a: number, b: number, out: ValueAndSlope): void {
  const vRe = a * a - b * b;
  const vIm = 2 * a * b;
  if (Math.abs(vRe) + Math.abs(vIm) < SERIES_BELOW) {
    // 1 − v/3 + 2v²/15 − 17v³/315 + 62v⁴/2835, v = u²; its slope is 2v d/dv
    series(vRe, vIm, 1, -1 / 3, 2 / 15, -17 / 315, 62 / 2835, out);
    return;
  }
  const e = exp(-2 * a);
  const cosine = e * cos(2 * b);
  const sine = e * sin(2 * b);
  const q = 1 + 2 * cosine + e * e;
  overAndSlope(-expm1(-4 * a) / q, (2 * sine) / q, a, b, 1 + cosine, -sine, 4 * cosine, -4 * sine, out);
}

/**
 * coth u/u and u d/du of it, for u = a + jb with a > 0.
 * @param out overwritten
 */
export function cothOver(a: number, b: number, out: ValueAndSlope): void {
  const vRe = a * a - b * b;
  const vIm = 2 * a * b;
  if (Math.abs(vRe) + Math.abs(vIm) < SERIES_BELOW) {
    // 1/v + 1/3 − v/45 + 2v²/945 − v³/4725
    series(vRe, vIm, 1 / 3, -1 / 45, 2 / 945, -1 / 4725, 0, out);
    const square = vRe * vRe + vIm * vIm;
    out[0] += vRe / square;
    out[1] -= vIm / square;
    out[2] -= (2 * vRe) / square;
    out[3] += (2 * vIm) / square;
    return;
  }
  const e = exp(-2 * a);
  const cosine = e * cos(2 * b);
  const sine = e * sin(2 * b);
  const q = 1 - 2 * cosine + e * e;
  overAndSlope(-expm1(-4 * a) / q, (-2 * sine) / q, a, b, 1 - cosine, sine, -4 * cosine, 4 * sine, out);
}

/** (t)/u and its slope n/d² − t/u, from t, d = 1 ± e^{−2u} and n = ±4 e^{−2u}. */
function overAndSlope(
  tRe: number,
  tIm: number,
  a: number,
  b: number,
  dRe: number,
  dIm: number,
  nRe: number,
  nIm: number,
  out: ValueAndSlope,
): void {
  const square = a * a + b * b;
  out[0] = (tRe * a + tIm * b) / square;
  out[1] = (tIm * a - tRe * b) / square;
  const size = dRe * dRe + dIm * dIm;
  const re = dRe / size;
  const im = -dIm / size;
  const hRe = re * re - im * im;
  const hIm = 2 * re * im;
  out[2] = nRe * hRe - nIm * hIm - out[0];
  out[3] = nRe * hIm + nIm * hRe - out[1];
}

/** c0 + c1 v + … + c4 v⁴ and 2v times its derivative. */
function series(
  vRe: number,
  vIm: number,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  c4: number,
  out: ValueAndSlope,
): void {
  const v2Re = vRe * vRe - vIm * vIm;
  const v2Im = 2 * vRe * vIm;
  const v3Re = v2Re * vRe - v2Im * vIm;
  const v3Im = v2Re * vIm + v2Im * vRe;
  const v4Re = v2Re * v2Re - v2Im * v2Im;
  const v4Im = 2 * v2Re * v2Im;
  out[0] = c0 + c1 * vRe + c2 * v2Re + c3 * v3Re + c4 * v4Re;
  out[1] = c1 * vIm + c2 * v2Im + c3 * v3Im + c4 * v4Im;
  out[2] = 2 * (c1 * vRe + 2 * c2 * v2Re + 3 * c3 * v3Re + 4 * c4 * v4Re);
  out[3] = 2 * (c1 * vIm + 2 * c2 * v2Im + 3 * c3 * v3Im + 4 * c4 * v4Im);
}
