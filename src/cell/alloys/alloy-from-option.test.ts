// Alloys as data. Oracles: the classes that the options name, to the bit; the closed form of the regular solution; identity of what
// is made once.
import { describe, expect, it } from "vitest";
import { RegularSolution } from "../submodels/alloy/regular-solution.ts";
import { alloyFromOption } from "./alloy-from-option.ts";
import { RedlichKister } from "./redlich-kister.ts";

const regular = { kind: "regular-solution", interaction: 1.2, molarVolume: 2.4e-5, otherMolarVolume: 4.5e-5 };
const assessed = { kind: "assessed", database: "K-Na", metal: "NA", other: "K" };
const at = (option: unknown, temperature = 298.15) => alloyFromOption("pool", option, temperature);

describe("an alloy from its option", () => {
  it("is a regular solution: ln a = ln x + χ(1 − x)², θ = 1 − 2χ x(1 − x)", () => {
    const alloy = at(regular);
    expect(alloy).toBeInstanceOf(RegularSolution);
    for (const x of [1e-6, 0.2, 0.5, 0.9]) {
      const c = alloy.concentration(x);
      expect(c * (x * 2.4e-5 + (1 - x) * 4.5e-5)).toBeCloseTo(x, 14);
      expect(Math.log(c * alloy.activityPerConcentration(c))).toBeCloseTo(Math.log(x) + 1.2 * (1 - x) ** 2, 12);
      expect(alloy.thermodynamicFactor(c)).toBeCloseTo(1 - 2.4 * x * (1 - x), 12);
    }
  });

  it("is a ready alloy itself, also one that no class of ours made; a lacking function or volume makes it an option", () => {
    const ready = new RegularSolution(0, 2e-5, 3e-5);
    expect(at(ready)).toBe(ready);
    const own = {
      moleFraction: () => 0.5,
      concentration: () => 1e4,
      activityPerConcentration: () => 1e-4,
      logActivitySlope: () => 0,
      thermodynamicFactor: () => 1,
      thermodynamicFactorSlope: () => 0,
      molarVolume: 2e-5,
      otherMolarVolume: 3e-5,
    };
    expect(at(own)).toBe(own);
    const { logActivitySlope: _, ...lacking } = own;
    expect(() => at(lacking)).toThrow('Kind of the alloy of "pool"');
    expect(() => at({ ...own, molarVolume: -2e-5 })).toThrow('Kind of the alloy of "pool"');
    for (const nothing of [undefined, null, 5, "K-Na"]) expect(() => at(nothing)).toThrow('alloy of "pool"');
  });

  it("is made once for one temperature and choice, and again for another", () => {
    const first = at(assessed);
    expect(first).toBeInstanceOf(RedlichKister);
    expect(at({ ...assessed, volumesAt: 0.5 })).toBe(first);
    const others = [
      at(assessed, 330),
      at({ ...assessed, volumesAt: 0.6 }),
      at({ ...assessed, metal: "K", other: "NA" }),
    ];
    expect(new Set([first, ...others]).size).toBe(4);
    // the oldest makes way after 64 others; what is made again is the same to the bit
    for (let k = 0; k < 64; k++) at(assessed, 300 + k);
    const again = at(assessed) as RedlichKister;
    expect(again).not.toBe(first);
    expect([again.curvature, again.activity(0.3), again.molarVolume]).toEqual([
      (first as RedlichKister).curvature,
      (first as RedlichKister).activity(0.3),
      first.molarVolume,
    ]);
  });

  it("quotes what is out of its range, and where", () => {
    expect(() => at({ ...regular, interaction: 2.5 })).toThrow(/Interaction of the alloy of "pool" is 2.5/);
    expect(() => at({ ...regular, molarVolume: 24 })).toThrow(/Molar volume of the alloy of "pool" is 24/);
    expect(() => at({ ...regular, volumesAt: 0.5 })).toThrow(/no option "volumesAt"/);
    expect(() => at({ kind: "ideal" })).toThrow(/is "ideal".*regular-solution/);
  });
});
