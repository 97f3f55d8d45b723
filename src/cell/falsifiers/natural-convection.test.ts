// Oracles: Ra by hand for round numbers, its closed form beyond the planar limit, the critical numbers of the textbook
// (S. Chandrasekhar 1961, table III; E. M. Sparrow et al. 1964), and gravity: a layer turns over where it is heavy above or light below.
import { describe, expect, it } from "vitest";
import { FARADAY } from "../../units/constants.ts";
import type { LiquidNumbers } from "./liquid.ts";
import { liquidFromNumbers } from "./liquid.ts";
import { naturalConvection } from "./natural-convection.ts";
import type { FalsifierInput } from "./setting.ts";

const V = 2.5e-5;
// ρ = 1000 (1 − x) + 800 x kg/m³: the working metal is the lighter one
const numbers: LiquidNumbers = {
  name: "A-B",
  temperature: 300,
  chargeNumber: 1,
  lowerSaturation: { moleFraction: 0.2, phase: "solid B" },
  upperSaturation: { moleFraction: 0.7, phase: "solid A" },
  interdiffusion: 1e-9,
  molarVolume: V,
  otherMolarVolume: V,
  flow: { molarMass: 800 * V, otherMolarMass: 1000 * V, viscosity: 1e-3, surfaceTension: 0.1 },
  sources: ["made up"],
};
const input = (change: Partial<FalsifierInput> = {}, liquid: Partial<LiquidNumbers> = {}): FalsifierInput => ({
  liquid: liquidFromNumbers({ ...numbers, ...liquid }),
  moleFraction: 0.6,
  direction: "strip",
  conductivity: 0.1,
  depth: 1e-3,
  orientation: "alloy below",
  protocol: { kind: "step", currentDensity: 1 },
  ...change,
});

describe("natural convection", () => {
  it("has the Rayleigh number g Δρ L³/(η D) of the parabola of its current", () => {
    // iLV(1 − x)/(2FD) = 1·1e-3·2.5e-5·0.4/(2·96485·1e-9) = 5.182e-5; Δρ = 200 of that
    const change = (1 * 1e-3 * V * 0.4) / (2 * FARADAY * 1e-9);
    expect(change).toBeCloseTo(5.182e-5, 8);
    const found = naturalConvection(input());
    expect(found.value).toBeCloseTo((9.80665 * 200 * change * 1e-9) / (1e-3 * 1e-9), 9);
    expect(found.value).toBeCloseTo(101.6, 1);
  });

  it.each([
    ["strip", "alloy below", true],
    ["strip", "alloy above", false],
    ["plate", "alloy below", false],
    ["plate", "alloy above", true],
  ] as const)("%s with the %s: the layer rich in the heavy metal turns over: %s", (direction, orientation, turns) => {
    expect(naturalConvection(input({ direction, orientation })).value > 0).toBe(turns);
    // with the heavy metal working everything is the other way round
    const flow = { molarMass: 1000 * V, otherMolarMass: 800 * V, viscosity: 1e-3, surfaceTension: 0.1 };
    expect(naturalConvection(input({ direction, orientation }, { flow })).value > 0).toBe(!turns);
  });

  it("grows no more once the surface is saturated: each end of the band with its own saturation", () => {
    const saturation = { moleFraction: { value: 0.2, lower: 0.1, upper: 0.3 }, phase: "solid B" };
    const protocol = { kind: "step", currentDensity: 1e6 } as const;
    const found = naturalConvection(input({ protocol }, { lowerSaturation: saturation }));
    const at = (end: number): number => (9.80665 * 200 * (0.6 - end) * 1e-9) / (1e-3 * 1e-9);
    expect([found.value, found.lower, found.upper].map((ra, k) => ra / at([0.2, 0.3, 0.1][k] ?? 0))).toEqual(
      Array(3).fill(expect.closeTo(1, 12)),
    );
    const bare = naturalConvection(input({ protocol }));
    expect(bare.lower).toBe(bare.upper);
  });

  it("is excluded below the critical number of given fluxes only, 720 under a rigid lid and 320 under a free surface", () => {
    const at = (ra: number, farSide: "rigid" | "free") =>
      naturalConvection(
        input({ farSide, protocol: { kind: "step", currentDensity: ra / naturalConvection(input()).value } }),
      );
    for (const [farSide, critical, textbook] of [
      ["rigid", 720, 1707.76],
      ["free", 320, 1100.65],
    ] as const) {
      expect(at(0.999 * critical, farSide).verdict).toBe("excluded");
      expect(at(1.001 * critical, farSide).verdict).toBe("not excluded");
      expect(at(1, farSide).measured).toMatchObject({ value: textbook, lower: critical, upper: textbook });
    }
  });

  it("says nothing without orientation, current, or what makes a liquid flow", () => {
    const { orientation: _, ...lying } = input();
    const { protocol: __, ...still } = input();
    const { flow: ___, ...dry } = numbers;
    for (const given of [lying, still, { ...input(), liquid: liquidFromNumbers(dry) }]) {
      expect(naturalConvection(given).verdict).toBe("does not apply");
    }
    expect(naturalConvection(input({ orientation: "upright" })).sentence).toMatch(
      /upright, it moves at any current: Ra = 100/,
    );
    expect(() => naturalConvection(input({ protocol: { kind: "step", currentDensity: 0 } }))).toThrow("0 A/m²");
  });
});
