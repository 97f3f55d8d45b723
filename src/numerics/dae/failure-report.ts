import type { Advance, IntegrationFailure } from "./integrator.ts";

interface FailurePlace {
  readonly time: number;
  /** Where the segment would have ended. */
  readonly end: number;
  /** Length of the last attempt, s. */
  readonly step: number;
  /** The unknown with the largest scaled error, or of the row that is not finite, described. */
  readonly worst: string | undefined;
}

/**
 * A sentence on what stopped the integration, where, in which unknown, and what to try.
 * @param where as " at t = 2 s", or nothing
 */
function sentence(reason: IntegrationFailure["reason"], { step, worst }: FailurePlace, where: string): string {
  const length = `${step.toExponential(2)} s`;
  const largest = worst === undefined ? "" : `; the largest error is in ${worst}`;
  switch (reason) {
    case "too-many-steps":
      return `The steps allowed were not enough${where}: the step is ${length}${largest}. Raise maximumSteps, loosen the tolerance, or shorten the segment.`;
    case "singular-matrix":
      return `The matrix M/hγ − J is singular${where}, down to a step of ${length}. An algebraic unknown is no longer determined by its equations there: look for a limit of the model (a closed contact, an exhausted phase) just before.`;
    case "not-finite":
      return `The equations give a number that is not finite${where}, down to a step of ${length}${worst === undefined ? "" : `: first in the row of ${worst}`}. A limit of the model is passed there (a concentration below zero, an overflow): stop before with an event.`;
    default:
      return `The step became too small (${length})${where}${largest}. The solution ends or jumps there: stop before with an event, or loosen the tolerance.`;
  }
}

/** The sentence on a failure with the times of the integrator, and without. */
export function failureMessages(
  reason: IntegrationFailure["reason"],
  place: FailurePlace,
): { readonly message: string; readonly cause: string } {
  return {
    message: sentence(reason, place, ` at t = ${place.time} s on the way to ${place.end} s`),
    cause: sentence(reason, place, ""),
  };
}

export function failed(
  reason: IntegrationFailure["reason"],
  { message, cause }: { readonly message: string; readonly cause: string },
  time: number,
  unknown: number,
  state: Float64Array,
): Advance {
  return { kind: "failed", failure: { reason, message, cause, time, unknown, lastState: state.slice() } };
}
