/** Factors on the distance of both ends of an interval from its median. */
export interface Widening {
  readonly gamma: number;
  readonly cumulative: number;
  readonly resistance: number;
  readonly tau: number;
}

/** The posterior as it is. */
export const NO_WIDENING: Widening = { gamma: 1, cumulative: 1, resistance: 1, tau: 1 };

/**
 * From chains of two Cole-Cole arcs with priors of their own, proportional and instrument noise: what the few hundred draws and
 * the approximations leave out of the intervals of peaks.
 */
export const WIDENING: Widening = { gamma: 1, cumulative: 1, resistance: 1.1, tau: 1.1 };
