import { ConvergenceError } from "../../base/errors.ts";
import { pow } from "../../numerics/elementary/index.ts";
import { Follower } from "./followed-slice.ts";
import { type CurveAtTemperature, CurvePoint, type GibbsCurve, LARGEST_POSITION, positionOf } from "./gibbs-curve.ts";
import { findHiddenGap, isGap } from "./hidden-gap.ts";
import { findIntrusion } from "./intrusion.ts";
import { lowerHull, shareEnds } from "./lower-hull.ts";
import type { Slice, SliceLine } from "./slice.ts";
import { finiteStart, solveTieLine } from "./tie-line.ts";

const MOST_ROUNDS = 30;
const MOST_SLICES = 3000;
/** Where no common tangent is found from the hull, the cells on both sides of its ends are cut into this many, so often at most. */
const CUTS = 8;
const MOST_CUTTINGS = 20;
/** The same with sublattice phases, where each sample is a minimisation. */
const MOST_SHARP_CUTTINGS = 6;
/** In u: how far about its end such a phase is sampled, this much nearer each time, and in how many steps to either side. */
const SHARP_SPAN = 0.3;
const NEARER = 0.2;
const SHARP_STEPS = 6;
/** In u, relative: a cell this narrow is not cut. */
const NARROWEST_CELL = 1e-9;
/** In u: beyond the last finite sample a cell reaches this far. */
const OUTER_CELL = 16;
/** J/mol: two phases that lie no higher than this above the line between two of their points are one there. */
const LEAST_BARRIER = 1e-8;
/** How often the samples of a field may be added to for a miscibility gap that reaches beyond it. */
const MOST_OVERLAPS = 8;

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

/** Curves of one binary system with the order of their grid points: made once, used at every temperature. */
export class SliceMaker {
  readonly curves: readonly GibbsCurve[];
  /** Stable slices computed so far. */
  count = 0;
  private readonly a = new CurvePoint();
  private readonly b = new CurvePoint();

  private readonly follower: Follower;

  constructor(curves: readonly GibbsCurve[]) {
    this.curves = curves;
    this.follower = new Follower(curves);
  }

  /** The stable slice at a temperature between two with the same fields: followed from them where that is safe, else made anew. */
  between(low: Slice, high: Slice, temperature: number): Slice {
    const slice = this.follower.between(low, high, temperature);
    if (!slice) return this.at(temperature);
    this.tally();
    return slice;
  }

  private tally(): void {
    if (++this.count > MOST_SLICES) {
      throw new ConvergenceError(
        `binaryDiagram: no end after ${MOST_SLICES} temperatures: two of ${this.curves.map(({ name }) => name).join(", ")} may be the same phase; leave one out.`,
      );
    }
  }

  /** All stable tie lines at a temperature, each refined to rounding and held against every phase. */
  at(temperature: number): Slice {
    this.tally();
    const states = this.curves.map((curve) => curve.at(temperature));
    const extras: ExtraPoint[] = [];
    let cuttings = 0;
    let overlaps = 0;
    for (let round = 0; ; round++) {
      let fields = this.hullFields(states, extras);
      const unsolved: Field[] = [];
      let lines = this.refine(states, fields, unsolved);
      if (unsolved.length > 0) {
        const samples = extras.length;
        const most = states.some(({ curve }) => curve.isSharp) ? MOST_SHARP_CUTTINGS : MOST_CUTTINGS;
        if (cuttings++ < most) for (const end of unsolved) this.cutAround(states, end, extras, cuttings);
        if (extras.length > samples) continue;
        fields = this.hullFields(states, extras);
        lines = this.refine(states, fields, null);
      }
      const searching = round < MOST_ROUNDS + MOST_CUTTINGS;
      let intrusion = searching ? findIntrusion(states, fields, lines) : null;
      if (intrusion) {
        extras.push(...intrusion);
        continue;
      }
      const known = fields.length;
      const overlap = this.insertGaps(states, fields, lines, overlaps < MOST_OVERLAPS);
      if (overlap) {
        overlaps++;
        extras.push(...overlap);
        continue;
      }
      intrusion = searching && fields.length > known ? findIntrusion(states, fields, lines) : null;
      if (intrusion) {
        extras.push(...intrusion);
        continue;
      }
      return {
        temperature,
        fields: fields.map((field) => field.curve),
        lines: lines.map(({ first, second, firstPosition, secondPosition, lower, higher }) => ({
          first,
          second,
          firstPosition,
          secondPosition,
          lower,
          higher,
        })),
      };
    }
  }

