// Oracles: ‖A‖² = Σ σ², A v = σ u, rank known by construction, singular values of a badly scaled matrix in closed form.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { singularValues } from "./singular-values.ts";

const entry = fc.double({ min: -1, max: 1, noNaN: true }).map((x) => Math.round(x * 1e6) / 1e6);

describe("singularValues", () => {
  it.each([
    ["one row", 1, [-0.33746129918725287, -0.12486068069928356]],
    [
      "two rows, three columns",
      2,
      [
        0.0952733813763007, -0.05860758459130655, 0.03525115110923126, -0.021684806298783423, 0.47797431795763523,
        0.2983021330080471,
      ],
    ],
  ] as const)("finds the rank of %s with a column that is a multiple of another", (_, rows, matrix) => {
    const columns = matrix.length / rows;
    const { values } = singularValues(Float64Array.from(matrix), rows, columns);
    expect([...values].filter((value) => value > 1e-14)).toHaveLength(rows);
  });

  it("keeps ‖A‖, and A V has columns of length σ, for any matrix with a multiple of a column in it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 2, max: 6 }),
        fc.array(entry, { minLength: 24, maxLength: 24 }),
        entry,
        (rows, columns, numbers, factor) => {
          const a = Float64Array.from(numbers.slice(0, rows * columns));
          for (let i = 0; i < rows; i++) a[rows + i] = factor * (a[i] ?? 0);
          const { values, right } = singularValues(a.slice(), rows, columns);
          const norm = Math.hypot(...a);
          expect(Math.abs(Math.hypot(...values) - norm)).toBeLessThanOrEqual(1e-14 * norm);
          for (let k = 0; k < columns; k++) {
            let length = 0;
            for (let i = 0; i < rows; i++) {
              let sum = 0;
              for (let l = 0; l < columns; l++) sum += (a[l * rows + i] ?? 0) * (right[k * columns + l] ?? 0);
              length = Math.hypot(length, sum);
            }
            expect(Math.abs(length - (values[k] ?? 0))).toBeLessThanOrEqual(1e-14 * norm);
          }
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });

  it("keeps a small column that is no rounding", () => {
    // columns (1, 0) and (1, δ): σ₁ σ₂ = |det| = δ
    const { values } = singularValues(Float64Array.of(1, 0, 1, 1e-12), 2, 2);
    expect((values[0] ?? 0) * (values[1] ?? 0)).toBeCloseTo(1e-12, 20);
    // a column of 1e-100 beside one of 1, not parallel
    const graded = singularValues(Float64Array.of(1, 0, 1e-100, 1e-100), 2, 2);
    expect((graded.values[1] ?? 0) / 1e-100).toBeCloseTo(1, 12);
  });
});
