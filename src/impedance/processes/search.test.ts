import { describe, expect, it } from "vitest";
import { caseSpectrum, F80, Random } from "../../../test/support/drt-workload.ts";
import { logScaleIntegral } from "./evidence.ts";
import type { WeightedSpectrum } from "./fitted-model.ts";
import { FORMS } from "./form.ts";
import { noiseScale } from "./noise-scale.ts";
import { processesImpedance } from "./process.ts";
import { ScoreTest } from "./score.ts";
import { smoothModel, smoothPlan } from "./smooth.ts";
import { smoothDensity } from "./smooth-quantities.ts";
import { VariableProjection } from "./variable-projection.ts";

function weighted(z: ReturnType<typeof caseSpectrum>): WeightedSpectrum {
  const rows = 2 * z.frequency.length;
  const size = z.real.map((x, k) => Math.hypot(x, z.imaginary[k]));
  const weight = Float64Array.from({ length: rows }, (_, r) => 1 / size[r >> 1]);
  const data = weight.map((w, r) => w * (r % 2 === 0 ? z.real : z.imaginary)[r >> 1]);
  return { frequency: z.frequency, weight, data };
}

const PLAIN = { inductance: false, capacitance: false };
const cole = (
  logTau: number,
  alpha: number,
): { form: (typeof FORMS)["cole-cole"]; logTau: number; exponents: number[] } => ({
  form: FORMS["cole-cole"],
  logTau,
  exponents: [alpha],
});

describe("VariableProjection", () => {
  it("returns the parameters of exact data, from far", () => {
    // Oracle: the processes from which the impedance was made; a fit ends when a step gains less than 0.002 residual variances.
    const z = processesImpedance(
      [
        { shape: "cole-cole", resistance: 20, tau: 1e-4, exponents: [0.85] },
        { shape: "barriers", resistance: -7, tau: 0.1, exponents: [2, 0.4] },
      ],
      { ohmicResistance: 5, inductance: 2e-7 },
      F80,
    );
    const projection = new VariableProjection(weighted(z), Math.log(1e-8), Math.log(1e3));
    projection.floor = 0;
    const start = [cole(Math.log(1e-3), 0.7), { form: FORMS.barriers, logTau: Math.log(0.4), exponents: [1, 0.8] }];
    const fit = projection.fit(start, { inductance: true, capacitance: false }, 60);
    expect(fit.converged).toBe(true);
    const found = [...fit.linear, ...fit.theta];
    const truth = [5, 2e-7, 20, -7, Math.log(1e-4), 0.85, Math.log(0.1), 2, 0.4];
    found.forEach((x, i) => {
      expect(Math.abs(x / truth[i] - 1), `${i}`).toBeLessThan(1e-4);
    });
  });

  it("stays within the bounds of exponents", () => {
    const fit = new VariableProjection(weighted(caseSpectrum("rc", 1)), Math.log(1e-8), Math.log(1e3)).fit(
      [cole(Math.log(1e-3), 0.7)],
      PLAIN,
      40,
    );
    expect(fit.theta[1]).toBeLessThanOrEqual(1);
    expect(fit.theta[1]).toBeGreaterThan(0.99);
  });

  it("leaves a residual at right angles to all linear columns", () => {
    const projection = new VariableProjection(weighted(caseSpectrum("zarc2_far", 1)), Math.log(1e-8), Math.log(1e3));
    const fit = projection.fit([cole(Math.log(1e-3), 0.8)], PLAIN, 20);
    const { columns, residual } = projection.jacobian(fit);
    for (let p = 0; p < 2; p++) {
      let [inner, own] = [0, 0];
      for (let r = 0; r < 160; r++) {
        inner += columns[p * 160 + r] * residual[r];
        own += columns[p * 160 + r] ** 2;
      }
      expect(Math.abs(inner) / Math.sqrt(own * fit.squares)).toBeLessThan(1e-7);
    }
  });
});

describe("ScoreTest", () => {
  it("says by how much a linear column lowers the sum of squares", () => {
    // Oracle: the fit with that column.
    const projection = new VariableProjection(weighted(caseSpectrum("hf_ind", 1)), Math.log(1e-8), Math.log(1e3));
    const before = projection.fit([], PLAIN, 1);
    const gain = new ScoreTest(projection, before).gain(projection.inductanceColumn, 0);
    const after = projection.fit([], { inductance: true, capacitance: false }, 1);
    expect(gain / (before.squares - after.squares)).toBeCloseTo(1, 6);
  });
});

describe("noiseScale", () => {
  it("finds proportional part, floor and wild points", () => {
    // Oracle: the numbers the residuals were drawn with.
    const random = new Random(9);
    const n = 400;
    const modulus = Float64Array.from({ length: n }, (_, k) => 10 ** ((3 * k) / n));
    const draw = (floor: number): ReturnType<typeof noiseScale> => {
      const squares = modulus.map((z, k) => {
        const [a, b] = random.pair();
        const s = Math.hypot(0.01 * z, floor) * (k === 100 ? 10 : 1);
        return s * s * (a * a + b * b);
      });
      return noiseScale(modulus, squares);
    };
    const plain = draw(0);
    expect(plain.floor).toBe(0);
    expect(plain.relative / 0.01).toBeCloseTo(1, 0);
    const floored = draw(0.1);
    expect(floored.floor).toBeGreaterThan(0.06);
    expect(floored.floor).toBeLessThan(0.16);
    expect(floored.wild).toContain(100);
  });
});

describe("evidence", () => {
  it("integrates over the noise scale", () => {
    // Oracle: quadrature over ln s.
    const [squares, freedom] = [3, 7];
    let sum = 0;
    for (let i = -4000; i < 4000; i++) {
      const s = Math.exp(i / 400);
      sum += (s ** -freedom * (2 * Math.PI) ** (-freedom / 2) * Math.exp(-squares / (2 * s * s))) / 400;
    }
    expect(logScaleIntegral(squares, freedom)).toBeCloseTo(Math.log(sum), 8);
  });
});

describe("smoothModel", () => {
  it("draws a log-normal, without ripples, with the area of its resistance", () => {
    // Oracle: the exact density; the best published error of peers on two log-normals is 0.07.
    const z = caseSpectrum("gauss2", 3);
    const model = smoothModel(smoothPlan(F80), weighted(z), true, 90);
    expect(model.weights.reduce((a, b) => a + b, 0) / 80).toBeCloseTo(1, 1);
    expect(model.weights.every((x) => x >= 0)).toBe(true);
    const at = smoothDensity(model, Float64Array.of(1e-3, 1e-1, 1e2));
    expect(at[0] / (50 / Math.sqrt(2 * Math.PI))).toBeCloseTo(1, 0);
    expect(at[1] / (30 / 0.6 / Math.sqrt(2 * Math.PI))).toBeCloseTo(1, 0);
    expect(Math.abs(at[2])).toBeLessThan(0.3);
  });
});
