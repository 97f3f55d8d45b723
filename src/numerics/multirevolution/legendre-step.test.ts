import { describe, expect, it } from "vitest";
import { legendreMemory, legendreStep, stagesFor } from "./legendre-step.ts";

/** y after the step, from a map of one or more numbers. */
function step(
  map: (y: Float64Array) => Float64Array,
  from: readonly number[],
  passes: number,
  stages: number,
): number[] {
  const start = Float64Array.from(from);
  const increment = (y: Float64Array, out: Float64Array): void =>
    map(y).forEach((value, i) => {
      out[i] = value - y[i];
    });
  const first = start.slice();
  increment(start, first);
  const moved = start.slice();
  function* evaluate(y: Float64Array, out: Float64Array): Generator<string, boolean, void> {
    yield "pause";
    increment(y, out);
    return true;
  }
  const run = legendreStep(start, first, passes, stages, evaluate, legendreMemory(start.length), moved);
  let item = run.next();
  while (item.done !== true) item = run.next();
  expect(item.value).toBe(true);
  return from.map((value, i) => value + moved[i]);
}

const applied = (map: (y: Float64Array) => Float64Array, from: readonly number[], passes: number): number[] => {
  let y: Float64Array = Float64Array.from(from);
  for (let k = 0; k < passes; k++) y = map(y);
  return [...y];
};

describe("Legendre step over passes (oracle: the map applied so many times)", () => {
  it("is exact for a constant increment and for one that grows linearly", () => {
    const map = (y: Float64Array): Float64Array => Float64Array.of(y[0] + 1, y[1] + 0.3 + 0.02 * y[0]);
    for (const passes of [2, 3, 10, 137]) {
      for (const stages of [3, 5, 16]) {
        const exact = applied(map, [0, 1], passes);
        step(map, [0, 1], passes, stages).forEach((value, i) => {
          expect(Math.abs(value - exact[i])).toBeLessThan(1e-13 * Math.abs(exact[i]));
        });
      }
    }
  });

  it("has order 2 in the number of passes for a map that is not linear", () => {
    // y' = −y² passed through in steps: each pass is exact, y → y/(1 + h y), so that N passes lead to y/(1 + N h y).
    const errors = [8, 16, 32, 64].map((parts) => {
      const map = (y: Float64Array): Float64Array => Float64Array.of(y[0] / (1 + 1e-3 * y[0]));
      let y = [1];
      for (let k = 0; k < parts; k++) y = step(map, y, 2048 / parts, 5);
      return Math.abs(y[0] - 1 / (1 + 2.048));
    });
    for (let k = 1; k < errors.length; k++) {
      expect(Math.log2(errors[k - 1] / errors[k])).toBeGreaterThan(1.8);
      expect(Math.log2(errors[k - 1] / errors[k])).toBeLessThan(2.4);
    }
  });

  it("damps every mode that a pass makes smaller, and some that change sign", () => {
    for (const passes of [6, 30, 200, 1500]) {
      const stages = stagesFor(passes);
      for (let k = 0; k <= 200; k++) {
        const factor = 1 - 1.1 * (k / 200);
        const [value] = step((y) => Float64Array.of(factor * y[0]), [1], passes, stages);
        expect(Math.abs(value)).toBeLessThan(1 + 1e-12);
      }
    }
  });
});
