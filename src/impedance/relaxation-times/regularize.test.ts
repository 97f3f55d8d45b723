import { describe, expect, it } from "vitest";
import { addNoise, draw, exactSpectrum, frequencies } from "../../../test/support/drt-workload.ts";
import { factorCholesky } from "../../numerics/linear/cholesky.ts";
import { linearLeastSquares } from "../../numerics/linear/householder.ts";
import { kernelMatrices } from "./kernel.ts";
import { describeRelaxationTimes } from "./options.ts";
import { relaxationPlan } from "./plan.ts";
import type { RelaxationProblem } from "./problem.ts";
import { relaxationProblem, weightedModel } from "./problem.ts";
import { regularize } from "./regularize.ts";
import { relaxationTimes } from "./relaxation-times.ts";

/** Oracle: Lawson & Hanson one function at a time on the stacked system [A; √λ Mᶜ], by Householder reflections: no Gram matrix. */
function slowly(problem: RelaxationProblem, lambda: number): Float64Array {
  const { plan, free, unknowns, rows } = problem;
  const n = plan.functions;
  const { model, data } = weightedModel(problem);
  const root = plan.penalty.slice();
  expect(factorCholesky(root, n)).toBe(-1);
  const height = rows + n;
  const columns = Array.from({ length: unknowns }, (_, i) => {
    const column = new Float64Array(height);
    for (let r = 0; r < rows; r++) column[r] = model[r * unknowns + i];
    if (i >= free) for (let j = 0; j <= i - free; j++) column[rows + j] = Math.sqrt(lambda) * root[(i - free) * n + j];
    return column;
  });
  const right = new Float64Array(height);
  right.set(data);
  const lengths = columns.map((column) => Math.hypot(...column));
  const x = new Float64Array(unknowns);
  const free0 = new Set<number>();
  const solve = (): Float64Array => {
    const used = [...free0].sort((a, b) => a - b);
    const a = new Float64Array(height * used.length);
    used.forEach((i, c) => {
      a.set(columns[i], c * height);
    });
    const { solution } = linearLeastSquares(a, height, used.length, right);
    const z = new Float64Array(unknowns);
    used.forEach((i, c) => {
      z[i] = solution[c];
    });
    return z;
  };
  for (let round = 0; round < 20 * unknowns; round++) {
    const residual = right.slice();
    x.forEach((v, i) => {
      if (v !== 0) for (let r = 0; r < height; r++) residual[r] -= columns[i][r] * v;
    });
    let best = -1;
    let steepest = 1e-13 * Math.hypot(...right);
    columns.forEach((column, i) => {
      if (free0.has(i)) return;
      let slope = 0;
      for (let r = 0; r < height; r++) slope += column[r] * residual[r];
      if (slope / lengths[i] > steepest) [best, steepest] = [i, slope / lengths[i]];
    });
    if (best < 0) return x;
    free0.add(best);
    for (;;) {
      const z = solve();
      const blocking = [...free0].filter((i) => z[i] <= 0);
      if (blocking.length === 0) {
        x.set(z);
        break;
      }
      const step = Math.min(...blocking.map((i) => x[i] / (x[i] - z[i]) || 0));
      for (const i of free0) x[i] += step * (z[i] - x[i]);
      for (const i of blocking) {
        if (x[i] > 1e-14 * Math.max(...x)) continue;
        x[i] = 0;
        free0.delete(i);
      }
    }
  }
  throw new Error("the oracle did not end");
}

