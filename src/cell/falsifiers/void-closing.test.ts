// Oracles: the capillary times of water by hand, 3.7 ms for 1 mm against inertia; of glycerol against viscosity; scaling.
import { describe, expect, it } from "vitest";
import { type LiquidFlowNumbers, liquidFromNumbers } from "./liquid.ts";
import type { FalsifierInput } from "./setting.ts";
import { voidClosing } from "./void-closing.ts";

const input = (
  density: number,
  flow: Pick<LiquidFlowNumbers, "viscosity" | "surfaceTension">,
  size?: number,
): FalsifierInput => ({
  liquid: liquidFromNumbers({
    name: "A-B",
    temperature: 300,
    chargeNumber: 1,
    interdiffusion: 1e-9,
    molarVolume: 2e-5,
    otherMolarVolume: 2e-5,
    flow: { molarMass: density * 2e-5, otherMolarMass: density * 2e-5, ...flow },
    sources: ["made up"],
  }),
  moleFraction: 0.5,
  direction: "strip",
  conductivity: 0.1,
  depth: 1e-3,
  ...(size === undefined ? {} : { voidSize: size }),
});

describe("closing of a void", () => {
  it("of 1 mm in water takes 3.73 ms against inertia and 14 µs against viscosity, to a factor of ten", () => {
    const found = voidClosing(input(1000, { viscosity: 1e-3, surfaceTension: 0.072 }, 1e-3));
    expect(1e3 * found.value).toBeCloseTo(3.727 + 0.0139, 3);
    expect([found.lower / found.value, found.upper / found.value]).toEqual([
      expect.closeTo(0.1, 12),
      expect.closeTo(10, 12),
    ]);
  });

  it("grows with L^1.5 where the liquid is thin, and with L where it is thick", () => {
    const ratio = (flow: Parameters<typeof input>[1], size: number): number =>
      voidClosing(input(1000, flow, 4 * size)).value / voidClosing(input(1000, flow, size)).value;
    expect(ratio({ viscosity: 1e-9, surfaceTension: 0.1 }, 1e-4)).toBeCloseTo(8, 4);
    expect(ratio({ viscosity: 1e6, surfaceTension: 0.1 }, 1e-4)).toBeCloseTo(4, 4);
  });

  it("takes voids of 1 to 100 µm unless told, and is excluded by a slower recovery only", () => {
    const given = input(1000, { viscosity: 1e-3, surfaceTension: 0.1 });
    const found = voidClosing(given);
    expect(found.sentence).toMatch(/^a void of 10 µm \(1 to 100\)/);
    expect(found.upper).toBeCloseTo(10 * (Math.sqrt((1000 * 1e-12) / 0.1) + 1e-6), 12);
    const verdict = (recoveryTime: number) => voidClosing({ ...given, measured: { recoveryTime } }).verdict;
    expect([verdict(0.99 * found.upper), verdict(1.01 * found.upper)]).toEqual(["not excluded", "excluded"]);

    expect(voidClosing({ ...given, liquid: { ...given.liquid, flow: null } }).verdict).toBe("does not apply");
  });
});
