import type { Segment } from "../protocol/segment.ts";

/** How the segments of a pass went: the same numbers, the same kind of pass. */
export interface PassCourse {
  readonly segments: readonly Segment[];
  /** s of each segment. */
  readonly lengths: readonly number[];
  /** Position of the limit that ended each, −1 for none. */
  readonly limits: readonly number[];
  /** C/m² of the pass. */
  readonly charge: number;
}

/** s of a pass. */
export const durationOf = ({ lengths }: PassCourse): number => lengths.reduce((sum, length) => sum + length, 0);

/** Whether a pass went as another: the same lengths to the bit, ended by the same limits. */
export const goesAs = (one: PassCourse, other: PassCourse): boolean =>
  one.lengths.length === other.lengths.length &&
  one.lengths.every((length, k) => length === other.lengths[k] && one.limits[k] === other.limits[k]);

/** Whether every pass takes the same charge: all of it under imposed currents. */
export const isConstant = ({ segments }: PassCourse): boolean =>
  segments.every(({ control }) => control.quantity === "current");