  /**
   * Adds the miscibility gaps inside of the fields that the hull does not show.
   *
   * @returns samples for the hull where such a gap reaches beyond its field
   */
  private insertGaps(
    states: readonly CurveAtTemperature[],
    fields: Field[],
    lines: RefinedLine[],
    mayOverlap: boolean,
  ): ExtraPoint[] | null {
    for (let i = 0; i < fields.length && fields.length < 100; i++) {
      const { curve, to } = fields[i] as Field;
      const from = i > 0 ? (lines[i - 1] as RefinedLine).secondPosition : Number.NEGATIVE_INFINITY;
      const end = i < fields.length - 1 ? (lines[i] as RefinedLine).firstPosition : Number.POSITIVE_INFINITY;
      const state = states[curve] as CurveAtTemperature;
      const gap = findHiddenGap(state, from, end);
      if (!gap) continue;
      if (gap.firstPosition > from && gap.secondPosition < end) {
        fields.splice(i + 1, 0, { curve, from: gap.secondPosition, to });
        lines.splice(i, 0, { ...gap, first: curve, second: curve });
      } else if (mayOverlap) {
        const { firstPosition, secondPosition } = gap;
        return [firstPosition, (firstPosition + secondPosition) / 2, secondPosition].map((u) =>
          this.sample(state, curve, u),
        );
      }
    }
    return null;
  }

  private layout: {
    readonly extras: number;
    readonly x: Float64Array;
    readonly curve: Int32Array;
    readonly place: Float64Array;
    readonly order: Int32Array;
    readonly hull: Int32Array;
    readonly g: Float64Array;
  } | null = null;

  private layoutFor(extras: readonly ExtraPoint[]): NonNullable<SliceMaker["layout"]> {
    if (extras.length === 0 && this.layout) return this.layout;
    let size = extras.length;
    for (const curve of this.curves) size += curve.grid.length;
    const x = new Float64Array(size);
    const owner = new Int32Array(size);
    const place = new Float64Array(size);
    let k = 0;
    this.curves.forEach((curve, c) => {
      for (let i = 0; i < curve.grid.length; i++) {
        x[k] = curve.gridFractions[i] as number;
        owner[k] = c;
        place[k++] = i;
      }
    });
    for (const extra of extras) {
      x[k] = extra.x;
      owner[k++] = extra.curve;
    }
    const order = new Int32Array(size);
    // by insertion: each grid ascends, and so nearly does their sequence
    for (let i = 0; i < size; i++) {
      const xi = x[i] as number;
      let j = i;
      while (j > 0 && (x[order[j - 1] as number] as number) > xi) {
        order[j] = order[j - 1] as number;
        j--;
      }
      order[j] = i;
    }
    if (extras.length > 0) this.rank(order, x, owner, place);
    const layout = {
      extras: extras.length,
      x,
      curve: owner,
      place,
      order,
      hull: new Int32Array(size),
      g: new Float64Array(size),
    };
    if (extras.length === 0) this.layout = layout;
    return layout;
  }

  /** The place of each point among the samples of its curve, in ascending mole fraction. */
  private rank(order: Int32Array, x: Float64Array, owner: Int32Array, place: Float64Array): void {
    const count = new Int32Array(this.curves.length).fill(-1);
    const last = new Float64Array(this.curves.length).fill(Number.NEGATIVE_INFINITY);
    for (const point of order) {
      const curve = owner[point] as number;
      const at = x[point] as number;
      if (at > (last[curve] as number)) count[curve] = (count[curve] as number) + 1;
      last[curve] = at;
      place[point] = count[curve] as number;
    }
  }

