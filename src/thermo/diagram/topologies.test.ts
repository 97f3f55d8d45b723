import { describe, expect, it } from "vitest";
import { compoundModel, linear, solutionModel, type Thermal } from "../../../test/support/gibbs-models.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import { type BinaryDiagram, binaryDiagram } from "./index.ts";

// Oracle: systems made so that their events are known from how their free energies were chosen.
const R = 8.314462618;
const components = ["A", "B"] as const;
const zero = linear(0);
const fusion = (temperature: number, enthalpy: number): Thermal => linear(enthalpy, -enthalpy / temperature);
const solution = (name: string, ends: readonly [Thermal, Thermal], ...interactions: number[]) =>
  solutionModel({ name, components, ends, interactions: interactions.map((w) => linear(w)) });
const pure = [compoundModel("A_S", components, [1, 0], zero), compoundModel("B_S", components, [0, 1], zero)];
const compound = (name: string, a: number, b: number, energy: Thermal) =>
  compoundModel(name, components, [a, b], energy);
const liquid = [fusion(1000, 10000), fusion(600, 6000)] as const;

const draw = (models: readonly PhaseModel[], low = 250, high = 2000): BinaryDiagram =>
  binaryDiagram(models, { component: "B", temperatureRange: [low, high] });
const kinds = ({ invariants }: BinaryDiagram) =>
  invariants.map(({ kind, phases }) => [kind, ...phases.map(({ name }) => name)].join(" "));
const points = ({ transitions }: BinaryDiagram) =>
  transitions.map(({ kind, below, above }) => `${kind} ${below} ${above}`);

describe("every kind of event", () => {
  it("monotectic, under a gap of the liquid that closes at W / 2R", () => {
    const diagram = draw([...pure, solution("LIQUID", liquid, 16000)]);
    expect(kinds(diagram)).toEqual(["eutectic A_S LIQUID B_S", "monotectic A_S LIQUID LIQUID"]);
    expect(diagram.criticalPoints.map(({ temperature }) => temperature)).toEqual([expect.closeTo(8000 / R, 7)]);
    const [, , rich] = diagram.invariants[1]?.phases ?? [];
    expect(rich?.moleFraction).toBeCloseTo(1 - (diagram.invariants[1]?.phases[1].moleFraction ?? 0), 9);
  });

  it("syntectic: a compound that forms from two liquids", () => {
    const diagram = draw([
      ...pure,
      solution("LIQUID", [fusion(600, 6000), fusion(500, 6000)], 20000),
      compound("AB", 1, 1, linear(-9000, 10)),
    ]);
    expect(kinds(diagram)).toContain("syntectic LIQUID AB LIQUID");
    expect(diagram.criticalPoints).toHaveLength(1);
  });

  it("metatectic: a solid that decomposes on cooling into another and liquid", () => {
    const diagram = draw([
      solution("ALPHA", [linear(800, -1), linear(6000)], 0),
      compound("BETA", 1, 0, zero),
      solution("LIQUID", [linear(8800, -9), fusion(500, 5000)], 0),
    ]);
    expect(kinds(diagram)).toEqual(["metatectic BETA ALPHA LIQUID"]);
    expect(points(diagram)).toEqual(["transformation BETA ALPHA", "melting ALPHA LIQUID"]);
    expect(diagram.transitions.map(({ temperature }) => temperature)).toEqual([
      expect.closeTo(800, 9),
      expect.closeTo(1000, 9),
    ]);
  });

  it("eutectoid and eutectic", () => {
    const diagram = draw([
      solution("GAMMA", [linear(4000, -5), linear(4000)], 0),
      ...pure,
      solution("LIQUID", [linear(19000, -15), fusion(1000, 10000)], 0),
    ]);
    expect(kinds(diagram)).toEqual(["eutectoid A_S GAMMA B_S", "eutectic GAMMA LIQUID B_S"]);
  });

  it("a cascade of peritectics", () => {
    const diagram = draw([
      ...pure,
      solution("LIQUID", [fusion(2000, 20000), fusion(500, 5000)], 0),
      compound("A3B", 3, 1, linear(-22000, 5)),
      compound("AB", 1, 1, linear(-16000, 5)),
      compound("AB3", 1, 3, linear(-20000, 6)),
    ]);
    expect(kinds(diagram)).toEqual([
      "eutectic AB3 LIQUID B_S",
      "peritectic AB AB3 LIQUID",
      "peritectic A3B AB LIQUID",
      "peritectic A_S A3B LIQUID",
    ]);
  });

  it("peritectoid: a compound of solids that is gone above one temperature", () => {
    // A_S + B_S = AB with −5000 + 10 T: gone at 500 K, below the eutectic
    const diagram = draw([...pure, solution("LIQUID", liquid, 0), compound("AB", 1, 1, linear(-5000, 12.5))]);
    expect(kinds(diagram)).toEqual(["peritectoid A_S AB B_S", "eutectic A_S LIQUID B_S"]);
    expect(diagram.invariants[0]?.temperature).toBeCloseTo(400, 9);
  });

  it("a compound that is stable between two temperatures only", () => {
    // below 300 K it decomposes as well: −4000 + 20 T − 0.02 T² is negative outside of 276 … 724 K; mirrored here
    const energy: Thermal = (t) => [1000 - 0.02 * t * (t - 250) - 200, -0.04 * t + 5, -0.04];
    const diagram = draw(
      [...pure, solution("LIQUID", [fusion(1000, 10000), fusion(900, 9000)], 12000), compound("AB", 1, 1, energy)],
      200,
    );
    const first = 125 + Math.sqrt(125 ** 2 + 40000);
    expect(diagram.invariants[0]).toMatchObject({ kind: "eutectoid" });
    expect(diagram.invariants[0]?.temperature).toBeCloseTo(first, 8);
  });

  it("congruent maximum of two solutions", () => {
    const diagram = draw([
      solution("SOLID", [zero, zero], -8000),
      solution("LIQUID", [fusion(1000, 9000), fusion(900, 9000)], 0),
    ]);
    expect(kinds(diagram)).toEqual([]);
    expect(points(diagram)).toEqual(["melting SOLID LIQUID", "melting SOLID LIQUID", "congruent SOLID LIQUID"]);
    // g and its slope equal: 8000 x (1 − x) + 9000 (1 − T (x̄/1000 + x/900)) = 0
    const { temperature: T = 0, moleFraction: x = 0 } = diagram.transitions[2] ?? {};
    const g = 8000 * x * (1 - x) + 9000 * (1 - T * ((1 - x) / 1000 + x / 900));
    const slope = 8000 * (1 - 2 * x) - 9000 * T * (1 / 900 - 1 / 1000);
    expect(Math.abs(g)).toBeLessThan(1e-8);
    expect(Math.abs(slope)).toBeLessThan(1e-6);
  });

  it("congruent minimum of two solutions, over a gap of the solid", () => {
    const diagram = draw([
      solution("SOLID", [zero, zero], 8000),
      solution("LIQUID", [fusion(1000, 9000), fusion(900, 9000)], 0),
    ]);
    expect(points(diagram)).toEqual(["congruent SOLID LIQUID", "melting SOLID LIQUID", "melting SOLID LIQUID"]);
    expect(diagram.criticalPoints.map(({ temperature }) => temperature)).toEqual([expect.closeTo(4000 / R, 7)]);
    expect(diagram.regions).toHaveLength(3);
  });

  it("azeotrope", () => {
    const diagram = draw([
      solution("LIQUID", [zero, zero], 3000),
      solution("GAS", [fusion(350, 30000), fusion(360, 32000)]),
    ]);
    expect(points(diagram)).toEqual(["congruent LIQUID GAS", "boiling LIQUID GAS", "boiling LIQUID GAS"]);
  });

  it("a gap of the solid that reaches the liquid: a eutectic between two ends of one phase", () => {
    const diagram = draw([solution("SOLID", [zero, zero], 11000), solution("LIQUID", liquid, 0)]);
    expect(kinds(diagram)).toEqual(["eutectic SOLID LIQUID SOLID"]);
    expect(diagram.criticalPoints).toEqual([]);
  });
});

