import { describe, expect, it } from "vitest";
import { kNaAlloy, sodiumFraction } from "../../../test/support/k-na-alloy.ts";
import { FARADAY, GAS_CONSTANT } from "../../units/constants.ts";
import { activities } from "./activities.ts";
import { equilibriumState, equilibriumStates } from "./equilibrium-state.ts";
import { potentialCurves } from "./potential-curve.ts";
import { reversiblePotential } from "./potentials.ts";
import { type BinaryPhase, freezingPoint, phaseWindows, removalLimits } from "./saturation.ts";
import { potassium, sodium } from "./sodium-potassium.ts";

const { models } = kNaAlloy();
const ROOM = 298.15;
const system: BinaryPhase = { models, phase: "LIQUID", component: "NA" };
const weightPercentPotassium = (x: number): number => {
  const potassiumMass = (1 - x) * 39.0983;
  return (100 * potassiumMass) / (potassiumMass + x * 22.98976928);
};

describe("liquid window", () => {
  // Oracle: the tie lines of pycalphad with the same parameters, to the 2e-6 by which its gas constant shifts them.
  it("has the liquidus compositions at 25 °C", () => {
    const windows = phaseWindows(system, ROOM);
    expect(windows).toHaveLength(1);
    const [{ low, high } = { low: null, high: null }] = windows;
    expect(Math.abs((low?.moleFraction ?? 0) - 0.1431489769)).toBeLessThan(3e-6);
    expect(Math.abs((high?.moleFraction ?? 0) - 0.709799751)).toBeLessThan(3e-6);
    expect(low?.phaseMoleFraction).toBeCloseTo(0.0379, 4);
    expect(high?.phaseMoleFraction).toBeCloseTo(0.9846, 4);
    expect([low?.phase, high?.phase]).toEqual(["BCC_A2", "BCC_A2"]);
    expect(weightPercentPotassium(low?.moleFraction ?? 0)).toBeCloseTo(91.1, 1);
    expect(weightPercentPotassium(high?.moleFraction ?? 0)).toBeCloseTo(41.0, 1);
    const [cool] = phaseWindows(system, 293.15);
    expect(cool?.low?.moleFraction).toBeCloseTo(0.164, 3);
    expect(cool?.high?.moleFraction).toBeCloseTo(0.677, 3);
  });

  it("finds narrow fields, compounds, open ends, and nothing where nothing is", () => {
    // 60 °C: the field of bcc potassium is 1 at.% wide. 80 °C: pure potassium is liquid. 3 °C: saturation with the compound.
    const [warm] = phaseWindows(system, 333.15);
    expect(warm?.low?.moleFraction).toBeGreaterThan(0.01);
    expect(warm?.low?.moleFraction).toBeLessThan(0.012);
    const [hot] = phaseWindows(system, 353.15);
    expect(hot?.low).toBeNull();
    expect(hot?.high?.moleFraction).toBeCloseTo(0.95, 2);
    const [cold] = phaseWindows(system, 276.15);
    expect(cold?.high?.phase).toBe("KNA2");
    expect(phaseWindows(system, 380)).toEqual([{ low: null, high: null }]);
    expect(phaseWindows(system, 250)).toEqual([]);
    expect(() => phaseWindows({ ...system, phase: "GAS" }, ROOM)).toThrow("no phase GAS");
  });

  // Oracle: mass balance. NaK50 loses sodium until x = 0.1431; potassium until x = 0.7098.
  it("says what can leave before a solid appears", () => {
    const [na, k] = removalLimits(system, 0.6297, ROOM, [sodium, potassium]) ?? [];
    expect(na?.moles).toBeCloseTo((0.6297 - 0.14315) / (1 - 0.14315), 5);
    expect(na?.charge).toBeCloseTo((na?.moles ?? 0) * FARADAY, 6);
    expect(na?.share).toBeCloseTo(0.902, 3);
    expect(k?.moles).toBeCloseTo(1 - 0.6297 / 0.7098, 4);
    expect(k?.moleFraction).toBeCloseTo(0.7098, 4);
    expect(removalLimits(system, 0.8, ROOM, [sodium])).toBeNull();
    // Sodium 80: the liquid that is left, by the lever rule.
    const state = equilibriumState(models, sodiumFraction(0.8), ROOM);
    const liquid = state.phases.find(({ name }) => name === "LIQUID");
    expect(liquid?.fraction).toBeCloseTo((0.98458 - 0.8) / (0.98458 - 0.7098), 4);
  });

  // Oracle: the liquidus of the assessment in °C.
  it("freezes where the liquidus is", () => {
    for (const [x, celsius, solid] of [
      [0.6297, 13.2, "BCC_A2"],
      [0.95, 79.9, "BCC_A2"],
      [0.7, 23.5, "BCC_A2"],
      [0.5, 3.6, "KNA2"],
      [0.36, -8.0, "KNA2"],
      [0.2, 11.7, "BCC_A2"],
      [0.01, 60.5, "BCC_A2"],
    ] as const) {
      const freezing = freezingPoint(system, x, 400);
      expect(Math.abs((freezing?.temperature ?? 0) - 273.15 - celsius)).toBeLessThan(0.051);
      expect(freezing?.phase).toBe(solid);
    }
    expect(freezingPoint(system, 0.5, 400, 300)).toBeNull();
    expect(() => freezingPoint(system, 0.95, 300)).toThrow("not stable at 300 K");
  });
});