  /** Fields of the lower hull of all samples. */
  private hullFields(states: readonly CurveAtTemperature[], extras: readonly ExtraPoint[]): Field[] {
    const { x, g, order, hull, curve: owner, place } = this.layoutFor(extras);
    let k = 0;
    const starts: number[] = [];
    for (const state of states) {
      starts.push(k);
      g.set(state.energies, k);
      k += state.energies.length;
    }
    const gridSize = k;
    for (const extra of extras) g[k++] = extra.g;
    const count = lowerHull(x, g, order, hull);
    shareEnds(x, g, owner, order, hull, count);
    const fields: Field[] = [];
    let lastPlace = 0;
    for (let i = 0; i < count; i++) {
      const point = hull[i] as number;
      const curve = owner[point] as number;
      const spot = place[point] as number;
      const u =
        point < gridSize
          ? ((this.curves[curve] as GibbsCurve).grid[point - (starts[curve] as number)] as number)
          : (extras[point - gridSize] as ExtraPoint).u;
      const current = fields.at(-1);
      // no sample of the same phase between the two
      if (current && current.curve === curve && spot - 1 <= lastPlace) {
        current.to = u;
      } else {
        fields.push({ curve, from: u, to: u });
      }
      lastPlace = spot;
    }
    return fields;
  }

  /**
   * Tie lines between neighbouring fields; a field that lies above the tangent of its neighbours is taken out.
   *
   * @param unsolved receives the ends of the fields between which Newton's method finds no tangent, the lines are then
   *   not complete; without it these fields keep the edge of the hull, or become one where that is no more than rounding
   */
  private refine(states: readonly CurveAtTemperature[], fields: Field[], unsolved: Field[] | null): RefinedLine[] {
    const lines: (RefinedLine | null)[] = new Array(Math.max(0, fields.length - 1)).fill(null);
    for (let i = 0; i < lines.length; ) {
      const [left, right] = [fields[i] as Field, fields[i + 1] as Field];
      const line =
        lines[i] ?? this.lineBetween(states, left, right) ?? (unsolved ? null : this.edgeBetween(states, left, right));
      if (!line) {
        if (unsolved && !(left.curve === right.curve && this.curves[left.curve]?.isSharp)) {
          unsolved.push(
            { curve: left.curve, from: left.to, to: left.to },
            { curve: right.curve, from: right.from, to: right.from },
          );
          i++;
          continue;
        }
        this.merge(fields, lines, i);
        i = Math.max(0, i - 1);
        continue;
      }
      lines[i] = line;
      const before = i > 0 ? (lines[i - 1] ?? null) : null;
      if (before && before.slope >= line.slope) {
        // field i lies above the tangent of its neighbours
        fields.splice(i, 1);
        lines.splice(i - 1, 2, null);
        i = Math.max(0, i - 1);
        continue;
      }
      i++;
    }
    return lines as RefinedLine[];
  }

  private sample(state: CurveAtTemperature, curve: number, u: number): ExtraPoint {
    const { a } = this;
    a.fractions = null;
    a.u = u;
    state.evaluate(a);
    return { curve, u, x: a.x, g: a.g };
  }

  /** How far above the line between the inner ends of two fields their phases rise on the way, J/mol; infinite where neither reaches the middle. */
  private barrier(states: readonly CurveAtTemperature[], left: Field, right: Field): number {
    const first = states[left.curve] as CurveAtTemperature;
    const second = states[right.curve] as CurveAtTemperature;
    const from = this.sample(first, left.curve, left.to);
    const to = this.sample(second, right.curve, right.from);
    if (!(to.x > from.x)) return 0;
    const x = (from.x + to.x) / 2;
    const level = (from.g + to.g) / 2;
    let least = Number.POSITIVE_INFINITY;
    for (const [state, index] of [
      [first, left.curve],
      [second, right.curve],
    ] as const) {
      if (state.curve.isPoint || x <= state.curve.low || x >= state.curve.high) continue;
      least = Math.min(least, this.sample(state, index, positionOf(state.curve, x)).g - level);
    }
    return least;
  }

