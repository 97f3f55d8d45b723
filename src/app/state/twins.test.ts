// Files of one measurement. Oracle: marks put in by hand; the law that the first of each measurement has no twin before it.
import { expect, test } from "vitest";
import { type FileFacts, refusedFacts } from "./file-facts.ts";
import type { ProjectFile } from "./project.ts";
import { twinFinding, twinsOf } from "./twins.ts";

const summary = { finite: 40, first: 1e6, last: 0.2, min: 0.2, max: 1e6, sum: 4e6 };
const factsOf = (points: number): FileFacts => ({
  ...refusedFacts(""),
  refused: false,
  sweeps: 1,
  mark: {
    sweeps: [[points, 0.2, 1e6]],
    columns: [{ frequency: summary, realImpedance: summary, imaginaryImpedance: summary }],
  },
});
const file = (id: string): ProjectFile => ({
  id,
  name: `${id}.mpr`,
  folder: "",
  size: 1,
  area: null,
  working: null,
  counter: null,
});

test("a file says whose measurement it holds again; the first, those without impedance and those not read have none", () => {
  const files = ["a", "b", "c", "d", "none", "unread"].map(file);
  const facts = { a: factsOf(40), b: factsOf(41), c: factsOf(40), d: factsOf(40), none: refusedFacts("no") };
  expect([...twinsOf(files, facts)].map(([id, { id: first }]) => [id, first])).toEqual([
    ["c", "a"],
    ["d", "a"],
  ]);
  expect([...twinsOf(files.slice(2), facts).keys()]).toEqual(["d"]);
  expect(twinFinding(file("a")).sentence).toContain("Same measurement as a.mpr");
});
