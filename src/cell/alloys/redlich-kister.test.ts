import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GAS_CONSTANT } from "../../units/constants.ts";
import { alloyFromOption } from "../submodels/alloy/alloy.ts";
import { anyAlloyDiffusion } from "../submodels/alloy/alloy-diffusion.ts";
import { RegularSolution } from "../submodels/alloy/regular-solution.ts";
import { RedlichKister } from "./redlich-kister.ts";
import { redlichKisterDiffusion } from "./redlich-kister-diffusion.ts";

const molarVolume = fc.double({ min: 5e-6, max: 8e-5, noNaN: true });
const interaction = (size: number) => fc.double({ min: -size, max: size, noNaN: true });
/** Weak enough for a liquid that holds together: the factor stays above 0.1. */
const solutions = fc
  .tuple(
    interaction(0.6),
    interaction(0.1),
    interaction(0.05),
    interaction(0.02),
    interaction(3),
    molarVolume,
    molarVolume,
  )
  .map(
    ([l0, l1, l2, l3, reference, own, other]) =>
      new RedlichKister({ interactions: [l0, l1, l2, l3], reference, molarVolume: own, otherMolarVolume: other }),
  );
/** Below the empty and beyond the pure metal too. */
const fraction = fc.double({ min: -0.02, max: 1.02, noNaN: true }).filter((x) => Math.abs(x) > 1e-3);

const option = {
  kind: "redlich-kister",
  coefficients: [
    [2937, -1.06],
    [-554, 0],
  ],
  first: "other",
  molarVolume: 2.38e-5,
  otherMolarVolume: 4.56e-5,
};
const made = (changes: object, temperature = 298.15) => alloyFromOption("pool", { ...option, ...changes }, temperature);

