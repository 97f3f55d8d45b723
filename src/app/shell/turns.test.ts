// Law: one a frame, by rank and in order; what was taken back does not get a turn.
import { expect, test } from "vitest";
import { turns } from "./turns.ts";

test("turns come one a frame", () => {
  const frames: (() => void)[] = [];
  const done: string[] = [];
  const take = turns((run) => frames.push(run));
  take(() => done.push("inspector"), "beside");
  take(() => {
    done.push("map");
    take(() => done.push("paint of the map"), "paint");
  }, "panel");
  const back = take(() => done.push("gone"), "panel");
  take(() => done.push("bode"), "panel");
  back();
  const seen: number[] = [];
  while (frames.length > 0) {
    frames.shift()?.();
    seen.push(done.length);
  }
  expect(done).toEqual(["map", "paint of the map", "bode", "inspector"]);
  expect(seen).toEqual([1, 2, 3, 4]);
});
