import { describe, expect, it } from "vitest";
import { compoundModel, linear, plus, solutionModel, type Thermal } from "../../../test/support/gibbs-models.ts";
import { binaryDiagram, boundariesAt } from "./index.ts";

// Oracle: closed solutions of the equilibrium conditions.
const R = 8.314462618;
const components = ["A", "B"] as const;
const zero = linear(0);
/** H − T S of melting. */
const fusion = (temperature: number, enthalpy: number): Thermal => linear(enthalpy, -enthalpy / temperature);
const ideal = (name: string, ends: readonly [Thermal, Thermal]) => solutionModel({ name, components, ends });

describe("the lens of two ideal solutions", () => {
  const solid = ideal("SOLID", [zero, zero]);
  const liquid = ideal("LIQUID", [fusion(1000, 10000), fusion(1400, 16000)]);
  const exact = (T: number) => {
    // equal potentials: x_A^L = x_A^S a, x_B^L = x_B^S b
    const a = Math.exp((-10000 * (1 - T / 1000)) / (R * T));
    const b = Math.exp((-16000 * (1 - T / 1400)) / (R * T));
    const solidus = (1 - a) / (b - a);
    return [b * solidus, solidus] as const;
  };

  it("has the closed form's tie lines, to rounding", () => {
    for (const T of [1000.001, 1050, 1200, 1350, 1399.999]) {
      const [line] = boundariesAt([solid, liquid], T, { component: "B" });
      const [xLiquid, xSolid] = exact(T);
      expect(line?.phases.map(({ name }) => name)).toEqual(["LIQUID", "SOLID"]);
      expect(line?.phases[0].moleFraction).toBeCloseTo(xLiquid, 11);
      expect(line?.phases[1].moleFraction).toBeCloseTo(xSolid, 11);
    }
  });

  it("is drawn to 0.05 K or 1e-4, from one melting point to the other", () => {
    const { regions, transitions, invariants } = binaryDiagram([solid, liquid], {
      component: "B",
      temperatureRange: [900, 1500],
    });
    expect(invariants).toEqual([]);
    expect(transitions.map(({ temperature }) => temperature)).toEqual([
      expect.closeTo(1000, 9),
      expect.closeTo(1400, 9),
    ]);
    expect(regions).toHaveLength(1);
    const { temperature, lower, higher } = regions[0] as (typeof regions)[0];
    for (let k = 1; k < temperature.length; k++) {
      const [low, high] = [temperature[k - 1] as number, temperature[k] as number];
      for (const share of [0.25, 0.5, 0.75]) {
        const [liquidus, solidus] = exact(low + share * (high - low));
        for (const [values, x] of [
          [lower, liquidus],
          [higher, solidus],
        ] as const) {
          const [a, b] = [values[k - 1] as number, values[k] as number];
          const offset = Math.abs(a + share * (b - a) - x);
          const inKelvin = (offset * (high - low)) / Math.abs(b - a);
          expect(Math.min(offset / 1e-4, inKelvin / 0.05)).toBeLessThan(1);
        }
      }
    }
  });
});

describe("a symmetric regular solution", () => {
  const W = 20000;
  const model = solutionModel({ name: "ALPHA", components, ends: [zero, zero], interactions: [linear(W)] });
  const diagram = binaryDiagram([model], { component: "B", temperatureRange: [300, 1500] });

  it("unmixes below W / 2R at x = 1/2", () => {
    expect(diagram.criticalPoints).toHaveLength(1);
    expect(diagram.criticalPoints[0]?.temperature).toBeCloseTo(W / (2 * R), 7);
    expect(diagram.criticalPoints[0]?.moleFraction).toBeCloseTo(0.5, 9);
    expect(diagram.regions.map(({ phases }) => phases)).toEqual([["ALPHA", "ALPHA"]]);
  });

  it("has the binodal W (1 − 2x) = R T ln((1 − x) / x) at every point drawn", () => {
    const [gap] = diagram.regions;
    expect(gap?.temperature.at(-1)).toBe(diagram.criticalPoints[0]?.temperature);
    for (const [k, T] of (gap?.temperature ?? []).entries()) {
      const x = gap?.lower[k] as number;
      expect(1 - (gap?.higher[k] as number)).toBeCloseTo(x, 7);
      expect(Math.abs(W * (1 - 2 * x) - R * T * Math.log((1 - x) / x))).toBeLessThan(1e-5);
    }
  });

  it("finds the gap a hundredth of a kelvin below the critical point, and none above", () => {
    const critical = W / (2 * R);
    expect(boundariesAt([model], critical - 0.01, { component: "B" })).toHaveLength(1);
    expect(boundariesAt([model], critical + 1e-6, { component: "B" })).toHaveLength(0);
  });

  it("resolves a very dilute solution relative to its mole fraction", () => {
    const [line] = boundariesAt([model], 120, { component: "B" });
    const x = line?.phases[0].moleFraction as number;
    let exact = Math.exp(-W / (R * 120));
    for (let k = 0; k < 50; k++) exact = (1 - exact) * Math.exp((-W * (1 - 2 * exact)) / (R * 120));
    expect(x).toBeLessThan(1e-8);
    expect(Math.abs(x / exact - 1)).toBeLessThan(1e-9);
  });
});

