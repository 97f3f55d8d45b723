/** A label over a point: where the point lies and how far above it the text stands, in pixels. */
export interface LabelPlace {
  readonly x: number;
  readonly y: number;
  /** Characters. */
  readonly length: number;
  /** Which labels are placed first. */
  readonly rank: number;
}

/** Width of a character and height of a line at 11 px, with a little air. */
const CHARACTER = 6.2;
const LINE = 15;
/** Lines by which a label may be lifted. */
const LIFTS = [0, 1, 2];

/**
 * How far each label is lifted in px so that none prints over another, those of the largest rank first; null: no room, left out.
 */
export function labelLifts(labels: readonly LabelPlace[]): readonly (number | null)[] {
  const lifts: (number | null)[] = labels.map(() => null);
  const taken: { readonly x: number; readonly y: number; readonly half: number }[] = [];
  const order = labels.map((_, i) => i).sort((a, b) => (labels[b] as LabelPlace).rank - (labels[a] as LabelPlace).rank);
  for (const i of order) {
    const { x, y, length } = labels[i] as LabelPlace;
    const half = (length * CHARACTER) / 2;
    const free = LIFTS.find((lift) =>
      taken.every(
        (other) => Math.abs(other.x - x) >= other.half + half || Math.abs(other.y - (y + lift * LINE)) >= LINE,
      ),
    );
    if (free === undefined) continue;
    lifts[i] = free * LINE;
    taken.push({ x, y: y + free * LINE, half });
  }
  return lifts;
}
