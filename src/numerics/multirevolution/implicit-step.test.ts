import { describe, expect, it } from "vitest";
import { ImplicitStep, type PassesOutcome } from "./implicit-step.ts";

type Vector = (y: Float64Array) => Float64Array;

/** y after the step, from a map of one or more numbers and its derivative, row-major. */
function step(
  map: Vector,
  derivative: Vector,
  from: readonly number[],
  passes: number,
): { readonly y: number[]; readonly outcome: PassesOutcome } {
  const start = Float64Array.from(from);
  const n = start.length;
  const increment = (y: Float64Array, out: Float64Array): void =>
    map(y).forEach((value, i) => {
      out[i] = value - y[i];
    });
  const first = start.slice();
  increment(start, first);
  function* evaluate(y: Float64Array, out: Float64Array): Generator<string, boolean, void> {
    yield "pause";
    increment(y, out);
    return true;
  }
  const scales = new Float64Array(n).fill(1);
  const method = new ImplicitStep(Int32Array.from(start.keys()), scales);
  derivative(start).forEach((value, k) => {
    method.derivative[k] = value - (k % (n + 1) === 0 ? 1 : 0);
  });
  const out = start.slice();
  const run = method.step(start, first, passes, 1e-13, evaluate, out);
  let item = run.next();
  while (item.done !== true) item = run.next();
  return { y: [...out], outcome: item.value };
}

const applied = (map: Vector, from: readonly number[], passes: number): number[] => {
  let y: Float64Array = Float64Array.from(from);
  for (let k = 0; k < passes; k++) y = map(y);
  return [...y];
};

describe("implicit step over passes (oracle: the map applied so many times)", () => {
  it("is exact for a constant increment and for one that grows linearly", () => {
    const map: Vector = (y) => Float64Array.of(y[0] + 1, y[1] + 0.3 + 0.02 * y[0]);
    for (const passes of [2, 3, 10, 137, 4000]) {
      const exact = applied(map, [0, 1], passes);
      const { y, outcome } = step(map, () => Float64Array.of(1, 0, 0.02, 1), [0, 1], passes);
      y.forEach((value, i) => {
        expect(Math.abs(value - exact[i])).toBeLessThan(1e-12 * Math.abs(exact[i]));
      });
      expect(outcome.kind === "done" && outcome.error).toBeLessThan(1e-12);
    }
  });

  it("has order 2 in the number of passes for a map that is not linear, and an estimate above the error of the same order", () => {
    // y' = −y² passed through in steps: each pass is exact, y → y/(1 + h y), so that N passes lead to y/(1 + N h y).
    const h = 1e-3;
    const map: Vector = (y) => Float64Array.of(y[0] / (1 + h * y[0]));
    const derivative: Vector = (y) => Float64Array.of((1 + h * y[0]) ** -2);
    const runs = [16, 32, 64, 128].map((parts) => {
      let y = [1];
      let sum = 0;
      for (let k = 0; k < parts; k++) {
        const made = step(map, derivative, y, 2048 / parts);
        y = made.y;
        sum += made.outcome.kind === "done" ? made.outcome.error * (1 + y[0]) : Number.NaN;
      }
      return { error: Math.abs(y[0] - 1 / (1 + 2.048)), sum };
    });
    for (const [k, { error, sum }] of runs.entries()) {
      expect(sum).toBeGreaterThan(error);
      expect(sum).toBeLessThan(30 * error);
      if (k === 0) continue;
      expect(Math.log2(runs[k - 1].error / error)).toBeGreaterThan(1.8);
      expect(Math.log2(runs[k - 1].error / error)).toBeLessThan(2.4);
      expect(Math.log2(runs[k - 1].sum / sum)).toBeGreaterThan(1.5);
    }
  });

  it("damps every mode that a pass makes smaller, and those that change sign", () => {
    for (const passes of [6, 30, 200, 1500, 10_000]) {
      for (let k = 0; k <= 200; k++) {
        const factor = 1 - 1.9 * (k / 200);
        const { y } = step(
          (x) => Float64Array.of(factor * x[0]),
          () => Float64Array.of(factor),
          [1],
          passes,
        );
        expect(Math.abs(y[0])).toBeLessThan(1 + 1e-12);
      }
    }
  });

  it("says so where the map cannot be evaluated, and where its derivative leads astray", () => {
    const place = (refused: number): PassesOutcome => {
      let count = 0;
      const method = new ImplicitStep(Int32Array.of(0), Float64Array.of(1));
      method.derivative[0] = -0.1;
      function* evaluate(y: Float64Array, out: Float64Array): Generator<string, boolean, void> {
        yield "pause";
        out[0] = -0.1 * y[0];
        return ++count < refused;
      }
      const run = method.step(Float64Array.of(1), Float64Array.of(-0.1), 10, 1e-12, evaluate, new Float64Array(1));
      let item = run.next();
      while (item.done !== true) item = run.next();
      return item.value;
    };
    expect(place(1)).toEqual({ kind: "refused", place: 1 - Math.sqrt(0.55) });
    expect(place(2)).toEqual({ kind: "refused", place: 1 });
    expect(place(9).kind).toBe("done");
    const wrong = step(
      (y) => Float64Array.of(0.5 * y[0]),
      () => Float64Array.of(1.5),
      [1],
      50,
    );
    expect(wrong.outcome.kind).toBe("diverged");
  });
});
