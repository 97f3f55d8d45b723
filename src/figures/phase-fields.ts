import type { BinaryDiagram, TwoPhaseRegion } from "../thermo/diagram/result.ts";

/** A piece of an isothermal section: one phase, or two on a tie line. */
export interface SectionPiece {
  /** Mole fractions of the axis component. */
  readonly low: number;
  readonly high: number;
  readonly phases: readonly [string] | readonly [string, string];
}

/** A field of the diagram as spans of composition over temperature. */
export interface PhaseField {
  readonly phases: SectionPiece["phases"];
  /** K, ascending. */
  readonly temperature: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Shares of composition below this are no field: a compound, or the end of one. */
const NOTHING = 1e-9;
/** Mole fraction by which a narrow field may move from one level to the next. */
const NEAR = 0.02;
/** K by which levels keep off a temperature at which fields begin or end. */
const BESIDE = 1e-4;

/** What is stable along the composition axis at a temperature in K, from mole fraction 0 to 1. */
export function sectionAt(diagram: BinaryDiagram, temperature: number): SectionPiece[] {
  const ties = diagram.regions.flatMap((region) => {
    const ends = endsAt(region, temperature);
    return ends === null ? [] : [{ low: ends[0], high: ends[1], phases: region.phases }];
  });
  ties.sort((a, b) => a.low - b.low || a.high - b.high);
  const [first] = ties;
  if (first === undefined) return [{ low: 0, high: 1, phases: [onlyPhase(diagram, temperature)] }];
  const pieces: SectionPiece[] = [];
  let at = 0;
  let phase: string = first.phases[0];
  for (const tie of ties) {
    if (tie.low - at > NOTHING) pieces.push({ low: at, high: tie.low, phases: [tie.phases[0]] });
    pieces.push(tie);
    at = tie.high;
    phase = tie.phases[1];
  }
  if (1 - at > NOTHING) pieces.push({ low: at, high: 1, phases: [phase] });
  return pieces;
}

/** Both ends of a tie line of a region, by linear interpolation; null outside of its temperatures. */
export function endsAt(region: TwoPhaseRegion, temperature: number): readonly [number, number] | null {
  const { temperature: t, lower, higher } = region;
  const last = t.length - 1;
  if (last < 0 || temperature < (t[0] as number) || temperature > (t[last] as number)) return null;
  let [i, k] = [0, last];
  while (k - i > 1) {
    const middle = (i + k) >> 1;
    if ((t[middle] as number) <= temperature) i = middle;
    else k = middle;
  }
  const span = (t[k] as number) - (t[i] as number);
  const share = span > 0 ? (temperature - (t[i] as number)) / span : 0;
  const between = (values: Float64Array): number =>
    (values[i] as number) + share * ((values[k] as number) - (values[i] as number));
  return [between(lower), between(higher)];
}

/** The phase where no two coexist: what the nearest transition below leads to. */
function onlyPhase(diagram: BinaryDiagram, temperature: number): string {
  const passed = diagram.transitions.filter((point) => point.temperature <= temperature).at(-1);
  if (passed) return passed.above;
  return diagram.transitions[0]?.below ?? diagram.regions[0]?.phases[0] ?? "";
}

/** All fields of a diagram, those of one phase and those of two, in the order in which they begin from below. */
export function phaseFields(diagram: BinaryDiagram): PhaseField[] {
  interface Open {
    readonly phases: SectionPiece["phases"];
    readonly temperature: number[];
    readonly low: number[];
    readonly high: number[];
  }
  const done: Open[] = [];
  let open: Open[] = [];
  for (const temperature of levels(diagram)) {
    const next: Open[] = [];
    for (const piece of sectionAt(diagram, temperature)) {
      const same = open.findIndex((field) => {
        const [low, high] = [field.low.at(-1) as number, field.high.at(-1) as number];
        return field.phases.join() === piece.phases.join() && piece.low <= high + NEAR && piece.high >= low - NEAR;
      });
      const [found] = same < 0 ? [] : open.splice(same, 1);
      const field = found ?? { phases: piece.phases, temperature: [], low: [], high: [] };
      if (!found) done.push(field);
      field.temperature.push(temperature);
      field.low.push(piece.low);
      field.high.push(piece.high);
      next.push(field);
    }
    open = next;
  }
  return done.filter((field) => field.temperature.length > 1);
}

/** Every temperature at which a boundary is known, and both sides of those at which fields begin or end. */
function levels({ regions, temperatureRange: [low, high], invariants, transitions }: BinaryDiagram): number[] {
  const ends = [
    ...invariants.map((point) => point.temperature),
    ...transitions.map((point) => point.temperature),
    ...regions.flatMap(({ temperature }) => [temperature[0] as number, temperature.at(-1) as number]),
  ];
  const all = [low, high, ...regions.flatMap(({ temperature }) => Array.from(temperature))]
    .filter((t) => ends.every((end) => Math.abs(t - end) > BESIDE) || t === low || t === high)
    .concat(ends.flatMap((end) => [end - BESIDE, end + BESIDE]));
  return [...new Set(all)].filter((t) => t >= low && t <= high).sort((a, b) => a - b);
}

/** Span of a field that holds at every temperature between two; null where the field does not reach over them. */
export function commonSpan(field: PhaseField, from: number, to: number): readonly [number, number] | null {
  const { temperature, low, high } = field;
  const last = temperature.length - 1;
  if (from < (temperature[0] as number) || to > (temperature[last] as number)) return null;
  let [a, b] = [
    Math.max(between(field, low, from), between(field, low, to)),
    Math.min(between(field, high, from), between(field, high, to)),
  ];
  for (let i = 0; i <= last; i++) {
    const t = temperature[i] as number;
    if (t <= from || t >= to) continue;
    a = Math.max(a, low[i] as number);
    b = Math.min(b, high[i] as number);
  }
  return b > a ? [a, b] : null;
}

/** An edge of a field at a temperature within it, by linear interpolation. */
function between({ temperature }: PhaseField, edge: readonly number[], t: number): number {
  const k = Math.max(
    1,
    temperature.findIndex((value) => value >= t),
  );
  const [from, to] = [temperature[k - 1] as number, temperature[k] as number];
  const share = to > from ? (t - from) / (to - from) : 0;
  return (edge[k - 1] as number) + share * ((edge[k] as number) - (edge[k - 1] as number));
}
