import { describe, expect, it } from "vitest";
import { Random } from "../../../test/support/drt-workload.ts";
import { factorCholesky, logDeterminant, solveCholesky } from "../../numerics/linear/cholesky.ts";
import { EvidenceSolver, type Linearized } from "./evidence.ts";
import { joinSweeps } from "./joint-data.ts";
import { jointModel } from "./joint-model.ts";
import { groupFrequencies, whiten } from "./misfit.ts";
import { mixtureQuantile } from "./mixture.ts";
import { basisSubset, timeBasis } from "./time-basis.ts";

const time = Float64Array.from({ length: 20 }, (_, k) => k);
const basis = timeBasis(time, { start: 0, end: 19, rates: 4, fastest: 20, bins: 3 });

describe("timeBasis", () => {
  it("has functions of mean 0 over the points, the straight line first", () => {
    for (let m = 0; m < basis.size; m++) {
      const sum = basis.points.subarray(20 * m, 20 * (m + 1)).reduce((a, b) => a + b, 0);
      expect(Math.abs(sum)).toBeLessThan(1e-12);
    }
    expect(basis.points[19] - basis.points[0]).toBeCloseTo(1, 12);
  });

  it.each(["spline", "slowing", "relaxing", "abrupt"] as const)(
    "%s: courses depart from a straight line by the stated size (2000 draws)",
    (family) => {
      const size = 0.2;
      const variance = basis.variances({ family, size });
      const random = new Random(7);
      const at = new Float64Array(basis.size);
      let total = 0;
      const grid = Array.from({ length: 101 }, (_, i) => (19 * i) / 100);
      const values = grid.map((t) => {
        basis.at(t, at);
        return Float64Array.from(at);
      });
      for (let draw = 0; draw < 2000; draw++) {
        const c = Float64Array.from(variance, (v, m) => (m === 0 ? 0 : Math.sqrt(v) * random.pair()[0]));
        const y = values.map((g) => g.reduce((sum, x, m) => sum + x * c[m], 0));
        const u = grid.map((t) => t / 19 - 0.5);
        const my = y.reduce((a, b) => a + b, 0) / 101;
        const slope = u.reduce((s, x, i) => s + x * y[i], 0) / u.reduce((s, x) => s + x * x, 0);
        total += y.reduce((s, v, i) => s + (v - my - slope * u[i]) ** 2, 0) / 101 / 2000;
      }
      expect(Math.sqrt(total) / size).toBeGreaterThan(0.94);
      expect(Math.sqrt(total) / size).toBeLessThan(1.06);
    },
  );

  it("a subset holds the same functions", () => {
    const some = basisSubset(basis, [0, 3]);
    const [all, few] = [new Float64Array(basis.size), new Float64Array(2)];
    basis.at(7.3, all);
    some.at(7.3, few);
    expect([...few]).toEqual([all[0], all[3]]);
    expect(some.points[25]).toBe(basis.points[3 * 20 + 5]);
  });
});

describe("jointModel", () => {
  const f = Float64Array.from({ length: 10 }, (_, k) => 10 ** (5 - k / 2));
  const z = new Float64Array(10).fill(100);
  const { data } = joinSweeps([
    { spectrum: { frequency: f, real: z, imaginary: z }, time: time.slice(0, 10) },
    { spectrum: { frequency: f, real: z, imaginary: z }, time: time.slice(10) },
  ]);
  it.each([0, 5])("has the derivatives that central differences give (repeated misfit %s)", (misfit) => {
    const structure = {
      arcs: 2,
      skewed: true,
      drifting: [0, 2],
      links: ["time-constant", "free"] as const,
    };
    const model = jointModel({ ...data, misfit }, structure, basis, Float64Array.of(0.4, 0.7));
    const random = new Random(3);
    const x = Float64Array.from({ length: model.parameters }, () => 0.05 * random.pair()[0]);
    x.set([0.5, 0.1, 0.6, -9, 0.9, 0.8, 0, 0.7, -6, 0.8, 1.1, 0.4]);
    const wanted = Int32Array.from({ length: model.parameters }, (_, k) => k).filter((k) => k !== 6);
    const rows = 40;
    const [r, up, down] = [0, 1, 2].map(() => new Float64Array(rows));
    const jacobian = new Float64Array(rows * wanted.length);
    model.evaluate(x, r, jacobian, rows, wanted);
    wanted.forEach((p, c) => {
      const h = 1e-5;
      model.evaluate(x.with(p, x[p] + h), up, jacobian.slice(), rows, wanted);
      model.evaluate(x.with(p, x[p] - h), down, jacobian.slice(), rows, wanted);
      for (let i = 0; i < rows; i++) expect((up[i] - down[i]) / (2 * h)).toBeCloseTo(jacobian[c * rows + i], 6);
    });
  });
});

