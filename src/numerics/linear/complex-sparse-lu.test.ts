import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrowLayout } from "./arrow-layout.ts";
import { createBorderSweep } from "./border-sweep.ts";
import { complexDensePencil } from "./complex-dense-pencil.ts";
import { ComplexSparseLu } from "./complex-sparse-lu.ts";
import type { Mass } from "./pencil.ts";

const BORDER = 20;
const near = [{ unknown: 3, cells: 1 }];
const layout = arrowLayout({ border: BORDER, chains: [{ cells: 30, unknowns: 1, columns: near, rows: near }] });
const omegas = Float64Array.from({ length: 9 }, (_, k) => 10 ** (k - 1));

const unit = (i: number): number => 10 ** (((i * 7) % 9) - 4);
const size = (j: number): number => 10 ** ((j * 5) % 4);

/** A border of which every third unknown has a mass; algebraic ones follow their neighbours, in rows and units far apart. */
function matrix(numbers: readonly number[], swapped: boolean): { jacobian: Float64Array; mass: Float64Array } {
  const jacobian = new Float64Array(layout.entries);
  const mass = new Float64Array(layout.size);
  for (let i = 0; i < layout.size; i++) {
    const inside = i >= BORDER;
    mass[i] = inside ? 1 + (i % 3) : i % 3 === 0 ? unit(i) / size(i) : 0;
    for (let j = 0; j < layout.size; j++) {
      const slot = layout.slot(i, j);
      if (slot < 0) continue;
      const weight = numbers[(5 * i + 11 * j) % numbers.length];
      const distance = Math.min(Math.abs(i - j), BORDER);
      const entry = i === j ? -4 - Math.abs(weight) : distance > 3 && !inside ? 0 : weight;
      jacobian[slot] = inside || j >= BORDER ? entry : (unit(i) * entry) / size(j);
    }
  }
  // Equations 4 and 5 the other way round: no pivot on the diagonal that lets nothing grow.
  if (swapped) {
    for (let j = 0; j < BORDER; j++) {
      const held = jacobian[4 * BORDER + j];
      jacobian[4 * BORDER + j] = jacobian[5 * BORDER + j];
      jacobian[5 * BORDER + j] = held;
    }
  }
  return { jacobian, mass };
}

/** Largest difference of the border at frequency f from the solution of the factored full matrix, over its largest number. */
function distance(
  full: ReturnType<typeof complexDensePencil>,
  b: Float64Array,
  real: Float64Array,
  imaginary: Float64Array,
  f: number,
): number {
  const re = new Float64Array(layout.size);
  const im = re.slice();
  re.set(b);
  full.solve(re, im);
  let [largest, away] = [0, 0];
  for (let i = 0; i < BORDER; i++) {
    const at = f * BORDER + i;
    largest = Math.max(largest, Math.hypot(re[i], im[i]) / size(i));
    away = Math.max(away, Math.hypot(real[at] - re[i], imaginary[at] - im[i]) / size(i));
  }
  return away / largest;
}

