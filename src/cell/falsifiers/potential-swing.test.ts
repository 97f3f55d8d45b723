// Oracles: Nernst's equation of the ideal solution; the exchange current i00 a^α at α = 0, ½ and 1; and what ties both together,
// (R/R₀)² = exp(nF ΔE/RT) at α = ½.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FARADAY, GAS_CONSTANT } from "../../units/constants.ts";
import { chargeTransferGrowth } from "./charge-transfer-growth.ts";
import { type Direction, type LiquidNumbers, liquidFromNumbers } from "./liquid.ts";
import { activityRange, potentialSwing } from "./potential-swing.ts";
import type { FalsifierInput } from "./setting.ts";

const numbers: LiquidNumbers = {
  name: "A-B",
  temperature: 400,
  chargeNumber: 2,
  lowerSaturation: { moleFraction: { value: 0.1, lower: 0.05, upper: 0.2 }, phase: "solid B" },
  upperSaturation: { moleFraction: { value: 0.8, lower: 0.75, upper: 0.9 }, phase: "solid A" },
  interdiffusion: 1e-9,
  molarVolume: 2e-5,
  otherMolarVolume: 4e-5,
  sources: ["made up"],
};
const input = (direction: Direction, liquid: Partial<LiquidNumbers> = {}): FalsifierInput => ({
  liquid: liquidFromNumbers({ ...numbers, ...liquid }),
  moleFraction: 0.4,
  direction,
  conductivity: 0.1,
  depth: 1e-3,
});
const thermal = (GAS_CONSTANT * 400) / (2 * FARADAY);

describe("equilibrium potential up to saturation", () => {
  it.each([
    ["strip", [0.4 / 0.1, 0.4 / 0.2, 0.4 / 0.05]],
    ["plate", [0.8 / 0.4, 0.75 / 0.4, 0.9 / 0.4]],
  ] as const)("%s moves by RT/nF ln of the ratio of activities", (direction, [value = 0, lower = 0, upper = 0]) => {
    const found = potentialSwing(input(direction));
    expect([found.value, found.lower, found.upper]).toEqual(
      [value, lower, upper].map((ratio) => expect.closeTo(thermal * Math.log(ratio), 14)),
    );
  });

  it("moves by nothing where the bulk may be saturated, and by no more than the rest of the interval allows", () => {
    const saturated = { moleFraction: { value: 0.4, lower: 0.3, upper: 0.5 }, phase: "solid B" };
    const found = potentialSwing(input("strip", { lowerSaturation: saturated }));
    expect([found.value, found.lower]).toEqual([0, 0]);
    expect(found.upper).toBeCloseTo(thermal * Math.log(0.4 / 0.3), 14);
  });

  it("has no end where nothing appears: the verdict is that it does not apply", () => {
    for (const [direction, open] of [
      ["strip", { lowerSaturation: null }],
      ["plate", { upperSaturation: null }],
    ] as const) {
      for (const one of [potentialSwing, chargeTransferGrowth]) {
        expect(one(input(direction, open)).verdict).toBe("does not apply");
      }
    }
  });
});

describe("charge transfer up to saturation", () => {
  it("lies between α = 0 and α = 1, at the root of the ratio for ½", () => {
    const strip = chargeTransferGrowth(input("strip"));
    expect([strip.sense, strip.value, strip.lower, strip.upper]).toEqual([
      "at most",
      expect.closeTo(2, 14),
      1,
      expect.closeTo(8, 14),
    ]);
    const plate = chargeTransferGrowth(input("plate"));
    expect([plate.sense, plate.value, plate.lower, plate.upper]).toEqual([
      "at least",
      expect.closeTo(Math.sqrt(0.5), 14),
      expect.closeTo(0.4 / 0.9, 14),
      1,
    ]);
  });

  it("has beside it the laws 1/a and 1/c, of concentrations x/V(x)", () => {
    const beside = chargeTransferGrowth(input("strip")).beside;
    const c = (x: number): number => x / (x * 2e-5 + (1 - x) * 4e-5);
    expect(beside.map(({ value }) => value)).toEqual([2, 4, c(0.4) / c(0.1)].map((ratio) => expect.closeTo(ratio, 13)));
    expect(beside[2]?.upper).toBeCloseTo(c(0.4) / c(0.05), 13);
  });

  it("is excluded by a resistance that grew beyond the band, and only then", () => {
    const at = (resistanceRatio: number) => chargeTransferGrowth({ ...input("strip"), measured: { resistanceRatio } });
    expect([at(7.99).verdict, at(8.01).verdict]).toEqual(["not excluded", "excluded"]);
  });

  it("goes with the potential: (R/R₀)² = exp(nF ΔE/RT), for any activity", () => {
    fc.assert(
      fc.property(fc.double({ min: -2, max: 2, noNaN: true }), fc.constantFrom("strip", "plate"), (chi, direction) => {
        const given = input(direction as Direction, { activity: (x) => x * Math.exp(chi * (1 - x) ** 2) });
        const end = direction === "strip" ? given.liquid.lowerSaturation : given.liquid.upperSaturation;
        const { value } = activityRange(
          given.liquid,
          0.4,
          end?.moleFraction ?? expect.fail("no end"),
          direction as Direction,
        );
        const swing = potentialSwing(given).value;
        const sign = direction === "strip" ? 1 : -1;
        // beyond the spinodal the potential turns back: it moves by nothing then
        if (sign * Math.log(value) < 0) expect(swing).toBe(0);
        else expect(chargeTransferGrowth(given).value ** 2).toBeCloseTo(Math.exp((sign * swing) / thermal), 10);
      }),
      { seed: 4, numRuns: 100 },
    );
  });
});
