import { describe, expect, it } from "vitest";
import { factorCholesky, solveCholesky } from "../linear/cholesky.ts";
import { singularValues } from "../linear/singular-values.ts";
import { leastSquaresCovariance } from "./covariance.ts";
import { type LeastSquaresProblem, levenbergMarquardt } from "./levenberg-marquardt.ts";

type Model = (b: Float64Array, x: number) => readonly [number, readonly number[]];

interface Certified {
  readonly name: string;
  readonly model: Model;
  readonly data: readonly (readonly [y: number, x: number])[];
  readonly starts: readonly (readonly number[])[];
  readonly values: readonly number[];
  readonly deviations: readonly number[];
  readonly sumOfSquares: number;
}

// Certified results of the NIST Statistical Reference Datasets, nonlinear regression:
// https://www.itl.nist.gov/div898/strd/nls/nls_main.shtml
const nist: readonly Certified[] = [
  {
    name: "Misra1a",
    model: (b, x) => {
      const [b1, b2] = [b[0] as number, b[1] as number];
      const e = Math.exp(-b2 * x);
      return [b1 * -Math.expm1(-b2 * x), [-Math.expm1(-b2 * x), b1 * x * e]];
    },
    data: [
      [10.07, 77.6],
      [14.73, 114.9],
      [17.94, 141.1],
      [23.93, 190.8],
      [29.61, 239.9],
      [35.18, 289.0],
      [40.02, 332.8],
      [44.82, 378.4],
      [50.76, 434.8],
      [55.05, 477.3],
      [61.01, 536.8],
      [66.4, 593.1],
      [75.47, 689.1],
      [81.78, 760.0],
    ],
    starts: [
      [500, 0.0001],
      [250, 0.0005],
    ],
    values: [2.3894212918e2, 5.5015643181e-4],
    deviations: [2.7070075241, 7.2668688436e-6],
    sumOfSquares: 1.2455138894e-1,
  },
  {
    name: "Thurber",
    model: (b, x) => {
      const top = (b[0] as number) + x * ((b[1] as number) + x * ((b[2] as number) + x * (b[3] as number)));
      const bottom = 1 + x * ((b[4] as number) + x * ((b[5] as number) + x * (b[6] as number)));
      const slope = -top / bottom ** 2;
      const powers = [1, x, x ** 2, x ** 3] as const;
      return [top / bottom, [...powers.map((power) => power / bottom), x * slope, x ** 2 * slope, x ** 3 * slope]];
    },
    data: [
      [80.574, -3.067],
      [84.248, -2.981],
      [87.264, -2.921],
      [87.195, -2.912],
      [89.076, -2.84],
      [89.608, -2.797],
      [89.868, -2.702],
      [90.101, -2.699],
      [92.405, -2.633],
      [95.854, -2.481],
      [100.696, -2.363],
      [101.06, -2.322],
      [401.672, -1.501],
      [390.724, -1.46],
      [567.534, -1.274],
      [635.316, -1.212],
      [733.054, -1.1],
      [759.087, -1.046],
      [894.206, -0.915],
      [990.785, -0.714],
      [1090.109, -0.566],
      [1080.914, -0.545],
      [1122.643, -0.4],
      [1178.351, -0.309],
      [1260.531, -0.109],
      [1273.514, -0.103],
      [1288.339, 0.01],
      [1327.543, 0.119],
      [1353.863, 0.377],
      [1414.509, 0.79],
      [1425.208, 0.963],
      [1421.384, 1.006],
      [1442.962, 1.115],
      [1464.35, 1.572],
      [1468.705, 1.841],
      [1447.894, 2.047],
      [1457.628, 2.2],
    ],
    starts: [
      [1000, 1000, 400, 40, 0.7, 0.3, 0.03],
      [1300, 1500, 500, 75, 1, 0.4, 0.05],
    ],
    values: [
      1.28813968e3, 1.4910792535e3, 5.8323836877e2, 7.5416644291e1, 9.6629502864e-1, 3.9797285797e-1, 4.9727297349e-2,
    ],
    deviations: [
      4.6647963344, 3.9571156086e1, 2.8698696102e1, 5.567537027, 3.1333340687e-2, 1.4984928198e-2, 6.5842344623e-3,
    ],
    sumOfSquares: 5.6427082397e3,
  },
  {
    name: "MGH09",
    model: (b, x) => {
      const [b1, b2, b3, b4] = [b[0] as number, b[1] as number, b[2] as number, b[3] as number];
      const top = x * x + x * b2;
      const bottom = x * x + x * b3 + b4;
      const slope = (-b1 * top) / bottom ** 2;
      return [(b1 * top) / bottom, [top / bottom, (b1 * x) / bottom, x * slope, slope]];
    },
    data: [
      [0.1957, 4],
      [0.1947, 2],
      [0.1735, 1],
      [0.16, 0.5],
      [0.0844, 0.25],
      [0.0627, 0.167],
      [0.0456, 0.125],
      [0.0342, 0.1],
      [0.0323, 0.0833],
      [0.0235, 0.0714],
      [0.0246, 0.0625],
    ],
    starts: [
      [25, 39, 41.5, 39],
      [0.25, 0.39, 0.415, 0.39],
    ],
    values: [1.9280693458e-1, 1.9128232873e-1, 1.2305650693e-1, 1.3606233068e-1],
    deviations: [1.1435312227e-2, 1.9633220911e-1, 8.0842031232e-2, 9.0025542308e-2],
    sumOfSquares: 3.0750560385e-4,
  },
];

