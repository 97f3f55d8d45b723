import { describe, expect, it } from "vitest";
import { rodas4 } from "./rodas4.ts";
import { rodas4p } from "./rodas4p.ts";
import { rodas4p2 } from "./rodas4p2.ts";
import { rodas5p } from "./rodas5p.ts";
import type { RosenbrockMethod } from "./rosenbrock-method.ts";

type Matrix = readonly (readonly number[])[];

const multiply = (a: Matrix, b: Matrix): number[][] =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
const apply = (a: Matrix, v: readonly number[]): number[] =>
  a.map((row) => row.reduce((sum, value, k) => sum + value * v[k], 0));
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, k) => sum + value * b[k], 0);
const times = (...vectors: readonly (readonly number[])[]): number[] =>
  vectors[0].map((_, i) => vectors.reduce((product, v) => product * v[i], 1));

/** Inverse of a lower triangular matrix by forward substitution. */
function inverse(a: Matrix): number[][] {
  const n = a.length;
  const out = a.map(() => new Array<number>(n).fill(0));
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = i === j ? 1 : 0;
      for (let k = j; k < i; k++) sum -= a[i][k] * out[k][j];
      out[i][j] = sum / a[i][i];
    }
  }
  return out;
}

/** The coefficients αᵢⱼ, βᵢⱼ = αᵢⱼ + γᵢⱼ, bᵢ of the usual form (Hairer & Wanner II, eq. IV.7.25) from those of the u form. */
function usualForm({ a, c, gamma, nodes }: RosenbrockMethod) {
  const s = nodes.length;
  const full = (rows: Matrix): number[][] => rows.map((row) => nodes.map((_, j) => row[j] ?? 0));
  const inverseGamma = full(c).map((row, i) => row.map((value, j) => (i === j ? 1 / gamma : 0) - value));
  const gammas = inverse(inverseGamma);
  const alpha = multiply(full(a), gammas);
  const beta = alpha.map((row, i) => row.map((value, j) => value + gammas[i][j]));
  return { alpha, beta, gammas, ones: nodes.map(() => 1), omega: inverse(beta), b: beta[s - 1], embedded: beta[s - 2] };
}

/** Left minus right sides of the order conditions for M y' = f of index 1 up to order 4 (Hairer & Wanner II, tables IV.7.1, VI.4). */
function conditions(method: RosenbrockMethod, b: readonly number[], order: number): number[] {
  const { alpha, beta, omega, ones } = usualForm(method);
  const node = apply(alpha, ones);
  const betaSum = apply(beta, ones);
  const square = times(node, node);
  const out = [dot(b, ones) - 1];
  if (order >= 2) out.push(dot(b, betaSum) - 1 / 2);
  if (order >= 3) out.push(dot(b, square) - 1 / 3, dot(b, apply(beta, betaSum)) - 1 / 6);
  if (order >= 4) {
    out.push(dot(b, times(square, node)) - 1 / 4);
    out.push(dot(b, times(node, apply(alpha, betaSum))) - 1 / 8);
    out.push(dot(b, apply(beta, square)) - 1 / 12);
    out.push(dot(b, apply(beta, apply(beta, betaSum))) - 1 / 24);
    out.push(dot(b, times(node, apply(alpha, apply(omega, square)))) - 1 / 4);
  }
  if (order >= 5) {
    const cube = times(square, node);
    out.push(dot(b, times(cube, node)) - 1 / 5);
    out.push(dot(b, times(square, apply(alpha, betaSum))) - 1 / 10);
    out.push(dot(b, times(node, apply(alpha, square))) - 1 / 15);
    out.push(dot(b, times(apply(alpha, betaSum), apply(alpha, betaSum))) - 1 / 20);
    out.push(dot(b, apply(beta, cube)) - 1 / 20);
    out.push(dot(b, times(node, apply(alpha, apply(beta, betaSum)))) - 1 / 30);
    out.push(dot(b, apply(beta, times(node, apply(alpha, betaSum)))) - 1 / 40);
    out.push(dot(b, apply(beta, apply(beta, square))) - 1 / 60);
    out.push(dot(b, apply(beta, apply(beta, apply(beta, betaSum)))) - 1 / 120);
  }
  return out;
}

