import { describe, expect, it } from "vitest";
import { arrowLayout } from "./arrow-layout.ts";
import { createBorderSweep } from "./border-sweep.ts";
import { complexDensePencil } from "./complex-dense-pencil.ts";
import type { ArrowLayout } from "./layout.ts";
import type { Mass } from "./pencil.ts";

function diffusion(layout: ArrowLayout, rate: number): { jacobian: Float64Array; mass: Float64Array } {
  const jacobian = new Float64Array(layout.entries).fill(Number.NaN);
  const mass = new Float64Array(layout.size);
  for (let i = 0; i < layout.size; i++) {
    mass[i] = i < layout.border ? i % 2 : 1 + (i % 3);
    const scale = i < layout.border ? 10 ** ((i * 5) % 8) : rate * Math.exp(-i / 20);
    for (let j = 0; j < layout.size; j++) {
      const slot = layout.slot(i, j);
      if (slot >= 0) jacobian[slot] = scale * (i === j ? -2.5 : Math.cos(7 * i + 3 * j) / (i < layout.border ? 4 : 1));
    }
  }
  return { jacobian, mass };
}

const omegas = Float64Array.from({ length: 11 }, (_, i) => 10 ** (i - 2));

const ONE = [{ unknown: 1, cells: 1 }];

/** Against the full matrix at all frequencies. */
function compare(layout: ArrowLayout, mass: Mass, jacobian: Float64Array, tolerance: number, rate = 1): void {
  const { border, size } = layout;
  const b = Float64Array.from({ length: border }, (_, i) => 10 ** ((i * 5) % 8) * Math.sin(i + 1));
  const real = new Float64Array(border * omegas.length);
  const imaginary = new Float64Array(border * omegas.length);
  const used = omegas.map((omega) => omega * rate);
  expect(createBorderSweep(layout, mass).solve(jacobian, used, b, real, imaginary)).toBe(-1);
  const full = complexDensePencil(layout, mass);
  used.forEach((omega, f) => {
    const re = new Float64Array(size);
    const im = new Float64Array(size);
    re.set(b);
    expect(full.factor(0, omega, jacobian)).toBe(true);
    full.solve(re, im);
    for (let i = 0; i < border; i++) {
      expect(Math.abs(real[f * border + i] - re[i])).toBeLessThan(tolerance);
      expect(Math.abs(imaginary[f * border + i] - im[i])).toBeLessThan(tolerance);
    }
  });
}

describe("border sweep (oracle: the full complex matrix)", () => {
  const near = [
    { unknown: 0, cells: 1 },
    { unknown: 4, cells: 1 },
  ];
  const far = [
    { unknown: 1, cells: 9 },
    { unknown: 3, cells: 2 },
  ];
  const layouts = {
    "one unknown per cell, cell 0 coupled": arrowLayout({
      border: 6,
      chains: [
        { cells: 37, unknowns: 1, columns: near, rows: near },
        { cells: 1, unknowns: 1, columns: near.slice(1), rows: near },
      ],
    }),
    "two unknowns per cell, cell 0 coupled": arrowLayout({
      border: 6,
      chains: [
        { cells: 23, unknowns: 2, columns: near, rows: near },
        { cells: 1, unknowns: 2, columns: near.slice(1), rows: near },
      ],
    }),
    "three unknowns per cell, cell 0 coupled, beside one": arrowLayout({
      border: 6,
      chains: [
        { cells: 17, unknowns: 3, columns: near, rows: near.slice(1) },
        { cells: 8, unknowns: 1, columns: near, rows: near },
        { cells: 1, unknowns: 3, columns: near.slice(0, 1), rows: near },
      ],
    }),
    "three unknowns per cell, many cells coupled": arrowLayout({
      border: 6,
      chains: [
        { cells: 9, unknowns: 3, columns: far, rows: near },
        { cells: 9, unknowns: 1, columns: near, rows: far },
      ],
    }),
  };
  for (const [name, layout] of Object.entries(layouts)) {
    for (const rate of [1, 1e-40, 1e25]) {
      it(`${name}, rates near ${rate}`, () => {
        const { jacobian, mass: values } = diffusion(layout, rate);
        compare(layout, { kind: "diagonal", values }, jacobian, 1e-12, rate);
      });
    }
  }

  for (const unknowns of [1, 2, 3]) {
    const layout = arrowLayout({ border: 2, chains: [{ cells: 9, unknowns, columns: ONE, rows: ONE }] });
    it.each([1e80, 1e-90, 1e110])(
      `solves ${unknowns} per cell with entries near %d, beyond the range of their products`,
      (scale) => {
        const { jacobian, mass: values } = diffusion(layout, 1);
        for (let i = 2; i < layout.size; i++) {
          values[i] *= scale;
          for (let j = 0; j < layout.size; j++) {
            const slot = layout.slot(i, j);
            if (slot >= 0) jacobian[slot] *= scale;
          }
        }
        compare(layout, { kind: "diagonal", values }, jacobian, 1e-12);
      },
    );

    it(`refuses ${unknowns} per cell where cancellation takes the last pivot, as ComplexArrowPencil does`, () => {
      const { jacobian, mass: values } = diffusion(layout, 1);
      const { first, diagonal, lower, upper, cells } = layout.chains[0];
      const block = unknowns * unknowns;
      for (let k = 0; k < cells; k++) {
        for (let i = 0; i < block; i++) {
          const on = i % (unknowns + 1) === 0;
          jacobian[diagonal + k * block + i] = on ? -3 : 0;
          jacobian[upper + k * block + i] = on && k === 0 ? 0.1 : 0;
          jacobian[lower + k * block + i] = on && k === 1 ? 0.7 : 0;
        }
      }
      // Of cell 0, component 0: 0.1 · 0.7 / 3 less a rounding error
      const entry = 0.1 * 0.7 * (1 / 3);
      jacobian[diagonal] = -(entry * (1 + 2 ** -52));
      jacobian[upper] = 0.1;
      values.fill(0, first);
      const mass: Mass = { kind: "diagonal", values };
      const out = new Float64Array(2 * omegas.length);
      expect(createBorderSweep(layout, mass).solve(jacobian, omegas, Float64Array.of(1, 2), out, out.slice())).toBe(0);
      jacobian[diagonal] = -1.01 * entry;
      compare(layout, mass, jacobian, 1e-11);
    });
  }

  it("names the first frequency at which the matrix is singular, or not finite", () => {
    const layout = layouts["one unknown per cell, cell 0 coupled"];
    const { jacobian, mass: values } = diffusion(layout, 1);
    const sweep = createBorderSweep(layout, { kind: "diagonal", values });
    const b = new Float64Array(6);
    const out = new Float64Array(6 * omegas.length);
    // The single cell of the second chain: jωM − J = 0 at ω = 0 where its entry is 0.
    jacobian[layout.slot(layout.size - 1, layout.size - 1)] = 0;
    expect(sweep.solve(jacobian, Float64Array.of(3, 2, 0, 1), b, out, out.slice())).toBe(2);
    jacobian[layout.slot(20, 21)] = Number.POSITIVE_INFINITY;
    expect(sweep.solve(jacobian, omegas, b, out, out.slice())).toBe(0);
    expect(() => sweep.solve(jacobian, omegas, b, out.subarray(1), out)).toThrow("room for 65 and 66");
  });
});