function regression(model: Model, data: Certified["data"], variables: number): LeastSquaresProblem {
  const m = data.length;
  return {
    variables,
    residuals: m,
    evaluate: (b, residual, jacobian) => {
      data.forEach(([y, x], i) => {
        const [value, slopes] = model(b, x);
        residual[i] = value - y;
        slopes.forEach((slope, k) => {
          jacobian[k * m + i] = slope;
        });
      });
    },
  };
}

const rosenbrock: LeastSquaresProblem = {
  variables: 2,
  residuals: 2,
  evaluate: (x, r, j) => {
    const [a, b] = [x[0] as number, x[1] as number];
    r.set([10 * (b - a * a), 1 - a]);
    j.set([-20 * a, -1, 10, 0]);
  },
};

describe("levenbergMarquardt", () => {
  for (const { name, model, data, starts, values, deviations, sumOfSquares } of nist) {
    it.each(starts.map((start) => [start]))(`${name}: certified values and standard deviations from %j`, (start) => {
      const problem = regression(model, data, values.length);
      const fit = levenbergMarquardt(problem, Float64Array.from(start), {
        maximumIterations: 1000,
        reductionTolerance: 1e-15,
        stepTolerance: 1e-12,
      });
      expect(fit.converged).toBe(true);
      expect(fit.sumOfSquares / sumOfSquares).toBeCloseTo(1, 9);
      const { covariance, rank } = leastSquaresCovariance(fit.jacobian, data.length, values.length, fit.sumOfSquares);
      expect(rank).toBe(values.length);
      values.forEach((value, k) => {
        expect((fit.x[k] as number) / value).toBeCloseTo(1, 6);
        const deviation = Math.sqrt(covariance[k * values.length + k] as number);
        expect(deviation / (deviations[k] as number)).toBeCloseTo(1, 6);
      });
    });
  }

  it("finds Rosenbrock's minimum (1, 1) from (−1.2, 1)", () => {
    const fit = levenbergMarquardt(rosenbrock, Float64Array.of(-1.2, 1));
    expect(fit.converged).toBe(true);
    expect(fit.x[0]).toBeCloseTo(1, 9);
    expect(fit.x[1]).toBeCloseTo(1, 9);
  });

  it("finds Rosenbrock's minimum on a bound: x ≤ ½ gives (½, ¼)", () => {
    const fit = levenbergMarquardt({ ...rosenbrock, upper: Float64Array.of(0.5, 10) }, Float64Array.of(-1.2, 1));
    expect(fit.converged).toBe(true);
    expect(fit.x[0]).toBe(0.5);
    expect(fit.x[1]).toBeCloseTo(0.25, 9);
    expect([...fit.bound]).toEqual([1, 0]);
  });

  it("says so when it runs out of iterations", () => {
    const fit = levenbergMarquardt(rosenbrock, Float64Array.of(-1.2, 1), { maximumIterations: 3 });
    expect(fit).toMatchObject({ converged: false, reason: "maximum iterations", iterations: 3 });
  });

  it("refuses a start where the residual is not finite", () => {
    const problem: LeastSquaresProblem = {
      variables: 1,
      residuals: 1,
      evaluate: (x, r, j) => {
        r[0] = Math.log(x[0] as number);
        j[0] = 1 / (x[0] as number);
      },
    };
    expect(() => levenbergMarquardt(problem, Float64Array.of(-1))).toThrow(/not finite at the start/);
    // A step into the forbidden half is a failed step, not an error: ln x = 0 from x = 20.
    expect(levenbergMarquardt(problem, Float64Array.of(20)).x[0]).toBeCloseTo(1, 9);
  });
});

