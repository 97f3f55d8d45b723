import type { Segment } from "../protocol/segment.ts";

/** Where a run stands: told after every segment. */
export interface Standing {
  segment: Segment | undefined;
  /** s since the start of the run */
  elapsed: number;
}
