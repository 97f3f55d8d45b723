/** What one process track is described by: Cole-Cole (β = 1) or Havriliak-Negami. */
export type TrackShape = "cole-cole" | "havriliak-negami";

/** Which unknowns a sweep has, in the order in which they stand in a state vector. */
export interface StateLayout {
  readonly inductive: boolean;
  /** Place of 1/(ω_ref C) of a blocking capacitance in series; −1 without. The inductive unknown, if any, stands at 1. */
  readonly blocking: number;
  readonly shapes: readonly TrackShape[];
  /** Unknowns of one sweep. */
  readonly size: number;
  /** Where the unknowns of each track begin: R, ln τ, α and, for Havriliak-Negami, β. The ohmic resistance stands at 0. */
  readonly offsets: readonly number[];
}

/** Lowest and highest exponent: below, a process spreads over more decades than any sweep measures. */
export const SMALLEST_EXPONENT = 0.35;
export const LARGEST_EXPONENT = 1;
/** β of Havriliak-Negami: 0.3 is more skewed than a Gerischer element (0.5). */
export const SMALLEST_SKEW = 0.3;

/** The layout R∞, [L], [1/C], then the tracks. */
export function stateLayout(shapes: readonly TrackShape[], inductive: boolean, capacitive = false): StateLayout {
  const blocking = capacitive ? (inductive ? 2 : 1) : -1;
  let size = 1 + (inductive ? 1 : 0) + (capacitive ? 1 : 0);
  const offsets = shapes.map((shape) => {
    const at = size;
    size += shape === "cole-cole" ? 3 : 4;
    return at;
  });
  return { inductive, blocking, shapes, size, offsets };
}

/** Lower and upper bounds of each unknown. @param window ln τ of the shortest and longest time that a track may have */
export function stateBounds(
  layout: StateLayout,
  window: readonly [number, number],
): { readonly lower: Float64Array; readonly upper: Float64Array } {
  const lower = new Float64Array(layout.size);
  const upper = new Float64Array(layout.size).fill(Number.POSITIVE_INFINITY);
  layout.offsets.forEach((at, k) => {
    lower[at + 1] = window[0];
    upper[at + 1] = window[1];
    lower[at + 2] = SMALLEST_EXPONENT;
    upper[at + 2] = LARGEST_EXPONENT;
    if (layout.shapes[k] === "havriliak-negami") {
      lower[at + 3] = SMALLEST_SKEW;
      upper[at + 3] = 1;
    }
  });
  return { lower, upper };
}
