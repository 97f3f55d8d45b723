import { describe, expect, it } from "vitest";
import { type StiffProblem, stiffProblems } from "../../../test/support/stiff-problems.ts";
import { rodas4 } from "./methods/rodas4.ts";
import { rodas4p } from "./methods/rodas4p.ts";
import { rodas4p2 } from "./methods/rodas4p2.ts";
import { rodas5p } from "./methods/rodas5p.ts";
import type { RosenbrockMethod } from "./methods/rosenbrock-method.ts";
import { createRosenbrock } from "./rosenbrock.ts";

const methods: readonly RosenbrockMethod[] = [rodas4, rodas4p, rodas4p2, rodas5p];

function largestRelativeError(problem: StiffProblem, method: RosenbrockMethod, relativeTolerance: number): number {
  const integrator = createRosenbrock(
    problem.system,
    { relativeTolerance, absoluteTolerance: problem.scales.map((scale) => scale * relativeTolerance) },
    method,
  );
  integrator.start(0, problem.start);
  const outcome = integrator.advance(problem.end);
  if (outcome.kind !== "reached") throw new Error(JSON.stringify(outcome));
  let largest = 0;
  for (let i = 0; i < problem.endState.length; i++) {
    largest = Math.max(largest, Math.abs(integrator.state[i] / problem.endState[i] - 1));
  }
  return largest;
}

describe("Bari/Hairer test set, end values printed to 16 digits", () => {
  for (const problem of stiffProblems) {
    for (const method of methods) {
      it(`${problem.name} with ${method.name} at 1e-8`, () => {
        // The oscillation of OREGO is carried with a larger phase error by the methods of order 4.
        const allowed = problem.name === "OREGO" && method.order === 4 ? 5e-8 : 2e-8;
        expect(largestRelativeError(problem, method, 1e-8)).toBeLessThan(allowed);
      });
    }
  }
});
