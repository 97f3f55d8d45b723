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

  it("pivot: small residuals without a dominant diagonal (oracle: multiplying back)", () => {
    const free = fc.oneof(
      fc.integer({ min: 1, max: 14 }).map(denseLayout),
      fc
        .tuple(fc.integer({ min: 1, max: 30 }), fc.nat(5), fc.nat(5))
        .map(([n, below, above]) => bandedLayout(n, Math.min(below, n - 1), Math.min(above, n - 1))),
      fc.integer({ min: 1, max: 10 }).map((border) => arrowLayout({ border, chains: [] })),
      // One cell of any size is a full block; pivots are sought within it.
      fc
        .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 2 }))
        .map(([unknowns, border]) => arrowLayout({ border, chains: [{ cells: 1, unknowns, columns: [], rows: [] }] })),
    );
    fc.assert(
      fc.property(free, fc.integer(), (layout, seed) => {
        const next = random(seed);
        const n = layout.size;
        const jacobian = Float64Array.from({ length: layout.entries }, next);
        const x = Float64Array.from({ length: n }, next);
        const b = multiply(layout, jacobian, x, new Float64Array(n)).map((value) => -value);
        const mass: Mass = { kind: "diagonal", values: new Float64Array(n) };
        const pencil = createPencil(layout, mass);
        const complex = createComplexPencil(layout, mass);
        // A random triangle without diagonals beside it, say, may be singular to working precision; nearly all are not.
        if (!pencil.factor(1, jacobian)) return;
        const y = b.slice();
        pencil.solve(y);
        expect(complex.factor(0, 1, jacobian)).toBe(true);
        const re = b.slice();
        const im = b.slice();
        complex.solve(re, im);
        for (const solution of [y, re, im]) {
          const back = multiply(layout, jacobian, solution, new Float64Array(n));
          const size = 1 + Math.max(...solution.map(Math.abs));
          for (let i = 0; i < n; i++) expect(Math.abs(back[i] + b[i])).toBeLessThan(1e-12 * size);
        }
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  // Explicit inverses leave residuals of ε · condition of a block · its norm.
  it("take blocks that are nearly of rank one, and blocks with a weak diagonal (oracle: the full matrix)", () => {
    for (const unknowns of [2, 3, 4, 5]) {
      const cells = 12;
      const couplings = [{ unknown: 0, cells }];
      const layout = arrowLayout({ border: 1, chains: [{ cells, unknowns, columns: couplings, rows: couplings }] });
      const next = random(unknowns);
      const jacobian = Float64Array.from({ length: layout.entries }, () => 0.1 * next());
      jacobian[0] = -50;
      for (let i = 1; i < layout.size; i++) {
        const cell = Math.floor((i - 1) / unknowns);
        const swapped = 1 + cell * unknowns + ((i - cell * unknowns) % unknowns);
        jacobian[layout.slot(i, swapped)] -= 3;
        if (cell % 2 === 0) continue;
        for (let j = 0; j < unknowns; j++) jacobian[layout.slot(i, 1 + cell * unknowns + j)] -= 1e5;
      }
      const mass: Mass = { kind: "diagonal", values: new Float64Array(layout.size).fill(1) };
      const x = Float64Array.from({ length: layout.size }, next);
      const jx = multiply(layout, jacobian, x, new Float64Array(layout.size));
      const b = Float64Array.from(x, (value, i) => 0.5 * value - jx[i]);
      const pencil = createPencil(layout, mass);
      expect(pencil.factor(0.5, jacobian)).toBe(true);
      const y = b.slice();
      pencil.solve(y);
      const norm = unknowns * 1e5;
      const jy = multiply(layout, jacobian, y, new Float64Array(layout.size));
      for (let i = 0; i < x.length; i++) {
        expect(Math.abs(y[i] - x[i])).toBeLessThan(1e-9);
        expect(Math.abs(0.5 * y[i] - jy[i] - b[i])).toBeLessThan(Number.EPSILON * (norm / 3) * norm);
      }
    }
  });

  it("solve the five-point Laplacian on 30 × 20 points as blocks (oracle: its eigenvectors)", () => {
    const [cells, unknowns] = [30, 20];
    const layout = arrowLayout({ border: 0, chains: [{ cells, unknowns, columns: [], rows: [] }] });
    const jacobian = new Float64Array(layout.entries);
    for (let i = 0; i < layout.size; i++) {
      jacobian[layout.slot(i, i)] = -4;
      for (const j of [i - unknowns, i + unknowns]) if (layout.slot(i, j) >= 0) jacobian[layout.slot(i, j)] = 1;
      if (i % unknowns > 0) jacobian[layout.slot(i, i - 1)] = 1;
      if (i % unknowns < unknowns - 1) jacobian[layout.slot(i, i + 1)] = 1;
    }
    const [p, q] = [3, 2];
    const vector = Float64Array.from({ length: layout.size }, (_, i) => {
      const row = Math.floor(i / unknowns) + 1;
      return (
        Math.sin((Math.PI * p * row) / (cells + 1)) * Math.sin((Math.PI * q * ((i % unknowns) + 1)) / (unknowns + 1))
      );
    });
    const value = 4 - 2 * Math.cos((Math.PI * p) / (cells + 1)) - 2 * Math.cos((Math.PI * q) / (unknowns + 1));
    const pencil = createPencil(layout, { kind: "diagonal", values: new Float64Array(layout.size).fill(1) });
    expect(pencil.factor(0.3, jacobian)).toBe(true);
    const x = vector.slice();
    pencil.solve(x);
    for (let i = 0; i < x.length; i++) expect(Math.abs(x[i] * (value + 0.3) - vector[i])).toBeLessThan(1e-13 * 50);
  });

  it("take chains of entries that no product of four fits into", () => {
    for (const size of [1e-90, 1e90]) {
      const cells = 11;
      const layout = arrowLayout({ border: 0, chains: [{ cells, unknowns: 1, columns: [], rows: [] }] });
      const jacobian = new Float64Array(layout.entries);
      for (let i = 0; i < cells; i++) {
        for (const j of [i - 1, i, i + 1])
          if (layout.slot(i, j) >= 0) jacobian[layout.slot(i, j)] = size * (i === j ? -3 : 1);
      }
      const x = Float64Array.from({ length: cells }, (_, i) => Math.cos(i));
      const b = multiply(layout, jacobian, x, new Float64Array(cells)).map((value) => -value);
      const pencil = createPencil(layout, { kind: "diagonal", values: new Float64Array(cells) });
      expect(pencil.factor(1, jacobian)).toBe(true);
      pencil.solve(b);
      for (let i = 0; i < cells; i++) expect(b[i]).toBeCloseTo(x[i], 14);
    }
  });

  it("refuse what is singular or not finite, wherever it stands, and go on with the next matrix", () => {
    fc.assert(
      fc.property(
        layouts,
        fc.integer(),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (layout, seed, where) => {
          const { jacobian, mass } = problem(layout, seed, "diagonal");
          const n = layout.size;
          const pencil = createPencil(layout, mass);
          const complex = createComplexPencil(layout, mass);
          const at = Math.floor(where * n);
          const slots = Array.from({ length: n }, (_, j) => layout.slot(at, j)).filter((slot) => slot >= 0);
          const slot = slots[Math.floor(where * slots.length)];
          for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
            const broken = jacobian.slice();
            broken[slot] = bad;
            expect(pencil.factor(1, broken)).toBe(false);
            expect(complex.factor(1, 1, broken)).toBe(false);
          }
          const zeroRow = jacobian.slice();
          for (const one of slots) zeroRow[one] = 0;
          expect(pencil.factor(0, zeroRow)).toBe(false);
          expect(complex.factor(0, 0, zeroRow)).toBe(false);
          expect(pencil.factor(1, jacobian)).toBe(true);
          expect(complex.factor(1, 1, jacobian)).toBe(true);
        },
      ),
      { seed: 5, numRuns: 200 },
    );
    const dense = createPencil(denseLayout(3), { kind: "diagonal", values: new Float64Array(3) });
    expect(dense.factor(1, Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9))).toBe(false); // rank 2 but for rounding
    // Zero flux at both ends and no storage: a constant may be added.
    for (const unknowns of [1, 2, 3, 4]) {
      const cells = 8;
      const chain = arrowLayout({ border: 0, chains: [{ cells, unknowns, columns: [], rows: [] }] });
      const jacobian = new Float64Array(chain.entries);
      for (let i = 0; i < (cells - 1) * unknowns; i++) {
        const rate = 1 / (3 + i);
        const j = i + unknowns;
        jacobian[chain.slot(i, i)] -= rate;
        jacobian[chain.slot(j, j)] -= rate;
        jacobian[chain.slot(i, j)] += rate;
        jacobian[chain.slot(j, i)] += rate;
      }
      const mass: Mass = { kind: "diagonal", values: new Float64Array(chain.size).fill(1) };
      const closed = createPencil(chain, mass);
      expect(closed.factor(0, jacobian)).toBe(false);
      expect(closed.factor(1e-6, jacobian)).toBe(true);
      const complex = createComplexPencil(chain, mass);
      expect(complex.factor(0, 0, jacobian)).toBe(false);
      expect(complex.factor(0, 1e-6, jacobian)).toBe(true);
    }
  });

  it("say which length is wrong", () => {
    expect(() => createPencil(denseLayout(3), { kind: "diagonal", values: new Float64Array(2) })).toThrow(
      "a diagonal mass of 2 numbers; the layout needs 3",
    );
    expect(() =>
      arrowLayout({ border: 2, chains: [{ cells: 3, unknowns: 1, columns: [{ unknown: 2, cells: 1 }], rows: [] }] }),
    ).toThrow("border unknown coupled with chain 0: 2; an integer in 0 … 1 is needed");
    expect(() => bandedLayout(3, 3, 0)).toThrow("order 3 with 3 diagonals below");
    const layout = denseLayout(2);
    expect(() => multiply(layout, new Float64Array(4), new Float64Array(2), new Float64Array(3))).toThrow("out of 3");
  });
});
