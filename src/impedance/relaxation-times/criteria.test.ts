import { describe, expect, it } from "vitest";
import { addNoise, draw, exactSpectrum, type FAMILIES, frequencies } from "../../../test/support/drt-workload.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { allCriteria } from "./all-criteria.ts";
import { criterionValue } from "./criteria.ts";
import { crossPartError, foldError } from "./cross-validation.ts";
import { dataFactor, hatMatrix } from "./hat-matrix.ts";
import type { LambdaCriterion } from "./options.ts";
import { describeRelaxationTimes } from "./options.ts";
import { relaxationPlan } from "./plan.ts";
import type { RelaxationProblem } from "./problem.ts";
import { equalTraces, relaxationProblem, weightedModel } from "./problem.ts";
import { regularize } from "./regularize.ts";
import { relaxationTimes } from "./relaxation-times.ts";

const ALL: readonly LambdaCriterion[] = ["gcv", "mgcv", "rgcv", "l-curve", "re-im", "k-fold", "evidence"];
/** Few functions, so that a dense scan of every criterion is quick. */
const COARSE = { centresPerDecade: 5 } as const;

function drawn(family: (typeof FAMILIES)[number], seed: number, points = 40): ImpedanceSpectrum {
  const { elements, frequency } = draw(family, seed);
  return addNoise(exactSpectrum(elements, frequencies(frequency[0], frequency[79], points)), 0.005, seed);
}

function problemOf(z: ImpedanceSpectrum): RelaxationProblem {
  return relaxationProblem(relaxationPlan(z.frequency, describeRelaxationTimes(COARSE)), z);
}

/** Values of a criterion at λ's. */
function scan(problem: RelaxationProblem, criterion: LambdaCriterion, lambdas: readonly number[]): readonly number[] {
  const data = dataFactor(problem, equalTraces(problem));
  const folds = foldError(problem, data);
  const parts = crossPartError(problem);
  return lambdas.map((lambda) => {
    const solution = regularize(problem, lambda);
    if (criterion === "re-im") return parts(solution);
    if (criterion === "k-fold") return folds(solution, hatMatrix(problem, data, solution));
    return criterionValue(problem, solution, criterion);
  });
}

describe("allCriteria", () => {
  const families = ["one", "two", "minor", "rc", "gerischer", "inductive", "negative", "box"] as const;

  // Oracle: the least value on a grid twice as dense as the search ends with, over the same eleven decades.
  it.each(families)("finds the global minimum of each criterion over eleven decades: %s", (family) => {
    const problem = problemOf(drawn(family, 5101));
    const curves = allCriteria(drawn(family, 5101), COARSE);
    expect(curves.map(({ criterion }) => criterion)).toEqual(ALL);
    const whole = curves[ALL.indexOf("l-curve")].lambdas;
    const decades = Math.log10(whole[whole.length - 1] / whole[0]);
    expect(decades).toBeCloseTo(11, 6);
    const dense = Array.from({ length: 89 }, (_, i) => whole[0] * 10 ** (i / 8));
    for (const { criterion, lambda, value, lambdas, values } of curves) {
      expect(Number.isFinite(value), criterion).toBe(true);
      expect(value).toBe(Math.min(...values));
      expect(lambdas.includes(lambda)).toBe(true);
      // γ ≥ 0 does not fit an inductive loop: no corner, and the curvature jumps wherever a function enters or leaves, between
      // neighbours of every grid. There the least value on the grid of the scan, by half decades, is what can be asked for.
      const jumps = family === "negative" && criterion === "l-curve";
      const found = scan(problem, criterion, jumps ? dense.filter((_, i) => i % 4 === 0) : dense);
      const least = Math.min(...found.filter(Number.isFinite));
      const typical = Math.max(...found.filter(Number.isFinite)) - least;
      // The search ends at a quarter of a decade, and passive sets make the curves rough: a small part of their range is left.
      expect(value - least, `${criterion} at ${lambda}`).toBeLessThan(0.04 * typical + 0.02);
    }
  });

  it.each(["two", "rc", "inductive"] as const)("does not depend on the order of the points: %s", (family) => {
    const z = drawn(family, 5102);
    const shuffle = Array.from(z.frequency.keys()).sort((a, b) => ((a * 17) % 40) - ((b * 17) % 40));
    const pick = (order: readonly number[]): ImpedanceSpectrum => {
      const of = (values: Float64Array): readonly number[] => order.map((k) => values[k]);
      return impedanceSpectrum(of(z.frequency), of(z.real), of(z.imaginary));
    };
    const base = allCriteria(z, COARSE);
    for (const order of [shuffle, Array.from(z.frequency.keys()).reverse()]) {
      allCriteria(pick(order), COARSE).forEach(({ criterion, lambda, value }, i) => {
        expect(lambda / base[i].lambda, criterion).toBeCloseTo(1, 6);
        expect(value, criterion).toBeCloseTo(base[i].value, 4);
      });
    }
  });

  it("serves repeated and off-grid points: each criterion gives a λ and R within 1 %", () => {
    const f = frequencies(1e5, 0.1, 40);
    f[20] *= 1.2;
    const elements = [
      ["R", 5],
      ["L", 3e-7],
      ["ZARC", 30, 1e-3, 0.85],
    ] as const;
    const odd = addNoise(exactSpectrum(elements, f), 0.003, 1);
    const twice = addNoise(exactSpectrum(elements, Float64Array.of(...f, ...f)), 0.003, 2);
    for (const z of [odd, twice]) {
      for (const lambda of ALL) {
        const result = relaxationTimes(z, { lambda });
        expect(result.lambdaFrom).toBe(lambda);
        expect(Math.abs(result.polarizationResistance / 30 - 1), lambda).toBeLessThan(0.015);
      }
    }
  });

  it("leaves re-im out where one part is fitted, and says so where it is asked for", () => {
    const z = drawn("one", 5103);
    expect(allCriteria(z, { ...COARSE, part: "re" }).map(({ criterion }) => criterion)).not.toContain("re-im");
    expect(() => relaxationTimes(z, { ...COARSE, part: "im", lambda: "re-im" })).toThrow(/needs both parts.*"im"/);
  });
});

