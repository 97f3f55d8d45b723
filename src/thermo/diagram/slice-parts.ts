import type { SliceLine } from "./slice.ts";

/** A point beyond the grid that a hull must know: found below the hull of the grid. */
export interface ExtraPoint {
  readonly curve: number;
  readonly u: number;
  readonly x: number;
  readonly g: number;
}

/** A single-phase field while a slice is made: its curve and the hull's positions at its two ends. */
export interface Field {
  readonly curve: number;
  from: number;
  to: number;
}

/** A refined tie line with its tangent. */
export interface RefinedLine extends SliceLine {
  /** ∂g/∂x in J/mol, and g of the lower end. */
  readonly slope: number;
  readonly level: number;
}