describe("LU of a sparse border at two frequencies (oracle: the full complex matrix)", () => {
  const weights = fc.array(fc.double({ min: -0.6, max: 0.6, noNaN: true }), { minLength: 31, maxLength: 31 });

  it("gives the bits of a new one where the sweep has forgotten, and others where not", () => {
    const numbers = Array.from({ length: 31 }, (_, k) => 0.6 * Math.cos(k));
    const first = matrix(numbers, true);
    const second = matrix(numbers, false);
    const mass: Mass = { kind: "diagonal", values: first.mass };
    const b = Float64Array.from({ length: BORDER }, (_, i) => unit(i) * Math.cos(i));
    const solved = (sweep: ReturnType<typeof createBorderSweep>, jacobian: Float64Array): Float64Array => {
      const real = new Float64Array(BORDER * omegas.length);
      expect(sweep.solve(jacobian, omegas, b, real, real.slice())).toBe(-1);
      return real;
    };
    const anew = solved(createBorderSweep(layout, mass), second.jacobian);
    const sweep = createBorderSweep(layout, mass);
    solved(sweep, first.jacobian);
    expect(solved(sweep, second.jacobian)).not.toEqual(anew);
    solved(sweep, first.jacobian);
    sweep.forget?.();
    expect(solved(sweep, second.jacobian)).toEqual(anew);
  });

  it("leaves the solution at every frequency as it is", () => {
    fc.assert(
      fc.property(weights, fc.boolean(), (numbers, swapped) => {
        const { jacobian, mass: values } = matrix(numbers, swapped);
        const mass: Mass = { kind: "diagonal", values };
        const b = Float64Array.from({ length: BORDER }, (_, i) => unit(i) * Math.cos(i));
        const real = new Float64Array(BORDER * omegas.length);
        const imaginary = real.slice();
        expect(createBorderSweep(layout, mass).solve(jacobian, omegas, b, real, imaginary)).toBe(-1);
        const full = complexDensePencil(layout, mass);
        omegas.forEach((omega, f) => {
          expect(full.factor(0, omega, jacobian)).toBe(true);
          expect(distance(full, b, real, imaginary, f)).toBeLessThan(1e-13);
        });
      }),
      { seed: 61, numRuns: 150 },
    );
  });

  it("takes one J after another through one sweep, with entries in new places, and pivots that do not suit any more", () => {
    const sweep = createBorderSweep(layout, { kind: "diagonal", values: matrix([0.3], false).mass });
    for (let k = 0; k < 40; k++) {
      const numbers = Array.from({ length: 31 }, (_, i) => 0.5 * Math.cos(k + i));
      const { jacobian, mass: values } = matrix(numbers, k % 3 === 1);
      for (let j = 0; j < BORDER; j++)
        if ((j + k) % 5 === 0) jacobian[((7 * k) % BORDER) * BORDER + j] *= 1e-14 * (k % 2);
      const full = complexDensePencil(layout, { kind: "diagonal", values });
      const b = Float64Array.from({ length: BORDER }, (_, i) => unit(i) * Math.cos(i));
      const real = new Float64Array(BORDER * omegas.length);
      const imaginary = real.slice();
      expect(sweep.solve(jacobian, omegas, b, real, imaginary)).toBe(-1);
      omegas.forEach((omega, f) => {
        expect(full.factor(0, omega, jacobian)).toBe(true);
        expect(distance(full, b, real, imaginary, f)).toBeLessThan(1e-12);
      });
    }
  });

  it("refuses at one frequency what it takes at the other, and adds where it is told that it may", () => {
    // [[jω − 1, a], [1, jω + 1]]: singular at ω = 1 where a = −2.
    const lu = new ComplexSparseLu(2, Float64Array.of(1, 1), [1]);
    const jacobian = Float64Array.of(1, 0, -1, -1);
    lu.beginFull(jacobian, 3, 4);
    for (const frequency of [0, 1]) lu.values[4 * lu.places[1] + 2 * frequency] -= 2;
    expect(lu.analyse()).toBe(true);
    expect(lu.prepare(jacobian)).toBe(true);
    for (const [first, second, regular] of [
      [3, 4, 3],
      [1, 2, 2],
      [2, 1, 1],
      [Number.NaN, 5, 2],
    ]) {
      lu.begin(first, second);
      for (const frequency of [0, 1]) lu.values[4 * lu.places[1] + 2 * frequency] -= 2;
      expect(lu.factor()).toBe(regular);
      const x = lu.solve(Float64Array.of(1, 0));
      for (const [k, omega] of [first, second].entries()) {
        // Cramer: the determinant is (jω − 1)(jω + 1) + 2 = 1 − ω².
        if (((regular >> k) & 1) === 0) continue;
        expect(x[2 * k]).toBeCloseTo(1 / (1 - omega * omega), 13);
        expect(x[2 * k + 1]).toBeCloseTo(omega / (1 - omega * omega), 13);
        expect(x[4 + 2 * k]).toBeCloseTo(-1 / (1 - omega * omega), 13);
      }
    }
    expect(lu.prepare(Float64Array.of(1, 0.5, -1, -1))).toBe(true);
    lu.forget();
    expect(lu.prepare(jacobian)).toBe(false);
  });

  // Oracle: the matrix is regular at every ω, its solution not 0; in units of 2^530 the square of a pivot is no number any more.
  it("refuses a pivot whose square leaves the range of numbers, and does not solve with 0 for it", () => {
    const few = arrowLayout({ border: 2, chains: [] });
    const solved = (unit: number): number => {
      const mass: Mass = { kind: "diagonal", values: Float64Array.of(unit, 0) };
      const jacobian = Float64Array.of(-2 * unit, unit, -unit, -3 * unit);
      const room = [new Float64Array(6), new Float64Array(6)] as const;
      return createBorderSweep(few, mass).solve(jacobian, Float64Array.of(1, 2, 3), Float64Array.of(unit, 0), ...room);
    };
    expect([solved(1), solved(2 ** 500), solved(2 ** 530)]).toEqual([-1, -1, 0]);
  });
});
