// Oracles: the exact solutions of a disk on a half space, constriction 1/(4σa) (R. Holm, Electric Contacts) and diffusion current
// 4nFDca (H. A. Saito 1968), whose product knows no radius; what stands beside the bound, put back into it.
import { describe, expect, it } from "vitest";
import { FARADAY } from "../../units/constants.ts";
import { type LiquidNumbers, liquidFromNumbers } from "./liquid.ts";
import type { FalsifierInput } from "./setting.ts";
import { spotBound } from "./spot-bound.ts";

const V = 2e-5;
const numbers: LiquidNumbers = {
  name: "A-B",
  temperature: 300,
  chargeNumber: 1,
  interdiffusion: 1e-9,
  molarVolume: V,
  otherMolarVolume: V,
  sources: ["made up"],
};
const input = (change: Partial<FalsifierInput> = {}, liquid: Partial<LiquidNumbers> = {}): FalsifierInput => ({
  liquid: liquidFromNumbers({ ...numbers, ...liquid }),
  moleFraction: 0.6,
  direction: "strip",
  conductivity: 0.1,
  depth: 1e-3,
  ...change,
});

describe("spot bound", () => {
  it.each([1e-7, 1e-4])("is the product of a disk's own limit and constriction, of radius %f m", (radius) => {
    const moleFraction = 1e-8; // dilute: no flow of its own
    for (const chargeNumber of [1, 2]) {
      const limit = 4 * chargeNumber * FARADAY * 1e-9 * (moleFraction / V) * radius; // A
      const constriction = 1 / (4 * 0.1 * radius); // Ω
      const found = spotBound(input({ moleFraction }, { chargeNumber }));
      expect(found.value / (limit * constriction)).toBeCloseTo(1, 6);
    }
  });

  it("meets the measurement at the conductivity and the diffusivity that stand beside it", () => {
    const measured = { limitingCurrentDensity: 10, interfaceResistance: 0.1, voltageLimit: 3 };
    const found = spotBound(input({ measured }));
    expect(found.measured).toMatchObject({ what: "limiting current times interface resistance", value: 1 });
    expect(found.verdict).toBe("excluded");
    const beside = (unit: string): number => found.beside.find((one) => one.unit === unit)?.value ?? Number.NaN;
    expect(spotBound(input({ measured, conductivity: beside("S/m") })).value).toBeCloseTo(1, 12);
    expect(spotBound(input({ measured }, { interdiffusion: beside("m2/s") })).value).toBeCloseTo(1, 12);
    expect(beside("ohm m2")).toBeCloseTo(found.value / 10, 12);
  });

  it("is held against the least of what bounds the constriction from above", () => {
    const held = (measured: NonNullable<FalsifierInput["measured"]>) => spotBound(input({ measured })).measured;
    expect(held({ limitingCurrentDensity: 10 })).toBeUndefined();
    expect(held({ voltageLimit: 3 })).toMatchObject({ what: "voltage limit of the cell", value: 3 });
    expect(held({ limitingCurrentDensity: 10, interfaceResistance: 1, voltageLimit: 3 })).toMatchObject({ value: 3 });
  });
});
