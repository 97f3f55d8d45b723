/** Bounds of 95 %; null where they are not known. */
export interface Interval {
  readonly lower: number | null;
  readonly upper: number | null;
}
