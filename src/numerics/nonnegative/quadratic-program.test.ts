import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minimizeNonnegative, nonnegativeMinimizer } from "./quadratic-program.ts";

function objective(h: Float64Array, g: Float64Array, x: Float64Array): number {
  const n = g.length;
  let value = 0;
  for (let i = 0; i < n; i++) {
    value -= g[i] * x[i];
    for (let j = 0; j < n; j++) value += 0.5 * x[i] * h[i * n + j] * x[j];
  }
  return value;
}

/** Oracle: the best of the unconstrained minima on all 2ⁿ subsets that are feasible, by Gauss-Jordan elimination. */
function bruteForce(h: Float64Array, g: Float64Array): number {
  const n = g.length;
  let best = 0;
  for (let set = 1; set < 2 ** n; set++) {
    const index = Array.from({ length: n }, (_, i) => i).filter((i) => (set >> i) & 1);
    const rows = index.map((i) => [...index.map((j) => h[i * n + j]), g[i]]);
    for (let c = 0; c < rows.length; c++) {
      const pivot = rows[c];
      const lead = pivot[c];
      for (let k = 0; k < pivot.length; k++) pivot[k] /= lead;
      rows.forEach((row, r) => {
        if (r === c) return;
        const factor = row[c];
        for (let k = 0; k < row.length; k++) row[k] -= factor * pivot[k];
      });
    }
    const x = new Float64Array(n);
    index.forEach((i, c) => {
      x[i] = rows[c][rows.length];
    });
    if (x.every((value) => value >= 0)) best = Math.min(best, objective(h, g, x));
  }
  return best;
}

describe("minimizeNonnegative", () => {
  it("finds the minimum that trying all active sets finds, from any start", () => {
    const entry = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(entry, { minLength: 48, maxLength: 48 }),
        fc.integer({ min: 0, max: 63 }),
        (n, entries, start) => {
          const h = new Float64Array(n * n);
          for (let i = 0; i < n; i++) {
            for (let j = 0; j < n; j++) {
              h[i * n + j] = i === j ? 0.05 : 0;
              for (let k = 0; k < n; k++) h[i * n + j] += entries[i * 6 + k] * entries[j * 6 + k];
            }
          }
          const g = Float64Array.from(entries.slice(36, 36 + n));
          const flags = Array.from({ length: n }, (_, i) => (start >> i) & 1);
          const found = minimizeNonnegative(h, g, flags);
          expect(found.optimality).toBeLessThan(1e-9);
          expect(Math.min(...found.x)).toBeGreaterThanOrEqual(0);
          expect(objective(h, g, found.x)).toBeCloseTo(bruteForce(h, g), 9);
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  it("meets the Karush-Kuhn-Tucker conditions on an ill-conditioned deconvolution of 80 unknowns", () => {
    const n = 80;
    const h = new Float64Array(n * n);
    const g = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) h[i * n + j] = Math.exp(-(((i - j) / 12) ** 2)) + (i === j ? 1e-8 : 0);
      g[i] = Math.exp(-(((i - 30) / 13) ** 2)) - 0.4 * Math.exp(-(((i - 55) / 9) ** 2));
    }
    const found = minimizeNonnegative(h, g);
    expect(found.optimality).toBeLessThan(1e-8);
  });

  it("adds a penalty to the last rows as the sum of both matrices would, and tells how far each component is from changing over", () => {
    const [n, m] = [9, 7];
    const entry = (i: number, j: number): number => Math.exp(-(((i - j) / 2.5) ** 2));
    const h = Float64Array.from(
      { length: n * n },
      (_, k) => entry(Math.floor(k / n), k % n) + (k % (n + 1) === 0 ? 0.02 : 0),
    );
    const matrix = Float64Array.from({ length: m * m }, (_, k) =>
      k % (m + 1) === 0 ? 2 : Math.abs(Math.floor(k / m) - (k % m)) === 1 ? -1 : 0,
    );
    const g = Float64Array.from({ length: n }, (_, i) => Math.sin(2.1 * i) + 0.2);
    const weight = 0.3;
    const sum = h.map((value, k) => {
      const [i, j] = [Math.floor(k / n) - (n - m), (k % n) - (n - m)];
      return value + (i >= 0 && j >= 0 ? weight * matrix[i * m + j] : 0);
    });
    const minimizer = nonnegativeMinimizer(n);
    const found = minimizer.minimize(h, g, undefined, { matrix, weight });
    expect(minimizer.optimality()).toBeLessThan(1e-12);
    const whole = minimizeNonnegative(sum, g);
    found.x.forEach((x, i) => {
      expect(x).toBeCloseTo(whole.x[i], 13);
    });
    expect(found.passive.length).toBeGreaterThan(1);
    expect(found.passive.length).toBeLessThan(n);
    for (let i = 0; i < n; i++) {
      let slope = -g[i];
      for (let j = 0; j < n; j++) slope += sum[i * n + j] * found.x[j];
      const scale = 1 / Math.sqrt(sum[i * n + i]);
      expect(found.standing[i]).toBeCloseTo(found.x[i] > 0 ? -found.x[i] / scale : slope * scale, 11);
    }
    expect(() => minimizer.minimize(h, g, undefined, { matrix: new Float64Array(100), weight })).toThrow(
      "100 elements",
    );
  });

  it("gives x = 0 when every direction is uphill, and refuses a matrix without a positive diagonal", () => {
    expect(Array.from(minimizeNonnegative(Float64Array.from([1, 0, 0, 1]), Float64Array.from([-1, -2])).x)).toEqual([
      0, 0,
    ]);
    expect(() => minimizeNonnegative(Float64Array.from([0]), Float64Array.from([1]))).toThrow(/diagonal element 0/);
  });
});