describe("events that nearly coincide", () => {
  const symmetric = [fusion(900, 9000), fusion(900, 9000)] as const;
  it.each([0, 1e-11, 1e-9, 1e-7, 1e-4])("twin compounds, one more stable by a share of %s", (excess) => {
    const diagram = draw([
      ...pure,
      solution("LIQUID", symmetric, 0),
      compound("A2B", 2, 1, linear(-9000 * (1 + excess))),
      compound("AB2", 1, 2, linear(-9000)),
    ]);
    expect(kinds(diagram).sort()).toEqual([
      "eutectic A2B LIQUID AB2",
      "eutectic AB2 LIQUID B_S",
      "eutectic A_S LIQUID A2B",
    ]);
    expect(points(diagram).sort()).toEqual([
      "congruent A2B LIQUID",
      "congruent AB2 LIQUID",
      "melting A_S LIQUID",
      "melting B_S LIQUID",
    ]);
    const [one, two] = diagram.transitions.filter(({ kind }) => kind === "congruent");
    // 3 R T (⅓ ln ⅓ + ⅔ ln ⅔) + 3 · 9000 (1 − T/900) = −9000 (1 + excess)
    const mixing = 3 * R * (Math.log(1 / 3) / 3 + (2 / 3) * Math.log(2 / 3)) - 30;
    const exact = [1, 1 + excess].map((share) => (-9000 * share - 27000) / mixing);
    expect(one?.temperature).toBeCloseTo(exact[0] as number, 9);
    expect(two?.temperature).toBeCloseTo(exact[1] as number, 9);
  });

  it.each([
    [1e-3, 1e-4],
    [1e-2, 1e-3],
    [1, 0.1],
  ])("a critical point next to a monotectic: W %s J/mol above the least, less than %s K", (excess, nearest) => {
    // the least W at which the gap of the liquid is stable, by halving: the liquidus of A at x = 1/2 meets W / 2R
    const gap = (w: number) => {
      const T = w / (2 * R);
      return w / 4 + 10000 * (1 - T / 1000) - R * T * Math.log(2);
    };
    let low = 14000;
    let high = 16000;
    for (let k = 0; k < 60; k++) {
      const middle = (low + high) / 2;
      if (gap(middle) < 0) high = middle;
      else low = middle;
    }
    const W = high + excess;
    const diagram = draw([...pure, solution("LIQUID", liquid, W)], 800, 1050);
    expect(kinds(diagram)).toEqual(["monotectic A_S LIQUID LIQUID"]);
    expect(diagram.criticalPoints).toHaveLength(1);
    expect(diagram.criticalPoints[0]?.temperature).toBeCloseTo(W / (2 * R), 6);
    const distance = (diagram.criticalPoints[0]?.temperature ?? 0) - (diagram.invariants[0]?.temperature ?? 0);
    expect(distance).toBeGreaterThan(0);
    expect(distance).toBeLessThan(nearest);
  });

  it("refuses two phases that are the same, by name", () => {
    const same = [solution("ALPHA", [zero, zero], 3000), solution("BETA", [zero, zero], 3000)];
    expect(() => draw([...same, solution("LIQUID", liquid, 0)])).toThrow("ALPHA and BETA have the same Gibbs energy");
  });
});