describe("cross-validation on the functions in use", () => {
  const z = drawn("two", 5105, 30);
  const plan = relaxationPlan(z.frequency, describeRelaxationTimes(COARSE));
  const problem = relaxationProblem(plan, z);
  const data = dataFactor(problem, equalTraces(problem));
  const {
    unknowns,
    rows,
    free,
    plan: { functions: n },
  } = problem;
  const { model, data: b } = weightedModel(problem);

  /** x on a set from some of the rows, by Householder reflections on the rows stacked on √λ times a root of M. */
  function leastSquaresOn(kept: (row: number) => boolean, set: readonly number[], lambda: number): Float64Array {
    const root = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = problem.penalty[i * n + j] * (i === j ? 1 + 1e-12 : 1);
        for (let k = 0; k < j; k++) sum -= root[i * n + k] * root[j * n + k];
        root[i * n + j] = i === j ? Math.sqrt(sum) : sum / root[j * n + j];
      }
    }
    const used = Array.from({ length: rows }, (_, row) => row).filter(kept);
    const stack = used.map((row) => [...set.map((i) => model[row * unknowns + i]), b[row]]);
    for (let k = 0; k < n; k++) {
      stack.push([...set.map((i) => (i < free ? 0 : Math.sqrt(lambda) * root[(i - free) * n + k])), 0]);
    }
    const p = set.length;
    for (let c = 0; c < p; c++) {
      const norm = Math.hypot(...stack.slice(c).map((line) => line[c]));
      const v = stack.map((line, r) => (r < c ? 0 : line[c]));
      v[c] += Math.sign(v[c] || 1) * norm;
      const length = v.reduce((sum, value) => sum + value * value, 0);
      for (let j = c; j <= p; j++) {
        const share = (2 * stack.reduce((sum, line, r) => sum + v[r] * line[j], 0)) / length;
        for (let r = c; r < stack.length; r++) stack[r][j] -= share * v[r];
      }
    }
    const x = new Float64Array(unknowns);
    for (let c = p - 1; c >= 0; c--) {
      let sum = stack[c][p];
      for (let j = c + 1; j < p; j++) sum -= stack[c][j] * x[set[j]];
      x[set[c]] = sum / stack[c][c];
    }
    return x;
  }
  const errorAt = (row: number, x: Float64Array): number =>
    b[row] - x.reduce((sum, value, i) => sum + value * model[row * unknowns + i], 0);

  // Oracle: five fits, and two, each with its rows left out, by orthogonal transformations.
  it.each([1e-2, 1e-4, 1e-6])("equals fits without the points left out: λ = %s", (lambda) => {
    const solution = regularize(problem, lambda);
    const set = Array.from(solution.minimum.passive);
    const points = rows / 2;
    let squares = 0;
    for (let part = 0; part < 5; part++) {
      const isOut = (row: number): boolean => (row % points) % 5 === part;
      const x = leastSquaresOn((row) => !isOut(row), set, lambda);
      for (let row = 0; row < rows; row++) if (isOut(row)) squares += errorAt(row, x) ** 2;
    }
    const value = foldError(problem, data)(solution, hatMatrix(problem, data, solution));
    expect(value).toBeCloseTo(Math.log(squares / rows), 3);

    const ofReal = leastSquaresOn(
      (row) => row < points,
      set.filter((i) => i >= free || i === problem.resistanceAt),
      lambda,
    );
    const ofImaginary = leastSquaresOn(
      (row) => row >= points,
      set.filter((i) => i !== problem.resistanceAt),
      lambda,
    );
    const swapped = [ofImaginary.slice(), ofReal.slice()];
    swapped[0][problem.resistanceAt] = ofReal[problem.resistanceAt];
    swapped[1][problem.inductanceAt] = ofImaginary[problem.inductanceAt];
    let crossed = 0;
    for (let row = 0; row < rows; row++) crossed += errorAt(row, swapped[row < points ? 0 : 1]) ** 2;
    expect(crossPartError(problem)(solution)).toBeCloseTo(Math.log(crossed / rows), 3);
  });
});

