import { expect, test } from "vitest";
import { oldest } from "./stored-runs.ts";

test("the oldest runs go, as many as there are too many", () => {
  const runs = [
    ["b", 2],
    ["d", 4],
    ["a", 1],
    ["c", 3],
  ] as const;
  expect(oldest(runs, 2)).toEqual(["b", "a"]);
  expect(oldest(runs, 4)).toEqual([]);
});
