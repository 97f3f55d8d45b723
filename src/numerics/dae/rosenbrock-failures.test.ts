// Oracles: problems without a solution, whose row and time of failure are known by hand.
import { describe, expect, it } from "vitest";
import { oscillator, system, tight } from "../../../test/support/small-systems.ts";
import type { Advance } from "./integrator.ts";
import { createRadau } from "./radau.ts";
import { createRosenbrock } from "./rosenbrock.ts";

function failure(outcome: Advance) {
  if (outcome.kind !== "failed") throw new Error(`a failure was expected, got ${outcome.kind}`);
  return outcome.failure;
}

describe("failures say what happened", () => {
  it("at a solution that blows up: y' = y² at t = 1", () => {
    const blowUp = system(
      [1],
      (_t, y, out) => {
        out[0] = y[0] * y[0];
      },
      (y) => [2 * y[0]],
      [["pressure", "Pa"]],
    );
    const integrator = createRosenbrock(blowUp, { relativeTolerance: 1e-6, absoluteTolerance: 1e-6 });
    integrator.start(0, Float64Array.of(1));
    const { reason, message, time, unknown, lastState } = failure(integrator.advance(2));
    expect(reason).toBe("step-too-small");
    expect(time).toBeCloseTo(1, 5);
    expect(unknown).toBe(0);
    expect(message).toMatch(/step became too small .* pressure \(unknown 0\) = .* Pa.*event/);
    expect(lastState[0]).toBeGreaterThan(1e6);
  });

  it("at equations that are not finite: y' = −1/√y through zero", () => {
    const root = system(
      [1],
      (_t, y, out) => {
        out[0] = -1 / Math.sqrt(y[0]);
      },
      (y) => [0.5 * y[0] ** -1.5],
    );
    const integrator = createRosenbrock(root, { relativeTolerance: 1e-6, absoluteTolerance: 1e-6 });
    integrator.start(0, Float64Array.of(1));
    const { reason, message, time } = failure(integrator.advance(2));
    expect(["not-finite", "step-too-small"]).toContain(reason);
    expect(time).toBeCloseTo(2 / 3, 3);
    expect(message).toMatch(/unknown 0 = /);
  });

  it("in the row that is the first not to be finite, though the matrix spreads it to all unknowns", () => {
    // c = 1 − t; the rate of the third unknown is the root of c, which is not there beyond t = 1.
    const coupled = system(
      [1, 1, 1],
      (_t, y, out) => {
        out[0] = y[2] - y[0];
        out[1] = -1;
        out[2] = Math.sqrt(y[1]) - y[2] - 1e-3 * y[0];
      },
      (y) => [-1, 0, 1, 0, 0, 0, -1e-3, 0.5 / Math.sqrt(y[1]), -1],
      [
        ["current", "A"],
        ["concentration", "mol/m3"],
        ["contact", "1"],
      ],
    );
    for (const create of [createRosenbrock, createRadau]) {
      const integrator = create(coupled, { relativeTolerance: 1e-4, absoluteTolerance: 1e-4 });
      integrator.start(0, Float64Array.of(1, 1, 1));
      const { reason, message, cause, time, unknown } = failure(integrator.advance(2));
      expect(time).toBeCloseTo(1, 3);
      if (create === createRadau) continue;
      expect(reason).toBe("not-finite");
      expect(unknown).toBe(2);
      expect(message).toMatch(/not finite at t = .* on the way to 2 s.*first in the row of contact \(unknown 2\)/);
      expect(cause).toMatch(/not finite, down to .*first in the row of contact \(unknown 2\)/);
    }
  });

  it("where an algebraic unknown is not determined", () => {
    const undetermined = system(
      [1, 0],
      (_t, y, out) => {
        out[0] = y[1];
        out[1] = y[0] - 1;
      },
      () => [0, 1, 1, 0],
      [
        ["charge", "C"],
        ["voltage", "V"],
      ],
    );
    const integrator = createRosenbrock(undetermined, tight);
    integrator.start(0, Float64Array.of(1, 0));
    const { reason, message } = failure(integrator.advance(1));
    expect(reason).toBe("singular-matrix");
    expect(message).toMatch(/index is above 1.*voltage \(unknown 1\)/);
  });

  it("at a start that does not fulfil the algebraic equations", () => {
    const inconsistent = system(
      [1, 0],
      (_t, y, out) => {
        out[0] = -y[0];
        out[1] = y[1] - y[0];
      },
      () => [-1, 0, -1, 1],
    );
    const integrator = createRosenbrock(inconsistent, tight);
    integrator.start(3, Float64Array.of(1, 2));
    const { reason, message, unknown, time } = failure(integrator.advance(4));
    expect(reason).toBe("inconsistent-start");
    expect(unknown).toBe(1);
    expect(time).toBe(3);
    expect(message).toMatch(/move by -1\.0.*makeConsistent/);
  });

  it("where the steps are not enough", () => {
    const integrator = createRosenbrock(oscillator, { ...tight, maximumSteps: 20 });
    integrator.start(0, Float64Array.of(1, 0));
    expect(failure(integrator.advance(1e4))).toMatchObject({ reason: "too-many-steps" });
  });
});
