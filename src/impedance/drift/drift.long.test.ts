import { describe, expect, it } from "vitest";
import {
  addNoise,
  type Element,
  exactSpectrum,
  NAK_FREQUENCIES,
  sweepTimes,
} from "../../../test/support/drt-workload.ts";
import { driftAnalysis } from "./drift-analysis.ts";

const TIMES = sweepTimes(NAK_FREQUENCIES);
const CELL: readonly Element[] = [
  ["R", 60],
  ["ZARC", 120, 1e-6, 0.92],
  ["ZARC", 80, 1e-4, 0.85],
];

describe("the test for drift", () => {
  it.each([2, 3])("has its level: 5 %% of 400 records of %i sweeps that stand still", (n) => {
    const exact = exactSpectrum(CELL, NAK_FREQUENCIES);
    let alarms = 0;
    for (let seed = 0; seed < 400; seed++) {
      const sweeps = Array.from({ length: n }, (_, s) => ({
        spectrum: addNoise(exact, 0.002, 20000 + 10 * seed + s),
        time: TIMES.map((t) => t + 35 * s),
      }));
      if (driftAnalysis(sweeps).significance.significant) alarms++;
    }
    // Binomial, 400 trials at 5 %: 20 ± 4.4; outside 8 … 33 with a probability of 0.5 %.
    expect(alarms).toBeGreaterThanOrEqual(8);
    expect(alarms).toBeLessThanOrEqual(33);
  });
});
