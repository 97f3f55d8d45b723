import { expect, test } from "vitest";
import { Random } from "../../../test/support/workload/random.ts";
import { NORMAL_95 } from "../../numerics/probability/normal.ts";
import { banded, type Drawn } from "./peaks.ts";

const COUNT = 20_000;

/** R in Ω of 4 % and ln τ of 0.35 decade (both at 95 %), as wide as `times` says. */
function draws(times: number, missing = 0): Drawn {
  const random = new Random(11);
  const [resistance, logTau] = [new Float64Array(COUNT), new Float64Array(COUNT)];
  for (let d = 0; d < COUNT; d++) {
    const [u, v] = random.pair();
    resistance[d] = 1 + (times * 0.04 * u) / NORMAL_95;
    logTau[d] = (times * 0.35 * Math.LN10 * v) / NORMAL_95;
    if (d < missing * COUNT) [resistance[d], logTau[d]] = [0, Number.NaN];
  }
  return { resistance, logTau };
}

test("C has the quantiles of τ/R, and those of a spread that is as much wider as the draws are widened (oracle: the draws, sorted)", () => {
  for (const widening of [1, 1.5]) {
    const wide = draws(widening);
    const sorted = wide.logTau.map((x, d) => Math.exp(x) / wide.resistance[d]).sort();
    const found = banded(draws(1), 0.95, { resistance: widening, tau: widening });
    expect((found?.capacitanceLower ?? 0) / sorted[0.025 * COUNT]).toBeCloseTo(1, 1.5);
    expect((found?.capacitanceUpper ?? 0) / sorted[0.975 * COUNT]).toBeCloseTo(1, 1.5);
    const outermost = (found?.tauUpper ?? 0) / (found?.resistanceLower ?? 1);
    expect(found?.capacitanceUpper).toBeLessThan(outermost);
  }
});

test("where draws lack the process C is that of 1/C with zeros (oracle: the draws, sorted); without an upper end from 2.5 % on", () => {
  const few = draws(1, 0.02);
  const sorted = few.logTau.map((x, d) => (Number.isNaN(x) ? 0 : few.resistance[d] / Math.exp(x))).sort();
  const found = banded(few, 0.95, { resistance: 1, tau: 1 });
  expect((found?.capacitanceUpper ?? 0) * sorted[0.025 * COUNT]).toBeCloseTo(1, 2);
  expect((found?.capacitanceLower ?? 0) * sorted[0.975 * COUNT]).toBeCloseTo(1, 2);
  expect(banded(draws(1, 0.03), 0.95, { resistance: 1, tau: 1 })?.capacitanceUpper).toBe(Number.POSITIVE_INFINITY);
});
