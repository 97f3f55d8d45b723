import { describe, expect, it } from "vitest";
import { denseLayout } from "../linear/dense-layout.ts";
import type { DaeSystem } from "./dae-system.ts";
import { ErrorNorm } from "./error-norm.ts";
import { FirstStep } from "./first-step.ts";
import { rodas4p } from "./methods/rodas4p.ts";
import { RosenbrockStep } from "./rosenbrock-step.ts";

describe("FirstStep", () => {
  it("sees the curvature that the time alone brings: y' = cos ωt", () => {
    // By hand: τ = |y'/y''| = cot(ωt)/ω, A = τ |y'| / tolerance, h in proportion to τ A^(−1/4); compared at two times.
    const [omega, tolerance] = [40, 1e-8];
    const layout = denseLayout(1);
    const driven: DaeSystem = {
      layout,
      mass: { kind: "diagonal", values: Float64Array.of(1) },
      evaluate: (t, _y, out) => out.fill(Math.cos(omega * t)),
      jacobian: (_t, _y, out) => out.fill(0),
      timeDerivative: (t, _y, out) => out.fill(-omega * Math.sin(omega * t)),
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
    const step = new RosenbrockStep(driven, rodas4p, counters);
    const first = new FirstStep(step, new ErrorNorm(layout, 1e-30, tolerance, "grouped"));
    const chosen = (time: number): number => {
      step.state[0] = 0;
      step.prepare(time);
      return first.choose(time, step.state, 1);
    };
    const expected = (time: number): number => {
      const tau = 1 / (omega * Math.tan(omega * time));
      return tau * ((tau * Math.cos(omega * time)) / tolerance) ** -0.25;
    };
    expect(chosen(0.01) / chosen(0.03) / (expected(0.01) / expected(0.03))).toBeCloseTo(1, 3);
  });
});