describe("regularize", () => {
  it("equals a slow solver without normal equations to 1e-8 of the maximum, on random spectra at random λ", () => {
    const families = ["one", "two", "minor", "rc", "inductive", "negative", "hn", "box"] as const;
    families.forEach((family, k) => {
      for (const seed of [5201, 5202]) {
        const { elements, frequency } = draw(family, seed);
        const z = addNoise(exactSpectrum(elements, frequencies(frequency[0], frequency[79], 30)), 0.005, seed);
        const lambda = 10 ** (-6 + ((3 * k + seed) % 6));
        const settings = describeRelaxationTimes({ centresPerDecade: 4 });
        const problem = relaxationProblem(relaxationPlan(z.frequency, settings), z);
        const { minimum } = regularize(problem, lambda);
        const oracle = slowly(problem, lambda);
        const top = Math.max(...oracle.subarray(problem.free));
        expect(minimum.optimality).toBeLessThan(1e-12);
        for (let i = problem.free; i < oracle.length; i++) {
          expect(Math.abs(minimum.x[i] - oracle[i]) / top, `${family} ${seed} λ ${lambda} function ${i}`).toBeLessThan(
            1e-8,
          );
        }
      }
    });
  });

  it("says in the result how well the conditions of the minimum are met", () => {
    for (const family of ["two", "rc", "negative"] as const) {
      const { elements, frequency } = draw(family, 5203);
      const z = addNoise(exactSpectrum(elements, frequency), 0.005, 1);
      for (const lambda of [1e-8, 1e-4, 1] as const)
        expect(relaxationTimes(z, { lambda }).kktResidual).toBeLessThan(1e-11);
    }
  });
});

describe("the problem on one fine grid", () => {
  const { elements } = draw("two", 5204);
  const odd = frequencies(1e5, 0.1, 33);
  odd[11] *= 1.2;
  const z = addNoise(exactSpectrum(elements, odd), 0.005, 1);

  it.each([3, 6, 10, 20])(
    "has the kernel of the general quadrature to 1e-10 of the area, %i centres a decade",
    (centresPerDecade) => {
      const plan = relaxationPlan(odd, describeRelaxationTimes({ centresPerDecade }));
      const n = plan.functions;
      const first = Math.log(plan.measuredTauMin);
      const logTau = Float64Array.from({ length: n }, (_, m) => first + m * plan.spacing);
      const epsilon = Math.sqrt(Math.LN2) / plan.spacing;
      const { real, imaginary } = kernelMatrices(odd, logTau, "gaussian", epsilon);
      const area = Math.sqrt(Math.PI) / epsilon;
      for (let i = 0; i < real.length; i++) {
        expect(Math.abs(plan.real[i] - real[i]) / area).toBeLessThan(1e-10);
        expect(Math.abs(plan.imaginary[i] - imaginary[i]) / area).toBeLessThan(1e-10);
      }
    },
  );

  it("has the Gram matrix of its weighted model, with 1/C and with negative lobes too (oracle: the sum over rows)", () => {
    const plan = relaxationPlan(odd, describeRelaxationTimes());
    const signs = new Int8Array(plan.functions).fill(1).fill(-1, 30, 40);
    for (const variant of [{}, { capacitance: true }, { signs }, { part: "re" as const }, { part: "im" as const }]) {
      const problem = relaxationProblem(plan, z, variant);
      const { unknowns, rows, gram, projection } = problem;
      const { model, data } = weightedModel(problem);
      const sign = (i: number): number => problem.signs?.[i] ?? 1;
      const length = Float64Array.from({ length: unknowns }, (_, i) => Math.sqrt(gram[i * (unknowns + 1)]));
      for (let i = 0; i < unknowns; i++) {
        let right = 0;
        for (let r = 0; r < rows; r++) right += sign(i) * model[r * unknowns + i] * data[r];
        expect(Math.abs(right - projection[i])).toBeLessThan(1e-10 * length[i] * Math.sqrt(problem.dataSquares));
        for (let j = 0; j <= i; j++) {
          let sum = 0;
          for (let r = 0; r < rows; r++) sum += model[r * unknowns + i] * model[r * unknowns + j];
          sum *= sign(i) * sign(j);
          expect(Math.abs(sum - gram[i * unknowns + j]), `${i} ${j}`).toBeLessThan(1e-12 * length[i] * length[j]);
        }
      }
    }
  });
});
