import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meshFromOption } from "../../form/options.ts";
import { alloyFromOption } from "./alloy.ts";
import { anyAlloyDiffusion } from "./alloy-diffusion.ts";
import { RegularSolution } from "./regular-solution.ts";
import { regularSolutionDiffusion } from "./regular-solution-diffusion.ts";

const molarVolume = fc.double({ min: 5e-6, max: 8e-5, noNaN: true });
const alloys = fc
  .tuple(fc.double({ min: -3, max: 2, noNaN: true }), molarVolume, molarVolume)
  .map(([interaction, own, other]) => new RegularSolution(interaction, own, other));
const fraction = fc.double({ min: 1e-3, max: 0.999, noNaN: true });

function slope(f: (c: number) => number, c: number): number {
  const step = (h: number): number => (f(c + h) - f(c - h)) / (2 * h);
  const h = 1e-3 * c;
  return (4 * step(0.5 * h) - step(h)) / 3;
}

describe("regular solution", () => {
  it("has the slopes of its functions, and a thermodynamic factor that is d ln a / d ln x", () => {
    fc.assert(
      fc.property(alloys, fraction, (alloy, x) => {
        const c = alloy.concentration(x);
        expect(Math.abs(alloy.moleFraction(c) - x)).toBeLessThan(1e-13);
        const logActivity = (at: number): number => Math.log(at * alloy.activityPerConcentration(at));
        const factor = slope(logActivity, c) / slope((at) => Math.log(alloy.moleFraction(at)), c);
        expect(Math.abs(factor - alloy.thermodynamicFactor(c))).toBeLessThan(1e-6);
        expect(c * (alloy.logActivitySlope(c) - slope(logActivity, c))).toBeCloseTo(-1, 6);
        const byFactor = slope((at) => alloy.thermodynamicFactor(at), c);
        expect(Math.abs(c * (byFactor - alloy.thermodynamicFactorSlope(c)))).toBeLessThan(1e-6);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it("says which field of its description is wrong", () => {
    expect(() => alloyFromOption("pool", undefined, 298.15)).toThrow(/alloy of "pool" is missing/);
    expect(() => alloyFromOption("pool", { kind: "regular" }, 298.15)).toThrow(/Did you mean "regular-solution"/);
    const given = { kind: "regular-solution", interaction: 2.5, molarVolume: 2e-5, otherMolarVolume: 4e-5 };
    expect(() => alloyFromOption("pool", given, 298.15)).toThrow(/Interaction of the alloy of "pool" is 2.5/);
    expect(() => alloyFromOption("pool", { ...given, interaction: 1, volume: 1 }, 298.15)).toThrow(
      /no option "volume"/,
    );
  });
});

describe("fluxes of an alloy", () => {
  it("are the same in the loop made for regular solutions and in the one for any alloy", () => {
    // oracle: two calls of the functions of the alloy for each face
    fc.assert(
      fc.property(
        alloys,
        fc.integer({ min: 1, max: 11 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer(),
        (alloy, cells, stride, seed) => {
          const size = 1 + cells * stride;
          const pure = alloy.concentration(1);
          const state = Float64Array.from({ length: size }, (_, k) => pure * (0.5 + 0.49 * Math.sin(seed + 7.3 * k)));
          const conductances = Float64Array.from({ length: cells }, (_, k) => 1e-4 / (1 + k));
          const slots = {
            surfaceBySurface: 0,
            surfaceByCell: 1,
            cellBySurface: 2,
            diagonal: 3,
            lower: 3 + cells * stride * stride,
            upper: 3 + 2 * cells * stride * stride,
            stride: stride * stride,
          };
          const [fast, plain] = [regularSolutionDiffusion(alloy), anyAlloyDiffusion(alloy)].map((diffusion) => {
            const out = new Float64Array(size);
            diffusion.evaluate(conductances, 0, 1, stride, state, out);
            const jacobian = new Float64Array(3 + 3 * cells * stride * stride);
            diffusion.jacobian(conductances, 0, 1, stride, slots, state, jacobian);
            return [...out.map((value) => value / (1e-4 * pure)), ...jacobian.map((value) => value / 1e-4)];
          });
          const misses = fast.map((value, k) => Math.abs(value - plain[k]) / (1 + Math.abs(plain[k])));
          expect(Math.max(...misses)).toBeLessThan(1e-12);
        },
      ),
      { seed: 6, numRuns: 200 },
    );
  });
});

describe("mesh of an option", () => {
  it("has the volumes of its shape", () => {
    // oracles: a shell of a sphere and of a cylinder, and the conductance 4r/(πr²) of a disc
    const radius = 2e-3;
    const total = (shape: object, cells: number): number =>
      meshFromOption("mesh", { kind: "graded", cells, grading: 3, shape }, 1e-3).volumes.reduce((sum, v) => sum + v, 0);
    expect(total({ kind: "sphere", radius }, 7) / ((1.5 ** 3 - 1) * (radius / 3))).toBeCloseTo(1, 13);
    expect(total({ kind: "cylinder", radius }, 7) / ((1.5 ** 2 - 1) * (radius / 2))).toBeCloseTo(1, 13);
    expect(total({ kind: "planar", areaRatio: 3 }, 7)).toBeCloseTo(3e-3, 15);
    const disc = { kind: "oblate-spheroid", radius: 1e-5 };
    const far = meshFromOption("mesh", { kind: "graded", cells: 4000, grading: 14, shape: disc }, 1);
    let resistance = 0;
    for (let k = 0; k < far.cells; k++) {
      resistance += (far.faces[k + 1] - far.faces[k]) / (0.5 * (far.faceAreas[k] + far.faceAreas[k + 1]));
    }
    expect((1 / resistance) * ((Math.PI * 1e-5) / 4)).toBeCloseTo(1, 4);
  });

  it("says which field is wrong", () => {
    const mesh = (option: unknown) => () => meshFromOption('mesh of "pool"', option, 1e-3);
    expect(mesh(undefined)).toThrow(/mesh of "pool" is missing/);
    expect(mesh({ kind: "gradd", cells: 3 })).toThrow(/Did you mean "graded"/);
    expect(mesh({ kind: "uniform", cells: 2.5 })).toThrow(/2.5 cells/);
    expect(mesh({ kind: "graded", cells: 5 })).toThrow(/Grading of the mesh of "pool" is missing/);
    expect(mesh({ kind: "uniform", cells: 5, grading: 2 })).toThrow(/no option "grading"/);
    expect(mesh({ kind: "uniform", cells: 5, shape: { kind: "sphere", radius: -1 } })).toThrow(/radius of the shape/);
  });
});
