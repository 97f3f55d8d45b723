import type { AxisSpec } from "./axis-spec.ts";

/** A range of another length, that keeps the point at this part of it. */
function resized([from, to]: readonly [number, number], span: number, toward: number): readonly [number, number] {
  const sign = to < from ? -1 : 1;
  const kept = from + toward * (to - from);
  const start = kept - toward * sign * span;
  return [start, start + sign * span];
}

/**
 * Makes a unit as long on an axis as on the one it is anchored to: the range of one of them grows, so that all that was
 * asked for stays in sight and the box keeps its size.
 *
 * @param ranges changed in place
 * @param lengthOf px of an axis
 */
export function equalAxes(
  specs: ReadonlyMap<string, AxisSpec>,
  ranges: Map<string, readonly [number, number]>,
  lengthOf: (spec: AxisSpec) => number,
): void {
  for (const spec of specs.values()) {
    const other = spec.scaleAnchor === null ? undefined : specs.get(spec.scaleAnchor);
    const [own, anchor] = [ranges.get(spec.name), ranges.get(other?.name ?? "")];
    if (other === undefined || own === undefined || anchor === undefined) continue;
    const [length, otherLength] = [lengthOf(spec), lengthOf(other)];
    const unit = Math.max(Math.abs(own[1] - own[0]) / length, Math.abs(anchor[1] - anchor[0]) / otherLength);
    if (!(unit > 0)) continue;
    ranges.set(spec.name, resized(own, unit * length, spec.toward));
    ranges.set(other.name, resized(anchor, unit * otherLength, other.toward));
  }
}
