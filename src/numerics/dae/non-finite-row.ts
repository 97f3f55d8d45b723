import type { DaeSystem } from "./dae-system.ts";
import type { StepMethod } from "./step-method.ts";

/** The row of f that was the first to be not finite in a step, and the unknown of that row in the state that was asked for. */
export interface NonFiniteRow {
  readonly unknown: number;
  readonly value: number;
}

/**
 * Takes a step that came to nothing once more, and watches every evaluation of f at a finite state: after the first row that is not
 * finite the solution with the matrix spreads it to all unknowns. Allocates; for reports only.
 *
 * @param make the method for a system
 * @returns undefined where f stays finite
 */
export function firstNonFiniteRow(
  system: DaeSystem,
  make: (system: DaeSystem) => StepMethod,
  time: number,
  state: Float64Array,
  h: number,
): NonFiniteRow | undefined {
  const found: NonFiniteRow[] = [];
  const watched: DaeSystem = {
    layout: system.layout,
    mass: system.mass,
    evaluate: (t, y, out) => {
      system.evaluate(t, y, out);
      const unknown = out.findIndex((value) => !Number.isFinite(value));
      if (unknown >= 0 && y.every(Number.isFinite)) found.push({ unknown, value: y[unknown] });
    },
    jacobian: (t, y, out) => system.jacobian(t, y, out),
    ...(system.timeDerivative === undefined
      ? {}
      : { timeDerivative: (t, y, out) => system.timeDerivative?.(t, y, out) }),
    ...(system.autonomous === undefined ? {} : { autonomous: system.autonomous }),
  };
  const step = make(watched);
  step.state.set(state);
  step.prepare(time);
  if (found.length === 0) step.attempt(time, h);
  return found[0];
}
