import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factorCholesky, invertCholesky, logDeterminant, solveCholesky } from "../../numerics/linear/cholesky.ts";
import { bandLogDeterminant, factorBand, invertInBand, solveBand } from "./band-matrix.ts";

/** A diagonally dominant band matrix, dense and in band storage. */
function randomBand(n: number, b: number, numbers: readonly number[]): { dense: Float64Array; band: Float64Array } {
  const dense = new Float64Array(n * n);
  const band = new Float64Array(n * (b + 1));
  let next = 0;
  for (let i = 0; i < n; i++) {
    for (let j = Math.max(0, i - b); j <= i; j++) {
      const x = i === j ? 2 * b + 2 : (numbers[next++ % numbers.length] ?? 0);
      dense[i * n + j] = x;
      dense[j * n + i] = x;
      band[i * (b + 1) + j - i + b] = x;
    }
  }
  return { dense, band };
}

describe("band matrices", () => {
  it("solve, invert and give the determinant as the dense factorisation does (oracle: factorCholesky)", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 14 }),
        fc.integer({ min: 0, max: 5 }),
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 7, maxLength: 40 }),
        (n, b, numbers) => {
          const { dense, band } = randomBand(n, b, numbers);
          const right = Float64Array.from({ length: n }, (_, i) => Math.sin(i + 1));
          expect(factorCholesky(dense, n)).toBe(-1);
          expect(factorBand(band, n, b)).toBe(-1);
          const expected = right.slice();
          solveCholesky(dense, n, expected);
          solveBand(band, n, b, right);
          for (let i = 0; i < n; i++) expect(right[i]).toBeCloseTo(expected[i], 12);
          expect(bandLogDeterminant(band, n, b)).toBeCloseTo(logDeterminant(dense, n), 10);
          const inverse = new Float64Array(n * (2 * b + 1));
          invertInBand(band, n, b, inverse);
          const whole = invertCholesky(dense, n);
          for (let i = 0; i < n; i++)
            for (let j = Math.max(0, i - b); j <= Math.min(n - 1, i + b); j++)
              expect(inverse[i * (2 * b + 1) + j - i + b]).toBeCloseTo(whole[i * n + j], 12);
        },
      ),
      { seed: 11, numRuns: 60 },
    );
  });

  it("name the pivot at which a matrix is not positive definite", () => {
    expect(factorBand(Float64Array.of(0, 1, 2, 1), 2, 1)).toBe(1);
  });
});
