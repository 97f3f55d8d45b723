// Law: of values that come while one is worked on, only the last is taken, and it always is.
import { expect, test } from "vitest";
import { newestOnly } from "./newest-only.ts";

test("one at a time, the newest next, the last always", async () => {
  const worked: number[] = [];
  let atOnce = 0;
  const follow = newestOnly(async (value: number) => {
    expect(++atOnce).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    worked.push(value);
    atOnce--;
  });
  void follow(1);
  void follow(2);
  await follow(3);
  expect(worked).toEqual([1, 3]);
  await follow(4);
  expect(worked).toEqual([1, 3, 4]);
});

test("two at once: the second begins at once, a third waits and gives way to a fourth", async () => {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const follow = newestOnly((value: number) => {
    begun.push(value);
    return new Promise<void>((end) => ends.push(end));
  }, 2);
  for (const value of [1, 2, 3, 4]) void follow(value);
  expect(begun).toEqual([1, 2]);
  ends[0]?.();
  await new Promise((resolve) => setTimeout(resolve));
  expect(begun).toEqual([1, 2, 4]);
});

test("a failure reaches the caller and does not stop what follows", async () => {
  const worked: number[] = [];
  const follow = newestOnly(async (value: number) => {
    if (value < 0) throw new Error("negative");
    worked.push(value);
  });
  await expect(follow(-1)).rejects.toThrow("negative");
  await follow(2);
  expect(worked).toEqual([2]);
  // The failure is told to the one that asked, and what waited meanwhile is worked on.
  const failing = follow(-3);
  const next = follow(4);
  await expect(failing).rejects.toThrow("negative");
  await next;
  expect(worked).toEqual([2, 4]);
});