describe("an ideal liquid over two pure solids", () => {
  const models = [
    compoundModel("A_S", components, [1, 0], zero),
    compoundModel("B_S", components, [0, 1], zero),
    ideal("LIQUID", [fusion(900, 9000), fusion(700, 8000)]),
  ];
  const atA = (T: number) => 1 - Math.exp((-9000 / R) * (1 / T - 1 / 900));
  const atB = (T: number) => Math.exp((-8000 / R) * (1 / T - 1 / 700));
  const diagram = binaryDiagram(models, { component: "B", temperatureRange: [200, 1000] });

  it("has Schröder's liquidus on both sides at every point drawn", () => {
    for (const { phases, temperature, lower, higher } of diagram.regions) {
      for (const [k, T] of temperature.entries()) {
        if (phases[1] === "LIQUID") expect(higher[k]).toBeCloseTo(atA(T), 11);
        if (phases[0] === "LIQUID") expect(lower[k]).toBeCloseTo(atB(T), 11);
      }
    }
  });

  it("has its eutectic where the two cross", () => {
    let low = 300;
    let high = 700;
    for (let k = 0; k < 100; k++) {
      const middle = (low + high) / 2;
      if (atA(middle) > atB(middle)) low = middle;
      else high = middle;
    }
    expect(diagram.invariants).toHaveLength(1);
    expect(diagram.invariants[0]?.kind).toBe("eutectic");
    expect(diagram.invariants[0]?.temperature).toBeCloseTo(low, 8);
    expect(diagram.invariants[0]?.phases[1].moleFraction).toBeCloseTo(atA(low), 10);
    expect(diagram.transitions.map(({ kind, moleFraction }) => [kind, moleFraction])).toEqual([
      ["melting", 1],
      ["melting", 0],
    ]);
  });
});

describe("a compound in an ideal liquid", () => {
  it("melts congruently where its free energy of formation is that of the liquid", () => {
    const liquid = ideal("LIQUID", [zero, zero]);
    const compound = compoundModel("AB2", components, [1, 2], plus(linear(-45000, 20)));
    const { transitions } = binaryDiagram([liquid, compound], { component: "B", temperatureRange: [300, 2500] });
    // 3 R T (⅓ ln ⅓ + ⅔ ln ⅔) = −45000 + 20 T
    const mixing = 3 * R * (Math.log(1 / 3) / 3 + (2 / 3) * Math.log(2 / 3));
    expect(transitions).toHaveLength(1);
    expect(transitions[0]?.kind).toBe("congruent");
    expect(transitions[0]?.moleFraction).toBe(2 / 3);
    expect(transitions[0]?.temperature).toBeCloseTo(-45000 / (mixing - 20), 8);
  });

  it("is replaced by another form at the temperature where their free energies cross", () => {
    const liquid = ideal("LIQUID", [zero, zero]);
    const low = compoundModel("AB_L", components, [1, 1], linear(-40000, 10));
    const high = compoundModel("AB_H", components, [1, 1], linear(-35000, 2));
    const { transitions } = binaryDiagram([liquid, low, high], { component: "B", temperatureRange: [300, 3000] });
    expect(transitions[0]).toMatchObject({ kind: "transformation", below: "AB_L", above: "AB_H", moleFraction: 0.5 });
    expect(transitions[0]?.temperature).toBeCloseTo(625, 9);
  });
});
