// The liquid of an assessed alloy. Oracles: the functions of src/thermo for activities, windows and properties; Gibbs-Duhem between
// both metals; the sound of an interval, which widens with what it rests on.
import { describe, expect, it } from "vitest";
import { kNaAlloy, sodiumFraction } from "../../../test/support/k-na-alloy.ts";
import { assessedUncertainty } from "../../thermo/assessment/index.ts";
import { activities, modelUncertainty, phaseState, phaseWindows } from "../../thermo/electrode/index.ts";
import { molarVolume, sodiumPotassium } from "../../thermo/properties/index.ts";
import { type AssessedAlloy, assessedLiquid } from "./assessed-liquid.ts";

const alloy: AssessedAlloy = {
  name: "Na-K",
  properties: sodiumPotassium,
  assessment: modelUncertainty(assessedUncertainty(), ["NA", "K"]),
  phase: "LIQUID",
  metal: "NA",
  chargeNumber: 1,
  liquidusAccuracy: 2,
  phaseTitle: (phase, x) => `${phase} at ${x.toFixed(2)}`,
  sources: ["made for a test"],
};
const { models, liquid } = kNaAlloy();
const activityOf = (x: number, temperature: number): number =>
  activities(models, phaseState(liquid, sodiumFraction(x), temperature))[1].activity;

describe("the liquid of an assessed alloy", () => {
  it("has the ratios of activities of the database, the inverse one backwards, and none to itself", () => {
    const { activityRatio } = assessedLiquid(alloy, 0.5, 298.15);
    for (const [from, to] of [
      [0.6, 0.2],
      [0.3, 0.65],
    ] as const) {
      const there = activityRatio(from, to);
      const back = activityRatio(to, from);
      expect(there.value / (activityOf(from, 298.15) / activityOf(to, 298.15))).toBeCloseTo(1, 10);
      expect(there.value * back.value).toBeCloseTo(1, 12);
      expect(there.lower * back.upper).toBeCloseTo(1, 12);
      expect(there.lower).toBeLessThan(there.value);
    }
    expect(activityRatio(0.4, 0.4)).toEqual({ value: 1, lower: 1, upper: 1 });
    const half = (to: number): number => activityRatio(0.4, to).upper / activityRatio(0.4, to).value - 1;
    // the same alloy on both sides: what the assessment does not know cancels as they meet
    expect(half(0.41)).toBeLessThan(0.1 * half(0.6));
  });

  it("ends where the stable tie lines do, give or take the accuracy of the liquidus in temperature", () => {
    const windowAt = (temperature: number) =>
      phaseWindows({ models, phase: "LIQUID", component: "NA" }, temperature)[0];
    const { lowerSaturation: lower, upperSaturation: upper } = assessedLiquid(alloy, 0.5, 298.15);
    expect(lower?.moleFraction.value).toBeCloseTo(windowAt(298.15)?.low?.moleFraction ?? Number.NaN, 10);
    expect(upper?.moleFraction.value).toBeCloseTo(windowAt(298.15)?.high?.moleFraction ?? Number.NaN, 10);
    expect(lower?.moleFraction.upper).toBeCloseTo(windowAt(296.15)?.low?.moleFraction ?? Number.NaN, 10);
    expect(lower?.moleFraction.lower).toBeCloseTo(windowAt(300.15)?.low?.moleFraction ?? Number.NaN, 10);
    expect(upper?.moleFraction.lower).toBeCloseTo(windowAt(296.15)?.high?.moleFraction ?? Number.NaN, 10);
    expect(lower?.phase).toBe(`BCC_A2 at ${(windowAt(298.15)?.low?.phaseMoleFraction ?? 0).toFixed(2)}`);
  });

  it("reaches both pure metals above their melting points, 63.7 and 97.7 °C, and is refused where it is solid", () => {
    const hot = assessedLiquid(alloy, 0.5, 380);
    expect([hot.lowerSaturation, hot.upperSaturation]).toEqual([null, null]);
    const warm = assessedLiquid(alloy, 0.5, 350);
    expect([warm.lowerSaturation, warm.upperSaturation === null]).toEqual([null, false]);
    expect(() => assessedLiquid(alloy, 0.95, 298.15)).toThrow("mole fraction of 0.95 is not liquid at 298.15 K");
    expect(() => assessedLiquid({ ...alloy, phase: "GAS" }, 0.5, 298.15)).toThrow("no phase GAS");
  });

  it("may be saturated already where 2 K less leave no such liquid", () => {
    // 0.5 K above the liquidus of x = 0.69 or so: colder by 2 K, the window has moved past it
    const [window] = phaseWindows({ models, phase: "LIQUID", component: "NA" }, 298.15);
    const x = (window?.high?.moleFraction ?? Number.NaN) - 1e-3;
    const { upperSaturation } = assessedLiquid(alloy, x, 298.15);
    expect(upperSaturation?.moleFraction.lower).toBe(x);
  });

  it("has the volumes of the alloy and the slope of its density", () => {
    const { molarVolume: volume, flow } = assessedLiquid(alloy, 0.5, 298.15);
    expect(volume(0.63).value / molarVolume(sodiumPotassium, 0.63, 298.15)).toBeCloseTo(1, 12);
    const { density, densitySlope } = flow ?? expect.fail("no flow");
    for (const x of [0.2, 0.5, 0.69]) {
      const slope = (density(x + 1e-4).value - density(x - 1e-4).value) / 2e-4;
      expect(densitySlope(x).value / slope).toBeCloseTo(1, 4);
      // lighter than either: K is the lighter metal, 829 against 968 kg/m³ when solid at the melting point
      expect(densitySlope(x).value).toBeGreaterThan(0);
      expect(densitySlope(x).lower).toBeLessThan(densitySlope(x).value);
    }
  });

  it("takes the slope of the density from within the range of compositions, also next to a pure metal", () => {
    const { flow } = assessedLiquid(alloy, 0.9999, 380);
    for (const x of [1e-4, 0.5, 0.9999]) {
      const { value } = flow?.densitySlope(x) ?? expect.fail("no flow");
      expect(Number.isFinite(value) && value > 0).toBe(true);
    }
  });
});
