// What sets the axes of γ and R(τ), and which labels are kept. Oracle: the numbers that the test puts in.
import { describe, expect, test } from "vitest";
import { syntheticArea, syntheticSeries } from "../../test/support/synthetic-series.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { cumulativeResistance } from "./cumulative-resistance.ts";
import { drtOverlay } from "./drt-overlay.ts";
import { labelLifts } from "./label-places.ts";
import type { Axis, Figure } from "./plotly.ts";
import { lightTheme } from "./theme.ts";
import { displayUnits } from "./units.ts";

const look = { theme: lightTheme, area: syntheticArea };
const scale = displayUnits(syntheticArea).resistanceFactor;
const last = syntheticSeries({ sweeps: 3 }).sweeps.at(-1) as SweepAnalysis;
const drt = last.drt ?? expect.fail("a synthetic sweep has relaxation times");
const withGamma = (change: (gamma: number, tau: number) => number): SweepAnalysis => ({
  ...last,
  drt: { ...drt, gamma: drt.gamma.map((g, k) => change(g, drt.tau[k] as number)) },
});
const rangeOf = (figure: Figure): readonly number[] => (figure.layout.yaxis as Axis).range as number[];

describe("axes", () => {
  test("a negative γ is inside the axis", () => {
    const [low = 0] = rangeOf(drtOverlay([withGamma((g) => -g)], look));
    expect(low).toBeLessThan(-Math.max(...drt.gamma.map((g) => g * scale)));
    expect(
      rangeOf(
        cumulativeResistance(
          withGamma((g) => -g),
          look,
        ),
      )[0],
    ).toBeLessThan(0);
    expect(rangeOf(drtOverlay([last], look))[0]).toBe(0);
  });

  test("a spike where nothing was measured sets no scale", () => {
    const spiked = withGamma((g, tau) => (tau > drt.measuredTauMax ? 1e4 : g));
    expect(rangeOf(drtOverlay([spiked], look))).toEqual(rangeOf(drtOverlay([last], look)));
    const tail = cumulativeResistance(spiked, look);
    expect(rangeOf(tail)[1]).toBeLessThan(2 * (rangeOf(cumulativeResistance(last, look))[1] as number));
    expect(JSON.stringify(tail.layout.annotations)).toContain("beyond the measured");
  });
});

describe("labels", () => {
  test("the largest stays in its place, the next is lifted, what finds no room is left out", () => {
    const at = (x: number, rank: number) => ({ x, y: 10, length: 10, rank });
    expect(labelLifts([at(100, 2), at(110, 9), at(300, 1)])).toEqual([15, 0, 0]);
    expect(labelLifts([at(1, 4), at(1, 3), at(1, 2), at(1, 1)])).toEqual([0, 15, 30, null]);
  });
});
