import type { GibbsCurve } from "./gibbs-curve.ts";
import { sameFields } from "./slice.ts";

/**
 * One elementary change of the sequence of single-phase fields at one temperature. `index` is a field of the longer
 * sequence (`critical`: the lower of the two that merge; `replacement`: the field that another takes over; `jump`: more
 * changes at one temperature than were told apart, or two phases that are the same).
 */
export interface TopologyChange {
  readonly kind: "three-phase" | "congruent" | "critical" | "pure" | "replacement" | "jump";
  readonly index: number;
  /** True where the longer sequence (`replacement`: the field replaced) is the one below the temperature. */
  readonly upwards: boolean;
}

/** All single changes that lead from the fields below to the fields above a temperature. */
export function changesBetween(
  below: readonly number[],
  above: readonly number[],
  curves: readonly GibbsCurve[],
): TopologyChange[] {
  if (below.length === above.length) return replacements(below, above, curves);
  const upwards = below.length > above.length;
  const long = upwards ? below : above;
  const short = upwards ? above : below;
  return removals(long, curves)
    .filter(({ result }) => sameFields(result, short))
    .map(({ kind, index }) => ({ kind, index, upwards }));
}

export interface Removal {
  readonly kind: "three-phase" | "congruent" | "critical" | "pure";
  readonly index: number;
  /** The fields that are left. */
  readonly result: readonly number[];
}

/** Every sequence that one event can make of this one by taking a field away. */
export function removals(long: readonly number[], curves: readonly GibbsCurve[]): Removal[] {
  const found: Removal[] = [];
  const without = (from: number, count: number) => long.filter((_, i) => i < from || i >= from + count);
  const last = long.length - 1;
  for (let i = 0; i <= last; i++) {
    const curve = curves[long[i] as number] as GibbsCurve;
    if (i > 0 && i < last) {
      found.push({ kind: "three-phase", index: i, result: without(i, 1) });
      if (long[i - 1] === long[i + 1] && !(curves[long[i - 1] as number] as GibbsCurve).isPoint) {
        found.push({ kind: "congruent", index: i, result: without(i, 2) });
      }
    }
    if (i < last && long[i] === long[i + 1]) found.push({ kind: "critical", index: i, result: without(i, 1) });
    if (last > 0 && (i === 0 || i === last)) {
      const next = curves[long[i === 0 ? 1 : last - 1] as number] as GibbsCurve;
      const together = i === 0 ? curve.low === next.low : curve.high === next.high;
      if (together && curve !== next) found.push({ kind: "pure", index: i, result: without(i, 1) });
    }
  }
  return found;
}

function replacements(
  below: readonly number[],
  above: readonly number[],
  curves: readonly GibbsCurve[],
): TopologyChange[] {
  const different = below.flatMap((field, i) => (field === above[i] ? [] : [i]));
  const index = different[0];
  if (different.length !== 1 || index === undefined) return [];
  const from = curves[below[index] as number] as GibbsCurve;
  const to = curves[above[index] as number] as GibbsCurve;
  return from.isPoint && to.isPoint && from.low === to.low ? [{ kind: "replacement", index, upwards: true }] : [];
}
