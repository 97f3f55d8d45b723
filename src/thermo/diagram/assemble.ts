import type { Warning } from "../../base/warnings.ts";
import type { DiagramEvent } from "./event.ts";
import type { GibbsCurve } from "./gibbs-curve.ts";
import { invariantKind, transitionKind } from "./invariant-kind.ts";
import type { Station } from "./map-slices.ts";
import type { CriticalPoint, Invariant, TransitionPoint, TwoPhaseRegion } from "./result.ts";
import type { Slice, SliceLine } from "./slice.ts";

/** Points of a region while it is followed upwards in temperature. */
class OpenRegion {
  readonly phases: readonly [string, string];
  private readonly temperature: number[] = [];
  private readonly lower: number[] = [];
  private readonly higher: number[] = [];

  constructor(line: SliceLine, curves: readonly GibbsCurve[]) {
    this.phases = [(curves[line.first] as GibbsCurve).name, (curves[line.second] as GibbsCurve).name];
  }

  push(temperature: number, line: SliceLine): void {
    const last = this.temperature.at(-1);
    if (last !== undefined && temperature <= last) return;
    this.temperature.push(temperature);
    this.lower.push(line.lower);
    this.higher.push(line.higher);
  }

  close(): TwoPhaseRegion {
    return {
      phases: this.phases,
      temperature: Float64Array.from(this.temperature),
      lower: Float64Array.from(this.lower),
      higher: Float64Array.from(this.higher),
    };
  }
}

/** Joins tie lines over the stations into two-phase regions, in order of their lowest temperature, then mole fraction. */
export function assembleRegions(stations: readonly Station[], curves: readonly GibbsCurve[]): TwoPhaseRegion[] {
  const regions: TwoPhaseRegion[] = [];
  let open: OpenRegion[] | null = null;
  const pushAll = (slice: Slice, into: readonly OpenRegion[]) => {
    for (const [i, line] of slice.lines.entries()) (into[i] as OpenRegion).push(slice.temperature, line);
  };
  const start = (slice: Slice) => slice.lines.map((line) => new OpenRegion(line, curves));
  for (const station of stations) {
    if ("slice" in station) {
      open ??= start(station.slice);
      pushAll(station.slice, open);
      continue;
    }
    const { event } = station;
    open ??= start(event.below);
    pushAll(event.below, open);
    const { at, ending, beginning } = affectedLines(event);
    const fresh = event.above.lines.slice(at, at + beginning).map((line) => new OpenRegion(line, curves));
    for (const ended of open.splice(at, ending, ...fresh)) regions.push(ended.close());
    for (const [k, region] of fresh.entries()) region.push(event.temperature, event.above.lines[at + k] as SliceLine);
  }
  for (const region of open ?? []) regions.push(region.close());
  const ordered = regions.filter((region) => region.temperature.length > 1);
  const first = (values: Float64Array) => values[0] as number;
  return ordered.sort(
    (a, b) =>
      first(a.temperature) - first(b.temperature) ||
      first(a.lower) + first(a.higher) - first(b.lower) - first(b.higher) ||
      (a.lower.at(-1) as number) - (b.lower.at(-1) as number),
  );
}

/** First line that an event touches, and how many end and begin there going upwards. */
function affectedLines({ change, below, above }: DiagramEvent): { at: number; ending: number; beginning: number } {
  const { kind, index, upwards } = change;
  const turn = (at: number, long: number, short: number) =>
    upwards ? { at, ending: long, beginning: short } : { at, ending: short, beginning: long };
  switch (kind) {
    case "three-phase":
      return turn(index - 1, 2, 1);
    case "congruent":
      return turn(index - 1, 2, 0);
    case "critical":
      return turn(index, 1, 0);
    case "pure":
      return turn(index === 0 ? 0 : index - 1, 1, 0);
    case "jump":
      return changedLines(below.lines, above.lines);
    case "replacement": {
      const count = (index > 0 ? 1 : 0) + (index < above.lines.length ? 1 : 0);
      return turn(Math.max(0, index - 1), count, count);
    }
  }
}

/** What lies between the lines that two slices share at either end. */
function changedLines(below: readonly SliceLine[], above: readonly SliceLine[]): ReturnType<typeof affectedLines> {
  const same = (a: SliceLine | undefined, b: SliceLine | undefined) =>
    a !== undefined && b !== undefined && a.first === b.first && a.second === b.second;
  const most = Math.min(below.length, above.length);
  let at = 0;
  while (at < most && same(below[at], above[at])) at++;
  let after = 0;
  while (at + after < most && same(below.at(-1 - after), above.at(-1 - after))) after++;
  return { at, ending: below.length - at - after, beginning: above.length - at - after };
}

export interface EventTable {
  readonly invariants: readonly Invariant[];
  readonly transitions: readonly TransitionPoint[];
  readonly criticalPoints: readonly CriticalPoint[];
}

/** The events sorted by what they are; each list stays in ascending temperature. */
export function tabulateEvents(events: readonly DiagramEvent[], curves: readonly GibbsCurve[]): EventTable {
  const invariants: Invariant[] = [];
  const transitions: TransitionPoint[] = [];
  const criticalPoints: CriticalPoint[] = [];
  const nameOf = (index: number) => (curves[index] as GibbsCurve).name;
  for (const { change, temperature, phases } of events) {
    const [a, b, c] = phases.map(({ curve, moleFraction }) => ({ name: nameOf(curve), moleFraction }));
    if (!a) continue;
    if (change.kind === "critical") {
      criticalPoints.push({ name: a.name, temperature, moleFraction: a.moleFraction });
    } else if (change.kind === "three-phase" && b && c) {
      const kind = invariantKind([a.name, b.name, c.name], !change.upwards);
      invariants.push({ kind, temperature, phases: [a, b, c] });
    } else if (b) {
      // the phase that is stable on the side of the longer sequence: for a congruent point the middle one
      const passing = change.kind === "congruent" ? b.name : a.name;
      const lasting = change.kind === "congruent" ? a.name : b.name;
      const [below, above] = change.upwards ? [passing, lasting] : [lasting, passing];
      const kind = change.kind === "congruent" ? "congruent" : transitionKind(below, above);
      const moleFraction = change.kind === "congruent" ? b.moleFraction : a.moleFraction;
      transitions.push({ kind, temperature, moleFraction, below, above });
    }
  }
  return { invariants, transitions, criticalPoints };
}

/** One warning for each place where the stable state changes in a way that no confirmed event explains. */
export function unresolvedWarnings(events: readonly DiagramEvent[], curves: readonly GibbsCurve[]): Warning[] {
  const names = ({ fields }: Slice) => fields.map((k) => curves[k]?.name).join(" | ");
  return events
    .filter(({ change }) => change.kind === "jump")
    .map(({ temperature, uncertainty, below, above }) => ({
      code: "unresolved-event",
      message: `Between ${temperature - uncertainty / 2} K and ${temperature + uncertainty / 2} K the stable phases change from ${names(below)} to ${names(above)}: no sequence of confirmed events explains it, so none is listed there.`,
    }));
}
