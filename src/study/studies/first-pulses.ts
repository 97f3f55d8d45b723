import type { Protocol, RepeatStep, Step } from "../../cell/protocol/protocol.ts";

/** The beginning of a protocol, and how many of its pulses it has. */
export interface FirstPulses {
  readonly protocol: Protocol;
  /** Passes of innermost repetitions that are left, and of the whole protocol. */
  readonly kept: number;
  readonly of: number;
}

/**
 * A protocol up to its pulse number `most`: what comes later is left out, so that a run of it is the beginning of a run of the whole.
 * A pulse is a pass of an innermost repetition. A protocol with no more pulses is left as it is.
 */
export function firstPulses(protocol: Protocol, most: number): FirstPulses {
  const of = pulsesOf(protocol.steps);
  if (of <= most) return { protocol, kept: of, of };
  const steps = beginning(protocol.steps, most);
  return { protocol: { ...protocol, steps }, kept: pulsesOf(steps), of };
}

function pulsesOf(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + (step.kind === "repeat" ? step.count * pulsesOfPass(step) : 0), 0);
}

function pulsesOfPass({ steps }: RepeatStep): number {
  return steps.some(({ kind }) => kind === "repeat") ? pulsesOf(steps) : 1;
}

/** @param most > 0, fewer than there are */
function beginning(steps: readonly Step[], most: number): Step[] {
  const kept: Step[] = [];
  let left = most;
  for (const step of steps) {
    if (left <= 0) break;
    if (step.kind !== "repeat") {
      kept.push(step);
      continue;
    }
    const inPass = pulsesOfPass(step);
    const passes = Math.min(step.count, Math.floor(left / inPass));
    if (passes > 0) kept.push({ ...step, count: passes });
    left -= passes * inPass;
    if (passes === step.count) continue;
    if (left > 0) kept.push(...beginning(step.steps, left));
    break;
  }
  return kept;
}
