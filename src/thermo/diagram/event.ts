import { isMinimum, solveCritical, solveCusp } from "./critical-point.ts";
import { CurvePoint, type GibbsCurve } from "./gibbs-curve.ts";
import type { Slice, SliceLine } from "./slice.ts";
import type { EventSolution } from "./temperature-iteration.ts";
import { solveThreePhases } from "./three-phase-equilibrium.ts";
import { solveTieLine } from "./tie-line.ts";
import type { TopologyChange } from "./topology-change.ts";
import { solveCongruent, solveEqualEnergy } from "./two-phase-points.ts";

/** Mole fractions that agree to this are equal. */
const ROUNDING = 1e-9;

/** A temperature at which the sequence of fields changes, with the limits of the stable state from below and from above. */
export interface DiagramEvent {
  readonly change: TopologyChange;
  readonly temperature: number;
  /** K: how far a jump of the functions leaves it open, or the bracket it was only halved to. */
  readonly uncertainty: number;
  readonly below: Slice;
  readonly above: Slice;
  /** Curve and mole fraction of the phases that meet, in ascending mole fraction. */
  readonly phases: readonly { readonly curve: number; readonly moleFraction: number }[];
}

/** Solves one change exactly, starting from the slice that has the longer sequence; null where that does not succeed. */
export function solveEvent(
  curves: readonly GibbsCurve[],
  change: TopologyChange,
  start: Slice,
  shortFields: readonly number[],
  limits: readonly [number, number],
  bracket: readonly [number, number],
): DiagramEvent | null {
  const solution = solve(curves, change, start, shortFields, limits, bracket);
  if (!solution) return null;
  const { temperature } = solution;
  const meeting = meetingPhases(change, start, shortFields);
  const phases = meeting.map((curve, k) => ({
    curve,
    moleFraction: fractionAt(curves[curve] as GibbsCurve, temperature, solution.positions[k] as number),
  }));
  const [touching, touched] = phases;
  if (change.kind === "congruent" && touching && touched) touching.moleFraction = touched.moleFraction;
  if (!isInPlace(change, start, phases)) return null;
  const long = longLimit(curves, change, start, solution, phases);
  if (!long) return null;
  const short = shortLimit(change, long, shortFields, phases, solution);
  const [below, above] = change.upwards ? [long, short] : [short, long];
  return { change, temperature, uncertainty: solution.uncertainty, below, above, phases };
}

/** Of several points with the same phases only that one counts which the vanishing field shrinks to. */
function isInPlace({ kind, index }: TopologyChange, { lines }: Slice, phases: DiagramEvent["phases"]): boolean {
  if (kind === "pure" || kind === "replacement") return true;
  const left = lines[kind === "critical" ? index : index - 1] as SliceLine;
  const right = lines[index] as SliceLine;
  const x = (phases[kind === "three-phase" ? 1 : 0] as { moleFraction: number }).moleFraction;
  return x >= left.lower - ROUNDING && x <= right.higher + ROUNDING;
}

function fractionAt(curve: GibbsCurve, temperature: number, u: number): number {
  if (curve.isPoint) return curve.low;
  if (u === Number.NEGATIVE_INFINITY) return curve.low;
  if (u === Number.POSITIVE_INFINITY) return curve.high;
  const point = new CurvePoint();
  point.u = u;
  curve.at(temperature).evaluate(point);
  return point.x;
}

function meetingPhases({ kind, index }: TopologyChange, { fields }: Slice, short: readonly number[]): number[] {
  const field = fields[index] as number;
  switch (kind) {
    case "three-phase":
      return [fields[index - 1] as number, field, fields[index + 1] as number];
    case "congruent":
      return [fields[index - 1] as number, field];
    case "critical":
      return [field];
    case "pure":
      return [field, fields[index === 0 ? 1 : index - 1] as number];
    case "replacement":
      return [field, short[index] as number];
    case "jump":
      return [];
  }
}

function solve(
  curves: readonly GibbsCurve[],
  change: TopologyChange,
  start: Slice,
  short: readonly number[],
  limits: readonly [number, number],
  bracket: readonly [number, number],
): EventSolution | null {
  const { kind, index } = change;
  const { lines, temperature } = start;
  const phases = meetingPhases(change, start, short).map((k) => curves[k] as GibbsCurve);
  const [first, second, third] = phases as [GibbsCurve, GibbsCurve, GibbsCurve];
  const before = lines[index - 1];
  const after = lines[index];
  switch (kind) {
    case "three-phase": {
      const left = before as SliceLine;
      const right = after as SliceLine;
      const middle = (left.secondPosition + right.firstPosition) / 2;
      return solveThreePhases(
        [first, second, third],
        [left.firstPosition, middle, right.secondPosition],
        temperature,
        limits,
      );
    }
    case "congruent": {
      const left = before as SliceLine;
      const right = after as SliceLine;
      return solveCongruent(
        first,
        second,
        (left.firstPosition + right.secondPosition) / 2,
        (left.secondPosition + right.firstPosition) / 2,
        temperature,
        limits,
      );
    }
    case "critical": {
      const { firstPosition: from, secondPosition: to } = after as SliceLine;
      const smooth = solveCritical(first, (from + to) / 2, temperature, limits);
      if (smooth && smooth.temperature >= bracket[0] && smooth.temperature <= bracket[1] && isMinimum(first, smooth))
        return smooth;
      return solveCusp(first, from, to, bracket) ?? smooth;
    }
    case "pure": {
      const end = index === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
      return solveEqualEnergy(first, second, [first.isPoint ? 0 : end, second.isPoint ? 0 : end], temperature, bracket);
    }
    case "replacement":
      return solveEqualEnergy(first, second, [0, 0], temperature, bracket);
    case "jump":
      return null;
  }
}

