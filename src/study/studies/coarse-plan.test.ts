// A coarse run while a number is dragged. Oracle: the protocol of the study, and the full run of the shortened one.
import { expect, test } from "vitest";
import { runTask } from "../../base/task.ts";
import { coarsePlan } from "./coarse-plan.ts";
import { liveRun } from "./live-run.ts";
import { shippedStudy } from "./shipped-studies.ts";

test("a train of 70 000 pulses is run for its first 100, and says so", async () => {
  const { planned, words } = await coarsePlan(await shippedStudy("pulsed-stripping"), { only: ["rest 1 s"] });
  expect(words).toBe(
    "first 100 of 70\u2009000 pulses while you drag, tolerance 0.001, 12 cells in the pool, jumps with up to 10 % of error",
  );
  const live = liveRun(planned);
  await runTask({ name: "coarse", run: (control) => live.advance(control) });
  const { document } = live.sight();
  expect(document.end.kind).toBe("completed");
  expect(document.series.time.at(-1)).toBeCloseTo(200, 6);
  // 100 pulses of 1 s at 1 mA/cm² are 1000 C/m².
  expect(document.series.charge.at(-1)).toBeCloseTo(1000, 3);
});

test("a study with few pulses is run to its end", async () => {
  const { planned, words } = await coarsePlan(await shippedStudy("pulses-pool"), { only: ["rest 2 s"] });
  expect(words).toBe("tolerance 0.001");
  expect(planned.cases[0]?.request.protocol).toEqual(planned.cases[0]?.protocol);
});