describe("leastSquaresCovariance", () => {
  it("marks every variable of an undetermined combination, and no other", () => {
    // r = (a + b) x + c: a and b enter only as their sum.
    const x = [1, 2, 3, 4, 5];
    const jacobian = Float64Array.of(...x, ...x, ...x.map(() => 1));
    const { determined, rank, covariance } = leastSquaresCovariance(jacobian, 5, 3, 0.1);
    expect(rank).toBe(2);
    expect([...determined]).toEqual([0, 0, 1]);
    // Intercept of a straight line: s² Σx² / (m Σ(x − x̄)²), s² = 0.1 / 3.
    expect(covariance[8]).toBeCloseTo(((0.1 / 3) * 55) / (5 * 10), 12);
  });

  it("marks a variable without influence", () => {
    const { determined } = leastSquaresCovariance(Float64Array.of(1, 1, 1, 0, 0, 0), 3, 2, 1);
    expect([...determined]).toEqual([1, 0]);
  });

  it("refuses as many variables as residuals", () => {
    expect(() => leastSquaresCovariance(Float64Array.of(1), 1, 1, 0)).toThrow(/1 residuals do not determine 1/);
  });
});

describe("small dense matrices", () => {
  it("Cholesky solves the 3 × 3 Hilbert system with right-hand side of x = (1, 1, 1)", () => {
    const hilbert = Float64Array.from({ length: 9 }, (_, k) => 1 / (Math.floor(k / 3) + (k % 3) + 1));
    const right = Float64Array.of(11 / 6, 13 / 12, 47 / 60);
    expect(factorCholesky(hilbert, 3)).toBe(-1);
    solveCholesky(hilbert, 3, right);
    for (const value of right) expect(value).toBeCloseTo(1, 12);
  });

  it("Cholesky says that an indefinite matrix is", () => {
    expect(factorCholesky(Float64Array.of(1, 2, 2, 1), 2)).toBe(1);
  });

  it("singular values of [[3, 0], [4, 5]] are √45 and √5, and V is orthogonal", () => {
    const { values, right } = singularValues(Float64Array.of(3, 4, 0, 5), 2, 2);
    expect(values[0]).toBeCloseTo(Math.sqrt(45), 12);
    expect(values[1]).toBeCloseTo(Math.sqrt(5), 12);
    const [a, b, c, d] = [...right] as [number, number, number, number];
    expect(a * c + b * d).toBeCloseTo(0, 14);
    expect(a * a + b * b).toBeCloseTo(1, 14);
  });
});
