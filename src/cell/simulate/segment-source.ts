import type { Segment, SegmentOutcome } from "../protocol/segment.ts";

/** What can be run: segments in their order (where a limit cannot leave a repetition: the next one follows), or a compiled protocol. */
export type SegmentSource = Iterable<Segment, unknown, SegmentOutcome | undefined> | SegmentProgram;

/** A compiled protocol: told how each segment went, it may answer with the step behind a repetition. */
export interface SegmentProgram {
  /** s, where it is known beforehand. */
  readonly totalDuration: number | undefined;
  segments(): Iterator<Segment, unknown, SegmentOutcome | undefined>;
}
