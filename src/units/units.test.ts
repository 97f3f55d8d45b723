import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseComposition } from "./composition.ts";
import { parseQuantity } from "./quantity.ts";
import { parseUnit } from "./unit.ts";

describe("parseQuantity", () => {
  // Oracle: the definition of the units (SI brochure, 9th edition).
  it.each([
    ["0.385cm2", "area", 0.385e-4],
    ["113.1 mm²", "area", 113.1e-6],
    ["0,385 cm²", "area", 0.385e-4],
    ["0.4 mA/cm2", "currentDensity", 4],
    ["0.4 mA cm-2", "currentDensity", 4],
    ["0.4 mA·cm⁻²", "currentDensity", 4],
    ["1 mAh/cm2", "arealCharge", 36000],
    ["1 mA h/cm^2", "arealCharge", 36000],
    ["5 µm", "length", 5e-6],
    ["5 um", "length", 5e-6],
    ["10min", "time", 600],
    ["7 MHz", "frequency", 7e6],
    ["18 Ohm", "resistance", 18],
    ["-0.9 V", "voltage", -0.9],
    ["1e-3 Ω cm2", "arealResistance", 1e-7],
    ["10 mV/s", "scanRate", 0.01],
    ["1 mV/h", "scanRate", 1e-3 / 3600],
    ["2 mW/cm2", "powerDensity", 20],
    ["2 mW", "power", 2e-3],
    ["0.6 mA/cm2/min", "currentDensityRate", 0.1],
    ["5 µA s-1", "currentRate", 5e-6],
  ] as const)("%s is an SI %s of %d", (text, dimension, value) => {
    expect(parseQuantity(text, dimension)).toBeCloseTo(value, 12);
    expect(Math.abs(parseQuantity(text, dimension) / value - 1)).toBeLessThan(1e-14);
  });

  it("refuses a bare number, another dimension and an unknown unit in a sentence", () => {
    expect(() => parseQuantity("0.385", "area")).toThrow('"0.385" has no unit: write an area as in 0.385cm2.');
    expect(() => parseQuantity("2 mm", "area")).toThrow('"2 mm" is a length, not an area');
    expect(() => parseQuantity("1,385 cm2", "area")).toThrow("is the comma a decimal mark?");
    expect(() => parseQuantity("2 mm3", "area")).toThrow('"2 mm3" is a volume, not an area');
    expect(() => parseQuantity("2 parsec", "length")).toThrow('Unit "parsec" is not known');
    expect(() => parseQuantity("wide", "area")).toThrow('"wide" is not an area');
    expect(() => parseQuantity("1e999 cm2", "area")).toThrow("too large");
  });

  it("scales linearly in the number", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (x) => {
        expect(parseQuantity(`${x} cm2`, "area")).toBeCloseTo(x * 1e-4, 10);
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});

describe("parseUnit", () => {
  it("knows a product from a quotient", () => {
    expect(parseUnit("W/m K").dimension).toEqual(parseUnit("W m-1 K-1").dimension);
    expect(parseUnit("mA.h").factor).toBeCloseTo(3.6, 12);
  });
});

describe("parseComposition", () => {
  // Oracle: hand calculation with the IUPAC atomic weights 22.990 and 39.098.
  it("reads NaK50 as wt% and Na50K50 as at.%", () => {
    expect(parseComposition("NaK50").moleFraction.Na).toBeCloseTo(0.62973, 4);
    expect(parseComposition("Na50K50").moleFraction.Na).toBe(0.5);
    expect(parseComposition("NaK50").understood).toBe("NaK50 is read as 50 wt% K, 63 at.% Na.");
    expect(parseComposition("63 at.% Na").moleFraction.K).toBeCloseTo(0.37, 12);
    expect(parseComposition("44 wt% K").moleFraction.K).toBeCloseTo(
      0.44 / 39.0983 / (0.44 / 39.0983 + 0.56 / 22.98976928),
      12,
    );
  });

  it("never accepts a bare number or amounts that do not add up", () => {
    expect(() => parseComposition("0.5")).toThrow("is not a composition");
    expect(() => parseComposition("Na50K60")).toThrow("add up to 110");
    expect(() => parseComposition("NaK150")).toThrow("not between 0 and 100");
  });

  it("asks back where a compound may be meant, and shows both ways of writing", () => {
    expect(() => parseComposition("KNa2")).toThrow(
      '"KNa2": the compound? Write K33.33Na66.67 (at.%), or "2 wt% Na in K".',
    );
    expect(() => parseComposition("NaK5")).toThrow('Write Na16.67K83.33 (at.%), or "5 wt% K in Na".');
    expect(() => parseComposition("Na2K")).toThrow("as a composition write Na66.67K33.33 (at.%).");
    expect(() => parseComposition("Na2K1")).toThrow("write Na66.67K33.33 (at.%).");
    expect(parseComposition("K33.33Na66.67").moleFraction.Na).toBeCloseTo(2 / 3, 4);
    expect(parseComposition("5 wt% K in Na").understood).toMatch(/read as 5 wt% K/);
    expect(parseComposition("NaK2.5").understood).toMatch(/read as 2.5 wt% K/);
    expect(parseComposition("NaK10").understood).toMatch(/read as 10 wt% K/);
    expect(parseComposition("Na5K95").moleFraction.Na).toBe(0.05);
  });
});
