// Law: one a frame, figures first, each in order; what was taken back does not get a turn.
import { expect, test } from "vitest";
import { turns } from "./turns.ts";

test("turns come one a frame", () => {
  const frames: (() => void)[] = [];
  const done: string[] = [];
  const take = turns((run) => frames.push(run));
  take(() => done.push("beside"), true);
  take(() => done.push("map"));
  const back = take(() => done.push("gone"));
  take(() => done.push("bode"));
  back();
  const seen: number[] = [];
  while (frames.length > 0) {
    frames.shift()?.();
    seen.push(done.length);
  }
  expect(done).toEqual(["map", "bode", "beside"]);
  expect(seen).toEqual([1, 2, 3]);
});
