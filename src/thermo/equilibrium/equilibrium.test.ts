import { describe, expect, it } from "vitest";
import { handMadeCompound, handMadeSolution } from "../../../test/support/regular-solution.ts";
import { sodiumPotassiumByHand } from "../../../test/support/sodium-potassium-by-hand.ts";
import { kNaDatabase } from "../data/index.ts";
import { phaseModels } from "../model/index.ts";
import { equilibrium, equilibriumAlong } from "./index.ts";

const R = 8.3145;
const zero = (): number => 0;

const kNa = (temperature: number, sodium: number) =>
  equilibrium(sodiumPotassiumByHand(temperature, R), { temperature, composition: { K: 1 - sodium, NA: sodium } });

describe("equilibrium of K-Na, against pycalphad 0.11.2 with R = 8.3145", () => {
  it.each([
    { x: 0.85, liquid: 0.709799751, solid: 0.9845802197 },
    { x: 0.1, liquid: 0.1431489769, solid: 0.0379412548 },
  ])(
    "has the tie line at 298.15 K around x = $x, of phases made by hand and of the shipped database",
    ({ x, liquid, solid }) => {
      const shipped = equilibrium(phaseModels(kNaDatabase(), ["K", "NA"], { gasConstant: R }).models, {
        temperature: 298.15,
        composition: { K: 1 - x, NA: x },
      });
      for (const found of [kNa(298.15, x), shipped]) {
        expect(found.phases.map(({ name }) => name)).toEqual(["BCC_A2", "LIQUID"]);
        expect(Math.abs(found.phases[0].moleFractions.NA - solid)).toBeLessThan(1e-10);
        expect(Math.abs(found.phases[1].moleFractions.NA - liquid)).toBeLessThan(1e-10);
        expect(found.largestDrivingForce).toBeLessThan(0);
      }
    },
  );

  it("has liquid just above the eutectic at 260.52326565 K and solids alone just below", () => {
    const above = kNa(260.52326565 + 1e-6, 0.323802);
    expect(above.phases.map(({ name }) => name)).toContain("LIQUID");
    expect(kNa(260.52326565 - 1e-6, 0.323802).phases.map(({ name }) => name)).toEqual(["BCC_A2", "KNA2"]);
    // two phases, a third one within rounding: the answer is one of the two, whichever, and each is balanced
    const at = kNa(260.52326565, 0.323802);
    expect(Math.abs(at.largestDrivingForce)).toBeLessThan(1e-4);
  });

  it("has liquid beside the compound just below the peritectic at 280.0446376 K, beside the solid above", () => {
    expect(kNa(280.0446376 - 1e-5, 0.62).phases.map(({ name }) => name)).toEqual(["KNA2", "LIQUID"]);
    expect(kNa(280.0446376 + 1e-5, 0.62).phases.map(({ name }) => name)).toEqual(["BCC_A2", "LIQUID"]);
  });
});

describe("exactly solvable systems", () => {
  it.each([2.05, 2.5, 4, 10, 30])(
    "unmixes a regular solution with W = %d RT at x where ln((1 − x)/x) = W/RT (1 − 2x)",
    (w) => {
      const temperature = 500;
      let x = Math.exp(-w);
      for (let k = 0; k < 20000; k++) x = 1 / (1 + Math.exp(w * (1 - 2 * x))); // the stable root is the attracting one
      const solution = handMadeSolution({
        name: "S",
        components: ["A", "B"],
        pure: [zero, zero],
        interactions: [[0, 1, w * R * temperature]],
        gasConstant: R,
      });
      const { phases } = equilibrium([solution], { temperature, composition: { A: 0.55, B: 0.45 } });
      expect(phases.map(({ name }) => name)).toEqual(["S", "S"]);
      expect(Math.abs(phases[0].moleFractions.B - (1 - x))).toBeLessThan(1e-11);
      expect(Math.abs(phases[1].moleFractions.B / x - 1)).toBeLessThan(1e-9);
    },
  );

  it("keeps a regular solution whole above its critical temperature W/2R", () => {
    const solution = handMadeSolution({
      name: "S",
      components: ["A", "B"],
      pure: [zero, zero],
      interactions: [[0, 1, 1.999 * R * 500]],
      gasConstant: R,
    });
    const { phases } = equilibrium([solution], { temperature: 500, composition: { A: 0.5, B: 0.5 } });
    expect(phases).toHaveLength(1);
  });

  it("draws the lens of two ideal solutions: x_s/x_l = exp((G_l − G_s)/RT) for each component", () => {
    const melting = [900, 1400];
    const entropy = [9, 11];
    const liquid = handMadeSolution({ name: "L", components: ["A", "B"], pure: [zero, zero], gasConstant: R });
    const solid = handMadeSolution({
      name: "S",
      components: ["A", "B"],
      pure: melting.map((point, i) => (t: number) => entropy[i] * (t - point)),
      gasConstant: R,
    });
    for (let temperature = 905; temperature < 1400; temperature += 55) {
      const [a, b] = melting.map((point, i) => Math.exp((-entropy[i] * (temperature - point)) / (R * temperature)));
      const xLiquid = (1 - a) / (b - a);
      const xSolid = b * xLiquid;
      const { phases } = equilibrium([liquid, solid], {
        temperature,
        composition: { A: 1 - (xLiquid + xSolid) / 2, B: (xLiquid + xSolid) / 2 },
      });
      expect(phases.map(({ name, moleFractions }) => [name, moleFractions.B])).toEqual([
        ["L", expect.closeTo(xLiquid, 11)],
        ["S", expect.closeTo(xSolid, 11)],
      ]);
      expect(phases[0].fraction).toBeCloseTo(0.5, 10);
    }
  });

  it("gives an ideal solution of five components μ = RT ln x, traces of 10⁻¹² included", () => {
    const components = ["A", "B", "C", "D", "E"];
    const models = [handMadeSolution({ name: "S", components, pure: components.map(() => zero), gasConstant: R })];
    const composition = { A: 0.6, B: 0.3, C: 0.1 - 1e-5 - 1e-12, D: 1e-5, E: 1e-12 };
    const { chemicalPotentials } = equilibrium(models, { temperature: 800, composition });
    for (const [symbol, x] of Object.entries(composition)) {
      expect(chemicalPotentials[symbol] / (R * 800)).toBeCloseTo(Math.log(x), 9);
    }
  });
});

