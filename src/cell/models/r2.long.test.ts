import { expect, it } from "vitest";
import { runSeparatorBenchmark } from "../../../test/support/separator-benchmark.ts";
import { composeCell } from "../form/compose.ts";
import { separatorBenchmark } from "./r2.ts";

it("R2 follows CVODE over its 50 cycles to 1e-6 and keeps its anion to 1e-12", () => {
  const run = runSeparatorBenchmark(composeCell(separatorBenchmark()), 100, 1e-6);
  expect(run.compared).toBe(10);
  expect(run.error).toBeLessThan(1e-6);
  expect(run.drift).toBeLessThan(1e-12);
});

it("R2 at a tolerance of 1e-3 is still within 2e-5: no spurious branch of dissolution", () => {
  const run = runSeparatorBenchmark(composeCell(separatorBenchmark()), 100, 1e-3);
  expect(run.error).toBeLessThan(2e-5);
});
