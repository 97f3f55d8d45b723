import { cos, log, sin } from "../../numerics/elementary/index.ts";

const EULER = 0.5772156649015329;
/** Where the cosine integral changes from its series to its continued fraction. */
const EXPAND = 4;

/** Ci(x) = γ + ln x + ∫₀ˣ (cos t − 1)/t dt for x > 0, to 1e-14 absolutely. DLMF 6.6.6, 6.9.1. */
export function cosineIntegral(x: number): number {
  if (x < EXPAND) {
    let term = 1;
    let sum = EULER + log(x);
    for (let k = 2; k < 60; k += 2) {
      term *= (-x * x) / (k * (k - 1));
      sum += term / k;
      if (Math.abs(term) < 1e-18) break;
    }
    return sum;
  }
  // E₁(ix) e^{ix} = 1/(1 + ix − 1/(3 + ix − 4/(5 + ix − …))), from the back; Ci x = −Re E₁(ix)
  let re = 0;
  let im = 0;
  for (let k = 80; k >= 1; k--) {
    const bRe = 2 * k + 1 - re;
    const bIm = x - im;
    const size = (k * k) / (bRe * bRe + bIm * bIm);
    re = size * bRe;
    im = -size * bIm;
  }
  const bRe = 1 - re;
  const bIm = x - im;
  const size = bRe * bRe + bIm * bIm;
  return -(cos(x) * bRe - sin(x) * bIm) / size;
}

/** ∫_A^∞ cos(α d)/α³ dα for A > 0, d ≥ 0: by parts down to the cosine integral; 1/(2A²) at d = 0. */
export function cosineTail(from: number, distance: number): number {
  const x = from * distance;
  if (x === 0) return 0.5 / (from * from);
  if (x > 200) {
    // by parts the other way: what is left is below 1e-7 of it
    const q = 1 / (x * x);
    return (-sin(x) * (1 - 12 * q) + (3 * cos(x) * (1 - 20 * q)) / x) / (from * from * x);
  }
  return (
    (0.5 * cos(x)) / (from * from) - (0.5 * distance * sin(x)) / from + 0.5 * distance * distance * cosineIntegral(x)
  );
}