describe("phases that are nearly one", () => {
  const pair = (difference: number) =>
    [0, difference].map((interaction, p) =>
      handMadeSolution({
        name: `S${p}`,
        components: ["A", "B"],
        pure: [zero, zero],
        interactions: [[0, 1, 0, interaction * R * 500]],
        gasConstant: R,
      }),
    );

  it("finds a tie line 2 × 10⁻⁵ wide, the same from both of its ends and from outside of it", () => {
    const at = (x: number) => equilibrium(pair(-1.8e-4), { temperature: 500, composition: { A: 1 - x, B: x } }).phases;
    const middle = at(0.5);
    expect(middle.map(({ name }) => name)).toEqual(["S0", "S1"]);
    const [low, high] = middle.map(({ moleFractions }) => moleFractions.B).sort();
    expect(high - low).toBeGreaterThan(2e-5);
    expect(high - low).toBeLessThan(3e-5);
    for (const x of [low + 1e-6, high - 1e-6]) {
      expect(at(x).map(({ moleFractions }) => moleFractions.B)).toEqual(
        middle.map(({ moleFractions }) => expect.closeTo(moleFractions.B, 10)),
      );
    }
    expect(at(low - 1e-5)).toHaveLength(1);
    expect(at(high + 1e-5)).toHaveLength(1);
  });

  it.each([0, 1e-8, 1e-12])("gives an answer, one of them or both, where they differ by %d RT", (difference) => {
    const found = equilibrium(pair(difference), { temperature: 500, composition: { A: 0.5, B: 0.5 } });
    expect(found.gibbsEnergy / (R * 500)).toBeCloseTo(-Math.LN2, 9);
    expect(found.largestDrivingForce).toBeLessThan(1e-8 * R * 500);
  });
});

