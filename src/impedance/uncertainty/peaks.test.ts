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

test("what is not known is said in words and in numbers that mean something, also where most draws lack the process", () => {
  const reasonOf = (drawn: Drawn): string => banded(drawn, 0.95, { resistance: 1, tau: 1 })?.reason ?? "";
  expect(reasonOf(draws(1, 0.7))).toMatch(
    /^The data do not tell whether there is a process here: .* 70 % have none\.$/,
  );
  const vanishing = draws(1);
  vanishing.resistance.forEach((_, d) => {
    if (d % 5 < 3) vanishing.resistance[d] = 1e-304;
  });
  expect(reasonOf(vanishing)).toMatch(/most have next to none\.$/);
  expect(reasonOf(draws(60))).toMatch(
    /^The resistance is not known: it may be nothing, or \d(\.\d)? times the value given\.$/,
  );
  expect(reasonOf(draws(4))).toMatch(/^The relaxation time is known to a factor of 5\.\d only/);
  for (const missing of [0, 0.1, 0.3, 0.5, 0.9]) {
    for (const times of [1, 4, 20, 60, 1e6]) expect(reasonOf(draws(times, missing))).not.toMatch(/e\+|\d{5}| 1 times/);
  }
});

// Oracle: the quantiles of the two columns by themselves; a sum of 75 Ω of which 6 Ω are the peak's own, as of two arcs without a valley.
test("where draws tell a peak not from its neighbour, its interval reaches from its own share to both, and it is not determined", () => {
  const drawn = draws(1);
  const resistance = drawn.resistance.map((r) => 75 * r);
  const least = drawn.resistance.map((r) => 6 * r);
  const found = banded({ ...drawn, resistance, least }, 0.95, { resistance: 1, tau: 1 });
  const [low, high] = [least.slice().sort()[0.025 * COUNT], resistance.slice().sort()[0.975 * COUNT]];
  expect((found?.resistanceLower ?? 0) / low).toBeCloseTo(1, 2);
  expect((found?.resistanceUpper ?? 0) / high).toBeCloseTo(1, 2);
  expect(found?.resistance).toBeGreaterThan(found?.resistanceLower ?? 0);
  expect(found?.identifiable).toBe(false);
  expect(found?.reason).toMatch(/^The resistance is not known/);
  expect((found?.capacitanceUpper ?? 0) / (found?.capacitanceLower ?? 1)).toBeGreaterThan(10);
});
