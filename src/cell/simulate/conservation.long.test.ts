import { expect, it } from "vitest";
import { segment } from "../../../test/support/rc-cell.ts";
import { composeCell } from "../form/compose.ts";
import { benchmarkCellR1 } from "../models/r1.ts";
import { simulate } from "./simulate.ts";

// Oracle: the amount at the start, and Faraday's law for the charge that passed, which is Σ i·t itself.
it("the metal is conserved to 1e-12 of the inventory over the 5000 pulses of R1a", () => {
  const model = composeCell(benchmarkCellR1());
  const segments = Array.from({ length: 10_000 }, (_, k) =>
    segment(k % 2 === 0 ? { value: 10, duration: 1 } : { duration: 2 }),
  );
  const run = simulate(model, segments, {
    record: { states: (_, index) => index % 1000 === 999 },
    maximumTime: 1e6,
  });
  expect(run.end.kind).toBe("completed");
  expect(run.segments).toHaveLength(10_000);
  expect(run.finalState[model.charge]).toBe(50_000);
  let worst = 0;
  for (const inventory of model.inventories) {
    const start = inventory.of(model.initialState());
    for (const { state } of run.states) {
      const drift = inventory.of(state) - start - inventory.perCurrent * state[model.charge];
      worst = Math.max(worst, Math.abs(drift) / Math.abs(start));
    }
  }
  console.log(`largest drift over 5000 pulses: ${worst.toExponential(2)} of the inventory`);
  expect(worst).toBeLessThan(1e-12);
});
