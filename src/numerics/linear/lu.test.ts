import fc from "fast-check";
import { expect, it } from "vitest";
import { factorLu, solveLu } from "./lu.ts";

// Oracle: b = A x for a known x; a permutation, whose inverse is its transpose.
it("solves what a matrix made of a known solution", () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 1, max: 9 })
        .chain((n) =>
          fc.tuple(
            fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n * n, maxLength: n * n }),
            fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: n, maxLength: n }),
          ),
        ),
      ([entries, x]) => {
        const n = x.length;
        const a = Float64Array.from(entries, (v, i) => (i % (n + 1) === 0 ? v + 2 * n : v));
        const b = Float64Array.from(x, (_, i) => x.reduce((sum, xj, j) => sum + (a[i * n + j] as number) * xj, 0));
        const pivots = new Int32Array(n);
        expect(factorLu(a, n, pivots)).toBe(true);
        solveLu(a, n, pivots, b);
        for (let i = 0; i < n; i++) expect(b[i]).toBeCloseTo(x[i] as number, 12);
      },
    ),
    { seed: 4, numRuns: 200 },
  );
});

it("swaps rows where the diagonal is zero, and tells a singular matrix", () => {
  const a = Float64Array.from([0, 1, 0, 0, 0, 1, 1, 0, 0]);
  const pivots = new Int32Array(3);
  expect(factorLu(a, 3, pivots)).toBe(true);
  const b = Float64Array.from([2, 3, 1]);
  solveLu(a, 3, pivots, b);
  expect(Array.from(b)).toEqual([1, 2, 3]);
  expect(factorLu(Float64Array.from([1, 2, 2, 4]), 2, pivots)).toBe(false);
  expect(() => factorLu(new Float64Array(3), 2, pivots)).toThrow("order 2, 3 entries");
});