describe("EvidenceSolver", () => {
  it("gives the Gaussian marginal likelihood and posterior of dense matrices", () => {
    // One static unknown (unit information) and coefficients of two functions, y of 12 numbers.
    const random = new Random(11);
    const n = 12;
    const small = basisSubset(basis, [0, 1]);
    const columns = [0, 1, 2].map(() => Float64Array.from({ length: n }, () => random.pair()[0]));
    const y = Float64Array.from({ length: n }, () => random.pair()[0]);
    const dot = (a: Float64Array, b: Float64Array): number => a.reduce((s, v, i) => s + v * b[i], 0);
    const structure = { arcs: 0, skewed: false, drifting: [0], links: ["time-constant"] as const };
    const { data } = joinSweeps([
      {
        spectrum: {
          frequency: new Float64Array(20).fill(1),
          real: new Float64Array(20).fill(1),
          imaginary: new Float64Array(20),
        },
        time,
      },
    ]);
    const linear: Linearized = {
      model: jointModel(data, structure, small, Float64Array.of(1)),
      x: new Float64Array(4),
      unknowns: Int32Array.of(0, 2, 3),
      statics: 1,
      gram: Float64Array.from({ length: 9 }, (_, k) => dot(columns[Math.floor(k / 3)], columns[k % 3])),
      right: Float64Array.from(columns, (c) => dot(c, y)),
      total: dot(y, y),
      residuals: n,
    };
    const noise = 0.7;
    const solver = new EvidenceSolver(linear, noise);
    const variances = [0.3, 0.05];
    const { logEvidence, chiSquare } = solver.solve([Float64Array.from(variances)], small);
    const prior = [(noise * noise * n) / dot(columns[0], columns[0]), ...variances];
    const covariance = Float64Array.from({ length: n * n }, (_, k) => {
      const [i, j] = [Math.floor(k / n), k % n];
      return (i === j ? 1 : 0) + prior.reduce((s, v, c) => s + (v / noise ** 2) * columns[c][i] * columns[c][j], 0);
    });
    factorCholesky(covariance, n);
    const solved = Float64Array.from(y);
    solveCholesky(covariance, n, solved);
    const square = dot(y, solved);
    expect(chiSquare).toBeCloseTo(square, 10);
    expect(logEvidence).toBeCloseTo(-0.5 * n * Math.log(square) - 0.5 * logDeterminant(covariance, n), 10);
    const { mean } = solver.moments(1);
    expect(mean[2]).toBeCloseTo((variances[0] / noise ** 2) * dot(columns[1], solved), 10);
    expect(mean[3]).toBeCloseTo((variances[1] / noise ** 2) * dot(columns[2], solved), 10);
  });
});

describe("repeated misfit", () => {
  it("whitens: the covariance 1 + v of points of one frequency becomes 1", () => {
    const groups = groupFrequencies(Float64Array.of(10, 5, 10.000001, 10, 5));
    expect([...groups.size]).toEqual([2, 3]);
    const misfit = 2.5;
    const matrix = Array.from({ length: 5 }, (_, k) => {
      const column = new Float64Array(10);
      column[k] = 1;
      whiten(column, 0, 5, groups, misfit, new Float64Array(2));
      return column.slice(0, 5);
    });
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 5; j++) {
        let sum = 0;
        for (let a = 0; a < 5; a++) {
          for (let b = 0; b < 5; b++) {
            const covariance = (a === b ? 1 : 0) + (groups.of[a] === groups.of[b] ? misfit : 0);
            sum += matrix[a][i] * covariance * matrix[b][j];
          }
        }
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 12);
      }
    }
  });
});

describe("quantiles", () => {
  it("of a mixture lie where its distribution function says", () => {
    const [w, m, s] = [Float64Array.of(0.3, 0.7), Float64Array.of(-1, 2), Float64Array.of(0.5, 1)];
    expect(mixtureQuantile(Float64Array.of(1), Float64Array.of(3), Float64Array.of(2), 0.975)).toBeCloseTo(6.92, 2);
    // 0.3 Φ((x+1)/0.5) + 0.7 Φ(x−2) = 0.5 at x = 1.4340 (bisection in double precision with the error function).
    expect(mixtureQuantile(w, m, s, 0.5)).toBeCloseTo(1.434, 3);
  });
});