/** The longer sequence at the event: its lines that the event touches end there, the others are solved at its temperature. */
function longLimit(
  curves: readonly GibbsCurve[],
  change: TopologyChange,
  start: Slice,
  solution: EventSolution,
  phases: DiagramEvent["phases"],
): Slice | null {
  const { kind, index } = change;
  const { temperature, positions } = solution;
  const end = (k: number) => ({
    position: positions[k] as number,
    x: (phases[k] as { moleFraction: number }).moleFraction,
  });
  const exact = new Map<number, readonly [number, number]>();
  switch (kind) {
    case "three-phase":
      exact.set(index - 1, [0, 1]).set(index, [1, 2]);
      break;
    case "congruent":
      exact.set(index - 1, [0, 1]).set(index, [1, 0]);
      break;
    case "critical":
      exact.set(index, [0, 0]);
      break;
    case "pure":
      if (index === 0) exact.set(0, [0, 1]);
      else exact.set(index - 1, [1, 0]);
      break;
    case "replacement":
      break;
  }
  const states = curves.map(() => null as ReturnType<GibbsCurve["at"]> | null);
  const stateOf = (k: number) => {
    states[k] ??= (curves[k] as GibbsCurve).at(temperature);
    return states[k] as ReturnType<GibbsCurve["at"]>;
  };
  const a = new CurvePoint();
  const b = new CurvePoint();
  const lines: SliceLine[] = [];
  for (const [i, line] of start.lines.entries()) {
    const ends = exact.get(i);
    if (ends) {
      const left = end(ends[0]);
      const right = end(ends[1]);
      lines.push({
        ...line,
        firstPosition: left.position,
        secondPosition: right.position,
        lower: left.x,
        higher: right.x,
      });
      continue;
    }
    a.fractions = null;
    b.fractions = null;
    a.u = line.firstPosition;
    b.u = line.secondPosition;
    if (!solveTieLine(stateOf(line.first), stateOf(line.second), a, b)) return null;
    lines.push({ ...line, firstPosition: a.u, secondPosition: b.u, lower: a.x, higher: b.x });
  }
  return { temperature, fields: start.fields, lines };
}

function shortLimit(
  { kind, index }: TopologyChange,
  long: Slice,
  fields: readonly number[],
  phases: DiagramEvent["phases"],
  { positions }: EventSolution,
): Slice {
  const lines = [...long.lines];
  switch (kind) {
    case "three-phase": {
      const outer = (k: number) => phases[k] as { curve: number; moleFraction: number };
      lines.splice(index - 1, 2, {
        first: outer(0).curve,
        second: outer(2).curve,
        firstPosition: positions[0] as number,
        secondPosition: positions[2] as number,
        lower: outer(0).moleFraction,
        higher: outer(2).moleFraction,
      });
      break;
    }
    case "congruent":
      lines.splice(index - 1, 2);
      break;
    case "critical":
      lines.splice(index, 1);
      break;
    case "pure":
      lines.splice(index === 0 ? 0 : index - 1, 1);
      break;
    case "replacement": {
      const field = fields[index] as number;
      if (index > 0) lines[index - 1] = { ...(lines[index - 1] as SliceLine), second: field };
      if (index < lines.length) lines[index] = { ...(lines[index] as SliceLine), first: field };
      break;
    }
  }
  return { temperature: long.temperature, fields, lines };
}

/** Two stable states between which no event was found: what stands in its place in the map, in the middle of the bracket. */
export function unresolvedEvent(low: Slice, high: Slice): DiagramEvent {
  const temperature = (low.temperature + high.temperature) / 2;
  return {
    change: { kind: "jump", index: 0, upwards: true },
    temperature,
    uncertainty: high.temperature - low.temperature,
    below: { ...low, temperature },
    above: { ...high, temperature },
    phases: [],
  };
}

/** True where the tie lines follow one another without overlap. */
export function isOrdered(slice: Slice): boolean {
  let x = 0;
  for (const line of slice.lines) {
    if (!(line.lower >= x - ROUNDING && line.higher >= line.lower)) return false;
    x = line.higher;
  }
  return true;
}
