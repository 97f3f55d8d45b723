// Which runs are held. Oracle: the runs that were begun and looked at, in order.
import { beforeEach, describe, expect, test } from "vitest";
import { emptyProject, type ProjectStudy } from "../state/project.ts";
import { useProject } from "../state/project-store.ts";
import { removeStudy } from "../state/remove.ts";
import { type CellRun, MOST_RUNS, runKey, useRuns } from "./runs-store.ts";

const study = (id: string): ProjectStudy => ({ id, name: id, yaml: "", shipped: null, measured: null });
const run = (yaml: string, status: CellRun["status"] = "ended"): CellRun => ({
  status,
  run: "run 1",
  yaml,
  sight: null,
  took: 0,
  startedAt: 0,
  problem: null,
  overview: [],
});
const { begin, part, touch, setCoarse } = useRuns.getState();
const held = () => Object.keys(useRuns.getState().runs);

beforeEach(() => {
  useRuns.setState({ runs: {}, coarse: {}, used: [] });
  const present = { ...emptyProject, studies: [study("a"), study("b")] };
  useProject.getState().open({ present, past: [], future: [] });
});

describe("runs that are held", () => {
  test("are those used last and those under way", () => {
    const cases = Array.from({ length: MOST_RUNS + 2 }, (_, k) => runKey("a", `case ${k}`));
    begin(cases[0] as string, run("text", "running"));
    for (const key of cases.slice(1, -1)) begin(key, run("text"));
    expect(held()).toEqual(cases.filter((_, k) => k !== 1 && k <= MOST_RUNS));
    touch(cases[2] as string);
    begin(cases.at(-1) as string, run("text"));
    expect(held()).toEqual(cases.filter((_, k) => k !== 1 && k !== 3));
  });

  test("are of one text of a study", () => {
    begin(runKey("a", "one"), run("old"));
    begin(runKey("a", "two"), run("old", "running"));
    begin(runKey("b", "one"), run("other"));
    begin(runKey("a", "three"), run("new"));
    expect(held()).toEqual([runKey("a", "two"), runKey("b", "one"), runKey("a", "three")]);
  });

  test("go with their study; one that is under way goes when it has ended", () => {
    begin(runKey("a", "one"), run("text", "running"));
    begin(runKey("a", "two"), run("text"));
    begin(runKey("b", "one"), run("text"));
    setCoarse(runKey("a", "two"), { sight: null, words: "" });
    removeStudy("a");
    expect(held()).toEqual([runKey("a", "one"), runKey("b", "one")]);
    expect(useRuns.getState().coarse).toEqual({});
    part(runKey("a", "one"), { status: "ended" });
    expect(held()).toEqual([runKey("b", "one")]);
    expect(useRuns.getState().used).toEqual([runKey("b", "one")]);
  });
});
