import { describe, expect, it } from "vitest";
import { arrheniusFactor } from "./arrhenius.ts";
import { atTemperature } from "./at-temperature.ts";

const numbers = {
  "store.limitingCurrentDensity": { value: 8, status: "fitted", source: "pulses" },
  "grain.resistance": { value: 0.02, status: "measured", source: "impedance" },
} as const;

describe("Arrhenius", () => {
  // Oracles: E = R ln 2 / (1/T₀ − 1/T) doubles; no energy or no change of temperature gives 1 to the bit.
  it("doubles where it must, and is 1 at its own temperature", () => {
    const energy = (8.31446261815324 * Math.log(2)) / (1 / 300 - 1 / 320);
    expect(arrheniusFactor(energy, 320, 300)).toBeCloseTo(2, 12);
    expect(arrheniusFactor(energy, 320, 300) * arrheniusFactor(energy, 300, 320)).toBeCloseTo(1, 14);
    expect(arrheniusFactor(0, 320, 300)).toBe(1);
    expect(arrheniusFactor(5e4, 300, 300)).toBe(1);
  });

  it("carries rates up and resistances down, and says so", () => {
    const energy = (8.31446261815324 * Math.log(2)) / (1 / 300 - 1 / 320);
    const activation = { activationEnergy: energy, referenceTemperature: 300, source: "paper" };
    const carried = atTemperature(
      numbers,
      {
        "store.limitingCurrentDensity": activation,
        "grain.resistance": { ...activation, of: "resistance" },
      },
      320,
    );
    expect(carried["store.limitingCurrentDensity"].value).toBeCloseTo(16, 10);
    expect(carried["grain.resistance"].value).toBeCloseTo(0.01, 12);
    expect(carried["grain.resistance"].status).toBe("measured");
    expect(carried["grain.resistance"].source).toMatch(
      /^impedance; carried from 300 K to 320 K with 27\.\d+ kJ\/mol \(paper\)$/,
    );
    expect(atTemperature(numbers, { "grain.resistance": activation }, 300)).toEqual(numbers);
  });

  it("refuses an activation of nothing", () => {
    const activation = { activationEnergy: 1e4, referenceTemperature: 300, source: "paper" };
    expect(() => atTemperature(numbers, { "grain.resistence": activation }, 320)).toThrow(
      /Did you mean "grain.resistance"/,
    );
    expect(() =>
      atTemperature(numbers, { "grain.resistance": { ...activation, referenceTemperature: 0 } }, 320),
    ).toThrow(/from 0 K to 320 K/);
  });
});
