import { describe, expect, it } from "vitest";
import { gaussLegendre } from "../../numerics/quadrature/gauss-legendre.ts";
import type { BasisName } from "./basis.ts";
import { radialFunction } from "./basis.ts";
import { kernelMatrices } from "./kernel.ts";
import { penaltyMatrix } from "./penalty.ts";

const RADIAL: readonly BasisName[] = ["gaussian", "matern-2", "matern-4", "matern-6"];

/** Oracle: Gauss-Legendre with 40 points on 400 panels. */
function integrate(f: (x: number) => number, from: number, to: number): number {
  const { nodes, weights } = gaussLegendre(40);
  const half = (to - from) / 800;
  let sum = 0;
  for (let p = 0; p < 400; p++) {
    const centre = from + (2 * p + 1) * half;
    for (let i = 0; i < 40; i++) sum += half * weights[i] * f(centre + half * nodes[i]);
  }
  return sum;
}

describe("gaussLegendre", () => {
  it("integrates x²⁰ with 11 points exactly (2/21)", () => {
    const { nodes, weights } = gaussLegendre(11);
    expect(nodes.reduce((sum, x, i) => sum + weights[i] * x ** 20, 0)).toBeCloseTo(2 / 21, 14);
  });
});

describe("kernelMatrices", () => {
  it.each(RADIAL)("agrees with fine quadrature to 1e-10 of the area for %s of any width", (basis) => {
    const { value, reach } = radialFunction(basis);
    for (const epsilon of [0.4, 1.7, 3.6, 9]) {
      const half = reach / epsilon;
      const area = 2 * integrate((x) => value(epsilon * x), 0, half);
      for (const logTau of [-14, -2, 0.3, 1, 9]) {
        const f = 0.731;
        const { real, imaginary } = kernelMatrices(Float64Array.of(f), Float64Array.of(logTau), basis, epsilon);
        const w = 2 * Math.PI * f;
        const re = (x: number): number => value(epsilon * x) / (1 + (w * Math.exp(logTau + x)) ** 2);
        const im = (x: number): number => -w * Math.exp(logTau + x) * re(x);
        expect(Math.abs(real[0] - integrate(re, -half, 0) - integrate(re, 0, half)) / area).toBeLessThan(1e-10);
        expect(Math.abs(imaginary[0] - integrate(im, -half, 0) - integrate(im, 0, half)) / area).toBeLessThan(1e-10);
      }
    }
  });

  it("integrates hats exactly, half hats at the ends", () => {
    const logTau = Float64Array.of(-1, -0.2, 1.5);
    const { real, imaginary } = kernelMatrices(Float64Array.of(0.2), logTau, "piecewise-linear", 0);
    const w = 0.4 * Math.PI;
    const debye = (y: number): number => 1 / (1 + (w * Math.exp(y)) ** 2);
    const middle = (y: number): number => (y < -0.2 ? (y + 1) / 0.8 : (1.5 - y) / 1.7);
    const re = (y: number): number => middle(y) * debye(y);
    const im = (y: number): number => -w * Math.exp(y) * re(y);
    expect(real[1]).toBeCloseTo(integrate(re, -1, -0.2) + integrate(re, -0.2, 1.5), 12);
    expect(imaginary[1]).toBeCloseTo(integrate(im, -1, -0.2) + integrate(im, -0.2, 1.5), 12);
    expect(real[0]).toBeCloseTo(
      integrate((y) => (1 - middle(y)) * debye(y), -1, -0.2),
      12,
    );
  });

  it("sums to the whole Debye step in the limits: area at low, 0 at high frequency", () => {
    const { real, imaginary } = kernelMatrices(Float64Array.of(1e-12, 1e12), Float64Array.of(0), "gaussian", 2);
    expect(real[0]).toBeCloseTo(Math.sqrt(Math.PI) / 2, 12);
    expect(real[1]).toBeLessThan(1e-15);
    expect(imaginary[0]).toBeCloseTo(0, 10);
  });
});

describe("penaltyMatrix", () => {
  it.each(RADIAL)("is ∫ φ⁽ᵖ⁾ φ⁽ᵖ⁾ for %s (oracle: quadrature of finite differences)", (basis) => {
    const { value } = radialFunction(basis);
    const epsilon = 1.3;
    const h = 1e-4;
    const phi = (x: number): number => value(epsilon * x);
    const first = (x: number): number => (phi(x + h) - phi(x - h)) / (2 * h);
    const second = (x: number): number => (phi(x + h) - 2 * phi(x) + phi(x - h)) / (h * h);
    for (const distance of [0, 0.4, 1.1, 3]) {
      const centres = Float64Array.of(0, distance);
      const [one, two] = [penaltyMatrix(centres, basis, epsilon, 1)[1], penaltyMatrix(centres, basis, epsilon, 2)[1]];
      expect(one).toBeCloseTo(
        integrate((x) => first(x) * first(x - distance), -20, 20),
        5,
      );
      expect(Math.abs(two - integrate((x) => second(x) * second(x - distance), -20, 20))).toBeLessThan(2e-3);
    }
  });

  it("is zero for a straight line of hats with p = 2 and its slope squared with p = 1", () => {
    const logTau = Float64Array.of(0, 0.5, 0.7, 2);
    const energy = (order: 1 | 2): number => {
      const m = penaltyMatrix(logTau, "piecewise-linear", 0, order);
      return m.reduce((sum, value, k) => sum + value * 3 * logTau[Math.floor(k / 4)] * 3 * logTau[k % 4], 0);
    };
    expect(energy(1)).toBeCloseTo(9 * 2, 12);
    expect(energy(2)).toBeCloseTo(0, 10);
  });

  it("has radial functions of height ½ at their half width", () => {
    for (const basis of RADIAL)
      expect(radialFunction(basis).value(radialFunction(basis).halfWidth)).toBeCloseTo(0.5, 12);
  });
});