describe("criterionValue", () => {
  const problem = problemOf(drawn("two", 5104));
  const solution = regularize(problem, 1e-4);

  // Oracle: K = A H⁻¹ Aᵀ written out, column by column by conjugate gradients.
  it("has the traces of the hat matrix and of its square", () => {
    const { passive } = solution.minimum;
    const { unknowns, rows, gram, free, penalty, plan } = problem;
    const n = plan.functions;
    const { model } = weightedModel(problem);
    const p = passive.length;
    const h = (a: number, b: number): number => {
      const [i, j] = [passive[a], passive[b]];
      return gram[i * unknowns + j] + (i >= free && j >= free ? 1e-4 * penalty[(i - free) * n + j - free] : 0);
    };
    const inverse = Array.from({ length: p }, (_, a) =>
      Array.from({ length: 2 * p }, (_, b) => (b < p ? h(a, b) : b - p === a ? 1 : 0)),
    );
    for (let c = 0; c < p; c++) {
      let pivot = c;
      for (let r = c; r < p; r++) if (Math.abs(inverse[r][c]) > Math.abs(inverse[pivot][c])) pivot = r;
      [inverse[c], inverse[pivot]] = [inverse[pivot], inverse[c]];
      const lead = inverse[c][c];
      inverse[c] = inverse[c].map((v) => v / lead);
      for (let r = 0; r < p; r++) {
        const factor = inverse[r][c];
        if (r !== c) inverse[r] = inverse[r].map((v, k) => v - factor * inverse[c][k]);
      }
    }
    const hat = Array.from({ length: rows }, (_, r) => {
      const left = Array.from({ length: p }, (_, b) =>
        Array.from(passive).reduce((sum, i, a) => sum + model[r * unknowns + i] * inverse[a][p + b], 0),
      );
      return Array.from({ length: rows }, (_, s) =>
        left.reduce((sum, v, b) => sum + v * model[s * unknowns + passive[b]], 0),
      );
    });
    const data = dataFactor(problem, equalTraces(problem));
    const { trace, square } = hatMatrix(problem, data, regularize(problem, 1e-4, solution));
    expect(trace).toBeCloseTo(
      hat.reduce((sum, row, r) => sum + row[r], 0),
      4,
    );
    expect(square).toBeCloseTo(
      hat.reduce((sum, row, r) => sum + row.reduce((part, v, s) => part + v * hat[s][r], 0), 0),
      4,
    );
  });

  it("has the curvature of the L-curve (oracle: differences along λ where no function enters or leaves)", () => {
    let compared = 0;
    for (let decade = -7; decade <= 0; decade += 0.25) {
      const at = (shift: number) => regularize(problem, 10 ** (decade + shift));
      const step = 2e-3;
      const [a, b, c] = [at(-step), at(0), at(step)];
      const same = [a, c].every((s) => s.minimum.passive.join() === b.minimum.passive.join());
      if (!same) continue;
      const u = [a, b, c].map((s) => Math.log(s.residualSquares));
      const v = [a, b, c].map((s) => Math.log(s.roughness));
      const [du, dv] = [(u[2] - u[0]) / (2 * step), (v[2] - v[0]) / (2 * step)];
      const [ddu, ddv] = [(u[2] - 2 * u[1] + u[0]) / step ** 2, (v[2] - 2 * v[1] + v[0]) / step ** 2];
      const curvature = (du * ddv - dv * ddu) / (du * du + dv * dv) ** 1.5;
      const value = -criterionValue(problem, regularize(problem, b.lambda, b), "l-curve");
      expect(value, `decade ${decade}`).toBeCloseTo(curvature, 2);
      compared++;
    }
    expect(compared).toBeGreaterThan(5);
  });
});
