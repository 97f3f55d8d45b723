// Oracle: the objective as the doc comment of relaxationTimes states it, evaluated here from the public result alone.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addNoise, exactSpectrum, frequencies } from "../../../test/support/drt-workload.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { CLASSIC_SETTINGS, DEFAULT_SETTINGS, objectiveInWords, type RelaxationTimesOptions } from "./options.ts";
import { relaxationTimes } from "./relaxation-times.ts";

const spectrum = addNoise(
  exactSpectrum(
    [
      ["R", 5],
      ["L", 2e-7],
      ["ZARC", 30, 1e-3, 0.85],
      ["ZARC", 200, 0.1, 0.9],
    ],
    frequencies(1e6, 0.05, 50),
  ),
  0.003,
  2,
);
const { frequency, real, imaginary } = spectrum;
const N = frequency.length;

/** d^p/dx^p on a uniform grid by central differences; 0 at the ends. */
function derivative(values: Float64Array, step: number, order: 1 | 2): Float64Array {
  const next = (i: number): number => values[i + 1] ?? 0;
  const last = (i: number): number => values[i - 1] ?? 0;
  return values.map((v, i) =>
    order === 1 ? (next(i) - last(i)) / (2 * step) : (next(i) - 2 * v + last(i)) / (step * step),
  );
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, v, i) => sum + v * b[i], 0);
}

/** Gradient of the documented objective along a change of γ on the grid, apart into data and penalty over λ. */
function slopes(options: RelaxationTimesOptions) {
  const { weighting, derivative: order } = { ...DEFAULT_SETTINGS, ...options };
  const result = relaxationTimes(spectrum, { ...options, pointsPerDecade: 200 });
  const { tau, gamma, ohmicResistance, inductance } = result;
  const step = Math.log(tau[tau.length - 1] / tau[0]) / (tau.length - 1);
  const modulus = real.map((re, k) => Math.hypot(re, imaginary[k]));
  const S = Math.sqrt(N / modulus.reduce((sum, m) => sum + 1 / m ** 2, 0));
  const w = modulus.map((m) => (weighting === "modulus" ? S / m : 1));
  const impedance = (g: Float64Array): readonly [Float64Array, Float64Array] => {
    const debye = (f: number, reactive: boolean): number => {
      const x = tau.map((t) => 2 * Math.PI * f * t);
      return step * g.reduce((sum, v, i) => sum + (v * (reactive ? -x[i] : 1)) / (1 + x[i] ** 2), 0);
    };
    return [frequency.map((f) => debye(f, false)), frequency.map((f) => debye(f, true))];
  };
  const [re, im] = impedance(gamma);
  const residualReal = real.map((v, k) => w[k] ** 2 * (v - ohmicResistance - re[k]));
  const residualImaginary = imaginary.map((v, k) => w[k] ** 2 * (v - 2 * Math.PI * frequency[k] * inductance - im[k]));
  const rough = derivative(gamma, step, order);
  return {
    result,
    w,
    /** Of Σ w² |Z − Ẑ|², and of ∫ (γ^(p))², along `direction`. */
    along(direction: Float64Array): { readonly data: number; readonly penalty: number } {
      const [a, b] = impedance(direction);
      return {
        data: -2 * (dot(residualReal, a) + dot(residualImaginary, b)),
        penalty: 2 * step * dot(rough, derivative(direction, step, order)),
      };
    },
    /** Along R∞ and along L times the highest ω. */
    series: [
      2 * residualReal.reduce((sum, v) => sum + v, 0),
      2 *
        dot(
          residualImaginary,
          frequency.map((f) => f / frequency[0]),
        ),
    ],
    scale: 2 * dot(w, w) * 30,
  };
}

describe("the documented objective", () => {
  const cases: readonly RelaxationTimesOptions[] = [
    { lambda: 1e-3 },
    { lambda: 1e-1 },
    { lambda: 1e-2, derivative: 1 },
    { lambda: 1, weighting: "unit" },
    { lambda: 3e-1, derivative: 1, weighting: "unit" },
    { lambda: "evidence" },
    { lambda: "mgcv" },
  ];

  it.each(cases)("gives the printed λ back: it balances data and penalty along γ itself (%o)", (options) => {
    const { result, along } = slopes(options);
    const { data, penalty } = along(result.gamma);
    expect(-data / penalty / result.lambda).toBeCloseTo(1, 2);
  });

  it.each(cases)("is at its minimum over γ ≥ 0: no function of the basis, R∞ or L lowers it (%o)", (options) => {
    const { result, along, series, scale, w } = slopes(options);
    expect(w.reduce((sum, v) => sum + v * v, 0)).toBeCloseTo(N, 9);
    for (const slope of series) expect(Math.abs(slope) / scale).toBeLessThan(1e-6);
    // Gaussians at 10 a decade from 1/(2π f_max) to half a decade beyond 1/(2π f_min), two centres to a width.
    const first = Math.log(result.measuredTauMin);
    const span = Math.log(result.measuredTauMax) + 0.5 * Math.LN10 - first;
    const cells = Math.ceil((span / Math.LN10) * 10 - 1e-9);
    const epsilon = (Math.sqrt(Math.LN2) * cells) / span;
    let binding = 0;
    for (let m = 0; m <= cells; m++) {
      const phi = result.tau.map((t) => Math.exp(-((epsilon * (Math.log(t) - first - (m * span) / cells)) ** 2)));
      const { data, penalty } = along(phi);
      const slope = (data + result.lambda * penalty) / scale;
      expect(slope, `function ${m}`).toBeGreaterThan(-1e-4);
      if (Math.abs(slope) < 1e-4) binding++;
    }
    expect(binding).toBeGreaterThan(3);
  });

  it("at a fixed λ is the same for Z → cZ and γ → cγ, R∞ → cR∞", () => {
    const base = relaxationTimes(spectrum, { lambda: 1e-2 });
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (decade) => {
        const c = 10 ** decade;
        const times = (values: Float64Array): Float64Array => values.map((v) => c * v);
        const other = relaxationTimes(impedanceSpectrum(frequency, times(real), times(imaginary)), { lambda: 1e-2 });
        expect(other.lambda).toBe(1e-2);
        expect(other.ohmicResistance / c).toBeCloseTo(base.ohmicResistance, 6);
        other.gamma.forEach((g, i) => {
          expect(g / c).toBeCloseTo(base.gamma[i], 6);
        });
      }),
      { seed: 7, numRuns: 10 },
    );
  });
});

describe("objectiveInWords", () => {
  it("states objective, unknowns and weights", () => {
    expect(objectiveInWords()).toBe(
      "Σ w² |Z − Ẑ|² + λ ∫ (d²γ/d(ln τ)²)² d ln τ is minimised over γ ≥ 0, R∞ ≥ 0 and L ≥ 0, " +
        "with modulus weights w = S/|Z| with S² = N / Σ 1/|Z|² over the N points",
    );
    expect(objectiveInWords(CLASSIC_SETTINGS)).toMatch(/\(dγ\/d ln τ\)² .* unit weights w = 1, residuals in Ω/);
    expect(objectiveInWords({ ...DEFAULT_SETTINGS, part: "im" })).toMatch(/\(Im Z − Im Ẑ\)².*over γ ≥ 0 and L ≥ 0,/);
    expect(objectiveInWords({ ...DEFAULT_SETTINGS, part: "re" })).toMatch(/over γ ≥ 0 and R∞ ≥ 0,/);
  });
});
