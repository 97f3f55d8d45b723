import type { Box } from "./figure-layout.ts";

/** A label with the place that it would have alone. */
export interface Label {
  readonly box: Box;
  /** Shifts in px that may be tried, the dearest first; empty: it stays where it is. */
  readonly shifts: readonly (readonly [dx: number, dy: number])[];
  /** What it must not leave; null: nothing. */
  readonly within: Box | null;
}

/** px by which boxes may touch: their rims. */
const TOUCH = 0.5;

/** Whether two boxes cover one another. */
export function overlap(a: Box, b: Box): boolean {
  return (
    a.left + a.width - b.left > TOUCH &&
    b.left + b.width - a.left > TOUCH &&
    a.top + a.height - b.top > TOUCH &&
    b.top + b.height - a.top > TOUCH
  );
}

function isInside({ left, top, width, height }: Box, outer: Box): boolean {
  return (
    left >= outer.left - TOUCH &&
    top >= outer.top - TOUCH &&
    left + width <= outer.left + outer.width + TOUCH &&
    top + height <= outer.top + outer.height + TOUCH
  );
}

/**
 * Places labels so that none covers another: the later one is the more important and chooses first; one that finds no free place is left
 * out, null.
 */
export function placeLabels(labels: readonly Label[]): readonly (Box | null)[] {
  const placed: (Box | null)[] = labels.map(() => null);
  for (let k = labels.length - 1; k >= 0; k--) {
    const { box, shifts, within } = labels[k] as Label;
    const tried = [[0, 0] as const, ...shifts];
    for (const [dx, dy] of tried) {
      const moved = { ...box, left: box.left + dx, top: box.top + dy };
      const moves = dx !== 0 || dy !== 0;
      if (moves && within !== null && !isInside(moved, within)) continue;
      if (placed.some((other) => other !== null && overlap(moved, other))) continue;
      placed[k] = moved;
      break;
    }
  }
  return placed;
}

/** Shifts of a label that hangs on a point: by its own height and half its width to all sides, the nearest first. */
export function shiftsAround({ width, height }: Box): readonly (readonly [number, number])[] {
  const shifts = [0, -1, 1, -2, 2].flatMap((down) =>
    [0, -0.5, 0.5, -1, 1].map((along) => [along * width, down * height] as const),
  );
  return shifts.slice(1).sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
}
