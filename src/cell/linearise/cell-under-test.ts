import type { IntegrationFailure, Integrator } from "../../numerics/dae/integrator.ts";
import { makeConsistent } from "../../numerics/dae/make-consistent.ts";
import { createRosenbrock } from "../../numerics/dae/rosenbrock.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Control } from "../form/control.ts";

/** Steps between two samples before it counts as stuck; a hard one takes some hundred. */
const MOST_STEPS = 5000;
/** Times closer than this, relative, differ by rounding only. */
const SAME_TIME = 1e-14;

/** A cell that an instrument controls: one state that moves on in time, with what stopped it where it could not. */
export class CellUnderTest {
  readonly model: CellModel;
  readonly #integrator: Integrator;
  readonly #state: Float64Array;
  #failure: IntegrationFailure | null = null;

  constructor(model: CellModel, state: Float64Array, relativeTolerance: number) {
    this.model = model;
    this.#integrator = createRosenbrock(model, {
      relativeTolerance,
      absoluteTolerance: model.absoluteTolerances(relativeTolerance),
      maximumSteps: MOST_STEPS,
    });
    this.#state = Float64Array.from(state);
  }

  /** A live view. */
  get state(): Float64Array {
    return this.#state;
  }

  get failure(): IntegrationFailure | null {
    return this.#failure;
  }

  get voltage(): number {
    return this.#state[this.model.voltage];
  }

  /** A/m² */
  get current(): number {
    return this.#state[this.model.current];
  }

  /** Switches to another control at the present state, which the caller may have changed; false where it cannot. */
  impose(control: Control, time: number): boolean {
    this.model.control = control;
    const { converged, message } = makeConsistent(this.model, time, this.#state);
    if (!converged) {
      this.#failure = {
        reason: "inconsistent-start",
        message: message ?? `The algebraic equations have no solution at ${time} s.`,
        time,
        unknown: -1,
        lastState: Float64Array.from(this.#state),
      };
      return false;
    }
    this.#integrator.start(time, this.#state);
    return true;
  }

  /** Goes on to a time exactly; false where it cannot. */
  advance(time: number): boolean {
    if (time - this.#integrator.time <= SAME_TIME * Math.abs(time)) return true;
    const outcome = this.#integrator.advance(time);
    this.#state.set(this.#integrator.state);
    if (outcome.kind === "failed") this.#failure = outcome.failure;
    return outcome.kind === "reached";
  }
}
