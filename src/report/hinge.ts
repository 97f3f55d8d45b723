/** Two straight lines that meet at `at`. */
export interface Hinge {
  readonly at: number;
  /** About 95 % interval of `at`: F-test on the squared deviations, widened to the values of x on either side. */
  readonly from: number;
  readonly to: number;
  /** Slopes left and right of it. */
  readonly before: number;
  readonly after: number;
  /** Part of the squared deviation from one straight line that the bend removes, 0 … 1. */
  readonly gain: number;
}

/** Least squares of y on 1, x and max(0, x − at) through the normal equations, x centred; null if they are singular. */
function bend(
  x: readonly number[],
  y: readonly number[],
  at: number,
): { squares: number; before: number; after: number } | null {
  const n = x.length;
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / n;
  const h = x.map((v) => Math.max(0, v - at));
  const [mx, mh, my] = [mean(x), mean(h), mean(y)];
  let [xx, xh, hh, xy, hy, yy] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [a, b, c] = [(x[i] as number) - mx, (h[i] as number) - mh, (y[i] as number) - my];
    xx += a * a;
    xh += a * b;
    hh += b * b;
    xy += a * c;
    hy += b * c;
    yy += c * c;
  }
  const determinant = xx * hh - xh * xh;
  if (!(determinant > 1e-10 * xx * hh)) return null;
  const before = (xy * hh - hy * xh) / determinant;
  const turn = (hy * xx - xy * xh) / determinant;
  return { squares: yy - before * xy - turn * hy, before, after: before + turn };
}

/** F(1, ν) at 95 % is near 4 for the degrees of freedom at hand. */
const F_95 = 4;
/** Fewest points on either side of a bend. */
const FEWEST = 3;

/** The bend between two straight lines that fits best, sought at every value of x; null for fewer than eight points. */
export function bestHinge(x: readonly number[], y: readonly number[]): Hinge | null {
  const n = x.length;
  if (n < 2 * FEWEST + 2) return null;
  const sorted = [...x].sort((a, b) => a - b);
  const straight = bend(x, y, sorted[0] as number);
  const [mx, my] = [x.reduce((s, v) => s + v, 0) / n, y.reduce((s, v) => s + v, 0) / n];
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    xx += ((x[i] as number) - mx) ** 2;
    xy += ((x[i] as number) - mx) * ((y[i] as number) - my);
    yy += ((y[i] as number) - my) ** 2;
  }
  const line = straight?.squares ?? yy - (xy * xy) / xx;
  if (!(line > 1e-12 * yy)) return null;
  const fits: { readonly k: number; readonly squares: number; readonly before: number; readonly after: number }[] = [];
  for (let k = FEWEST - 1; k < n - FEWEST; k++) {
    const fit = bend(x, y, sorted[k] as number);
    if (fit !== null) fits.push({ k, ...fit });
  }
  const best = fits.reduce<(typeof fits)[number] | null>((a, b) => (a === null || b.squares < a.squares ? b : a), null);
  if (best === null) return null;
  const limit = Math.max(best.squares, 0) * (1 + F_95 / (n - 4));
  const alike = fits.filter(({ squares }) => squares <= Math.max(limit, best.squares));
  const [first, last] = [alike[0]?.k ?? best.k, alike.at(-1)?.k ?? best.k];
  return {
    at: sorted[best.k] as number,
    from: sorted[Math.max(0, first - 1)] as number,
    to: sorted[Math.min(n - 1, last + 1)] as number,
    before: best.before,
    after: best.after,
    gain: 1 - best.squares / line,
  };
}