describe("potentials across phase boundaries", () => {
  it("are constant on tie lines and continuous at their ends", () => {
    const [window] = phaseWindows(system, ROOM);
    for (const [carrier, edge, inside] of [
      [sodium, window?.low, -0.05],
      [potassium, window?.low, -0.05],
      [sodium, window?.high, 0.1],
      [potassium, window?.high, 0.1],
    ] as const) {
      const x = edge?.moleFraction ?? 0;
      const [curve] = potentialCurves(models, [carrier], {
        of: "NA",
        temperature: ROOM,
        moleFractions: [x + inside, x + inside / 2, x, x - 1e-9 * Math.sign(inside)],
      });
      const [a, b, c, d] = curve?.potential ?? [];
      expect(a).toBeCloseTo(b as number, 12);
      expect(b).toBeCloseTo(c as number, 10);
      expect(c).toBeCloseTo(d as number, 8);
      expect(curve?.phases[0]).toBe("BCC_A2+LIQUID");
    }
  });

  // Oracle: central differences through whole equilibria.
  it("have the temperature coefficient of the equilibrium, in one phase and in two", () => {
    const step = 0.01;
    for (const x of [0.02, 0.1, 0.4, 0.85, 0.99]) {
      for (const T of [270, ROOM]) {
        const at = (t: number, carrier: typeof sodium) =>
          reversiblePotential(models, equilibriumState(models, sodiumFraction(x), t), carrier);
        for (const carrier of [sodium, potassium]) {
          const exact = at(T, carrier).temperatureCoefficient ?? Number.NaN;
          const difference = (at(T + step, carrier).potential - at(T - step, carrier).potential) / (2 * step);
          expect(Math.abs(exact - difference)).toBeLessThan(2e-9);
        }
      }
    }
  });

  // Oracle: Gibbs-Duhem over the whole composition range against the stable metals: ∫ (μ_Na − μ_K) dx = G(1) − G(0).
  it("obey Gibbs-Duhem through all phase fields", () => {
    const n = 400;
    const grid = Array.from({ length: n }, (_, i) => {
      const z = (i + 0.5) / n;
      return { x: z * z * (3 - 2 * z), weight: (6 * z * (1 - z)) / n };
    });
    const states = equilibriumStates(
      models,
      grid.map(({ x }) => sodiumFraction(x)),
      ROOM,
    );
    let sum = 0;
    states.forEach((state, i) => {
      const [k, na] = activities(models, state);
      sum += (grid[i]?.weight ?? 0) * (Math.log(na?.activity ?? 0) - Math.log(k?.activity ?? 0));
    });
    expect(Math.abs(sum * GAS_CONSTANT * ROOM)).toBeLessThan(2);
  });

  it("give a supercooled liquid where it is asked for, and refuse a component that is absent", () => {
    const options = { of: "NA", temperature: ROOM, moleFractions: [0.8] };
    const [stable] = potentialCurves(models, [sodium], options);
    const [liquid] = potentialCurves(models, [sodium], { ...options, phase: "LIQUID" });
    expect(liquid?.phases).toEqual(["LIQUID"]);
    // The supercooled liquid holds sodium above its activity in the two phases.
    expect(liquid?.potential[0]).toBeLessThan(stable?.potential[0] as number);
    expect(() => potentialCurves(models, [sodium], { ...options, moleFractions: [1] })).toThrow(
      "mole fraction 1 of NA",
    );
    const pure = equilibriumState(models, sodiumFraction(1), ROOM);
    expect(reversiblePotential(models, pure, sodium).potential).toBeCloseTo(0, 12);
    expect(reversiblePotential(models, pure, sodium).temperatureCoefficient).toBeCloseTo(0, 12);
    expect(() => reversiblePotential(models, pure, potassium)).toThrow("holds no K");
    const [absent, present] = activities(models, pure);
    expect([absent?.activity, absent?.activityCoefficient]).toEqual([0, null]);
    expect(present?.activity).toBeCloseTo(1, 12);
  });
});
