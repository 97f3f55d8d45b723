// λ as it is typed. Oracle: a smoothing is positive, and the slider has ends.
import { expect, test } from "vitest";
import { refusedLambda, steppedLambda } from "./lambda-range.ts";

test.each([0, -1, 1e-9, 1e3, Number.NaN])("λ = %s is refused, with the number and the range", (lambda) => {
  expect(refusedLambda(lambda)?.replace(/\s/g, " ")).toMatch(/^λ = .+ is not used: it goes from 1 × 10⁻⁸ to 100\.$/);
});

test("a minus is a minus, and what the slider reaches is taken", () => {
  expect(refusedLambda(-1)).toContain("−1");
  expect([1e-8, 1e-3, 100].map(refusedLambda)).toEqual([null, null, null]);
});

test("ten steps up and ten down are where one began, and no step leaves the range of the slider", () => {
  let lambda = 1e-3;
  for (let k = 0; k < 10; k++) lambda = steppedLambda(lambda, 0.1);
  expect(lambda).toBeCloseTo(1e-2, 4);
  expect([steppedLambda(90, 0.1), steppedLambda(1.1e-8, -0.1)]).toEqual([100, 1e-8]);
  for (const edge of [steppedLambda(90, 0.1), steppedLambda(1.1e-8, -0.1)]) expect(refusedLambda(edge)).toBeNull();
});
