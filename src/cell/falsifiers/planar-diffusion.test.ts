// Oracles: the steady parabola of a closed slab, N L/(3D) between surface and mean (Carslaw and Jaeger, sect. 3.8); the onset of
// the same pool under a step, which comes exactly as it is empty where the current is that limit or below.
import { describe, expect, it } from "vitest";
import { FARADAY } from "../../units/constants.ts";
import { type LiquidNumbers, liquidFromNumbers } from "./liquid.ts";
import { planarDiffusion } from "./planar-diffusion.ts";
import { saturationOnset } from "./saturation-onset.ts";
import type { FalsifierInput } from "./setting.ts";

const V = 2e-5;
const numbers: LiquidNumbers = {
  name: "A-B",
  temperature: 300,
  chargeNumber: 2,
  interdiffusion: { value: 1e-9, lower: 0.5e-9, upper: 2e-9 },
  molarVolume: V,
  otherMolarVolume: V,
  sources: ["made up"],
};
const input = (change: Partial<FalsifierInput> = {}): FalsifierInput => ({
  liquid: liquidFromNumbers(numbers),
  moleFraction: 1e-8,
  direction: "strip",
  conductivity: 0.1,
  depth: { value: 1e-3, lower: 0.8e-3, upper: 1e-3 },
  ...change,
});

describe("planar diffusion", () => {
  it("of a dilute metal is 3 nFDc/L, each end with its own diffusivity and depth", () => {
    const found = planarDiffusion(input());
    const at = (d: number, l: number): number => (3 * 2 * FARADAY * d * (1e-8 / V)) / l;
    expect(found.value / at(1e-9, 1e-3)).toBeCloseTo(1, 6);
    expect(found.lower / at(0.5e-9, 1e-3)).toBeCloseTo(1, 6);
    expect(found.upper / at(2e-9, 0.8e-3)).toBeCloseTo(1, 6);
  });

  it("is excluded by a smaller limit only, in the unit of the sentence", () => {
    const { lower } = planarDiffusion(input());
    const at = (limitingCurrentDensity: number) => planarDiffusion(input({ measured: { limitingCurrentDensity } }));
    expect([at(0.99 * lower).verdict, at(1.01 * lower).verdict]).toEqual(["excluded", "not excluded"]);
    expect(at(5).sentence).toMatch(/0\.5 mA\/cm² was measured/);
  });

  it("under a step well below the limit the surface is empty L²/3D before the pool", () => {
    const liquid = liquidFromNumbers({ ...numbers, interdiffusion: 1e-9 });
    const slow = input({ liquid, depth: 1e-3 });
    const limit = planarDiffusion(slow).value;
    for (const share of [0.1, 0.25]) {
      const currentDensity = share * limit;
      const onset = saturationOnset({ ...slow, protocol: { kind: "step", currentDensity } });
      // c(surface) = c − (N/L)(t + L²/3D): empty at t = cL/N − L²/3D, N = i/nF
      const seconds = ((1e-8 / V) * 1e-3 * 2 * FARADAY) / currentDensity - 1e-6 / (3 * 1e-9);
      expect((onset?.value ?? Number.NaN) / seconds).toBeCloseTo(1, 3);
    }
  });
});
