import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factorCholesky, invertCholesky, logDeterminant, solveCholesky } from "./cholesky.ts";
import { linearLeastSquares } from "./householder.ts";

const entry = fc.double({ min: -1, max: 1, noNaN: true });

import { pivotedCholesky } from "./pivoted-cholesky.ts";

describe("Cholesky", () => {
  it("solves, inverts and gives the determinant of B Bᵀ + I (oracle: multiplying back)", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(entry, { minLength: 72, maxLength: 72 }), (n, entries) => {
        const a = new Float64Array(n * n);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            a[i * n + j] = i === j ? 1 : 0;
            for (let k = 0; k < n; k++) a[i * n + j] += entries[i * 8 + k] * entries[j * 8 + k];
          }
        }
        const l = Float64Array.from(a);
        expect(factorCholesky(l, n)).toBe(-1);
        const b = Float64Array.from(entries.slice(64, 64 + n));
        const x = Float64Array.from(b);
        solveCholesky(l, n, x);
        const inverse = invertCholesky(l, n);
        for (let i = 0; i < n; i++) {
          let product = 0;
          for (let j = 0; j < n; j++) {
            product += a[i * n + j] * x[j];
            let unit = 0;
            for (let k = 0; k < n; k++) unit += a[i * n + k] * inverse[k * n + j];
            expect(unit).toBeCloseTo(i === j ? 1 : 0, 11);
          }
          expect(product).toBeCloseTo(b[i], 11);
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it("knows ln det of a diagonal matrix and refuses an indefinite one", () => {
    const d = Float64Array.from([2, 0, 0, 3]);
    expect(factorCholesky(d, 2)).toBe(-1);
    expect(logDeterminant(d, 2)).toBeCloseTo(Math.log(6), 14);
    expect(factorCholesky(Float64Array.from([1, 2, 2, 1]), 2)).toBe(1);
  });
});

describe("linearLeastSquares", () => {
  it("leaves a residual orthogonal to every column (oracle: the normal equations)", () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 48, maxLength: 48 }), (entries) => {
        const [rows, columns] = [8, 5];
        const a = Float64Array.from(entries.slice(0, 40));
        for (let j = 0; j < columns; j++) a[j * rows + j] += 2;
        const b = Float64Array.from(entries.slice(40));
        const { solution, residualSquares } = linearLeastSquares(a, rows, columns, b);
        const residual = b.map((value, i) => value - solution.reduce((sum, x, j) => sum + a[j * rows + i] * x, 0));
        expect(residual.reduce((sum, r) => sum + r * r, 0)).toBeCloseTo(residualSquares, 12);
        for (let j = 0; j < columns; j++) {
          expect(residual.reduce((sum, r, i) => sum + r * a[j * rows + i], 0)).toBeCloseTo(0, 11);
        }
      }),
      { seed: 2, numRuns: 60 },
    );
  });

  it("gives a dependent column the coefficient 0 and counts the rank", () => {
    const a = Float64Array.from([1, 2, 3, 2, 4, 6, 0, 1, 0]);
    const { solution, rank } = linearLeastSquares(a, 3, 3, Float64Array.from([1, 3, 3]));
    expect(rank).toBe(2);
    expect(Array.from(solution)).toEqual([expect.closeTo(1, 12), 0, expect.closeTo(1, 12)]);
  });

  it("refuses more columns than rows", () => {
    expect(() => linearLeastSquares(new Float64Array(2), 1, 2, new Float64Array(1))).toThrow(/1 rows, 2 columns/);
  });
});

describe("pivotedCholesky", () => {
  it("reproduces a matrix of rank 3 with three columns, triangular on its pivots", () => {
    const n = 8;
    const b = Array.from({ length: n }, (_, i) => [1, Math.sin(i), i * i]);
    const a = Float64Array.from({ length: n * n }, (_, at) => {
      const [u, v] = [b[Math.floor(at / n)], b[at % n]];
      return u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
    });
    const { rank, factor, pivots, levels } = pivotedCholesky(a, n, new Float64Array(n).fill(1e-9));
    expect(rank).toBe(3);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let k = 0; k < rank; k++) sum += factor[i * rank + k] * factor[j * rank + k];
        expect(sum).toBeCloseTo(a[i * n + j], 8);
      }
    }
    pivots.forEach((pivot, row) => {
      for (let k = row + 1; k < rank; k++) expect(factor[pivot * rank + k]).toBe(0);
      expect(levels[row]).toBeGreaterThan(1);
    });
  });
});
