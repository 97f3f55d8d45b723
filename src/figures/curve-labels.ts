/** What a label along a curve needs to know of it. */
interface Labelled {
  readonly label: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly band: { readonly lower: readonly number[]; readonly upper: readonly number[] } | null;
}

/** A label that stands over (or, with negative `up`, under) a point of its curve or of the edge of its band. */
export interface CurveLabel<Curve> {
  readonly curve: Curve;
  readonly x: number;
  readonly y: number;
  /** px */
  readonly up: number;
}

/** px of the smallest plot, of a character and of a line. */
const PLOT = { width: 292, height: 250 };
const CHARACTER = 6.6;
const HALF_LINE = 9;
/** px between a curve and the middle of its label. */
const RISE = 14;

/**
 * Places a label on each of several curves over mole fractions 0 … 1, where it is clear of all curves, of other labels and of the
 * texts along the upper edge; the place with most room. Left out where there is none.
 */
export function placeCurveLabels<Curve extends Labelled>(
  curves: readonly Curve[],
  [low, high]: readonly [number, number],
): CurveLabel<Curve>[] {
  const px = { x: PLOT.width, y: PLOT.height / (high - low) };
  const points = curves.map(({ x, y }) =>
    x.map((value, i) => [value * px.x, ((y[i] as number) - low) * px.y] as const),
  );
  const placed: (CurveLabel<Curve> & { readonly at: readonly [number, number]; readonly half: number })[] = [];
  for (const curve of curves) {
    const half = (curve.label.replace(/<[^>]*>/g, "").length * CHARACTER) / 2 + 3;
    let best: {
      readonly i: number;
      readonly up: number;
      readonly room: number;
      readonly y: number;
      readonly at: readonly [number, number];
    } | null = null;
    for (const i of curve.x.keys()) {
      for (const up of [RISE, -RISE]) {
        const edge = curve.band === null ? curve.y : up > 0 ? curve.band.upper : curve.band.lower;
        const [x, y] = [(curve.x[i] as number) * px.x, ((edge[i] as number) - low) * px.y];
        const at = [x, y + up] as const;
        if (
          x - half < 4 ||
          x + half > PLOT.width - 4 ||
          at[1] < HALF_LINE + 3 ||
          at[1] > PLOT.height - 2 * HALF_LINE - 20
        )
          continue;
        const clear = Math.min(
          ...points.flatMap((each) => distances(each, at, half)),
          ...placed.map((other) =>
            Math.max(Math.abs(other.at[0] - at[0]) - other.half - half, Math.abs(other.at[1] - at[1]) - 2 * HALF_LINE),
          ),
        );
        if (clear < 2) continue;
        const room = Math.min(clear, 12) + 0.002 * Math.min(x, PLOT.width - x);
        if (best === null || room > best.room) best = { i, up, room, y: edge[i] as number, at };
      }
    }
    if (best === null) continue;
    placed.push({
      curve,
      x: curve.x[best.i] as number,
      y: best.y,
      up: best.up,
      at: best.at,
      half,
    });
  }
  return placed.map(({ curve, x, y, up }) => ({ curve, x, y, up }));
}

/** px between a box and the stretches of a line that pass over or under it; large where none does. */
function distances(
  line: readonly (readonly [number, number])[],
  [x, y]: readonly [number, number],
  half: number,
): number[] {
  const found: number[] = [];
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1] as readonly [number, number], line[i] as readonly [number, number]];
    if (b[0] < x - half || a[0] > x + half) continue;
    const [low, high] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])];
    found.push(low > y ? low - y - HALF_LINE : high < y ? y - high - HALF_LINE : -HALF_LINE);
  }
  return found.length === 0 ? [Number.POSITIVE_INFINITY] : found;
}
