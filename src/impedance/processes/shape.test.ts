import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gaussLegendre } from "../../numerics/quadrature/gauss-legendre.ts";
import { processesCumulative, processesDensity, processesImpedance } from "./process.ts";
import { processShape, SHAPE_NAMES } from "./shape.ts";
import type { ShapeName } from "./shapes/process-shape.ts";

const FREQUENCIES = Float64Array.of(1e5, 3e2, 16, 1, 0.2, 1e-3);
const RULE = gaussLegendre(20);

/** ∫ f(y) dy over panels that get denser towards y = 0, from −120 to 120. */
function integrate(f: (y: number) => number, finest: number): number {
  let sum = 0;
  const edges = [0];
  for (let edge = finest; edge < 120; edge *= 1.3) edges.push(edge);
  edges.push(120);
  for (const sign of [-1, 1]) {
    for (let p = 1; p < edges.length; p++) {
      const half = (edges[p] - edges[p - 1]) / 2;
      for (let i = 0; i < RULE.nodes.length; i++)
        sum += half * RULE.weights[i] * f(sign * (edges[p - 1] + half * (1 + RULE.nodes[i])));
    }
  }
  return sum;
}

const EXAMPLES: readonly (readonly [ShapeName, readonly number[]])[] = [
  ["cole-cole", [0.55]],
  ["cole-cole", [0.8]],
  ["cole-cole", [0.97]],
  ["havriliak-negami", [0.9, 0.5]],
  ["havriliak-negami", [0.6, 0.8]],
  ["havriliak-negami", [0.98, 0.35]],
  ["barriers", [0, 0.5]],
  ["barriers", [0, 1.7]],
  ["barriers", [0.3, 0.1]],
  ["barriers", [4.6, 0.1]],
  ["barriers", [0.4, 0.26]],
  ["barriers", [3, 0.8]],
];

