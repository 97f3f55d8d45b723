import { cbrt } from "../elementary/index.ts";

/**
 * Three-stage Radau IIA of order 5 (E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, 2nd ed., section IV.8).
 * With A the Runge-Kutta matrix, T⁻¹ A⁻¹ T = [γ] ⊕ [α −β; β α]: one real and one complex system a Newton step.
 */
type Row = readonly [number, number, number];
type Matrix = readonly [Row, Row, Row];

const root = Math.sqrt(6);
const cube = cbrt(3);

/** c₁, c₂, c₃. */
export const radauNodes: Row = [(4 - root) / 10, (4 + root) / 10, 1];

/** A⁻¹, row by row. */
export const radauInverse: Matrix = [
  [2 + root / 2, -6 / 5 + (29 * root) / 30, 2 / 5 - (4 * root) / 15],
  [-6 / 5 - (29 * root) / 30, 2 - root / 2, 2 / 5 + (4 * root) / 15],
  [-1 + (8 * root) / 3, -1 - (8 * root) / 3, 5],
];

/** Real eigenvalue of A⁻¹. */
export const radauGamma: number = 3 - cube + cube * cube;
/** The complex ones are α ± jβ. */
export const radauAlpha: number = 3 + (cube - cube * cube) / 2;
export const radauBeta: number = (Math.sqrt(3) / 2) * (cube + cube * cube);

/** Weights e of the error estimate, (M γ/h − J) err = f(y₀) + M Σ eᵢ Zᵢ / h (Hairer & Wanner II, eq. IV.8.20). */
export const radauErrorWeights: Row = [(-13 - 7 * root) / 3, (-13 + 7 * root) / 3, -1 / 3];

/** T and T⁻¹: columns are the real eigenvector, and w₁, w₂ of the complex one w₁ − jw₂. */
export const radauTransform: Matrix = eigenvectors();
export const radauTransformInverse: Matrix = inverseOf(radauTransform);

function eigenvectors(): Matrix {
  const [, [d, e, f], [g, h, k]] = radauInverse;
  // (x, y, 1) with rows two and three of (A⁻¹ − λ) x = 0, solved by Cramer's rule for λ = re + j im.
  const vector = (re: number, im: number) => {
    const middle: [number, number] = [e - re, -im];
    const last: [number, number] = [k - re, -im];
    const divisor: [number, number] = [d * h - g * middle[0], -g * middle[1]];
    const size = divisor[0] * divisor[0] + divisor[1] * divisor[1];
    const over = ([p, q]: [number, number]): [number, number] => [
      (p * divisor[0] + q * divisor[1]) / size,
      (q * divisor[0] - p * divisor[1]) / size,
    ];
    const product: [number, number] = [
      middle[0] * last[0] - middle[1] * last[1],
      middle[0] * last[1] + middle[1] * last[0],
    ];
    return { x: over([product[0] - f * h, product[1]]), y: over([f * g - d * last[0], -d * last[1]]) };
  };
  const real = vector(radauGamma, 0);
  const complex = vector(radauAlpha, radauBeta);
  return [
    [real.x[0], complex.x[0], -complex.x[1]],
    [real.y[0], complex.y[0], -complex.y[1]],
    [1, 1, 0],
  ];
}

function inverseOf([[a, b, c], [d, e, f], [g, h, k]]: Matrix): Matrix {
  const determinant = a * (e * k - f * h) - b * (d * k - f * g) + c * (d * h - e * g);
  const over = (value: number) => value / determinant;
  return [
    [over(e * k - f * h), over(c * h - b * k), over(b * f - c * e)],
    [over(f * g - d * k), over(a * k - c * g), over(c * d - a * f)],
    [over(d * h - e * g), over(b * g - a * h), over(a * e - b * d)],
  ];
}
