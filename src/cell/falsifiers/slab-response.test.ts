// Oracles: the same response as a sum over images, 2√τ [ierfc 0 + 2 Σ ierfc(n/√τ)] (Carslaw and Jaeger, sect. 3.8), with ierfc by
// quadrature; the mass balance of the closed slab; the integral of the step, by Gauss-Legendre.
import { describe, expect, it } from "vitest";
import { gaussLegendre } from "../../numerics/quadrature/gauss-legendre.ts";
import { rampResponse, stepResponse, timeOf } from "./slab-response.ts";

const { nodes, weights } = gaussLegendre(40);

function integral(f: (x: number) => number, from: number, to: number): number {
  let sum = 0;
  for (const [k, node] of nodes.entries()) sum += (weights[k] ?? 0) * f(0.5 * (from + to) + 0.5 * (to - from) * node);
  return 0.5 * (to - from) * sum;
}

/** ∫_z^∞ erfc: (2/√π) ∫_z^∞ (s − z) e^{−s²} ds */
const ierfc = (z: number): number => (2 / Math.sqrt(Math.PI)) * integral((s) => (s - z) * Math.exp(-s * s), z, z + 8);

function byImages(tau: number): number {
  let sum = ierfc(0);
  for (let n = 1; n / Math.sqrt(tau) < 7; n++) sum += 2 * ierfc(n / Math.sqrt(tau));
  return 2 * Math.sqrt(tau) * sum;
}

describe("a slab under a flux", () => {
  it.each([1e-4, 0.015, 0.0200001, 0.07, 0.4, 2])("at τ = %f rises as the sum over images says", (tau) => {
    expect(stepResponse(tau) / byImages(tau)).toBeCloseTo(1, 11);
  });

  it.each([0.01, 0.3, 3])("under a ramp at τ = %f, has the integral of the step", (tau) => {
    // s = u² takes the root out of the integrand
    const found = integral((u) => 2 * u * stepResponse(u * u), 0, Math.sqrt(tau));
    expect(rampResponse(tau) / found).toBeCloseTo(1, 8);
  });

  it("long after, is ahead of its mean τ by a third: the steady parabola", () => {
    expect(stepResponse(50)).toBeCloseTo(50 + 1 / 3, 12);
    expect(rampResponse(50)).toBeCloseTo(1250 + 50 / 3 - 1 / 45, 9);
  });

  it("reaches a level at the time at which it has it, from far below to far above the thickness", () => {
    for (const level of [1e-9, 1e-3, 0.17, 1, 1e6]) {
      expect(stepResponse(timeOf(stepResponse, level)) / level).toBeCloseTo(1, 11);
      expect(rampResponse(timeOf(rampResponse, level)) / level).toBeCloseTo(1, 11);
    }
    expect(timeOf(stepResponse, Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(() => timeOf(() => 1, 2)).toThrow("stays below 2");
  });
});
