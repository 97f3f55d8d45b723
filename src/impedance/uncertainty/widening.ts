/** Factors on the distance of both ends of an interval from its median. */
export interface Widening {
  readonly gamma: number;
  readonly cumulative: number;
  readonly resistance: number;
  readonly tau: number;
}

/** The posterior as it is. */
export const NO_WIDENING: Widening = { gamma: 1, cumulative: 1, resistance: 1, tau: 1 };

/** From simulation. */
export const WIDENING: Widening = NO_WIDENING;
