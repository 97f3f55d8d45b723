import { describe, expect, it } from "vitest";
import { testAlloy } from "../../../../test/support/mechanism-cells.ts";
import type { SubmodelInput } from "../../form/submodel.ts";
import { alloyFromOption } from "../alloy/alloy.ts";
import { HEADROOM_WIDTH, type SupplyLaw, supplyLaw } from "./supply-law.ts";

const alloy = alloyFromOption("test", testAlloy, 298.15);

function law(supply: string, parameters: object = {}, liquid: typeof alloy | "none" = alloy): SupplyLaw {
  const given: SubmodelInput = {
    name: "store",
    polarity: 1,
    electrode: "working",
    temperature: 298.15,
    parameters: { referenceFraction: 0.63, sensitivity: 9, saturationFraction: 0.14, ...parameters },
    options: { supply },
    connected: () => true,
    meshOf() {
      throw new Error("no mesh");
    },
    behind() {
      throw new Error("nothing behind");
    },
    initialOf: () => 1,
  };
  return supplyLaw(given, 6, liquid === "none" ? undefined : liquid);
}

describe("supply law", () => {
  it("has the reference at the reference fraction, and the printed ratios elsewhere", () => {
    const c = (x: number) => alloy.concentration(x);
    for (const supply of ["constant", "exponential", "headroom"]) {
      expect(law(supply).value(c(0.63))).toBeCloseTo(6, 12);
    }
    expect(law("constant").value(c(0.3))).toBe(6);
    // oracle: e^{9 (0.3 − 0.63)}
    expect(law("exponential").value(c(0.3)) / 6).toBeCloseTo(Math.exp(-9 * 0.33), 12);
    // oracle: straight line in c from saturation, but for w²/4 of the rounding
    const straight = (c(0.48) - c(0.14)) / (c(0.63) - c(0.14));
    expect(law("headroom").value(c(0.48)) / 6).toBeCloseTo(straight, 4);
    expect(law("headroom").value(c(0.14)) / 6).toBeCloseTo(HEADROOM_WIDTH / 2, 5);
  });

  it("has its slope everywhere, and stays positive and finite beyond every end", () => {
    for (const supply of ["constant", "exponential", "headroom"]) {
      const { value, slope } = law(supply);
      for (const c of [-2000, -1, 0, 3000, alloy.concentration(0.14), 4000, 15_000, 41_000, 50_000]) {
        const h = 1;
        const difference = (8 * (value(c + h) - value(c - h)) - (value(c + 2 * h) - value(c - 2 * h))) / (12 * h);
        expect(Math.abs(slope(c) - difference)).toBeLessThan(1e-8 * (Math.abs(slope(c)) + 1e-4));
        expect(value(c)).toBeGreaterThan(0);
        expect(value(c)).toBeLessThan(1e4);
      }
    }
  });

  it("refuses a law without a liquid, a reference below saturation, and an unknown name", () => {
    expect(() => law("exponential", {}, "none")).toThrow(
      /follows the composition of the liquid; connect the port "surface"/,
    );
    expect(law("constant", {}, "none").value(0)).toBe(6);
    expect(() => law("headroom", { saturationFraction: 0.7 })).toThrow(
      /a mole fraction of 0.63, which is not above saturation at 0.7/,
    );
    expect(() => law("linear")).toThrow(/Supply of "store" is "linear"/);
  });
});
