// What is rehearsed before the first file of the user. Oracle: the steps that were taken when a file came between two of them.
import { beforeEach, expect, test, vi } from "vitest";
import { emptyProject, type ProjectFile } from "../state/project.ts";
import { useProject } from "../state/project-store.ts";
import { rehearseWhenIdle } from "./rehearse-when-idle.ts";

const idle: (() => void)[] = [];
const file: ProjectFile = { id: "a", name: "a.mpr", folder: "", size: 1, area: null, working: null, counter: null };
const taken: (number | "left")[] = [];

function* steps(): Generator<void> {
  try {
    for (const k of [1, 2, 3]) {
      taken.push(k);
      yield;
    }
  } finally {
    taken.push("left");
  }
}

/** Has the page be idle so often. */
function beIdle(times: number): void {
  for (let k = 0; k < times; k++) idle.shift()?.();
}

beforeEach(() => {
  taken.length = 0;
  idle.length = 0;
  vi.stubGlobal("requestIdleCallback", (run: () => void) => idle.push(run));
  useProject.getState().open({ present: emptyProject, past: [], future: [] });
});

test("all of it, while no file has come", () => {
  rehearseWhenIdle(steps());
  beIdle(10);
  expect(taken).toEqual([1, 2, 3, "left"]);
});

test("nothing more once a file has come", () => {
  rehearseWhenIdle(steps());
  beIdle(1);
  useProject.getState().open({ present: { ...emptyProject, files: [file] }, past: [], future: [] });
  beIdle(10);
  expect(taken).toEqual([1, "left"]);
  expect(idle).toEqual([]);
});