describe("Redlich-Kister solution", () => {
  it("has the slopes of its functions, and a thermodynamic factor that is d ln a / d ln x, beyond its range too", () => {
    fc.assert(
      fc.property(solutions, fraction, (alloy, x) => {
        const c = alloy.concentration(x);
        const pure = alloy.concentration(1);
        expect(Math.abs(alloy.moleFraction(c) - x)).toBeLessThan(1e-13);
        const slope = (f: (at: number) => number): number => {
          const step = (h: number): number => (f(c + h) - f(c - h)) / (2 * h);
          return (4 * step(1e-4 * pure) - step(2e-4 * pure)) / 3;
        };
        const logQ = (at: number): number => Math.log(alloy.activityPerConcentration(at));
        expect(Math.abs(pure * (alloy.logActivitySlope(c) - slope(logQ)))).toBeLessThan(1e-6);
        const byFactor = slope((at) => alloy.thermodynamicFactor(at));
        expect(Math.abs(pure * (byFactor - alloy.thermodynamicFactorSlope(c)))).toBeLessThan(1e-6);
        // c d ln a / dc over c d ln x / dc, without a logarithm of a negative number
        const factor = (1 + c * slope(logQ)) * (1 + c * (alloy.otherMolarVolume - alloy.molarVolume));
        expect(Math.abs(factor - alloy.thermodynamicFactor(c))).toBeLessThan(1e-6);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  // Oracle: Gibbs-Duhem, x d ln γ + (1 − x) d ln γ' = 0, with γ' of the same liquid whose other metal works.
  it("is the same liquid for either metal", () => {
    const coefficients = option.coefficients.concat([
      [310, 0.2],
      [-90, 0.1],
    ]);
    const own = made({ coefficients, first: "metal" });
    const mirrored = made({ coefficients, first: "other", molarVolume: 4.56e-5, otherMolarVolume: 2.38e-5 });
    for (const x of [0.1, 0.35, 0.5, 0.8]) {
      const factor = own.thermodynamicFactor(own.concentration(x));
      expect(mirrored.thermodynamicFactor(mirrored.concentration(1 - x))).toBeCloseTo(factor, 13);
    }
    // ∫ ln(γ/γ') dx = 0 by Gauss-Legendre of four points, exact to the seventh power
    const nodes = [0.3399810435848563, 0.8611363115940526];
    const weights = [0.6521451548625461, 0.3478548451374538];
    const logGamma = (alloy: typeof own, x: number): number =>
      Math.log((alloy.concentration(x) * alloy.activityPerConcentration(alloy.concentration(x))) / x);
    let sum = 0;
    for (const [k, node] of nodes.entries()) {
      for (const x of [0.5 + 0.5 * node, 0.5 - 0.5 * node]) {
        sum += weights[k] * (logGamma(own, x) - logGamma(mirrored, 1 - x));
      }
    }
    expect(Math.abs(sum)).toBeLessThan(1e-13);
  });

  // Oracle: the closed form of one interaction, ln a = ln x + χ(1 − x)².
  it("is a regular solution with one interaction", () => {
    const regular = new RegularSolution(1.1, 2.38e-5, 4.56e-5);
    const one = made({ coefficients: [[1.1 * GAS_CONSTANT * 298.15, 0]] });
    for (const c of [-500, 0, 1e3, 19400, 42016, 43000]) {
      for (const name of [
        "activityPerConcentration",
        "logActivitySlope",
        "thermodynamicFactor",
        "thermodynamicFactorSlope",
      ] as const) {
        expect(Math.abs(one[name](c) / regular[name](1e4) - regular[name](c) / regular[name](1e4))).toBeLessThan(1e-13);
      }
    }
  });

  // Oracle: the shipped database, whose coefficients these are; 507.649 J/mol from solid to liquid Na at 298.15 K (SGTE).
  it("takes coefficients as a TDB states them, and a reference", () => {
    const assessed = alloyFromOption("pool", { kind: "assessed", database: "K-Na", metal: "NA", other: "K" }, 298.15);
    const solid = made({ pureReference: [507.649, 0] });
    for (const x of [0.1, 0.4, 0.63, 0.95]) {
      const [c, d] = [assessed.concentration(x), solid.concentration(x)];
      const ratio = (d * solid.activityPerConcentration(d)) / (c * assessed.activityPerConcentration(c));
      expect(Math.abs(ratio - 1)).toBeLessThan(1e-6);
    }
    expect(solid.saturation).toBeUndefined();
  });

  it("ends where its data say, between points of temperature", () => {
    const points = [
      [290, 0.1],
      [310, 0.3],
    ];
    const { lower, upper } =
      made({ saturation: { lower: { moleFraction: points }, upper: { moleFraction: 0.7, solid: "Na" } } }, 300)
        .saturation ?? {};
    expect(lower?.moleFraction).toBeCloseTo(0.2, 14);
    expect(lower?.solid).toBe("the other metal");
    expect(upper).toMatchObject({ moleFraction: 0.7, solid: "Na" });
    const alloy = made({}, 300);
    const c = alloy.concentration(0.7);
    expect(upper?.activity).toBeCloseTo(c * alloy.activityPerConcentration(c), 14);
    expect(made({ saturation: { lower: { moleFraction: points } } }, 290).saturation?.lower?.moleFraction).toBe(0.1);
    expect(made({ saturation: { lower: { moleFraction: points } } }, 310).saturation?.upper).toBeUndefined();
  });

  it("says which field is wrong", () => {
    const wrong = (changes: object) => () => made(changes);
    expect(wrong({ coefficients: 5 })).toThrow(/Coefficients of the alloy of "pool": 5; up to 4 pairs/);
    expect(wrong({ coefficients: [[1, 2], [3]] })).toThrow(/Coefficient 1 of the alloy of "pool" is \[3\]; a pair/);
    expect(wrong({ first: "NA" })).toThrow(/First metal of the alloy of "pool" is "NA"/);
    expect(wrong({ coefficients: [[9000, 0]] })).toThrow(
      /would come apart: its thermodynamic factor is -0\.\d+ at a mole fraction of 0\.\d+/,
    );
    expect(wrong({ saturation: { lower: 0.1 } })).toThrow(/Saturation of the alloy of "pool", lower is 0.1/);
    expect(wrong({ saturation: { lower: { moleFraction: [[300, 0.1]] } } })).toThrow(
      /298.15 K lies outside of the points from 300 to 300 K/,
    );
    expect(
      wrong({
        saturation: {
          lower: {
            moleFraction: [
              [300, 0.1],
              [290, 0.2],
            ],
          },
        },
      }),
    ).toThrow(/300, 290 K do not ascend/);
    expect(wrong({ saturation: { lower: { moleFraction: 0.8 }, upper: { moleFraction: 0.7 } } })).toThrow(
      /lower end, 0.8, is not below the upper one, 0.7/,
    );
    expect(
      () =>
        new RedlichKister({ interactions: [0, 0, 0, 0, 1], reference: 0, molarVolume: 1e-5, otherMolarVolume: 1e-5 }),
    ).toThrow(/5 interactions; up to 4/);
  });
});

describe("fluxes of a Redlich-Kister solution", () => {
  // Oracle: two calls of the functions of the alloy for each face.
  it("are the same in their own loop and in the one for any alloy", () => {
    fc.assert(
      fc.property(
        solutions,
        fc.integer({ min: 1, max: 11 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer(),
        (alloy, cells, stride, seed) => {
          const size = 1 + cells * stride;
          const pure = alloy.concentration(1);
          const state = Float64Array.from({ length: size }, (_, k) => pure * (0.5 + 0.52 * Math.sin(seed + 7.3 * k)));
          const conductances = Float64Array.from({ length: cells }, (_, k) => 1e-4 / (1 + k));
          const block = stride * stride;
          const slots = {
            surfaceBySurface: 0,
            surfaceByCell: 1,
            cellBySurface: 2,
            diagonal: 3,
            lower: 3 + cells * block,
            upper: 3 + 2 * cells * block,
            stride: block,
          };
          const [fast, plain] = [redlichKisterDiffusion(alloy), anyAlloyDiffusion(alloy)].map((diffusion) => {
            const out = new Float64Array(size).fill(1e-5 * pure);
            diffusion.evaluate(conductances, 0, 1, stride, state, out);
            const jacobian = new Float64Array(3 + 3 * cells * block);
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
