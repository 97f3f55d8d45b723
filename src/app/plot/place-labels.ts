import type { Box } from "./figure-layout.ts";

/** A label with the place that it would have alone. */
export interface Label {
  readonly box: Box;
  /** Shifts in px that may be tried, the dearest first; empty: it stays where it is. */
  readonly shifts: readonly (readonly [dx: number, dy: number])[];
  /** What it must not leave; null: nothing. */
  readonly within: Box | null;
  /** What it would cover in a box: of the free places it takes the first that covers least. Left out: the first free one. */
  readonly covers?: (box: Box) => number;
}

/** px by which boxes may touch: their rims. */
const TOUCH = 0.5;
/** px that a label goes rather than cover one mark. */
const FAR = 7;

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
 * Places labels so that none covers another, and as little else as can be: the later one is the more important and chooses first; one that finds no free place is left
 * out, null.
 */
export function placeLabels(labels: readonly Label[]): readonly (Box | null)[] {
  const placed: (Box | null)[] = labels.map(() => null);
  for (let k = labels.length - 1; k >= 0; k--) {
    const { box, shifts, within, covers } = labels[k] as Label;
    let least = Number.POSITIVE_INFINITY;
    const tried = [[0, 0] as const, ...shifts];
    for (const [dx, dy] of tried) {
      const moved = { ...box, left: box.left + dx, top: box.top + dy };
      const moves = dx !== 0 || dy !== 0;
      if (moves && within !== null && !isInside(moved, within)) continue;
      if (placed.some((other) => other !== null && overlap(moved, other))) continue;
      // As far off as a mark is worth: a label belongs to what it stands beside.
      const covered = covers === undefined ? 0 : covers(moved) + Math.hypot(dx, dy) / FAR;
      if (covered >= least) continue;
      least = covered;
      placed[k] = moved;
      if (covers === undefined || covered === 0) break;
    }
  }
  return placed;
}

/**
 * Shifts of a label that hangs on a point: by its own height, twice it up and down, and by half its width, the nearest first. Farther off
 * it would seem to belong to another point.
 */
export function shiftsAround({ width, height }: Box): readonly (readonly [number, number])[] {
  const shifts = [-1, 0, 1].flatMap((down) => [-0.5, 0, 0.5].map((along) => [along * width, down * height] as const));
  const farther = [[0, -2 * height] as const, [0, 2 * height] as const];
  return [...shifts.filter(([dx, dy]) => dx !== 0 || dy !== 0), ...farther].sort(
    (a, b) => Math.hypot(...a) - Math.hypot(...b),
  );
}

/** Shifts of a label up and down within a box, the nearest first. */
export function shiftsAlong({ top, height }: Box, within: Box): readonly (readonly [number, number])[] {
  const step = Math.max(4, height / 3);
  const down = Math.max(0, Math.floor((within.top + within.height - height - top) / step));
  const up = Math.max(0, Math.floor((top - within.top) / step));
  return Array.from({ length: down + up + 1 }, (_, k) => [0, (k - up) * step] as const)
    .filter(([, dy]) => dy !== 0)
    .sort((a, b) => Math.abs(a[1]) - Math.abs(b[1]));
}
