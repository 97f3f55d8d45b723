import { describe, expect, it } from "vitest";
import { createRadau } from "./radau.ts";
import {
  radauAlpha,
  radauBeta,
  radauGamma,
  radauInverse,
  radauNodes,
  radauTransform,
  radauTransformInverse,
} from "./radau-coefficients.ts";
import { stiffProblems } from "./stiff-problems.ts";

type Matrix = readonly (readonly number[])[];
const times = (a: Matrix, b: Matrix): number[][] =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));

describe("Radau IIA of order 5", () => {
  it("has the transformation that makes A⁻¹ a real and a complex block", () => {
    const blocks = times(times(radauTransformInverse, radauInverse), radauTransform);
    const expected = [
      [radauGamma, 0, 0],
      [0, radauAlpha, -radauBeta],
      [0, radauBeta, radauAlpha],
    ];
    for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) expect(blocks[i][j]).toBeCloseTo(expected[i][j], 13);
  });

  it("integrates 1, c, c² exactly: A⁻¹ maps cᵏ/k on cᵏ⁻¹", () => {
    for (const k of [1, 2, 3]) {
      const image = times(
        radauInverse,
        radauNodes.map((c) => [c ** k / k]),
      );
      for (let i = 0; i < 3; i++) expect(image[i][0]).toBeCloseTo(radauNodes[i] ** (k - 1), 13);
    }
  });

  for (const problem of stiffProblems) {
    it(`${problem.name} at 1e-8 (Bari/Hairer test set, end values printed to 16 digits)`, () => {
      const relativeTolerance = 1e-8;
      const integrator = createRadau(problem.system, {
        relativeTolerance,
        absoluteTolerance: problem.scales.map((scale) => scale * relativeTolerance),
      });
      integrator.start(0, problem.start);
      const outcome = integrator.advance(problem.end);
      expect(outcome).toEqual({ kind: "reached" });
      for (let i = 0; i < problem.endState.length; i++) {
        expect(Math.abs(integrator.state[i] / problem.endState[i] - 1)).toBeLessThan(2e-8);
      }
    });
  }
});