  /** The edge of the hull itself, where its samples lie as close as they can and the phases rise above it. */
  private edgeBetween(states: readonly CurveAtTemperature[], left: Field, right: Field): RefinedLine | null {
    if (this.curves[left.curve]?.isSharp || this.curves[right.curve]?.isSharp) return null;
    const first = this.sample(states[left.curve] as CurveAtTemperature, left.curve, left.to);
    const second = this.sample(states[right.curve] as CurveAtTemperature, right.curve, right.from);
    const barrier = this.barrier(states, left, right);
    if (!(barrier > LEAST_BARRIER && Number.isFinite(barrier) && second.x > first.x)) return null;
    return {
      first: left.curve,
      second: right.curve,
      firstPosition: first.u,
      secondPosition: second.u,
      lower: first.x,
      higher: second.x,
      slope: (second.g - first.g) / (second.x - first.x),
      level: first.g,
    };
  }

  /** More samples between the end of a field and the samples of its curve next to it on both sides. */
  private cutAround(
    states: readonly CurveAtTemperature[],
    { curve, to: u }: Field,
    extras: ExtraPoint[],
    cuttings: number,
  ): void {
    const state = states[curve] as CurveAtTemperature;
    if (state.curve.isPoint) return;
    if (state.curve.isSharp) {
      const middle = Math.max(-30, Math.min(30, u));
      const step = (SHARP_SPAN * pow(NEARER, cuttings - 1)) / SHARP_STEPS;
      for (let k = -SHARP_STEPS; k <= SHARP_STEPS; k++) extras.push(this.sample(state, curve, middle + step * k));
      return;
    }
    let below = Number.NEGATIVE_INFINITY;
    let above = Number.POSITIVE_INFINITY;
    const look = (v: number) => {
      if (v < u && v > below) below = v;
      if (v > u && v < above) above = v;
    };
    for (const v of state.curve.grid) look(v);
    for (const extra of extras) if (extra.curve === curve) look(extra.u);
    for (const side of [below, above]) {
      let from = u;
      let to = side;
      if (!Number.isFinite(from)) {
        if (!Number.isFinite(to)) continue;
        from = to + Math.sign(from) * OUTER_CELL;
      } else if (!Number.isFinite(to)) to = from + Math.sign(to) * OUTER_CELL;
      const width = to - from;
      if (Math.abs(width) < NARROWEST_CELL * (1 + Math.abs(from)) || Math.abs(from) > LARGEST_POSITION) continue;
      for (let k = 1; k < CUTS; k++) extras.push(this.sample(state, curve, from + (width * k) / CUTS));
    }
  }

  private merge(fields: Field[], lines: (RefinedLine | null)[], i: number): void {
    const left = fields[i] as Field;
    const right = fields[i + 1] as Field;
    if (left.curve === right.curve) {
      left.to = right.to;
      fields.splice(i + 1, 1);
      lines.splice(i, 1);
      return;
    }
    // no common tangent between two phases: the shorter of the two inner fields goes
    const drop =
      i === 0 ? 1 : i + 1 === fields.length - 1 ? i : right.to - right.from < left.to - left.from ? i + 1 : i;
    fields.splice(drop, 1);
    lines.splice(Math.min(drop, lines.length - 1), 1);
    const around = Math.min(drop, lines.length) - 1;
    if (around >= 0 && around < lines.length) lines[around] = null;
  }

  private lineBetween(states: readonly CurveAtTemperature[], left: Field, right: Field): RefinedLine | null {
    const first = states[left.curve] as CurveAtTemperature;
    const second = states[right.curve] as CurveAtTemperature;
    const { a, b } = this;
    a.fractions = null;
    b.fractions = null;
    a.u = left.to;
    b.u = right.from;
    finiteStart(a, b);
    if (!solveTieLine(first, second, a, b)) return null;
    const width = b.x - a.x;
    if (left.curve === right.curve && !isGap(first, a, b)) return null;
    return {
      first: left.curve,
      second: right.curve,
      firstPosition: a.u,
      secondPosition: b.u,
      lower: a.x,
      higher: b.x,
      slope: first.curve.isPoint ? (second.curve.isPoint ? (b.g - a.g) / width : b.gx) : a.gx,
      level: a.g,
    };
  }
}
