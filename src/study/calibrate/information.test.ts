// Oracle: closed forms of matrices of two and three columns.
import { describe, expect, it } from "vitest";
import { correlation, informationOf } from "./information.ts";

const free = (n: number): Int8Array => new Int8Array(n);

describe("informationOf", () => {
  it("gives (JᵀJ)⁻¹ and the correlation of two columns", () => {
    // JᵀJ = [[25, 20], [20, 41]], determinant 625
    const { covariance, combinations } = informationOf(Float64Array.of(3, 4, 0, 0, 5, 4), 3, free(2), 3);
    [41, -20, -20, 25].forEach((entry, k) => {
      expect(covariance[k]).toBeCloseTo(entry / 625, 10);
    });
    expect(correlation(covariance, 2, 0, 1)).toBeCloseTo(-20 / Math.sqrt(41 * 25), 10);
    // The smaller eigenvalue of JᵀJ is 33 − √464
    expect(combinations[1].deviation).toBeCloseTo(1 / Math.sqrt(33 - Math.sqrt(464)), 10);
  });

  it.each([
    ["equal columns", [1.3, 2.7, 1.3, 2.7]],
    ["multiples", [0.1, 0.7, 0.3, 2.1]],
    ["columns that differ in the last bit", [0.1 + 0.2, 1, 0.3, 1]],
    ["one row of zeros", [3, 0, 4, 0]],
  ])("%s: one combination is known, the other not at all", (_, entries) => {
    const { combinations, covariance, boundedCovariance } = informationOf(Float64Array.from(entries), 2, free(2), 2);
    expect(combinations[0].deviation).toBeLessThan(1);
    expect(combinations[1].deviation).toBe(Infinity);
    expect(covariance[0]).toBe(Infinity);
    expect(Math.abs(correlation(covariance, 2, 0, 1))).toBe(1);
    expect(boundedCovariance.every((entry) => Number.isFinite(entry))).toBe(true);
    expect(boundedCovariance[0]).toBeLessThanOrEqual(1 / 12 + 1e-12);
  });

  it("fewer rows than columns, and no row at all that sees a parameter", () => {
    const { combinations, unseen } = informationOf(Float64Array.of(3, 4, 0.01), 1, free(3), 1);
    expect(unseen).toEqual([2]);
    expect(combinations.map(({ deviation }) => Number.isFinite(deviation))).toEqual([true, false]);
  });

  it("what the bounds know is added where the data know nothing: variance 1/12", () => {
    const { boundedCovariance } = informationOf(Float64Array.of(1e3, 0, 0, 0.06), 2, free(2), 2);
    expect(boundedCovariance[3] * (12 + 0.06 ** 2)).toBeCloseTo(1, 6);
  });
});
