import { expect, test } from "vitest";
import { isOver, readTombstone, TOMBSTONE_KEYS, tombstoneKey, writeTombstone } from "./tombstone.ts";

const HASH = "0f".repeat(32);

test("a tombstone is read as it was written, and whatever else stands there is none", () => {
  const stone = { at: 12, contents: [HASH] };
  expect(readTombstone(writeTombstone(stone))).toEqual(stone);
  for (const text of [undefined, "", "{", "[]", '{"at":"x","contents":[]}', '{"at":1,"contents":["x"]}']) {
    expect(readTombstone(text)).toBeNull();
  }
});

test("it stands for a day, under a key between those of all tombstones", () => {
  const stone = { at: 1000, contents: [] };
  expect(isOver(stone, 1000 + 23 * 3_600_000)).toBe(false);
  expect(isOver(stone, 1000 + 25 * 3_600_000)).toBe(true);
  const [low, high] = TOMBSTONE_KEYS;
  for (const id of ["0", "ffff", "\u20ac"]) {
    expect(tombstoneKey(id) > low && tombstoneKey(id) < high).toBe(true);
  }
  expect("last project" > low).toBe(true);
  expect("last project" > high).toBe(true);
});
