import { isConfirmed, isStableAt } from "./confirm-event.ts";
import { type DiagramEvent, isOrdered, solveEvent, unresolvedEvent } from "./event.ts";
import type { GibbsCurve } from "./gibbs-curve.ts";
import { isUnstableBetween } from "./hidden-gap.ts";
import { type Slice, type SliceLine, sameFields } from "./slice.ts";
import type { SliceMaker } from "./stable-slice.ts";
import { changesBetween, removals } from "./topology-change.ts";

/** K: events closer than this are taken in whichever order leads from one side to the other. */
const CLOSEST = 2e-8;
/** K: a solved event may lie outside of its bracket by this, rounding. */
const SLACK = 1e-8;
/**
 * K: the same where nothing else explains the bracket. Just above a three-phase equilibrium whose phases are nearly one, as
 * beside a critical point, the new field is so shallow that a slice takes it for rounding.
 */
const SHALLOW = 1e-3;
/** Share of the accuracy a chord may use. */
const SAFETY = 0.5;
/** The chords of the two halves of an interval are nearer to the curve than that of the whole by four. */
const MARGIN = 4 * SAFETY;
const DEEPEST = 60;
/** K: where a tie line's end jumps over an unstable composition, both events of the gap that was crossed are nearer than this. */
const SMALLEST_WINDOW = 1e-5;

/** How near a polyline must be to its curve: in K, or in mole fraction. */
export interface Accuracy {
  readonly temperature: number;
  readonly moleFraction: number;
}

/** What lies at one temperature, in ascending order: a stable slice, or an event. */
export type Station = { readonly slice: Slice } | { readonly event: DiagramEvent };

/** All stations strictly between two slices, in ascending temperature; yields each temperature at which the stable state was computed. */
export function* mapBetween(
  maker: SliceMaker,
  low: Slice,
  high: Slice,
  limits: readonly [number, number],
  accuracy: Accuracy,
): Generator<number, Station[]> {
  const stations: Station[] = [];
  yield* new Mapper(maker, limits, accuracy, stations).between(low, high, 0);
  return stations;
}

class Mapper {
  private readonly maker: SliceMaker;
  private readonly limits: readonly [number, number];
  private readonly accuracy: Accuracy;
  private readonly stations: Station[];

  constructor(maker: SliceMaker, limits: readonly [number, number], accuracy: Accuracy, stations: Station[]) {
    this.maker = maker;
    this.limits = limits;
    this.accuracy = accuracy;
    this.stations = stations;
  }

  *between(low: Slice, high: Slice, depth: number): Generator<number, void> {
    if (sameFields(low.fields, high.fields)) {
      yield* this.fill(low, high, depth);
      return;
    }
    const width = high.temperature - low.temperature;
    const event = this.singleEvent(low, high);
    if (event) {
      yield* this.fill(low, event.below, depth);
      this.stations.push({ event });
      yield* this.fill(event.above, high, depth);
      return;
    }
    if (width > CLOSEST && depth < DEEPEST) {
      const middle = this.maker.at(low.temperature + width / 2);
      yield middle.temperature;
      yield* this.between(low, middle, depth + 1);
      this.stations.push({ slice: middle });
      yield* this.between(middle, high, depth + 1);
      return;
    }
    const path = this.shortestPath(low, high, 4) ?? [
      this.singleEvent(low, high, SHALLOW) ?? unresolvedEvent(low, high),
    ];
    for (const event of path) this.stations.push({ event });
  }

  /** The one event that explains the difference of two slices, if it lies between them. */
  private singleEvent(low: Slice, high: Slice, outside: number = SLACK): DiagramEvent | null {
    for (const change of changesBetween(low.fields, high.fields, this.maker.curves)) {
      const [start, short] = change.upwards ? [low, high] : [high, low];
      const event = solveEvent(this.maker.curves, change, start, short.fields, this.limits, [
        low.temperature,
        high.temperature,
      ]);
      if (!event || !isOrdered(event.below) || !isOrdered(event.above)) continue;
      const slack = outside + event.uncertainty;
      if (event.temperature < low.temperature - slack || event.temperature > high.temperature + slack) continue;
      if (isConfirmed(this.maker, event, low, high)) return event;
    }
    return null;
  }

