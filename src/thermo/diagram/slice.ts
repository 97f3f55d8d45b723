/** A tie line: two curves by index, positions and mole fractions of its ends. */
export interface SliceLine {
  readonly first: number;
  readonly second: number;
  readonly firstPosition: number;
  readonly secondPosition: number;
  readonly lower: number;
  readonly higher: number;
}

/**
 * The stable state of a binary system at one temperature: the single-phase fields in ascending mole fraction, by index of
 * their curve, and the tie line between each and the next.
 */
export interface Slice {
  readonly temperature: number;
  readonly fields: readonly number[];
  readonly lines: readonly SliceLine[];
}

export const sameFields = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((field, i) => field === b[i]);
