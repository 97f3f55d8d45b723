import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AlgebraicBorder } from "./algebraic-border.ts";
import { arrowLayout } from "./arrow-layout.ts";
import { createBorderSweep } from "./border-sweep.ts";
import { complexDensePencil } from "./complex-dense-pencil.ts";
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

describe("elimination of the algebraic part of a border (oracle: the full complex matrix)", () => {
  const weights = fc.array(fc.double({ min: -0.6, max: 0.6, noNaN: true }), { minLength: 31, maxLength: 31 });

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
          const re = new Float64Array(layout.size);
          const im = re.slice();
          re.set(b);
          expect(full.factor(0, omega, jacobian)).toBe(true);
          full.solve(re, im);
          const all = Array.from({ length: BORDER }, (_, i) => i);
          const largest = Math.max(...all.map((i) => Math.hypot(re[i], im[i]) / size(i)));
          const away = all.map((i) => Math.hypot(real[f * BORDER + i] - re[i], imaginary[f * BORDER + i] - im[i]));
          expect(Math.max(...away.map((one, i) => one / size(i)))).toBeLessThan(1e-13 * largest);
        });
      }),
      { seed: 61, numRuns: 150 },
    );
  });

  it("eliminates all that no frequency enters, and nothing else", () => {
    const { jacobian, mass } = matrix(
      Array.from({ length: 31 }, (_, k) => 0.3 * Math.sin(k)),
      true,
    );
    const algebraic = new AlgebraicBorder(layout, mass);
    algebraic.prepare(jacobian, new Float64Array(BORDER));
    // 7 unknowns with mass of 20; unknown 3, which cells contain, is one of them.
    expect(algebraic.kept).toBe(7);
    for (let i = 0; i < BORDER; i++) {
      expect(algebraic.rowPlace[i] >= 0).toBe(i % 3 === 0);
      expect(algebraic.columnPlace[i] >= 0).toBe(i % 3 === 0);
    }
  });

  it("keeps an equation whose own part is next to nothing beside the rest of it", () => {
    const { jacobian, mass } = matrix(
      Array.from({ length: 31 }, () => 0.1),
      false,
    );
    // Equation 7 in unknown 7 alone: beside its part in unknown 6, and beside what the others hold of unknown 7.
    for (let j = 0; j < BORDER; j++) if (j !== 6) jacobian[7 * BORDER + j] *= j === 7 ? 1e-12 : 0;
    const algebraic = new AlgebraicBorder(layout, mass);
    algebraic.prepare(jacobian, new Float64Array(BORDER));
    expect(algebraic.kept).toBe(8);
    expect(algebraic.rowPlace[7]).toBeGreaterThanOrEqual(0);
  });
});
