/**
 * The positive part of y, with its kink rounded off on [0, w] and twice differentiable everywhere:
 *
 *     0 for y ≤ 0,   w (6t³ − 8t⁴ + 3t⁵), t = y/w, between,   y for y ≥ w
 *
 * so that what rests below a threshold rests exactly, and the law beyond w is the straight one.
 *
 * @param width w > 0
 */
export function positivePart(y: number, width: number): number {
  if (y <= 0) return 0;
  if (y >= width) return y;
  const t = y / width;
  return width * t * t * t * (6 + t * (3 * t - 8));
}

/** d(positive part)/dy: 0 for y ≤ 0, 1 for y ≥ w. */
export function positivePartSlope(y: number, width: number): number {
  if (y <= 0) return 0;
  if (y >= width) return 1;
  const t = y / width;
  return t * t * (18 + t * (15 * t - 32));
}

/** From 0 at y ≤ 0 to 1 at y ≥ w, twice differentiable: t³(10 − 15t + 6t²), t = y/w. */
export function smoothStep(y: number, width: number): number {
  if (y <= 0) return 0;
  if (y >= width) return 1;
  const t = y / width;
  return t * t * t * (10 + t * (6 * t - 15));
}

/** d(smooth step)/dy. */
export function smoothStepSlope(y: number, width: number): number {
  if (y <= 0 || y >= width) return 0;
  const t = y / width;
  const rest = t * (1 - t);
  return (30 * rest * rest) / width;
}
