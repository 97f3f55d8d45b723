// Which sight is shown, and what is said of it. Oracle: the runs that were put in.
import { beforeAll, expect, test } from "vitest";
import { runTask } from "../../base/task.ts";
import type { CaseSight } from "../../study/studies/case-sight.ts";
import { liveRun } from "../../study/studies/live-run.ts";
import { planStudy } from "../../study/studies/plan-study.ts";
import { shippedStudy } from "../../study/studies/shipped-studies.ts";
import type { ProjectStudy } from "../state/project.ts";
import type { CellRun } from "./runs-store.ts";
import { seenSight } from "./seen-sight.ts";
import { sightRemark } from "./stale.ts";

let full: CaseSight;
let dragged: CaseSight;

beforeAll(async () => {
  const live = liveRun(await planStudy(await shippedStudy("single-pulse")));
  dragged = live.sight();
  await runTask({ name: "case", run: (control) => live.advance(control) });
  full = live.sight();
});

const study: ProjectStudy = { id: "a", name: "a", yaml: "temperature: 25", shipped: null, measured: null };
const runOf = (yaml: string): CellRun => ({
  status: "ended",
  run: "run 1",
  yaml,
  sight: full,
  took: 0,
  startedAt: 0,
  problem: null,
  overview: [],
});
const coarse = () => ({ sight: dragged, words: "first 100 of 70 000 pulses while you drag" });
const said = (shown: Parameters<typeof seenSight>[0]) => {
  const seen = seenSight(shown);
  return seen === null ? null : { sight: seen.sight, remark: sightRemark(seen) };
};

test("the full run of what stands in the fields needs no word", () => {
  expect(said({ study, run: runOf(study.yaml), coarse: null })).toEqual({ sight: full, remark: null });
});

test("a run of other values says so", () => {
  const shown = { study, run: runOf("temperature: 40"), coarse: null };
  expect(said(shown)).toEqual({ sight: full, remark: "computed with other values; run again" });
});

test("a coarse run goes before the full one, with what makes it coarse; before its first picture the full one stands", () => {
  const remark = "coarse: first 100 of 70 000 pulses while you drag";
  for (const run of [null, runOf(study.yaml), runOf("temperature: 40")])
    expect(said({ study, run, coarse: coarse() })).toEqual({ sight: dragged, remark });
  expect(said({ study, run: runOf(study.yaml), coarse: { ...coarse(), sight: null } })?.sight).toBe(full);
  expect(said({ study, run: null, coarse: null })).toBeNull();
});
