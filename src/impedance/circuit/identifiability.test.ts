// What the data do not fix, in words. Oracle: standard errors put in.
import { expect, test } from "vitest";
import { identifiability } from "./identifiability.ts";

/** The reason for one variable with this standard error. */
function reason(scale: "log" | "linear", error: number): string | null {
  const range = { scale, lower: scale === "log" ? 1e-12 : 0, upper: scale === "log" ? 1e12 : 1, fixed: false };
  return (
    identifiability(["R1"], [range], Float64Array.of(1), 1, Float64Array.of(error ** 2), Uint8Array.of(1))[0] ?? null
  );
}

test("a factor of e⁶ is told as a number, one of e⁷⁰⁰ as more than 1000: never as 1e+304", () => {
  expect(reason("log", 4.9)).toBeNull();
  expect(reason("log", 6)).toBe("The data do not fix R1: its standard error is a factor of 400 either way.");
  for (const error of [8, 40, 700, 1e5])
    expect(reason("log", error)).toBe(
      "The data do not fix R1: more than 1000 times as much, or as little, describes them as well.",
    );
});

test("an exponent whose error exceeds its range says both", () => {
  expect(reason("linear", 0.9)).toBeNull();
  expect(reason("linear", 2.34)).toBe(
    "The data do not fix R1: its standard error, 2.3, is wider than its range 0 … 1.",
  );
  expect(reason("linear", 1e200)).toContain("more than 1000");
});
