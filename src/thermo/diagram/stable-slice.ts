import { ConvergenceError } from "../../base/errors.ts";
import { Follower } from "./followed-slice.ts";
import { type CurveAtTemperature, CurvePoint, type GibbsCurve } from "./gibbs-curve.ts";
import { findHiddenGap } from "./hidden-gap.ts";
import { findIntrusion } from "./intrusion.ts";
import { lowerHull, shareEnds } from "./lower-hull.ts";
import type { Slice, SliceLine } from "./slice.ts";
import { finiteStart, solveTieLine } from "./tie-line.ts";

const MOST_ROUNDS = 30;
const MOST_SLICES = 3000;
/** Where no common tangent is found from the hull, it gets more points about the ends, this much nearer each time. */
const NEARER = 0.2;
const MOST_NEARER = 6;
/** In u: how far about an end, and into how many steps to either side. */
const SPAN = 0.3;
const STEPS = 6;

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
    let nearer = 0;
    for (let round = 0; ; round++) {
      const fields = this.hullFields(states, extras);
      const unsolved: Field[] = [];
      const lines = this.refine(states, fields, unsolved);
      if (unsolved.length > 0 && nearer < MOST_NEARER) {
        for (const field of unsolved) extras.push(...this.pointsAround(states, field, NEARER ** nearer));
        nearer++;
        continue;
      }
      const intrusion = round < MOST_ROUNDS ? findIntrusion(states, fields, lines) : null;
      if (intrusion) {
        extras.push(...intrusion);
        continue;
      }
      for (let i = 0; i < fields.length && fields.length < 100; i++) {
        const gap = findHiddenGap(states[(fields[i] as Field).curve] as CurveAtTemperature, fields, lines, i);
        if (!gap) continue;
        const field = fields[i] as Field;
        fields.splice(i + 1, 0, { curve: field.curve, from: gap.secondPosition, to: field.to });
        lines.splice(i, 0, { ...gap, first: field.curve, second: field.curve });
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
      const grid = (this.curves[extra.curve] as GibbsCurve).grid;
      let i = 0;
      while (i < grid.length && (grid[i] as number) < extra.u) i++;
      x[k] = extra.x;
      owner[k] = extra.curve;
      place[k++] = i - 0.5;
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

  /** Fields of the lower hull of all grid points. */
  private hullFields(states: readonly CurveAtTemperature[], extras: readonly ExtraPoint[]): Field[] {
    const { x, g, order, hull, curve: owner, place } = this.layoutFor(extras);
    let k = 0;
    for (const state of states) {
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
          ? ((this.curves[curve] as GibbsCurve).grid[spot] as number)
          : (extras[point - gridSize] as ExtraPoint).u;
      const current = fields.at(-1);
      // no grid point of the same phase between the two
      if (current && current.curve === curve && Math.ceil(spot) - 1 <= Math.floor(lastPlace)) {
        current.to = u;
      } else {
        fields.push({ curve, from: u, to: u });
      }
      lastPlace = spot;
    }
    return fields;
  }

  /** Tie lines between neighbouring fields; a field that turns out not to be stable is taken out. */
  private refine(states: readonly CurveAtTemperature[], fields: Field[], unsolved: Field[]): RefinedLine[] {
    const lines: (RefinedLine | null)[] = new Array(Math.max(0, fields.length - 1)).fill(null);
    for (let i = 0; i < lines.length; ) {
      const line = lines[i] ?? this.lineBetween(states, fields[i] as Field, fields[i + 1] as Field);
      if (!line) {
        const [left, right] = [fields[i] as Field, fields[i + 1] as Field];
        if (left.curve !== right.curve) {
          unsolved.push(
            { curve: left.curve, from: left.to, to: left.to },
            { curve: right.curve, from: right.from, to: right.from },
          );
        }
        // two wells that are one
        this.merge(fields, lines, i);
        i = Math.max(0, i - 1);
        continue;
      }
      lines[i] = line;
      const before = i > 0 ? (lines[i - 1] as RefinedLine) : null;
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

  private pointsAround(states: readonly CurveAtTemperature[], { curve, to }: Field, scale: number): ExtraPoint[] {
    const state = states[curve] as CurveAtTemperature;
    if (state.curve.isPoint) return [];
    const middle = Math.max(-30, Math.min(30, to));
    const points: ExtraPoint[] = [];
    const { a } = this;
    for (let k = -STEPS; k <= STEPS; k++) {
      a.fractions = null;
      a.u = middle + (SPAN * scale * k) / STEPS;
      state.evaluate(a);
      if (k !== 0 || scale < 1) points.push({ curve, u: a.u, x: a.x, g: a.g });
    }
    return points;
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
    if (left.curve === right.curve && b.u - a.u < 1e-5) return null;
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
