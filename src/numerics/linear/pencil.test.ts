import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrowLayout } from "./arrow-layout.ts";
import { bandedLayout } from "./banded-layout.ts";
import { createComplexPencil } from "./create-complex-pencil.ts";
import { createPencil } from "./create-pencil.ts";
import { expandDense } from "./dense-expansion.ts";
import { denseLayout } from "./dense-layout.ts";
import type { MatrixLayout } from "./layout.ts";
import { multiply } from "./multiply.ts";
import type { Mass } from "./pencil.ts";

/** Numbers in [−1, 1), the same for the same seed. */
function random(seed: number): () => number {
  let state = (seed | 0) + 0x6d2b79f5;
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    state ^= state >>> 13;
    return ((Math.imul(state, 0x297a2d39) >>> 8) / 2 ** 24) * 2 - 1;
  };
}

const chain = fc.record({
  cells: fc.integer({ min: 1, max: 9 }),
  unknowns: fc.integer({ min: 1, max: 5 }),
  columns: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }),
  rows: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }),
});

/** Any border up to 8, up to three chains; a coupling of 0 cells is none. */
const arrows = fc
  .record({ border: fc.integer({ min: 0, max: 8 }), chains: fc.array(chain, { maxLength: 3 }) })
  .filter(({ border, chains }) => border + chains.length > 0)
  .map(({ border, chains }) =>
    arrowLayout({
      border,
      chains: chains.map(({ cells, unknowns, columns, rows }) => {
        const couplings = (counts: number[]) =>
          counts
            .slice(0, border)
            .map((count, unknown) => ({ unknown, cells: Math.min(cells, count) }))
            .filter((one) => one.cells > 0);
        return { cells, unknowns, columns: couplings(columns), rows: couplings(rows) };
      }),
    }),
  );

const layouts: fc.Arbitrary<MatrixLayout> = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 12 }).map(denseLayout) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 20 }), fc.nat(19), fc.nat(19))
      .map(([n, below, above]) => bandedLayout(n, Math.min(below, n - 1), Math.min(above, n - 1))),
  },
  { weight: 5, arbitrary: arrows },
);

/** Diagonally dominant −J with rows scaled by up to 1e8, and a mass; α M adds to it. */
function problem(layout: MatrixLayout, seed: number, kind: Mass["kind"]): { jacobian: Float64Array; mass: Mass } {
  const next = random(seed);
  const n = layout.size;
  const jacobian = new Float64Array(layout.entries).fill(Number.NaN);
  const full = new Float64Array(layout.entries).fill(Number.NaN);
  for (let i = 0; i < n; i++) {
    const scale = 10 ** (4 * next());
    for (let j = 0; j < n; j++) {
      const slot = layout.slot(i, j);
      if (slot < 0) continue;
      jacobian[slot] = scale * (i === j ? -2 * n - next() : next());
      full[slot] = i === j ? 1 + next() : 0.2 * next();
    }
  }
  const values = kind === "matrix" ? full : Float64Array.from({ length: n }, () => Math.max(0, next()));
  return { jacobian, mass: { kind, values } };
}

/** Row of the mass matrix times x. */
function massTimes(layout: MatrixLayout, mass: Mass, x: Float64Array): Float64Array {
  if (mass.kind === "diagonal") return x.map((value, i) => value * mass.values[i]);
  return multiply(layout, clean(layout, mass.values), x, new Float64Array(x.length));
}

/** Slots outside of the structure hold anything; NaN there must do no harm. */
function clean(layout: MatrixLayout, values: Float64Array): Float64Array {
  const kept = new Float64Array(values.length);
  for (let i = 0; i < layout.size; i++) {
    for (let j = 0; j < layout.size; j++) {
      const slot = layout.slot(i, j);
      if (slot >= 0) kept[slot] = values[slot];
    }
  }
  return kept;
}

describe("layouts", () => {
  it("give each entry of the structure a slot of its own, and the product of the full matrix", () => {
    fc.assert(
      fc.property(layouts, fc.integer(), (layout, seed) => {
        const next = random(seed);
        const n = layout.size;
        const values = Float64Array.from({ length: layout.entries }, next);
        const taken = new Set<number>();
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            const slot = layout.slot(i, j);
            if (slot < 0) continue;
            expect(slot < layout.entries && !taken.has(slot)).toBe(true);
            taken.add(slot);
          }
        }
        expect([layout.slot(-1, 0), layout.slot(0, n), layout.slot(n, 0)]).toEqual([-1, -1, -1]);
        const full = expandDense(layout, values);
        const x = Float64Array.from({ length: n }, next);
        const out = multiply(layout, values, x, new Float64Array(n).fill(Number.NaN));
        for (let i = 0; i < n; i++) {
          let sum = 0;
          for (let j = 0; j < n; j++) sum += full[i * n + j] * x[j];
          expect(Math.abs(out[i] - sum)).toBeLessThan(1e-13 * n);
        }
      }),
      { seed: 1, numRuns: 150 },
    );
  });
});

describe("pencils", () => {
  it("solve (αM − J) x = b for a known x, real and complex, any layout and mass (oracle: b by multiplication)", () => {
    fc.assert(
      fc.property(
        layouts,
        fc.integer(),
        fc.constantFrom("diagonal" as const, "matrix" as const),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (layout, seed, kind, alpha) => {
          const { jacobian, mass } = problem(layout, seed, kind);
          const n = layout.size;
          const next = random(seed + 1);
          const x = Float64Array.from({ length: n }, next);
          const y = Float64Array.from({ length: n }, next);
          const jx = multiply(layout, clean(layout, jacobian), x, new Float64Array(n));
          const jy = multiply(layout, clean(layout, jacobian), y, new Float64Array(n));
          const mx = massTimes(layout, mass, x);
          const my = massTimes(layout, mass, y);
          const pencil = createPencil(layout, mass);
          expect(pencil.factor(alpha, jacobian)).toBe(true);
          const b = Float64Array.from(x, (_, i) => alpha * mx[i] - jx[i]);
          pencil.solve(b);
          for (let i = 0; i < n; i++) expect(Math.abs(b[i] - x[i])).toBeLessThan(1e-12);
          const complex = createComplexPencil(layout, mass);
          const beta = alpha - 3;
          expect(complex.factor(alpha, beta, jacobian)).toBe(true);
          const re = Float64Array.from(x, (_, i) => alpha * mx[i] - beta * my[i] - jx[i]);
          const im = Float64Array.from(x, (_, i) => alpha * my[i] + beta * mx[i] - jy[i]);
          complex.solve(re, im);
          for (let i = 0; i < n; i++) {
            expect(Math.abs(re[i] - x[i])).toBeLessThan(1e-12);
            expect(Math.abs(im[i] - y[i])).toBeLessThan(1e-12);
          }
        },
      ),
      { seed: 2, numRuns: 400 },
    );
  });
});
