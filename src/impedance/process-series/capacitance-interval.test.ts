import { expect, test } from "vitest";
import { Random } from "../../../test/support/workload/random.ts";
import { NORMAL_95 } from "../../numerics/probability/normal.ts";
import { capacitanceInterval } from "./capacitance-interval.ts";

test("says what R says where τ is exact (oracle: τ/R at the ends of R ± 0.9 and R ± 1.1)", () => {
  const [lower, upper] = capacitanceInterval(2, 0.9 / NORMAL_95);
  expect(lower).toBeCloseTo(2 / 1.9, 12);
  expect(upper).toBeCloseTo(2 / 0.1, 9);
  expect(capacitanceInterval(2, 1.1 / NORMAL_95)[1]).toBe(Number.POSITIVE_INFINITY);
});

test("has the quantiles of drawn τ/R (oracle: 40 000 normal R of 20 % and ln τ of 3 %, correlated by 0.6)", () => {
  const random = new Random(7);
  const [ofR, ofTau, together] = [0.2, 0.03, 0.6];
  const drawn = Float64Array.from({ length: 40_000 }, () => {
    const [u, v] = random.pair();
    const logTau = ofTau * (together * u + Math.sqrt(1 - together ** 2) * v);
    return Math.exp(logTau) / (1 + ofR * u);
  }).sort();
  const [lower, upper] = capacitanceInterval(1, Math.sqrt(ofR ** 2 + ofTau ** 2 - 2 * together * ofR * ofTau));
  expect(lower / (drawn[1000] as number)).toBeCloseTo(1, 1);
  expect(upper / (drawn[39_000] as number)).toBeCloseTo(1, 1);
});