describe("edges and degenerate compositions", () => {
  it("drops a component that is absent: its potential is −∞, the phases are those of the rest", () => {
    const { phases, chemicalPotentials } = kNa(300, 1);
    expect(phases.map(({ name, fraction, moleFractions }) => [name, fraction, moleFractions])).toEqual([
      ["BCC_A2", 1, { K: 0, NA: 1 }],
    ]);
    expect(chemicalPotentials.K).toBe(Number.NEGATIVE_INFINITY);
    expect(phases[0].siteFractions).toEqual(Float64Array.of(0, 1));
    // GHSERNA at 300 K as the unary function states it
    const t = 300;
    const reference =
      -11989.434 +
      260.548732 * t -
      51.0393608 * t * Math.log(t) +
      0.072306633 * t ** 2 -
      4.3638283e-5 * t ** 3 +
      132154 / t;
    expect(chemicalPotentials.NA).toBeCloseTo(reference, 8);
  });

  it("takes a component that is not named as absent", () => {
    const models = sodiumPotassiumByHand(300, R);
    expect(equilibrium(models, { temperature: 300, composition: { NA: 1 } })).toEqual(kNa(300, 1));
  });

  it("gives a compound at its own composition the mean of the potentials of its two sides", () => {
    const at = kNa(250, 2 / 3);
    const sides = [kNa(250, 0.6), kNa(250, 0.75)];
    expect(at.phases.map(({ name, fraction }) => [name, fraction])).toEqual([["KNA2", expect.closeTo(1, 12)]]);
    for (const symbol of ["K", "NA"]) {
      const mean = (sides[0].chemicalPotentials[symbol] + sides[1].chemicalPotentials[symbol]) / 2;
      expect(at.chemicalPotentials[symbol]).toBeCloseTo(mean, 5);
    }
    expect(at.largestDrivingForce).toBeLessThan(0);
  });

  it("gives two compounds on their tie line in a ternary system, with potentials that both agree on", () => {
    const components = ["A", "B", "C"];
    const models = [
      ...components.map((symbol, c) =>
        handMadeCompound({
          name: symbol,
          components,
          moles: components.map((_, i) => (i === c ? 1 : 0)),
          energy: zero,
        }),
      ),
      handMadeCompound({ name: "AB", components, moles: [1, 1, 0], energy: () => -20000 }),
      handMadeCompound({ name: "AC", components, moles: [1, 0, 1], energy: () => -16000 }),
    ];
    const { phases, chemicalPotentials: mu } = equilibrium(models, {
      temperature: 400,
      composition: { A: 0.5, B: 0.25, C: 0.25 },
    });
    expect(phases.map(({ name, fraction }) => [name, fraction])).toEqual([
      ["AB", expect.closeTo(0.5, 12)],
      ["AC", expect.closeTo(0.5, 12)],
    ]);
    expect(mu.A + mu.B).toBeCloseTo(-20000, 6);
    expect(mu.A + mu.C).toBeCloseTo(-16000, 6);
    for (const symbol of components) expect(mu[symbol]).toBeLessThanOrEqual(1e-6);
  });

  it("answers the same to the bit a second time, and the same along a path to rounding", () => {
    expect(kNa(270, 0.4)).toEqual(kNa(270, 0.4));
    const models = phaseModels(kNaDatabase(), ["K", "NA"], { gasConstant: R }).models;
    const path = Array.from({ length: 40 }, (_, k) => ({ temperature: 250 + 2 * k, composition: { K: 0.3, NA: 0.7 } }));
    const along = equilibriumAlong(models, path);
    path.forEach((conditions, k) => {
      const alone = equilibrium(models, conditions);
      expect(along[k].phases.map(({ name }) => name)).toEqual(alone.phases.map(({ name }) => name));
      expect(along[k].phases.map(({ fraction }) => fraction)).toEqual(
        alone.phases.map(({ fraction }) => expect.closeTo(fraction, 10)),
      );
      expect(along[k].gibbsEnergy).toBeCloseTo(alone.gibbsEnergy, 7);
    });
  });
});

describe("what is asked and what is refused", () => {
  const models = sodiumPotassiumByHand(300, R);
  const at =
    (composition: Record<string, number>, temperature = 300) =>
    () =>
      equilibrium(models, { temperature, composition });

  it("gives a metastable state only when asked", () => {
    const liquid = equilibrium(
      models,
      { temperature: 250, composition: { K: 0.5, NA: 0.5 } },
      { metastable: { only: ["LIQUID"] } },
    );
    expect(liquid.phases.map(({ name }) => name)).toEqual(["LIQUID"]);
    expect(liquid.leftOut).toEqual(["BCC_A2", "KNA2"]);
    expect(() =>
      equilibrium(models, { temperature: 250, composition: { K: 1 } }, { metastable: { only: ["FCC_A1"] } }),
    ).toThrow("FCC_A1 is asked for and not among the phases LIQUID, BCC_A2, KNA2");
  });

  it("says what is wrong with a composition", () => {
    expect(at({ K: -0.1, NA: 1.1 })).toThrow("the mole fraction of K is -0.1; it lies between 0 and 1");
    expect(at({ K: 0.3, NA: 0.6 })).toThrow("the mole fractions K 0.3, NA 0.6 add up to 0.8999999999999999, not 1");
    expect(at({ K: 0.3, CS: 0.7 })).toThrow("the system holds K, NA, not the component CS");
    expect(at({ K: Number.NaN, NA: 1 })).toThrow("the mole fraction of K is NaN");
  });

  it("quotes the range of temperatures", () => {
    const solutions = models.filter(({ name }) => name !== "KNA2");
    expect(() => equilibrium(solutions, { temperature: 150, composition: { K: 0.3, NA: 0.7 } })).toThrow(
      "150 K lies outside the temperatures of every phase, 200 to 2200 K",
    );
    expect(at({ K: 0.3, NA: 0.7 }, -3)).toThrow("the temperature is -3 K; it must be above 0");
  });

  it("leaves out a phase that is not defined at the temperature, and says so", () => {
    const narrow = handMadeSolution({
      name: "N",
      components: ["A", "B"],
      pure: [() => -1e5, () => -1e5],
      gasConstant: R,
      temperatureRange: [500, 600],
    });
    const wide = handMadeSolution({ name: "W", components: ["A", "B"], pure: [zero, zero], gasConstant: R });
    const found = equilibrium([narrow, wide], { temperature: 400, composition: { A: 0.5, B: 0.5 } });
    expect([found.phases[0].name, found.leftOut]).toEqual(["W", ["N"]]);
  });

  it("says which phases cannot make up a composition", () => {
    expect(() =>
      equilibrium(models, { temperature: 250, composition: { K: 0.5, NA: 0.5 } }, { metastable: { only: ["KNA2"] } }),
    ).toThrow("no mixture of KNA2 has the composition x(K) = 0.5, x(NA) = 0.5");
  });
});
