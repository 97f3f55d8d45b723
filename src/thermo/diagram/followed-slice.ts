import { log } from "../../numerics/elementary/index.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import {
  type CoarseGrid,
  type CurveAtTemperature,
  CurvePoint,
  type GibbsCurve,
  positionOf,
  secondDifference,
} from "./gibbs-curve.ts";
import { DEEPEST_DIP, INTRUSION } from "./intrusion.ts";
import type { Slice, SliceLine } from "./slice.ts";
import { finiteStart, solveTieLine } from "./tie-line.ts";

/** A field whose curvature is above this share of that of an ideal solution, on the coarse grid and at its ends, hides no gap. */
const STEADY = 0.3;
/** Ends of a gap nearer than this in u are one. */
const NARROWEST = 1e-5;

/**
 * A slice between two stable slices with the same fields: their tie lines followed by Newton's method, then held against
 * every phase on its coarse grid. No phase but the two of a tie line comes so near to it, nor does a field come so near to
 * a spinodal, that a finer grid could show it to be unstable.
 */
export class Follower {
  private readonly curves: readonly GibbsCurve[];
  private readonly a = new CurvePoint();
  private readonly b = new CurvePoint();
  private slopes = new Float64Array(4);
  private levels = new Float64Array(4);
  /** x (1 − x) ∂²g/∂x² at the lower and the higher end of each tie line, J/mol. */
  private bends = new Float64Array(8);
  private lines: SliceLine[] = [];
  private states: CurveAtTemperature[] = [];
  private energies: Float64Array[] = [];

  constructor(curves: readonly GibbsCurve[]) {
    this.curves = curves;
  }

  /** null where the slice must be made anew. */
  between(low: Slice, high: Slice, temperature: number): Slice | null {
    for (let c = 0; c < this.curves.length; c++) if (!(this.curves[c] as GibbsCurve).coarse) return null;
    this.states = [];
    this.energies = [];
    for (let c = 0; c < this.curves.length; c++) this.states.push((this.curves[c] as GibbsCurve).at(temperature));
    if (!this.solveLines(low, high, temperature)) return null;
    for (let c = 0; c < this.states.length; c++)
      this.energies.push((this.states[c] as CurveAtTemperature).coarseEnergies);
    for (let c = 0; c < this.states.length; c++) if (!this.isAbove(c, low.fields, temperature)) return null;
    for (let i = 0; i < low.fields.length; i++)
      if (!this.isConvex(i, low.fields[i] as number, temperature)) return null;
    return { temperature, fields: low.fields, lines: this.lines };
  }

  private solveLines(low: Slice, high: Slice, temperature: number): boolean {
    const { a, b } = this;
    const weight = (temperature - low.temperature) / (high.temperature - low.temperature);
    const count = low.lines.length;
    if (this.slopes.length < count) {
      this.slopes = new Float64Array(count);
      this.levels = new Float64Array(count);
      this.bends = new Float64Array(2 * count);
    }
    this.lines = [];
    for (let i = 0; i < count; i++) {
      const from = low.lines[i] as SliceLine;
      const to = high.lines[i] as SliceLine;
      const first = this.states[from.first] as CurveAtTemperature;
      const second = this.states[from.second] as CurveAtTemperature;
      a.fractions = null;
      b.fractions = null;
      a.u = between(from.firstPosition, to.firstPosition, weight);
      b.u = between(from.secondPosition, to.secondPosition, weight);
      finiteStart(a, b);
      if (!solveTieLine(first, second, a, b)) return false;
      if (from.first === from.second && b.u - a.u < NARROWEST) return false;
      const slope = first.curve.isPoint ? (second.curve.isPoint ? (b.g - a.g) / (b.x - a.x) : b.gx) : a.gx;
      if (i > 0 && !((this.slopes[i - 1] as number) < slope && (this.lines[i - 1] as SliceLine).higher <= a.x))
        return false;
      this.slopes[i] = slope;
      this.levels[i] = a.g - slope * a.x;
      this.bends[2 * i] = a.gxx * a.stretch;
      this.bends[2 * i + 1] = b.gxx * b.stretch;
      this.lines.push({
        first: from.first,
        second: from.second,
        firstPosition: a.u,
        secondPosition: b.u,
        lower: a.x,
        higher: b.x,
      });
    }
    return true;
  }

  /** Whether a phase lies above the tie lines and the other single-phase fields. */
  private isAbove(c: number, fields: readonly number[], temperature: number): boolean {
    const { lines } = this;
    const energies = this.energies[c] as Float64Array;
    const { fractions } = (this.curves[c] as GibbsCurve).coarse as CoarseGrid;
    const clear = DEEPEST_DIP * temperature;
    let field = 0;
    for (let k = 0; k < fractions.length; k++) {
      const x = fractions[k] as number;
      while (field < lines.length && x >= (lines[field] as SliceLine).higher) field++;
      const line = lines[field];
      const g = energies[k] as number;
      if (line && x > line.lower) {
        const above = g - (this.levels[field] as number) - (this.slopes[field] as number) * x;
        if (above < (c === line.first || c === line.second ? -INTRUSION : clear)) return false;
        continue;
      }
      const owner = fields[field] as number;
      if (owner === c) continue;
      if (g - this.energyOf(owner, k, x) < this.nearField(c, field, clear)) return false;
    }
    return true;
  }

  /** The phases of the tie lines at the ends of a field meet it there: they need only not lie below. */
  private nearField(c: number, field: number, clear: number): number {
    const before = this.lines[field - 1];
    const after = this.lines[field];
    return (before && before.first === c) || (after && after.second === c) ? -INTRUSION : clear;
  }

  private energyOf(owner: number, k: number, x: number): number {
    const curve = this.curves[owner] as GibbsCurve;
    if ((curve.coarse as CoarseGrid).fractions[k] === x) return (this.energies[owner] as Float64Array)[k] as number;
    const { a } = this;
    a.fractions = null;
    a.u = positionOf(curve, x);
    (this.states[owner] as CurveAtTemperature).evaluate(a);
    return a.g;
  }

  /** Whether a field is far from a spinodal, by second differences as `findHiddenGap`. */
  private isConvex(i: number, c: number, temperature: number): boolean {
    const curve = this.curves[c] as GibbsCurve;
    if (curve.isPoint) return true;
    const { fractions: x, bends } = curve.coarse as CoarseGrid;
    const g = this.energies[c] as Float64Array;
    const least = STEADY * GAS_CONSTANT * temperature;
    const hasBefore = i > 0;
    const hasAfter = i < this.lines.length;
    if (hasBefore && !((this.bends[2 * i - 1] as number) > least)) return false;
    if (hasAfter && !((this.bends[2 * i] as number) > least)) return false;
    const from = hasBefore ? (this.lines[i - 1] as SliceLine).higher : curve.low;
    const to = hasAfter ? (this.lines[i] as SliceLine).lower : curve.high;
    for (let k = 1; k < x.length - 1; k++) {
      const x1 = x[k] as number;
      if (x1 <= from || x1 >= to) continue;
      if (secondDifference(x, g, k) * (curve.high - curve.low) < least * (bends[k] as number)) return false;
    }
    return true;
  }
}

/** Between two positions in u; where one is at an end of the axis, in the share that is nearly linear there. */
function between(from: number, to: number, weight: number): number {
  if (from === to) return from;
  if (Number.isFinite(from) && Number.isFinite(to)) return from + weight * (to - from);
  return Number.isFinite(to) ? to - Math.sign(from) * log(weight) : from - Math.sign(to) * log(1 - weight);
}
