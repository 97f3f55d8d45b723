import type { Advance, IntegrationFailure } from "./integrator.ts";

interface FailurePlace {
  readonly time: number;
  /** Where the segment would have ended. */
  readonly end: number;
  /** Length of the last attempt, s. */
  readonly step: number;
  /** The unknown with the largest scaled error, described. */
  readonly worst: string | undefined;
}

/** A sentence on what stopped the integration, where, in which unknown, and what to try. */
export function failureMessage(reason: IntegrationFailure["reason"], { time, end, step, worst }: FailurePlace): string {
  const at = `at t = ${time} s on the way to ${end} s`;
  const length = `${step.toExponential(2)} s`;
  const largest = worst === undefined ? "" : `; the largest error is in ${worst}`;
  switch (reason) {
    case "too-many-steps":
      return `The steps allowed were not enough: ${at} the step is ${length}${largest}. Raise maximumSteps, loosen the tolerance, or shorten the segment.`;
    case "singular-matrix":
      return `The matrix M/hγ − J is singular ${at}, down to a step of ${length}. An algebraic unknown is no longer determined by its equations there: look for a limit of the model (a closed contact, an exhausted phase) just before.`;
    case "not-finite":
      return `The equations give a number that is not finite ${at}, down to a step of ${length}${worst === undefined ? "" : `: ${worst}`}. A limit of the model is passed there (a concentration below zero, an overflow): stop before with an event.`;
    default:
      return `The step became too small (${length}) ${at}${largest}. The solution ends or jumps there: stop before with an event, or loosen the tolerance.`;
  }
}

export function failed(
  reason: IntegrationFailure["reason"],
  message: string,
  time: number,
  unknown: number,
  state: Float64Array,
): Advance {
  return { kind: "failed", failure: { reason, message, time, unknown, lastState: state.slice() } };
}
