import { describe, expect, it } from "vitest";
import { onsetSeries } from "../../../test/support/workload/onset-series.ts";
import { analyzeProcessSeries } from "./analyze.ts";

describe("the onset of a hundred staircases with it, and a hundred without", () => {
  for (const base of [0, 1000]) {
    it(`seeds ${base + 1}-${base + 100}: RMSE ≤ 0.03 mA/cm², interval right 90 % of the time, false onsets ≤ 5 %`, () => {
      let [squares, found, covered, falsely] = [0, 0, 0, 0];
      for (let seed = base + 1; seed <= base + 100; seed++) {
        const { spectra, position, onset } = onsetSeries("plain", seed, true);
        const one = analyzeProcessSeries(spectra, { position }).onset;
        if (one !== null && onset !== null) {
          found++;
          squares += (0.1 * (one.position - onset)) ** 2;
          if (one.lower <= onset && onset <= one.upper) covered++;
        }
        const without = onsetSeries("plain", seed, false);
        if (analyzeProcessSeries(without.spectra, { position: without.position }).onset !== null) falsely++;
      }
      expect(found).toBeGreaterThanOrEqual(98);
      expect(Math.sqrt(squares / found)).toBeLessThan(0.03);
      expect(covered / found).toBeGreaterThanOrEqual(0.9);
      expect(falsely).toBeLessThanOrEqual(5);
    });
  }
});
