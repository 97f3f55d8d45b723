import type { Limit, Segment } from "../protocol/segment.ts";

/** A segment whose control has just come into force. */
export interface SegmentBegin {
  readonly segment: Segment;
  /** Whether its step begins with it. */
  readonly first: boolean;
  /** A/m² and V before the switch. */
  readonly present: { readonly current: number; readonly voltage: number };
  /** As `resolveControl` gave them. */
  readonly value: number;
  readonly slope: number;
  readonly duration: number;
  /** Of the integrator. */
  readonly clock: number;
  /** After the switch; live. */
  readonly state: Float64Array;
}

/** How a segment has ended. */
export interface SegmentEnd {
  /** Index of its record. */
  readonly index: number;
  /** What ended it: its own length, a limit that the control decides or that was met at the start, a limit that was found, the end of all time, the user, a failure. */
  readonly by: "duration" | "imposed limit" | "found limit" | "maximum time" | "interrupted" | "failure";
  readonly limit: Limit | undefined;
  /** s */
  readonly length: number;
}

/** Told of every segment that is run, before and after. */
export interface SegmentFollower {
  begin(begin: SegmentBegin): void;
  end(end: SegmentEnd): void;
}
