// Coverage over 500 series; `node bench/side-by-side.mjs` prints the same as a table.
import { expect, test } from "vitest";
import { heldSideBySide } from "../../../test/support/workload/side-by-side.ts";

// Oracle: the exact elements. 95 % less three standard errors of the binomial, the sweeps of a series counted as one.
test.each([0.6, 0.7])("intervals hold the truth over 250 series with an onset at %s mA/cm²", (onset) => {
  const seeds = Array.from({ length: 250 }, (_, k) => 200_000 + 1000 * k);
  const { held, missed } = heldSideBySide(seeds, onset);
  expect(missed).toBeLessThanOrEqual(5);
  const least = 0.95 - 3 * Math.sqrt((0.95 * 0.05) / (seeds.length - missed));
  for (const { process, from, intervals, resistance, capacitance } of held) {
    if (intervals === 0 || process === "grain boundaries") continue;
    expect(resistance / intervals, `R of the ${process} from sweep ${from + 1} on`).toBeGreaterThan(least);
    expect(capacitance / intervals, `C of the ${process} from sweep ${from + 1} on`).toBeGreaterThan(least);
  }
});
