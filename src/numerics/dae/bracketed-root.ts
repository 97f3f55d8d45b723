/**
 * Zero of a function between two points where its signs differ, by inverse quadratic interpolation that falls back to bisection
 * (T. R. Chandrupatla, Advances in Engineering Software 28 (1997) 145-149).
 *
 * @param fa,fb values at a and b, of different sign
 * @param tolerance the bracket is closed to 4 ulp of its ends plus this
 * @returns the end of the last bracket with the smaller |f|
 */
export function bracketedRoot(
  f: (x: number) => number,
  a: number,
  fa: number,
  b: number,
  fb: number,
  tolerance: number,
): number {
  if (fa === 0) return a;
  if (fb === 0) return b;
  let [x1, f1, x2, f2] = [b, fb, a, fa];
  let [x3, f3] = [a, fa];
  let t = 0.5;
  for (let iteration = 0; iteration < 100; iteration++) {
    const x = x1 + t * (x2 - x1);
    const value = f(x);
    if (!Number.isFinite(value)) return Math.abs(f1) < Math.abs(f2) ? x1 : x2;
    if (Math.sign(value) === Math.sign(f1)) {
      x3 = x1;
      f3 = f1;
    } else {
      x3 = x2;
      f3 = f2;
      x2 = x1;
      f2 = f1;
    }
    x1 = x;
    f1 = value;
    const [best, least] = Math.abs(f1) < Math.abs(f2) ? [x1, f1] : [x2, f2];
    const room = (4 * Number.EPSILON * Math.abs(best) + tolerance) / Math.abs(x2 - x1);
    if (least === 0 || room >= 0.5) return best;
    const xi = (x1 - x2) / (x3 - x2);
    const phi = (f1 - f2) / (f3 - f2);
    t =
      phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi
        ? (f1 / (f2 - f1)) * (f3 / (f2 - f3)) + ((x3 - x1) / (x2 - x1)) * (f1 / (f3 - f1)) * (f2 / (f3 - f2))
        : 0.5;
    t = Math.min(1 - room, Math.max(room, t));
  }
  return Math.abs(f1) < Math.abs(f2) ? x1 : x2;
}
