// Which keepings of runs are done. Oracle: the rule written out for each order in which they are asked for.
import { expect, test } from "vitest";
import { newestOfEach, takesPlaceOf } from "./keepings.ts";

const settled = () => new Promise((done) => setTimeout(done));

test("while one is under way, of those that wait the newest of each run is done", async () => {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const keep = newestOfEach<string>(
    (value) => {
      begun.push(value);
      return new Promise((done) => ends.push(done));
    },
    () => {},
  );
  for (const value of ["a1", "a2", "b1", "a3", "a4", "b2"]) keep(value.slice(0, 1), value);
  expect(begun).toEqual(["a1"]);
  for (let k = 0; k < 3; k++) {
    ends[k]?.();
    await settled();
  }
  expect(begun).toEqual(["a1", "a4", "b2"]);
  keep("a", "a5");
  expect(begun).toEqual(["a1", "a4", "b2", "a5"]);
});

test("one that fails is told, and the next is done", async () => {
  const begun: string[] = [];
  const errors: unknown[] = [];
  const fault = new Error("no room");
  const keep = newestOfEach<string>(
    async (value) => {
      begun.push(value);
      if (value === "a1") throw fault;
    },
    (error) => errors.push(error),
  );
  keep("a", "a1");
  keep("b", "b1");
  await settled();
  expect(begun).toEqual(["a1", "b1"]);
  expect(errors).toEqual([fault]);
});

test.each([
  ["nothing", { ended: false, turns: 0 }, null, true],
  ["an end, by a run that is under way", { ended: false, turns: 900 }, { ended: true, turns: 500 }, false],
  ["an end, by an end", { ended: true, turns: 500 }, { ended: true, turns: 500 }, true],
  ["a part, by less", { ended: false, turns: 10 }, { ended: false, turns: 11 }, false],
  ["a part, by more", { ended: false, turns: 12 }, { ended: false, turns: 11 }, true],
  ["a part, by the same, stopped meanwhile", { ended: false, turns: 11 }, { ended: false, turns: 11 }, true],
  ["a part, by an end", { ended: true, turns: 2 }, { ended: false, turns: 11 }, true],
] as const)("the place is taken of %s: %j over %j", (_, run, kept, is) => {
  expect(takesPlaceOf(run, kept)).toBe(is);
});
