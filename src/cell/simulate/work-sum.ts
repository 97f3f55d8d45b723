import type { WorkCounters } from "../../numerics/dae/integrator.ts";

/** Work of two integrators. */
export const sumOf = (a: Readonly<WorkCounters>, b: Readonly<WorkCounters>): WorkCounters => ({
  steps: a.steps + b.steps,
  rejectedSteps: a.rejectedSteps + b.rejectedSteps,
  evaluations: a.evaluations + b.evaluations,
  jacobians: a.jacobians + b.jacobians,
  factorizations: a.factorizations + b.factorizations,
  solves: a.solves + b.solves,
  starts: a.starts + b.starts,
});
