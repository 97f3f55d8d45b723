// Will move to cycling/ with the protocols.

/** A staircase of current densities, each held for one time. A/m², s. */
export interface Staircase {
  readonly first: number;
  readonly step: number;
  readonly hold: number;
}

/** Steps from the first current density up to `last` in A/m², both counted. */
export function staircaseSteps({ first, step }: Staircase, last: number): number {
  return Math.floor((last - first) / step + 1e-9) + 1;
}

/** Areal charge in C/m² of the steps up to `last` in A/m²: hold Σ j. */
export function staircaseCharge(staircase: Staircase, last: number): number {
  const n = staircaseSteps(staircase, last);
  return n * staircase.hold * (staircase.first + (staircase.step * (n - 1)) / 2);
}