const largest = (values: readonly number[]): number => Math.max(...values.map(Math.abs));

describe.each([rodas4, rodas4p, rodas4p2, rodas5p])("$name", (method) => {
  const { alpha, gammas, b, embedded, omega, ones } = usualForm(method);

  it("has the nodes and the γᵢ that its rows add up to", () => {
    expect(largest(apply(alpha, ones).map((value, i) => value - method.nodes[i]))).toBeLessThan(1e-13);
    expect(largest(apply(gammas, ones).map((value, i) => value - method.gammas[i]))).toBeLessThan(2e-13);
  });

  it("fulfils the order conditions, and the embedded solution those of one order less", () => {
    expect(largest(conditions(method, b, method.order))).toBeLessThan(2e-13);
    expect(largest(conditions(method, embedded, method.embeddedOrder))).toBeLessThan(2e-13);
  });

  it("is no better than it says", () => {
    expect(largest(conditions(method, embedded, method.embeddedOrder + 1))).toBeGreaterThan(1e-3);
  });

  it("damps infinitely stiff parts at once: R(∞) = 1 − bᵀβ⁻¹1 = 0, for the embedded solution too", () => {
    expect(dot(b, apply(omega, ones))).toBeCloseTo(1, 12);
    expect(dot(embedded, apply(omega, ones))).toBeCloseTo(1, 12);
  });

  it("keeps algebraic unknowns to order: αₛᵀβ⁻¹α² = 1", () => {
    const square = method.nodes.map((node) => node * node);
    expect(dot(alpha[method.nodes.length - 1], apply(omega, square))).toBeCloseTo(1, 11);
  });

  it("has a dense output that is exact for y = tᵐ up to its order", () => {
    for (let m = 1; m <= method.denseOrder; m++) {
      const slopes = method.nodes.map((node, i) => m * node ** (m - 1) + method.gammas[i] * (m === 2 ? 2 : 0));
      const u = apply(gammas, slopes); // J = 0, h = 1; ∂f/∂t = m (m − 1) tᵐ⁻² at t = 0
      const k = method.dense.map((row) => row.reduce((sum, value, j) => sum + value * u[j], 0));
      for (const theta of [0.3, 0.6]) {
        const inner = k.reduceRight((sum, value) => value + theta * sum, 0);
        expect(theta * (1 + (1 - theta) * inner)).toBeCloseTo(theta ** m, 9);
      }
    }
  });
});

it.each([rodas4p, rodas4p2, rodas5p])("$name has no order reduction to below 3 on parabolic problems", (method) => {
  // Lubich & Ostermann, BIT 35 (1995) 246: bᵀβʲ(2β²1 − α²) = 0, 1 ≤ j ≤ s − 1.
  const { b, beta, ones } = usualForm(method);
  let v = apply(beta, apply(beta, ones)).map((value, i) => 2 * value - method.nodes[i] ** 2);
  for (let j = 1; j < method.nodes.length; j++) {
    v = apply(beta, v);
    expect(Math.abs(dot(b, v))).toBeLessThan(1e-12);
  }
});

it("tells RODAS4 from the others by the parabolic conditions", () => {
  const { b, beta, ones } = usualForm(rodas4);
  let v = apply(beta, apply(beta, ones)).map((value, i) => 2 * value - rodas4.nodes[i] ** 2);
  const defects = [2, 3, 4, 5].map(() => {
    v = apply(beta, v);
    return Math.abs(dot(b, v));
  });
  expect(Math.max(...defects)).toBeGreaterThan(1e-4);
});
