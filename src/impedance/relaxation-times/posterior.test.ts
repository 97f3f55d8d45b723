import { describe, expect, it } from "vitest";
import { addNoise, exactSpectrum, frequencies } from "../../../test/support/drt-workload.ts";
import { factorCholesky, logDeterminant, solveCholesky } from "../../numerics/linear/cholesky.ts";
import { relaxationPosterior } from "./posterior.ts";
import { relaxationTimes } from "./relaxation-times.ts";

const spectrum = addNoise(
  exactSpectrum(
    [
      ["R", 5],
      ["ZARC", 30, 1e-3, 0.8],
    ],
    frequencies(1e5, 0.1, 24),
  ),
  0.004,
  3,
);

describe("relaxationPosterior", () => {
  const options = { centresPerDecade: 4, lambda: 1e-2 } as const;
  const posterior = relaxationPosterior(spectrum, options);

  it("has its mode where relaxationTimes has its γ, and keeps it when the plan is used again", () => {
    const result = relaxationTimes(spectrum, options);
    const { plan, mode, free, resistanceAt } = posterior;
    expect(mode[resistanceAt]).toBeCloseTo(result.ohmicResistance, 10);
    const n = plan.functions;
    result.gamma.forEach((g, i) => {
      let sum = 0;
      for (let m = 0; m < n; m++) sum += plan.synthesis[i * n + m] * mode[free + m];
      expect(sum).toBeCloseTo(g, 9);
    });
    const before = posterior.gram.slice();
    relaxationPosterior(addNoise(spectrum, 0.1, 5), options, plan);
    expect(posterior.gram).toEqual(before);
  });

  // Oracle: the same density from the other side, ln N(b; 0, σ²(I + A K Aᵀ)), K = (λM)⁻¹ on the passive functions and a very
  // wide prior of known density on R∞ and L.
  it("has the log marginal likelihood of the Gaussian in the space of the data", () => {
    const { plan, passive, free, rows, unknowns, model, data, weights, noise, lambda } = posterior;
    const functions = Array.from(passive).filter((i) => i >= free);
    const flat = Array.from(passive).filter((i) => i < free);
    const q = functions.length;
    const m = new Float64Array(q * q);
    functions.forEach((i, a) => {
      functions.forEach((j, b) => {
        m[a * q + b] = lambda * plan.penalty[(i - free) * plan.functions + j - free];
      });
    });
    expect(factorCholesky(m, q)).toBe(-1);
    const covariance = new Float64Array(rows * rows);
    for (let r = 0; r < rows; r++) {
      const column = Float64Array.from(functions, (i) => model[r * unknowns + i]);
      solveCholesky(m, q, column);
      for (let s = 0; s < rows; s++) {
        let sum = r === s ? 1 : 0;
        functions.forEach((i, a) => {
          sum += model[s * unknowns + i] * column[a];
        });
        covariance[s * rows + r] = sum;
      }
    }
    // Flat priors: standard deviation `wide` (in units of σ) times the inverse length of the column.
    const wide = 1e5;
    let flatDensity = 0;
    for (const i of flat) {
      let squares = 0;
      for (let r = 0; r < rows; r++) squares += model[r * unknowns + i] ** 2;
      const deviation = wide / Math.sqrt(squares);
      flatDensity += -Math.log(Math.sqrt(2 * Math.PI) * deviation * noise);
      for (let r = 0; r < rows; r++) {
        for (let s = 0; s < rows; s++) {
          covariance[r * rows + s] += deviation ** 2 * model[r * unknowns + i] * model[s * unknowns + i];
        }
      }
    }
    expect(factorCholesky(covariance, rows)).toBe(-1);
    const solved = data.slice();
    solveCholesky(covariance, rows, solved);
    const quadratic = data.reduce((sum, b, r) => sum + b * solved[r], 0) / noise ** 2;
    const gaussian =
      -0.5 * (rows * Math.log(2 * Math.PI * noise ** 2) + logDeterminant(covariance, rows) + quadratic) - flatDensity;
    const jacobian = 2 * weights.reduce((sum, w) => sum + Math.log(w), 0);
    expect(posterior.logMarginalLikelihood).toBeCloseTo(gaussian + jacobian, 3);
  });

  it("estimates the noise that was added (0.4 % of |Z|) and fewer parameters than functions in use", () => {
    const found = relaxationPosterior(spectrum);
    const modulus = spectrum.real.map((re, k) => Math.hypot(re, spectrum.imaginary[k]));
    const relative = found.noise / (found.weights[0] * modulus[0]);
    expect(relative).toBeGreaterThan(0.003);
    expect(relative).toBeLessThan(0.0052);
    expect(found.effectiveParameters).toBeLessThan(found.passive.length);
  });
});
