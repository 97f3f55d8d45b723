import { expect, it } from "vitest";
import { runSeparatorBenchmark } from "../../../test/support/separator-benchmark.ts";
import { createRadau } from "../../numerics/dae/radau.ts";
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

it("R2 by two methods at 1e-10 agrees to 1e-8 in every cell", () => {
  const run = (create?: typeof createRadau): Float64Array =>
    runSeparatorBenchmark(composeCell(separatorBenchmark()), 30, 1e-10, create).state;
  const rosenbrock = run();
  const radau = run(createRadau);
  for (let i = 3; i < rosenbrock.length; i++) expect(Math.abs(radau[i] / rosenbrock[i] - 1)).toBeLessThan(1e-8);
});
