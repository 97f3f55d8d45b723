import { describe, expect, it } from "vitest";
import { arrowLayout } from "../linear/arrow-layout.ts";
import { denseLayout } from "../linear/dense-layout.ts";
import { ErrorNorm, type ErrorNormKind } from "./error-norm.ts";

const BORDER = 3;
const CELLS = 200;
const layout = arrowLayout({ border: BORDER, chains: [{ cells: CELLS, unknowns: 1, columns: [], rows: [] }] });

/** Norms of the same error by `close` and by `measure`, around a state of 1, with tolerances of 1e-3 + 1e-3. */
function norms(kind: ErrorNormKind, error: Float64Array, of = layout as ConstructorParameters<typeof ErrorNorm>[0]) {
  const norm = new ErrorNorm(of, 1e-3, 1e-3, kind);
  const state = new Float64Array(of.size).fill(1);
  const next = new Float64Array(of.size);
  // The embedded solution is such that the new state is 1 again.
  const embedded = error.map((value) => 1 - value);
  return [norm.close(state, embedded, error, next), norm.measure(error, state)];
}

describe("ErrorNorm, by hand", () => {
  const inBorder = new Float64Array(layout.size);
  inBorder[1] = 2e-3; // one tolerance
  const inChain = new Float64Array(layout.size);
  inChain[BORDER + 50] = 20e-3; // ten

  it.each([
    ["grouped", 1 / Math.sqrt(BORDER), 10 / Math.sqrt(CELLS)],
    ["mean", 1 / Math.sqrt(BORDER + CELLS), 10 / Math.sqrt(BORDER + CELLS)],
    ["maximum", 1, 10],
  ] as const)("%s: an error of the border beside 200 cells, and of one cell", (kind, border, chain) => {
    for (const value of norms(kind, inBorder)) expect(value).toBeCloseTo(border, 12);
    for (const value of norms(kind, inChain)) expect(value).toBeCloseTo(chain, 12);
  });

  it("grouped counts the worst group only: what a chain errs does not add to what the border errs", () => {
    const both = inBorder.map((value, i) => value + inChain[i]);
    for (const value of norms("grouped", both)) expect(value).toBeCloseTo(10 / Math.sqrt(CELLS), 12);
  });

  it("grouped is the mean where there are no groups", () => {
    const error = Float64Array.of(2e-3, 0, 0, 0);
    for (const value of norms("grouped", error, denseLayout(4))) expect(value).toBeCloseTo(0.5, 12);
  });

  it("refuses tolerances that cannot be met, by no method's name", () => {
    expect(() => new ErrorNorm(layout, 2, 1, "mean")).toThrow(/^integrator: the relative tolerance is 2/);
    expect(() => new ErrorNorm(layout, 1e-3, new Float64Array(2), "mean")).toThrow(/2 absolute tolerances for 203/);
  });

  it("is not a number where any one unknown is not finite, in whichever group it stands", () => {
    // Oracle: the sum of squares of any vector with NaN is NaN; "maximum" has one group for each unknown.
    for (const kind of ["grouped", "mean", "maximum"] as const) {
      const norm = new ErrorNorm(denseLayout(3), 1e-3, 1e-3, kind);
      for (let wrong = 0; wrong < 3; wrong++) {
        const error = new Float64Array(3).fill(1e-6);
        error[wrong] = Number.NaN;
        const [state, embedded, next] = [new Float64Array(3), new Float64Array(3), new Float64Array(3)];
        expect(norm.close(state, embedded, error, next)).toBeNaN();
        expect(norm.measure(error, state)).toBeNaN();
      }
    }
  });
});
