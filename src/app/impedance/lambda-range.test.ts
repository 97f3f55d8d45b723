// λ as it is typed. Oracle: a smoothing is positive, the slider has ends, and the library says what it computes.
import fc from "fast-check";
import { expect, test } from "vitest";
import { describeRelaxationTimes, LARGEST_LAMBDA, SMALLEST_LAMBDA } from "../../impedance/relaxation-times/options.ts";
import { lambdaText } from "../state/lambda-text.ts";
import { parseNumber } from "./circuit/parse-number.ts";
import { HIGHEST_LAMBDA, LOWEST_LAMBDA, refusedLambda, steppedLambda } from "./lambda-range.ts";

test.each([0, -1, 1e-30, 1e9, Number.NaN])("λ = %s is refused, with the number and the range", (lambda) => {
  expect(refusedLambda(lambda)?.replace(/\s/g, " ")).toMatch(
    /^λ = .+ is not used: it goes from 1 × 10⁻¹⁴ to 1 × 10⁸\.$/,
  );
});

test("a minus is a minus; what the slider reaches is taken, and what a criterion may take beyond it", () => {
  expect(refusedLambda(-1)).toContain("−1");
  expect([1e-14, 4.48e-11, 1e-8, 1e-3, 100, 1e8].map(refusedLambda)).toEqual([null, null, null, null, null, null]);
});

test("a λ beyond the slider is refused where the library refuses it, and nowhere else", () => {
  for (const lambda of [SMALLEST_LAMBDA, LARGEST_LAMBDA, 0.99 * SMALLEST_LAMBDA, 1.01 * LARGEST_LAMBDA]) {
    const library = () => describeRelaxationTimes({ lambda });
    if (refusedLambda(lambda) === null) expect(library).not.toThrow();
    else expect(library).toThrow(/lambda/);
  }
});

test("ten steps up and ten down are where one began, and no step leaves the range of the slider", () => {
  let lambda = 1e-3;
  for (let k = 0; k < 10; k++) lambda = steppedLambda(lambda, 0.1);
  expect(lambda).toBeCloseTo(1e-2, 4);
  expect([steppedLambda(90, 0.1), steppedLambda(1.1e-8, -0.1)]).toEqual([100, 1e-8]);
  for (const edge of [steppedLambda(90, 0.1), steppedLambda(1.1e-8, -0.1)]) expect(refusedLambda(edge)).toBeNull();
});

test("from beyond the slider a step comes back, and never leads farther", () => {
  expect(steppedLambda(4.48e-11, 1)).toBeCloseTo(4.48e-10, 15);
  expect([steppedLambda(4.48e-11, -1), steppedLambda(1e4, 1)]).toEqual([4.48e-11, 1e4]);
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
