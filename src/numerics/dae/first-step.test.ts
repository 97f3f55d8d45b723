import { describe, expect, it } from "vitest";
import { denseLayout } from "../linear/dense-layout.ts";
import type { DaeSystem } from "./dae-system.ts";
import { ErrorNorm } from "./error-norm.ts";
import { FirstStep } from "./first-step.ts";
import { rodas4p } from "./methods/rodas4p.ts";
import { RosenbrockStep } from "./rosenbrock-step.ts";

describe("FirstStep", () => {
  it("sees the curvature that the time alone brings: y' = cos ωt", () => {
    // By hand: τ = |y'/y''| = cot(ωt)/ω, A = τ |y'| / tolerance, h = τ (100/A)^(1/4).
    const [omega, time, tolerance] = [40, 0.02, 1e-8];
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
    step.state[0] = 0;
    step.prepare(time);
    const chosen = new FirstStep(step, new ErrorNorm(layout, 1e-30, tolerance, "grouped")).choose(time, step.state, 1);
    const tau = 1 / (omega * Math.tan(omega * time));
    const way = (tau * Math.cos(omega * time)) / tolerance;
    expect(chosen / (tau * (100 / way) ** 0.25)).toBeCloseTo(1, 3);
  });
});
