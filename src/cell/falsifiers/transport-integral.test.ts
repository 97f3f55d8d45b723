// Oracles: closed forms at constant and at linear numbers.
import { describe, expect, it } from "vitest";
import type { Interval } from "./interval.ts";
import { liquidFromNumbers } from "./liquid.ts";
import { onLattice, transportIntegral, withFlow } from "./transport-integral.ts";

const V = 2e-5;
const wide: Interval = { value: 1e-9, lower: 0.5e-9, upper: 3e-9 };
const liquid = (interdiffusion: Interval | number | ((x: number) => Interval) = 1e-9, volume: Interval | number = V) =>
  liquidFromNumbers({
    name: "A-B",
    temperature: 300,
    chargeNumber: 1,
    interdiffusion,
    molarVolume: volume,
    otherMolarVolume: volume,
    sources: [],
  });
const end: Interval = { value: 0.2, lower: 0.1, upper: 0.3 };

describe("transport integral", () => {
  it("is D/V ln((1 − end)/(1 − bulk)) with the flow and D Δx/V² on the lattice, each end with its own numbers", () => {
    const volume = { value: V, lower: 0.9 * V, upper: 1.2 * V };
    const flow = transportIntegral(liquid(wide, volume), 0.6, end, "strip", withFlow);
    expect(flow.value / ((1e-9 / V) * Math.log(0.8 / 0.4))).toBeCloseTo(1, 12);
    expect(flow.lower / ((0.5e-9 / (1.2 * V)) * Math.log(0.7 / 0.4))).toBeCloseTo(1, 12);
    expect(flow.upper / ((3e-9 / (0.9 * V)) * Math.log(0.9 / 0.4))).toBeCloseTo(1, 12);
    const lattice = transportIntegral(liquid(wide, volume), 0.05, end, "plate", onLattice);
    expect(lattice.value / ((1e-9 / V ** 2) * 0.15)).toBeCloseTo(1, 12);
    expect(lattice.lower / ((0.5e-9 / (1.2 * V) ** 2) * 0.05)).toBeCloseTo(1, 12);
    expect(lattice.upper / ((3e-9 / (0.9 * V) ** 2) * 0.25)).toBeCloseTo(1, 12);
  });

  it("takes D̃ as it goes with x: of D₀(1 − x) the flow has D₀ Δx/V, as far as to the pure metal", () => {
    const law = (x: number): Interval => ({ value: 1e-9 * (1 - x), lower: 1e-9 * (1 - x), upper: 1e-9 * (1 - x) });
    const pure = { value: 1, lower: 1, upper: 1 };
    expect(transportIntegral(liquid(law), 0.3, pure, "plate", withFlow).value / ((1e-9 / V) * 0.7)).toBeCloseTo(1, 12);
  });

  it("is 0 where the bulk is at saturation, or may be", () => {
    expect(transportIntegral(liquid(), 0.1, end, "strip", withFlow)).toEqual({ value: 0, lower: 0, upper: 0 });
    const at = transportIntegral(liquid(), 0.25, end, "strip", withFlow);
    expect(at.lower).toBe(0);
    expect(at.value).toBeGreaterThan(0);
  });
});