  /** Several events within `CLOSEST`: breadth first over the removals from either side. */
  private shortestPath(low: Slice, high: Slice, most: number): DiagramEvent[] | null {
    type Way = { readonly slice: Slice; readonly events: readonly DiagramEvent[] };
    const { curves } = this.maker;
    const near: readonly [number, number] = [low.temperature - 1e-5, high.temperature + 1e-5];
    const within = ({ temperature }: DiagramEvent) => temperature >= near[0] && temperature <= near[1];
    const descend = (from: Slice, upwards: boolean): Way[] => {
      const ways: Way[] = [{ slice: from, events: [] }];
      for (let k = 0; k < ways.length && ways.length < 200; k++) {
        const { slice, events } = ways[k] as Way;
        if (events.length >= most) continue;
        for (const { kind, index, result } of removals(slice.fields, curves)) {
          const event = solveEvent(curves, { kind, index, upwards }, slice, result, this.limits, near);
          if (!event || !within(event) || !isOrdered(event.below) || !isOrdered(event.above)) continue;
          if (!isStableAt(curves, event)) continue;
          ways.push({ slice: upwards ? event.above : event.below, events: [...events, event] });
        }
      }
      return ways;
    };
    const fromLow = descend(low, true);
    const fromHigh = descend(high, false);
    let best: DiagramEvent[] | null = null;
    for (const a of fromLow) {
      for (const b of fromHigh) {
        const length = a.events.length + b.events.length;
        if (best && length >= best.length) continue;
        if (!sameFields(a.slice.fields, b.slice.fields)) continue;
        best = [...a.events, ...[...b.events].reverse()];
      }
    }
    return best;
  }

  /** Slices between two of one topology until every chord is near its curve. */
  private *fill(low: Slice, high: Slice, depth: number): Generator<number, void> {
    if (depth > DEEPEST) return;
    const width = high.temperature - low.temperature;
    // a chord this short is within the accuracy whatever the curve does
    if (width <= this.accuracy.temperature * SAFETY && !this.jumpsAnyGap(low, high)) return;
    const middle = this.maker.between(low, high, low.temperature + width / 2);
    yield middle.temperature;
    if (!sameFields(middle.fields, low.fields)) {
      yield* this.between(low, middle, depth + 1);
      this.stations.push({ slice: middle });
      yield* this.between(middle, high, depth + 1);
      return;
    }
    if (this.isNear(low, middle, high)) {
      this.stations.push({ slice: middle });
      return;
    }
    yield* this.fill(low, middle, depth + 1);
    this.stations.push({ slice: middle });
    yield* this.fill(middle, high, depth + 1);
  }

  /** Whether the chords over the whole interval come near the middle; the halves are then nearer by four. */
  private isNear(low: Slice, middle: Slice, high: Slice): boolean {
    const height = high.temperature - low.temperature;
    for (let i = 0; i < middle.lines.length; i++) {
      const a = low.lines[i] as SliceLine;
      const m = middle.lines[i] as SliceLine;
      const b = high.lines[i] as SliceLine;
      if (!this.chordIsNear(a.lower, m.lower, b.lower, height)) return false;
      if (!this.chordIsNear(a.higher, m.higher, b.higher, height)) return false;
      const bent =
        Math.abs(m.lower - (a.lower + b.lower) / 2) > MARGIN * this.accuracy.moleFraction ||
        Math.abs(m.higher - (a.higher + b.higher) / 2) > MARGIN * this.accuracy.moleFraction;
      if (bent && this.jumpsGap(a, b, low.temperature, high.temperature)) return false;
    }
    return true;
  }

  private jumpsAnyGap(low: Slice, high: Slice): boolean {
    return low.lines.some((line, i) =>
      this.jumpsGap(line, high.lines[i] as SliceLine, low.temperature, high.temperature),
    );
  }

  /** Whether an end of a tie line went, within an interval of temperature, over compositions at which its phase is unstable. */
  private jumpsGap(a: SliceLine, b: SliceLine, low: number, high: number): boolean {
    // the ends of a gap close over such compositions
    if (high - low < SMALLEST_WINDOW || a.first === a.second) return false;
    const most = MARGIN * this.accuracy.moleFraction;
    return (
      (Math.abs(b.lower - a.lower) > most &&
        this.passesSpinodal(a.first, a.firstPosition, b.firstPosition, low, high)) ||
      (Math.abs(b.higher - a.higher) > most &&
        this.passesSpinodal(a.second, a.secondPosition, b.secondPosition, low, high))
    );
  }

  private passesSpinodal(c: number, from: number, to: number, low: number, high: number): boolean {
    const curve = this.maker.curves[c] as GibbsCurve;
    if (curve.isPoint || curve.isSharp) return false;
    return isUnstableBetween(curve.at(low), from, to) || isUnstableBetween(curve.at(high), from, to);
  }

  private chordIsNear(a: number, m: number, b: number, height: number): boolean {
    const offset = Math.abs(m - (a + b) / 2);
    if (offset <= MARGIN * this.accuracy.moleFraction) return true;
    return offset * height <= MARGIN * this.accuracy.temperature * Math.abs(b - a);
  }
}
