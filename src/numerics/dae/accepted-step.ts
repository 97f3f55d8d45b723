import { DomainError } from "../../base/errors.ts";
import type { Interpolant } from "./event-monitor.ts";
import type { AcceptedStep } from "./integrator.ts";

/** A view of the step that an integrator has just accepted, made once. */
export function acceptedStep(
  from: () => number,
  to: () => number,
  state: () => Float64Array,
  interpolant: Interpolant,
): AcceptedStep {
  return {
    get from() {
      return from();
    },
    get to() {
      return to();
    },
    get state() {
      return state();
    },
    interpolate(time, out, only) {
      const length = to() - from();
      const theta = (time - from()) / length;
      if (!(theta >= -1e-12 && theta <= 1 + 1e-12)) {
        throw new DomainError(`interpolate: t = ${time} s lies outside of the step from ${from()} s to ${to()} s.`);
      }
      interpolant(theta, out, only);
    },
  };
}
