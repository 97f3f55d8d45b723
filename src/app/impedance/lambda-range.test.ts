// λ as it is typed. Oracle: a smoothing is positive, and the slider has ends.
import fc from "fast-check";
import { expect, test } from "vitest";
import { lambdaText } from "../state/lambda-text.ts";
import { parseNumber } from "./circuit/parse-number.ts";
import { HIGHEST_LAMBDA, LOWEST_LAMBDA, refusedLambda, steppedLambda } from "./lambda-range.ts";

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

test("λ is written in one notation, which the field reads back to what it was", () => {
  const written = [2.5e-3, 5.8e-6, 1.12e-7, 0.01, 1, 31.6].map(lambdaText);
  expect(written.map((text) => text.replace(/\s/g, " "))).toEqual([
    "0.0025",
    "5.8 × 10⁻⁶",
    "1.12 × 10⁻⁷",
    "0.01",
    "1",
    "31.6",
  ]);
  fc.assert(
    fc.property(fc.double({ min: LOWEST_LAMBDA, max: HIGHEST_LAMBDA, noNaN: true }), (exponent) => {
      const lambda = Number((10 ** exponent).toPrecision(3));
      expect(parseNumber(lambdaText(lambda))).toBe(lambda);
    }),
  );
});