describe("processShape", () => {
  it("has the density of which its impedance is the integral", () => {
    // Oracle: quadrature of density / (1 + jωτ) over ln τ.
    for (const [name, exponents] of EXAMPLES) {
      const shape = processShape(name);
      const tau = 0.03;
      const h = new Float64Array(12);
      shape.response(FREQUENCIES, tau, exponents, h, null);
      for (let k = 0; k < FREQUENCIES.length; k++) {
        const z = 2 * Math.PI * FREQUENCIES[k] * tau;
        const density = (y: number): number => shape.density(tau * Math.exp(y), tau, exponents);
        const re = integrate((y) => density(y) / (1 + (z * Math.exp(y)) ** 2), 1e-3);
        const im = integrate((y) => (-density(y) * z * Math.exp(y)) / (1 + (z * Math.exp(y)) ** 2), 1e-3);
        expect(Math.hypot(re - h[2 * k], im - h[2 * k + 1]), `${name} ${exponents} ${FREQUENCIES[k]}`).toBeLessThan(
          1e-10,
        );
      }
    }
  });

  it("has the cumulative of which its density is the slope, from 0 to 1", () => {
    // Oracle: quadrature of the density between two τ.
    for (const [name, exponents] of EXAMPLES) {
      const shape = processShape(name);
      for (const [from, to] of [
        [-9, -2],
        [-2, -0.4],
        [-0.4, 0.3],
        [0.3, 3],
        [3, 12],
      ]) {
        let sum = 0;
        const panels = 400;
        const half = (to - from) / panels / 2;
        for (let p = 0; p < panels; p++) {
          for (let i = 0; i < RULE.nodes.length; i++) {
            const y = from + half * (2 * p + 1 + RULE.nodes[i]);
            sum += half * RULE.weights[i] * shape.density(Math.exp(y), 1, exponents);
          }
        }
        const difference =
          shape.cumulative(Math.exp(to), 1, exponents) - shape.cumulative(Math.exp(from), 1, exponents);
        expect(Math.abs(difference - sum), `${name} ${exponents} ${from} ${to}`).toBeLessThan(1e-11);
      }
      expect(shape.cumulative(1e-60, 1, exponents)).toBeLessThan(1e-8);
      expect(1 - shape.cumulative(1e60, 1, exponents)).toBeLessThan(1e-8);
    }
  });

  it("of Gerischer: impedance from the cumulative by parts, and the limit α = 1, β = ½ of Havriliak-Negami", () => {
    // Oracle: τ = τ₀ sin² u removes the singularity of √(τ/(τ₀ − τ)) d ln τ / π = 2/π du.
    const shape = processShape("gerischer");
    const h = new Float64Array(12);
    shape.response(FREQUENCIES, 0.03, [], h, null);
    const hn = new Float64Array(12);
    processShape("havriliak-negami").response(FREQUENCIES, 0.03, [1, 0.5], hn, null);
    const panels = 4000;
    for (let k = 0; k < FREQUENCIES.length; k++) {
      let [re, im] = [0, 0];
      for (let i = 0; i < panels; i++) {
        const u = ((i + 0.5) / panels) * (Math.PI / 2);
        const z = 2 * Math.PI * FREQUENCIES[k] * 0.03 * Math.sin(u) ** 2;
        re += 1 / (1 + z * z) / panels;
        im -= z / (1 + z * z) / panels;
      }
      expect(Math.hypot(re - h[2 * k], im - h[2 * k + 1])).toBeLessThan(1e-10);
      expect(Math.hypot(hn[2 * k] - h[2 * k], hn[2 * k + 1] - h[2 * k + 1])).toBeLessThan(1e-14);
    }
    for (const t of [1e-6, 0.1, 0.7, 0.999, 1.5]) {
      const expected = shape.cumulative(t, 1, []);
      expect(processShape("havriliak-negami").cumulative(t, 1, [1, 0.5])).toBeCloseTo(expected, 6);
    }
  });

  it("gives the derivatives of its response", () => {
    // Oracle: central differences.
    const step = 1e-5;
    for (const [name, exponents] of [...EXAMPLES, ["debye", []] as const, ["gerischer", []] as const]) {
      const shape = processShape(name);
      const m = 2 * FREQUENCIES.length;
      const h = new Float64Array(m);
      const derivatives = new Float64Array(m * (1 + exponents.length));
      const at = [0, ...exponents].map((_, i) => (i > 0 && name === "barriers" && exponents[i - 1] === 0 ? 0 : 1));
      shape.response(FREQUENCIES, 0.03, exponents, h, derivatives);
      for (let p = 0; p <= exponents.length; p++) {
        const [up, down] = [step, -step * at[p]].map((change) => {
          const out = new Float64Array(m);
          const moved = exponents.map((e, i) => (i === p - 1 ? e + change : e));
          shape.response(FREQUENCIES, p === 0 ? 0.03 * Math.exp(change) : 0.03, moved, out, null);
          return out;
        });
        for (let k = 0; k < m; k++) {
          const difference = (up[k] - down[k]) / (step * (1 + at[p]));
          expect(Math.abs(difference - derivatives[p * m + k]), `${name} ${exponents} ${p}`).toBeLessThan(
            at[p] === 0 ? 1e-4 : 1e-7,
          );
        }
      }
    }
  });

  it("joins its ways of computing barriers without a step", () => {
    // Oracle: each way at a shape just beside the border between two of them.
    const shape = processShape("barriers");
    const evaluate = (exponents: readonly number[]): Float64Array => {
      const out = new Float64Array(12);
      shape.response(FREQUENCIES, 0.03, exponents, out, null);
      return out;
    };
    const pairs = [
      [
        [1, 0.25 - 1e-12],
        [1, 0.25],
      ],
      [
        [0.2, 0.25 - 1e-12],
        [0.2, 0.25],
      ],
      [
        [0.5 - 1e-12, 0.1],
        [0.5, 0.1],
      ],
      [
        [1e-3 - 1e-12, 0.6],
        [1e-3, 0.6],
      ],
    ];
    for (const [a, b] of pairs) {
      const [first, second] = [evaluate(a), evaluate(b)];
      for (let k = 0; k < 12; k++) expect(Math.abs(first[k] - second[k]), `${a}`).toBeLessThan(2e-10);
    }
  });

  it("stays within 0 … 1, whatever the exponents", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SHAPE_NAMES),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 2 }),
        fc.double({ min: -20, max: 20, noNaN: true }),
        (name, at, y) => {
          const shape = processShape(name);
          const exponents = shape.exponents.map((e, i) => e.lower + at[i] * (e.upper - e.lower));
          const low = shape.cumulative(Math.exp(y), 1, exponents);
          const high = shape.cumulative(Math.exp(y + 0.5), 1, exponents);
          expect(low).toBeGreaterThan(-1e-9);
          expect(high).toBeLessThan(1 + 1e-9);
          expect(high - low).toBeGreaterThan(-1e-9);
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });
});

describe("processes in series", () => {
  it("add up", () => {
    // Oracle: R∞ + jωL + 1/(jωC) + R₁/(1 + jωτ) + R₂/√(1 + jωτ) by hand at ω = 1/τ = 10 s⁻¹.
    const z = processesImpedance(
      [
        { shape: "debye", resistance: 4, tau: 0.1, exponents: [] },
        { shape: "cole-cole", resistance: -2, tau: 0.1, exponents: [1] },
      ],
      { ohmicResistance: 5, inductance: 0.3, capacitance: 0.05 },
      Float64Array.of(10 / (2 * Math.PI)),
    );
    expect(z.real[0]).toBeCloseTo(5 + 2 - 1, 12);
    expect(z.imaginary[0]).toBeCloseTo(3 - 2 - 2 + 1, 12);
    const processes = [{ shape: "cole-cole", resistance: 3, tau: 1, exponents: [0.8] } as const];
    expect(processesCumulative(processes, Float64Array.of(1))[0]).toBeCloseTo(1.5, 12);
    // sin(0.2π) / (2π (1 − cos 0.2π)) · 3
    expect(processesDensity(processes, Float64Array.of(1))[0]).toBeCloseTo(
      3 / (2 * Math.PI) / Math.tan(0.1 * Math.PI),
      12,
    );
  });
});
