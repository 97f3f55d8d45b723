import type { Segment, SegmentOutcome } from "../protocol/segment.ts";

/** How the segments of a run went, as its protocol was told: what leads a protocol to the same place again. */
export interface LoggedOutcomes {
  /** V */
  readonly startVoltage: Float64Array;
  readonly endVoltage: Float64Array;
  /** Position of the limit that ended the segment among its own; −1: none. */
  readonly limit: Int32Array;
  /** Passes that were not run; 0: the segment was. */
  readonly skipped: Int32Array;
}

/** Keeps what a protocol was told of each of its segments. */
export class OutcomeLog {
  private readonly startVoltage: number[] = [];
  private readonly endVoltage: number[] = [];
  private readonly limit: number[] = [];
  private readonly skipped: number[] = [];

  add(segment: Segment, { endedBy, startVoltage, endVoltage, skipPasses = 0 }: SegmentOutcome): void {
    this.startVoltage.push(startVoltage);
    this.endVoltage.push(endVoltage);
    this.limit.push(endedBy === undefined ? -1 : segment.limits.indexOf(endedBy));
    this.skipped.push(skipPasses);
  }

  save(): LoggedOutcomes {
    return {
      startVoltage: Float64Array.from(this.startVoltage),
      endVoltage: Float64Array.from(this.endVoltage),
      limit: Int32Array.from(this.limit),
      skipped: Int32Array.from(this.skipped),
    };
  }
}

/** What was told of segment k. */
export function loggedOutcome(
  { startVoltage, endVoltage, limit, skipped }: LoggedOutcomes,
  k: number,
  segment: Segment,
): SegmentOutcome {
  const endedBy = segment.limits[limit[k]];
  return {
    ...(endedBy === undefined ? {} : { endedBy }),
    startVoltage: startVoltage[k],
    endVoltage: endVoltage[k],
    ...(skipped[k] === 0 ? {} : { skipPasses: skipped[k] }),
  };
}
