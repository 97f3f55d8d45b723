import type { Box } from "./figure-layout.ts";

/** A label with the place that it would have alone. */
export interface Label {
  readonly box: Box;
  /** Shifts in px that may be tried, the dearest first; empty: it stays where it is. */
  readonly shifts: readonly (readonly [dx: number, dy: number])[];
  /** What it must not leave; null: nothing. */
  readonly within: Box | null;
  /** The point that it names: it stays as near to it as it stood, or nearer than `NEAR`. Left out: it names none. */
  readonly anchor?: readonly [px: number, py: number];
  /** Whether its place beside that point matters: lying on it counts as covering `ON_POINT` marks. */
  readonly beside?: boolean;
  /** What it would cover in a box: of the free places it takes the first that covers least. Left out: the first free one. */
  readonly covers?: (box: Box) => number;
}

/** px by which boxes may touch: their rims. */
const TOUCH = 0.5;
/** px that a label goes rather than cover one mark. */
const FAR = 7;
/** px between a point and its label at most: farther off it would seem to belong to another point. */
const NEAR = 8;
/** Marks that a label would rather cover than the very point that it names. */
const ON_POINT = 8;
/** px between a point and a label that is put beside it. */
const BESIDE = 5;

/** What a mark near a label counts of one under it: a label is to stand clear of points that it does not name. */
const CLOSE = 0.5;
/** px between a label and the frame that it is pushed back from. */
const FRAME = 2;

function grown({ left, top, width, height }: Box, by: number): Box {
  return { left: left - by, top: top - by, width: width + 2 * by, height: height + 2 * by };
}

/** A box moved back from the edge that it lies over; one that is larger than its room stays over it. */
function pushedInside(box: Box, room: Box): Box {
  const back = (at: number, size: number, from: number, length: number): number =>
    Math.max(from + FRAME, Math.min(at, from + length - FRAME - size));
  return {
    ...box,
    left: back(box.left, box.width, room.left, room.width),
    top: back(box.top, box.height, room.top, room.height),
  };
}

/** px between a box and a point outside of it; 0 within. */
function gap({ left, top, width, height }: Box, [px, py]: readonly [number, number]): number {
  return Math.hypot(Math.max(left - px, 0, px - left - width), Math.max(top - py, 0, py - top - height));
}

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
    const { box, shifts, within, covers, anchor, beside = false } = labels[k] as Label;
    const farthest = anchor === undefined ? 0 : Math.max(NEAR, gap(box, anchor) + TOUCH);
    let least = Number.POSITIVE_INFINITY;
    const tried = [[0, 0] as const, ...shifts];
    for (const [dx, dy] of tried) {
      const wanted = { ...box, left: box.left + dx, top: box.top + dy };
      const moves = dx !== 0 || dy !== 0;
      const moved = moves && within !== null && anchor !== undefined ? pushedInside(wanted, within) : wanted;
      if (moves && within !== null && !isInside(moved, within)) continue;
      if (anchor !== undefined && gap(moved, anchor) > farthest) continue;
      if (placed.some((other, of) => of !== k && other !== null && overlap(moved, other))) continue;
      // As far off as a mark is worth: a label belongs to what it stands beside.
      const own = beside && anchor !== undefined && gap(moved, anchor) === 0 ? ON_POINT : 0;
      const gone = Math.hypot(moved.left - box.left, moved.top - box.top) / FAR;
      // What lies under it is counted only where that can still be the least.
      if (covers !== undefined && own + gone >= least) continue;
      const under = covers === undefined ? 0 : covers(moved) + own + gone;
      if (under >= least) continue;
      const around = covers === undefined || anchor === undefined ? 0 : CLOSE * covers(grown(moved, BESIDE));
      const covered = under + around;
      if (covered >= least) continue;
      least = covered;
      placed[k] = moved;
      if (covers === undefined || covered === 0) break;
    }
  }
  return placed;
}

/**
 * Moves boxes up and down until none covers another, in their order and together as little as can be (least squares: those that would
 * cover one another lie on end around the middle of their places); within the height where they have room.
 */
export function spreadApart(boxes: readonly Box[], height: number): readonly Box[] {
  interface Pile {
    readonly members: readonly number[];
    readonly size: number;
    /** Sum over its members of where its upper edge would be if it went by that member alone. */
    readonly sum: number;
  }
  const topOf = ({ members, size, sum }: Pile): number =>
    Math.max(0, Math.min(height - size, sum / Math.max(1, members.length)));
  const order = boxes.map((_, k) => k).sort((a, b) => (boxes[a] as Box).top - (boxes[b] as Box).top);
  const piles: Pile[] = [];
  for (const k of order) {
    const { top, height: size } = boxes[k] as Box;
    let pile: Pile = { members: [k], size, sum: top };
    for (let above = piles.at(-1); above !== undefined; above = piles.at(-1)) {
      if (topOf(above) + above.size <= topOf(pile)) break;
      piles.pop();
      pile = {
        members: [...above.members, ...pile.members],
        size: above.size + pile.size,
        sum: above.sum + pile.sum - pile.members.length * above.size,
      };
    }
    piles.push(pile);
  }
  const tops = new Map<number, number>();
  for (const pile of piles) {
    let at = topOf(pile);
    for (const k of pile.members) {
      tops.set(k, at);
      at += (boxes[k] as Box).height;
    }
  }
  return boxes.map((box, k) => ({ ...box, top: tops.get(k) ?? box.top }));
}

type Shift = readonly [dx: number, dy: number];

/** Parts of a label by which it is moved along a side of its point. */
const PARTS = 6;
/** px that it may stand farther off, above and below. */
const OFF = 2.5;

/** Shifts of a label to the places around the point that it names, and by half its size, the nearest first. */
export function shiftsAround(
  { left, top, width, height }: Box,
  [px, py]: readonly [number, number],
): readonly (readonly [number, number])[] {
  const steps = [-1, 0, 1].flatMap((down) => [-0.5, 0, 0.5].map((along) => [along * width, down * height] as const));
  const parts = Array.from({ length: PARTS + 1 }, (_, k) => k / PARTS);
  const along = parts.map((part) => px + BESIDE - part * (width + 2 * BESIDE) - left);
  const down = parts.map((part) => py + BESIDE - part * (height + 2 * BESIDE) - top);
  const [first, last] = [0, PARTS].map((k) => [along[k] as number, down[k] as number] as const) as [Shift, Shift];
  const beside = [
    ...along.flatMap((dx) => [0, OFF].flatMap((off) => [[dx, first[1] + off] as const, [dx, last[1] - off] as const])),
    ...down.flatMap((dy) => [[first[0], dy] as const, [last[0], dy] as const]),
  ];
  return [...steps.filter(([dx, dy]) => dx !== 0 || dy !== 0), ...beside].sort(
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
