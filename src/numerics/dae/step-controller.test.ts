import { describe, expect, it } from "vitest";
import { denseLayout } from "../linear/dense-layout.ts";
import type { DaeSystem } from "./dae-system.ts";
import { rodas4p } from "./methods/rodas4p.ts";
import { rodas5p } from "./methods/rodas5p.ts";
import { createRosenbrock } from "./rosenbrock.ts";
import { StepController } from "./step-controller.ts";

describe("StepController", () => {
  it("cuts a step of order q to 0.9 of the tolerance per order, whether refused once or twice", () => {
    // By hand: C h⁵ = 4⁵ tolerances, h/4 · 0.9; refused again at h/2 with 2⁵, which is the same law.
    expect(new StepController(5).refused(1, 4 ** 5)).toBeCloseTo(0.225, 12);
    const again = new StepController(5);
    again.refused(1, 4 ** 5);
    expect(again.refused(0.5, 2 ** 5)).toBeCloseTo(0.5 * 0.45, 12);
  });

  it("leaves a range where the error does not fall with the step at the second refusal", () => {
    const controller = new StepController(5);
    const first = controller.refused(1, 1.1);
    expect(first).toBeGreaterThan(0.8);
    expect(controller.refused(first, 1.2)).toBeCloseTo(0.1 * first, 12);
    controller.restart();
    expect(controller.refused(0.5 * first, 1.3)).toBeGreaterThan(0.8 * 0.5 * first);
  });

  it("takes the order that two refusals show", () => {
    // ln(4/2)/ln(2) = 1: the third length is in proportion to the error, with 0.9⁵ of the tolerance.
    const controller = new StepController(5);
    controller.refused(1, 4);
    expect(controller.refused(0.5, 2)).toBeCloseTo((0.5 * 0.9 ** 5) / 2, 12);
  });

  it.each([rodas4p, rodas5p])(
    "$name steps over or into a transient a hundred times shorter than the first step",
    (method) => {
      // y' = −y/τ, z' = 1 − z: whatever part of the tolerance the transient of y makes. Cut by the order of the method alone, up to 14 refusals.
      const tau = 1e-8;
      const system: DaeSystem = {
        layout: denseLayout(2),
        mass: { kind: "diagonal", values: Float64Array.of(1, 1) },
        evaluate(_t, y, out) {
          out[0] = -y[0] / tau;
          out[1] = 1 - y[1];
        },
        jacobian(_t, _y, out) {
          out.fill(0);
          out[0] = -1 / tau;
          out[3] = -1;
        },
      };
      let most = 0;
      for (let size = 1e-6; size < 1; size *= 1.1) {
        const integrator = createRosenbrock(
          system,
          { relativeTolerance: 1e-5, absoluteTolerance: 1e-6, initialStep: 1e-6, norm: "maximum" },
          method,
        );
        integrator.start(0, Float64Array.of(size, 0));
        expect(integrator.advance(1).kind).toBe("reached");
        expect(Math.abs(integrator.state[1] + Math.expm1(-1))).toBeLessThan(1e-5);
        most = Math.max(most, integrator.counters.rejectedSteps);
      }
      expect(most).toBeLessThanOrEqual(5);
    },
  );
});
