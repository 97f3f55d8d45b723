import { ConvergenceError } from "../../src/base/errors.ts";
import type { CellModel } from "../../src/cell/form/cell-model.ts";
import { makeConsistent } from "../../src/numerics/dae/make-consistent.ts";
import { createRosenbrock } from "../../src/numerics/dae/rosenbrock.ts";

/** A constant current for a time. */
export interface HeldCurrent {
  /** A/m² */
  readonly current: number;
  /** s */
  readonly duration: number;
}

/**
 * Holds one current after another from the initial state on, each exactly to its end: the plainest experiment, for tests of
 * models. Protocols are run by simulate/.
 *
 * @param atEnd called at the end of each with its index, the time in s and the state (a live view)
 * @returns the last state
 * @throws ConvergenceError quoting the integrator where it gave up
 */
export function holdCurrents(
  model: CellModel,
  held: Iterable<HeldCurrent>,
  relativeTolerance: number,
  atEnd: (index: number, time: number, state: Float64Array) => void = () => {},
): Float64Array {
  const state = model.initialState();
  const integrator = createRosenbrock(model, {
    relativeTolerance,
    absoluteTolerance: model.absoluteTolerances(relativeTolerance),
  });
  let time = 0;
  let index = 0;
  for (const { current, duration } of held) {
    model.control = { quantity: "current", value: current, slope: 0, start: time };
    const { converged, message } = makeConsistent(model, time, state);
    if (!converged) throw new ConvergenceError(`holdCurrents: ${message ?? "no consistent state"}`);
    integrator.start(time, state);
    const end = integrator.advance(time + duration);
    if (end.kind === "failed") throw new ConvergenceError(`holdCurrents: ${end.failure.message}`);
    time += duration;
    state.set(integrator.state);
    atEnd(index++, time, state);
  }
  return state;
}
