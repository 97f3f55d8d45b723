import { describe, expect, it } from "vitest";
import { stiffProblems } from "../../../test/support/stiff-problems.ts";
import { denseLayout } from "../linear/dense-layout.ts";
import type { DaeSystem } from "./dae-system.ts";
import { ErrorNorm } from "./error-norm.ts";
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

import { RadauStep } from "./radau-step.ts";

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

  /** One step of y' = −1000 (y − 1 + a r(y)) from y = 1, with r a sine of period 6e-4 a: rough, so that no iteration settles below a. */
  const attemptOnRough = (roughness: number, relativeTolerance: number): RadauStep => {
    const layout = denseLayout(1);
    const rough: DaeSystem = {
      layout,
      mass: { kind: "diagonal", values: Float64Array.of(1) },
      evaluate: (_t, y, out) => {
        out[0] = -1000 * (y[0] - 1 + roughness * Math.sin((1e4 * y[0]) / roughness));
      },
      jacobian: (_t, _y, out) => out.fill(-1000),
    };
    const counters = {
      steps: 0,
      rejectedSteps: 0,
      evaluations: 0,
      jacobians: 0,
      factorizations: 0,
      solves: 0,
      starts: 0,
    };
    const step = new RadauStep(rough, new ErrorNorm(layout, relativeTolerance, 1e-30, "grouped"), counters);
    step.state[0] = 1;
    step.prepare(0);
    step.attempt(0, 1e-3);
    return step;
  };

  it("does not take an iteration that stalls below the tolerance, but far above rounding, for one that is done", () => {
    for (const relativeTolerance of [1e-3, 1e-4, 1e-6]) {
      const enough = Math.min(0.003, 0.1 * Math.sqrt(relativeTolerance));
      expect(attemptOnRough(50 * enough * relativeTolerance, relativeTolerance).iterationFailed).toBe(true);
    }
  });

  it("takes one that stalls at rounding", () => {
    expect(attemptOnRough(20 * Number.EPSILON, 1e-14).iterationFailed).toBe(false);
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
