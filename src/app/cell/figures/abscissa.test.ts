// Where an instant stands on the axis of charge, and which instant is pointed at. Oracle: pulses that strip and plate by turns.
import { beforeAll, expect, test } from "vitest";
import { runTask } from "../../../base/task.ts";
import type { CaseSight } from "../../../study/studies/case-sight.ts";
import { liveRun } from "../../../study/studies/live-run.ts";
import { planStudy } from "../../../study/studies/plan-study.ts";
import { studyFromFile } from "../../../study/studies/read-study.ts";
import { abscissaScale } from "./abscissa.ts";

const yaml = `schema: liquidus.study/1
name: there-and-back
cell: { shipped: pool, area: 0.385 cm2 }
protocol: "strip at 1 mA/cm2 for 36 s; rest 36 s; plate at 1 mA/cm2 for 18 s"
`;
let sight: CaseSight;

beforeAll(async () => {
  const source = await studyFromFile({ name: "a.yaml", bytes: new TextEncoder().encode(yaml) });
  const live = liveRun(await planStudy(source));
  await runTask({ name: "run", run: (control) => live.advance(control) });
  sight = live.sight();
});

test("an instant stands at the charge that was passed, in mAh/cm²", () => {
  const { placeOf } = abscissaScale(sight, "charge", false);
  expect(placeOf(0)).toBe(0);
  expect(placeOf(36)).toBeCloseTo(0.01, 9);
  expect(placeOf(90)).toBeCloseTo(0.005, 9);
});

test("of instants with one charge the one nearest to the last is pointed at", () => {
  const { timeAt } = abscissaScale(sight, "charge", false);
  expect(timeAt(0.005, 10)).toBeCloseTo(18, 6);
  expect(timeAt(0.005, 85)).toBeCloseTo(90, 6);
  expect(timeAt(0.0075, null)).toBeCloseTo(81, 6);
  expect(timeAt(0.01, 50)).toBeCloseTo(50, 6);
});

test("beside all charges that were passed it is the nearest of them", () => {
  const { timeAt } = abscissaScale(sight, "charge", false);
  expect(timeAt(-1, 50)).toBe(0);
  expect(timeAt(1, 50)).toBeGreaterThanOrEqual(36);
  expect(timeAt(1, 50)).toBeLessThanOrEqual(72);
});

test("on the axis of time places and times are one", () => {
  const { placeOf, timeAt } = abscissaScale(sight, "time", false);
  expect(timeAt(placeOf(42), null)).toBe(42);
});
