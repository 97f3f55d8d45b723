import { factorCholesky, solveCholesky } from "../../numerics/linear/cholesky.ts";

/** A smooth curve through noisy values: its value and slope at each place. */
export interface SmoothCurve {
  readonly value: Float64Array;
  readonly slope: Float64Array;
  /** Half width of the window, in points. */
  readonly reach: number;
  /** Root mean square of what it leaves, over the degrees of freedom left. */
  readonly scatter: number;
}

const COEFFICIENTS = 4;
/** Half widths tried, in points: the narrowest passes through 5 to 6 points. */
const REACHES = [3, 4, 6, 8, 11, 15];

/**
 * Local cubic regression with the tricube kernel (Cleveland & Devlin, J. Am. Stat. Assoc. 83 (1988) 596): at each place the
 * polynomial a₀ + a₁ u + a₂ u² + a₃ u³ that fits its neighbours best gives value a₀ and slope a₁. The half width is the one with
 * the smallest n RSS/(n − tr S)² (Craven & Wahba, Numer. Math. 31 (1979) 377).
 *
 * @param x ascending places; at least 6
 */
export function localCubic(x: Float64Array, y: Float64Array): SmoothCurve {
  let best: SmoothCurve | null = null;
  let smallest = Number.POSITIVE_INFINITY;
  for (const reach of REACHES) {
    if (2 * reach > x.length + 2 && best !== null) break;
    const { value, slope, trace } = smoothed(x, y, reach);
    let squares = 0;
    for (let k = 0; k < x.length; k++) squares += (y[k] - value[k]) ** 2;
    const freedom = Math.max(0.5, x.length - trace);
    const criterion = squares / freedom ** 2;
    if (criterion < smallest) {
      smallest = criterion;
      best = { value, slope, reach, scatter: Math.sqrt(squares / freedom) };
    }
  }
  return best as SmoothCurve;
}

function smoothed(
  x: Float64Array,
  y: Float64Array,
  reach: number,
): { readonly value: Float64Array; readonly slope: Float64Array; readonly trace: number } {
  const n = x.length;
  const value = new Float64Array(n);
  const slope = new Float64Array(n);
  const normal = new Float64Array(COEFFICIENTS * COEFFICIENTS);
  const moments = new Float64Array(2 * COEFFICIENTS - 1);
  const right = new Float64Array(COEFFICIENTS);
  const unit = new Float64Array(COEFFICIENTS);
  let trace = 0;
  for (let i = 0; i < n; i++) {
    // At the ends the window keeps its number of points.
    const first = Math.max(0, Math.min(i - reach, n - 1 - 2 * reach));
    const last = Math.min(n - 1, first + 2 * reach);
    const width = 1.001 * Math.max(x[i] - x[first], x[last] - x[i]) + 1e-300;
    moments.fill(0);
    right.fill(0);
    for (let k = first; k <= last; k++) {
      const u = (x[k] - x[i]) / width;
      const size = Math.abs(u);
      const cut = 1 - size * size * size;
      let power = cut * cut * cut;
      for (let p = 0; p < COEFFICIENTS; p++) {
        moments[p] += power;
        right[p] += power * y[k];
        power *= u;
      }
      for (let p = COEFFICIENTS; p < moments.length; p++) {
        moments[p] += power;
        power *= u;
      }
    }
    for (let p = 0; p < COEFFICIENTS; p++) {
      for (let q = 0; q <= p; q++) normal[p * COEFFICIENTS + q] = moments[p + q];
    }
    if (factorCholesky(normal, COEFFICIENTS) >= 0) {
      value[i] = y[i];
      trace += 1;
      continue;
    }
    solveCholesky(normal, COEFFICIENTS, right);
    unit.fill(0);
    unit[0] = 1;
    solveCholesky(normal, COEFFICIENTS, unit);
    value[i] = right[0];
    slope[i] = right[1] / width;
    trace += unit[0];
  }
  return { value, slope, trace };
}
