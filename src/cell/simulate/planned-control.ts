import { DomainError } from "../../base/errors.ts";
import { resolveControl, type Segment } from "../protocol/segment.ts";
import { nameStep } from "./sentences.ts";

/** `resolveControl` for a segment that is about to run. @throws DomainError where it asks for what is no number, or for a negative time */
export function plannedControl(
  segment: Segment,
  present: Parameters<typeof resolveControl>[1],
  stepStart: number,
): ReturnType<typeof resolveControl> {
  const planned = resolveControl(segment, present, stepStart);
  const { value, slope, duration } = planned;
  if (duration >= 0 && Number.isFinite(value) && Number.isFinite(slope)) return planned;
  throw new DomainError(
    `simulate: ${nameStep(segment)} asks for ${segment.control.quantity} ${value} with a slope of ${slope} for ${duration} s`,
  );
}
