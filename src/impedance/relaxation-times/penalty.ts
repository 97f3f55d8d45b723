import { pow } from "../../numerics/elementary/index.ts";
import type { BasisName } from "./basis.ts";
import { radialFunction } from "./basis.ts";
import { isUniform } from "./grid.ts";

/**
 * The matrix M of the Tikhonov penalty: xᵀ M x = ∫ (d^p γ / d(ln τ)^p)² d ln τ for γ = Σ x_m φ_m, p = 1 or 2.
 * Exact for radial functions and for p = 1 of hats; second differences over their cells for p = 2 of hats.
 *
 * @param logTau centres, ascending
 * @returns row-major, symmetric
 */
export function penaltyMatrix(logTau: Float64Array, basis: BasisName, epsilon: number, order: 1 | 2): Float64Array {
  const n = logTau.length;
  const matrix = new Float64Array(n * n);
  if (basis !== "piecewise-linear") {
    const radial = radialFunction(basis);
    const factor = pow(epsilon, 2 * order - 1);
    const equal = n > 1 && isUniform(logTau);
    const step = (logTau[n - 1] - logTau[0]) / (n - 1);
    const byDistance = equal
      ? Float64Array.from({ length: n }, (_, d) => factor * radial.overlap(order, epsilon * d * step))
      : undefined;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        const value = byDistance?.[i - j] ?? factor * radial.overlap(order, epsilon * (logTau[i] - logTau[j]));
        matrix[i * n + j] = value;
        matrix[j * n + i] = value;
      }
    }
    return matrix;
  }
  const addSquare = (columns: readonly number[], coefficients: readonly number[]): void => {
    columns.forEach((i, a) => {
      columns.forEach((j, b) => {
        matrix[i * n + j] += coefficients[a] * coefficients[b];
      });
    });
  };
  if (order === 1) {
    for (let i = 1; i < n; i++) {
      const c = 1 / Math.sqrt(logTau[i] - logTau[i - 1]);
      addSquare([i - 1, i], [-c, c]);
    }
  } else {
    for (let i = 1; i < n - 1; i++) {
      const left = logTau[i] - logTau[i - 1];
      const right = logTau[i + 1] - logTau[i];
      const cell = Math.sqrt((left + right) / 2);
      addSquare([i - 1, i, i + 1], [1 / (left * cell), -(1 / left + 1 / right) / cell, 1 / (right * cell)]);
    }
  }
  return matrix;
}
