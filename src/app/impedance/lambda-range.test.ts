// λ as it is typed. Oracle: a smoothing is positive, and the slider has ends.
import { expect, test } from "vitest";
import { refusedLambda } from "./lambda-range.ts";

test.each([0, -1, 1e-9, 1e3, Number.NaN])("λ = %s is refused, with the number and the range", (lambda) => {
  expect(refusedLambda(lambda)?.replace(/\s/g, " ")).toMatch(/^λ = .+ is not used: it goes from 1 × 10⁻⁸ to 100\.$/);
});

test("a minus is a minus, and what the slider reaches is taken", () => {
  expect(refusedLambda(-1)).toContain("−1");
  expect([1e-8, 1e-3, 100].map(refusedLambda)).toEqual([null, null, null]);
});
