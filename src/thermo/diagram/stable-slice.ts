import { ConvergenceError } from "../../base/errors.ts";
import { Follower } from "./followed-slice.ts";
import type { CurveAtTemperature, GibbsCurve } from "./gibbs-curve.ts";
import { findHiddenGap } from "./hidden-gap.ts";
import { findIntrusion } from "./intrusion.ts";
import type { Slice } from "./slice.ts";
import { SliceHull } from "./slice-hull.ts";
import type { ExtraPoint, Field, RefinedLine } from "./slice-parts.ts";
import { cutAround, sampleAt } from "./slice-samples.ts";
import { SliceTangents } from "./slice-tangents.ts";

const MOST_ROUNDS = 30;
const MOST_SLICES = 3000;
/** How often cells are cut where no common tangent is found from the hull. */
const MOST_CUTTINGS = 20;
/** The same with sublattice phases, where each sample is a minimisation. */
const MOST_SHARP_CUTTINGS = 6;
/** How often the samples of a field may be added to for a miscibility gap that reaches beyond it. */
const MOST_OVERLAPS = 8;

/** Makes the stable slices of one binary system: made once, used at every temperature. */
export class SliceMaker {
  readonly curves: readonly GibbsCurve[];
  /** Stable slices computed so far. */
  count = 0;
  private readonly hull: SliceHull;
  private readonly tangents: SliceTangents;
  private readonly follower: Follower;

  constructor(curves: readonly GibbsCurve[]) {
    this.curves = curves;
    this.hull = new SliceHull(curves);
    this.tangents = new SliceTangents(curves);
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
      let fields = this.hull.fields(states, extras);
      const unsolved: Field[] = [];
      let lines = this.tangents.refine(states, fields, unsolved);
      if (unsolved.length > 0) {
        const samples = extras.length;
        const most = states.some(({ curve }) => curve.isSharp) ? MOST_SHARP_CUTTINGS : MOST_CUTTINGS;
        if (cuttings++ < most) for (const end of unsolved) cutAround(states, end, extras, cuttings);
        if (extras.length > samples) continue;
        fields = this.hull.fields(states, extras);
        lines = this.tangents.refine(states, fields, null);
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
          sampleAt(state, curve, u),
        );
      }
    }
    return null;
  }
}
