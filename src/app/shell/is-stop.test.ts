import { expect, test } from "vitest";
import { isStop } from "./is-stop.ts";

const named = (name: string): Error => Object.assign(new Error("no"), { name });

test("what was stopped is told apart from what failed", () => {
  for (const name of ["StoppedError", "CancelledError", "AbortError"]) expect(isStop(named(name))).toBe(true);
  expect(isStop(new DOMException("closed", "AbortError"))).toBe(true);
  for (const failure of [new Error("no"), named("JobError"), "StoppedError", null, undefined]) {
    expect(isStop(failure)).toBe(false);
  }
});
