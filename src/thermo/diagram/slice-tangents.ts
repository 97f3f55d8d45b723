import { type CurveAtTemperature, CurvePoint, type GibbsCurve, positionOf } from "./gibbs-curve.ts";
import { isGap } from "./hidden-gap.ts";
import type { Field, RefinedLine } from "./slice-parts.ts";
import { sampleAt } from "./slice-samples.ts";
import { finiteStart, solveTieLine } from "./tie-line.ts";

/** J/mol: two phases that lie no higher than this above the line between two of their points are one there. */
const LEAST_BARRIER = 1e-8;

/** The common tangents of neighbouring fields of some curves. */
export class SliceTangents {
  private readonly curves: readonly GibbsCurve[];
  private readonly a = new CurvePoint();
  private readonly b = new CurvePoint();

  constructor(curves: readonly GibbsCurve[]) {
    this.curves = curves;
  }

  /**
   * Tie lines between neighbouring fields; a field that lies above the tangent of its neighbours is taken out.
   *
   * @param unsolved receives the ends of the fields between which Newton's method finds no tangent, the lines are then
   *   not complete; without it these fields keep the edge of the hull, or become one where that is no more than rounding
   */
  refine(states: readonly CurveAtTemperature[], fields: Field[], unsolved: Field[] | null): RefinedLine[] {
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

  /** How far above the line between the inner ends of two fields their phases rise on the way, J/mol; infinite where neither reaches the middle. */
  private barrier(states: readonly CurveAtTemperature[], left: Field, right: Field): number {
    const first = states[left.curve] as CurveAtTemperature;
    const second = states[right.curve] as CurveAtTemperature;
    const from = sampleAt(first, left.curve, left.to);
    const to = sampleAt(second, right.curve, right.from);
    if (!(to.x > from.x)) return 0;
    const x = (from.x + to.x) / 2;
    const level = (from.g + to.g) / 2;
    let least = Number.POSITIVE_INFINITY;
    for (const [state, index] of [
      [first, left.curve],
      [second, right.curve],
    ] as const) {
      if (state.curve.isPoint || x <= state.curve.low || x >= state.curve.high) continue;
      least = Math.min(least, sampleAt(state, index, positionOf(state.curve, x)).g - level);
    }
    return least;
  }

  /** The edge of the hull itself, where its samples lie as close as they can and the phases rise above it. */
  private edgeBetween(states: readonly CurveAtTemperature[], left: Field, right: Field): RefinedLine | null {
    if (this.curves[left.curve]?.isSharp || this.curves[right.curve]?.isSharp) return null;
    const first = sampleAt(states[left.curve] as CurveAtTemperature, left.curve, left.to);
    const second = sampleAt(states[right.curve] as CurveAtTemperature, right.curve, right.from);
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
