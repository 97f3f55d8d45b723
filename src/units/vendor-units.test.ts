import { expect, test } from "vitest";
import { toSI } from "./vendor-units.ts";

// Oracle: definitions of the SI units and prefixes.
test.each([
  ["mA", 1e-3, "A"],
  ["µA", 1e-6, "A"],
  ["μA", 1e-6, "A"],
  ["uA", 1e-6, "A"],
  ["\ufffdA", 1e-6, "A"],
  ["mV", 1e-3, "V"],
  ["V vs. Ref.", 1, "V"],
  ["kHz", 1e3, "Hz"],
  ["MHz", 1e6, "Hz"],
  ["mHz", 1e-3, "Hz"],
  ["mΩ", 1e-3, "Ω"],
  ["k\u2126", 1e3, "Ω"],
  ["MOhm", 1e6, "Ω"],
  ["ohms", 1, "Ω"],
  ["mA.h", 3.6, "C"],
  ["mAh", 3.6, "C"],
  ["A·h", 3600, "C"],
  ["A.s", 1, "C"],
  ["W.h", 3600, "J"],
  ["mm²", 1e-6, "m²"],
  ["cm^2", 1e-4, "m²"],
  ["Ohm.cm2", 1e-4, "Ω·m²"],
  ["mA/cm²", 10, "A/m²"],
  ["mV/s", 1e-3, "V/s"],
  ["deg", Math.PI / 180, "rad"],
  ["min", 60, "s"],
  ["mg", 1e-6, "kg"],
])("%s", (text, factor, unit) => {
  const read = toSI(text);
  expect(read?.unit).toBe(unit);
  expect((read?.factor ?? 0) / factor).toBeCloseTo(1, 14);
  expect(read?.offset).toBe(0);
});

test("degrees Celsius have an offset", () => {
  expect(toSI("°C")).toEqual({ factor: 1, offset: 273.15, unit: "K" });
  expect(toSI("deg C")?.offset).toBe(273.15);
});

test.each(["", "Z", "a", "foo", "constructor", "__proto__", "/", "mA/", "A/b/c", "x".repeat(1000)])(
  "%j is no unit",
  (text) => {
    expect(toSI(text)).toBeNull();
  },
);
