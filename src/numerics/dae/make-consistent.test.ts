import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stiffProblems } from "../../../test/support/stiff-problems.ts";
import { arrowLayout } from "../linear/arrow-layout.ts";
import { denseLayout } from "../linear/dense-layout.ts";
import type { DaeSystem } from "./dae-system.ts";
import { indexFault } from "./index-check.ts";
import { makeConsistent } from "./make-consistent.ts";

/** One differential unknown q and an algebraic z with 0 = g(q, z). */
function scalar(g: (q: number, z: number) => number, slope: (q: number, z: number) => number, byQ = 0): DaeSystem {
  return {
    layout: denseLayout(2),
    mass: { kind: "diagonal", values: Float64Array.of(1, 0) },
    evaluate: (_t, y, out) => {
      out[0] = -y[0] - y[1];
      out[1] = g(y[0], y[1]);
    },
    jacobian: (_t, y, out) => out.set([-1, -1, byQ, slope(y[0], y[1])]),
    nameOf: (i) => [["charge", "C"] as const, ["overpotential", "V"] as const][i],
  };
}

describe("makeConsistent", () => {
  it("solves for the algebraic unknowns and leaves the differential ones to the bit", () => {
    // Butler and Volmer's law far from equilibrium: 2 · 20 sinh(19.46 η) = i, η = asinh(i/40)/19.46.
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (current, guess) => {
          const system = scalar(
            (_q, z) => current - 40 * Math.sinh(19.46 * z),
            (_q, z) => -40 * 19.46 * Math.cosh(19.46 * z),
          );
          const state = Float64Array.of(1 / 3, guess);
          const result = makeConsistent(system, 0, state);
          expect(result.message).toBeUndefined();
          expect(result.converged).toBe(true);
          expect(state[0]).toBe(1 / 3);
          const exact = Math.asinh(current / 40) / 19.46;
          expect(Math.abs(state[1] - exact)).toBeLessThanOrEqual(1e-12 * Math.abs(exact) + 1e-13);
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });

  it("needs one step for linear equations, in an arrow too", () => {
    const layout = arrowLayout({
      border: 2,
      chains: [{ cells: 3, unknowns: 1, columns: [{ unknown: 1, cells: 1 }], rows: [{ unknown: 1, cells: 1 }] }],
    });
    const system: DaeSystem = {
      layout,
      mass: { kind: "diagonal", values: Float64Array.of(0, 0, 1, 1, 1) },
      evaluate: (_t, y, out) => {
        out.set([y[1] + 2 - y[0], 3 * (y[2] - y[1]) - 6, y[1] - 2 * y[2] + y[3], y[2] - 2 * y[3] + y[4], y[3] - y[4]]);
      },
      jacobian: (_t, _y, out) => {
        out.fill(0);
        const entries = [
          [0, 0, -1],
          [0, 1, 1],
          [1, 1, -3],
          [1, 2, 3],
          [2, 1, 1],
          [2, 2, -2],
          [2, 3, 1],
          [3, 2, 1],
          [3, 3, -2],
          [3, 4, 1],
          [4, 3, 1],
          [4, 4, -1],
        ];
        for (const [i, j, value] of entries) out[layout.slot(i, j)] = value;
      },
    };
    const state = Float64Array.of(0, 0, 10, 11, 12);
    const result = makeConsistent(system, 0, state);
    expect(result).toEqual({ converged: true, iterations: 2, residual: 0 });
    expect([...state]).toEqual([10, 8, 10, 11, 12]);
  });

  it("has nothing to do without algebraic equations, and little at a consistent state", () => {
    const [robertson] = stiffProblems;
    expect(makeConsistent(robertson.system, 0, robertson.start.slice())).toEqual({
      converged: true,
      iterations: 0,
      residual: 0,
    });
    const akzo = stiffProblems[4];
    const state = akzo.start.slice();
    expect(makeConsistent(akzo.system, 0, state)).toMatchObject({ converged: true, iterations: 1 });
    expect(state.subarray(0, 5)).toEqual(akzo.start.subarray(0, 5));
  });

  it("holds M y where M is a matrix: the amplifier", () => {
    const amplifier = stiffProblems[5];
    const state = amplifier.start.slice();
    state[3] += 0.5;
    state[4] += 0.5; // y₄ − y₅ is held by its capacitor
    const result = makeConsistent(amplifier.system, 0, state, { relativeTolerance: 1e-9, absoluteTolerance: 1e-9 });
    expect(result.converged).toBe(true);
    for (const i of [0, 1, 2, 3, 4, 5, 6, 7]) expect(Math.abs(state[i] - amplifier.start[i])).toBeLessThan(1e-6);
    expect(result.residual).toBeLessThan(1e-9);
  });

  it("damps where full steps diverge: atan z = q from far away", () => {
    const system = scalar(
      (q, z) => q - Math.atan(z),
      (_q, z) => -1 / (1 + z * z),
      1,
    );
    const state = Float64Array.of(0.5, 30);
    expect(makeConsistent(system, 0, state).converged).toBe(true);
    expect(state[1]).toBeCloseTo(Math.tan(0.5), 12);
  });

  it("steps back from where f is not finite: ln z = q from z = 20", () => {
    const system = scalar(
      (q, z) => q - Math.log(z),
      (_q, z) => -1 / z,
      1,
    );
    const state = Float64Array.of(-3, 20);
    expect(makeConsistent(system, 0, state).converged).toBe(true);
    expect(state[1]).toBeCloseTo(Math.exp(-3), 12);
  });

  it("names the unknown where there is no solution, and leaves the state as it was", () => {
    const system = scalar(
      (_q, z) => 1 + z * z,
      (_q, z) => 2 * z,
    );
    const state = Float64Array.of(1, 0.3);
    const result = makeConsistent(system, 7, state);
    expect(result.converged).toBe(false);
    expect(result.message).toMatch(/t = 7 s.*overpotential \(unknown 1\) = .* V/);
    expect([...state]).toEqual([1, 0.3]);
    expect(result.residual).toBeCloseTo(1.09, 12);
  });

  it("tells an index above 1 from index 1", () => {
    const indexTwo = scalar(
      (q) => q - 1,
      () => 0,
      1,
    );
    expect(indexFault(indexTwo, 0, Float64Array.of(1, 0))).toMatch(/index is above 1.*overpotential/);
    expect(makeConsistent(indexTwo, 0, Float64Array.of(2, 0)).message).toMatch(/index is above 1/);
    for (const problem of stiffProblems) expect(indexFault(problem.system, 0, problem.start)).toBeUndefined();
  });

  it("refuses a state of another length", () => {
    expect(() => makeConsistent(stiffProblems[4].system, 0, new Float64Array(5))).toThrow(/5 numbers .* 6 unknowns/);
  });

  it("asks for no more places of the matrix than it has entries", () => {
    const cells = 300;
    const layout = arrowLayout({ border: 1, chains: [{ cells, unknowns: 1, columns: [], rows: [] }] });
    let asked = 0;
    const counted = {
      ...layout,
      slot: (row: number, column: number) => {
        asked++;
        return layout.slot(row, column);
      },
    };
    const mass = new Float64Array(cells + 1).fill(1);
    mass[0] = 0;
    const system: DaeSystem = {
      layout: counted,
      mass: { kind: "diagonal", values: mass },
      evaluate: (_t, y, out) => {
        for (let i = 0; i < out.length; i++) out[i] = -y[i];
      },
      jacobian: (_t, _y, out) => {
        out.fill(0);
        for (let i = 0; i <= cells; i++) out[layout.slot(i, i)] = -1;
      },
    };
    asked = 0;
    expect(indexFault(system, 0, new Float64Array(cells + 1))).toBeUndefined();
    expect(asked).toBeLessThan(2 * layout.entries);
  });
});
