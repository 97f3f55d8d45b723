import type { SegmentRecord } from "../../../cell/simulate/trajectory.ts";
import { type ObservableKind, type Observed, unobserved } from "./observable.ts";

/** Growth of the resistance that counts as the onset, unless the observation says another. */
const GROWTH = 1.5;
/** Stairs whose median resistance is that of the beginning. */
const FIRST = 3;
/** Fewest stairs. */
export const FEWEST_STAIRS = 4;

/** One stair: current density and voltage at its end, A/m² and V. */
export interface Stair {
  readonly current: number;
  readonly voltage: number;
}

/** Segments whose currents rise in amount, without pauses: the stairs of a staircase. */
export function stairsOf(segments: readonly SegmentRecord[]): Stair[] {
  const stairs: Stair[] = [];
  for (const { start, end, endCurrent, endVoltage } of segments) {
    if (!(end > start)) continue;
    const last = stairs.at(-1);
    if (endCurrent === 0 || (last !== undefined && Math.abs(endCurrent) <= Math.abs(last.current))) {
      if (stairs.length >= FEWEST_STAIRS) break;
      stairs.length = 0;
      if (endCurrent === 0) continue;
    }
    stairs.push({ current: endCurrent, voltage: endVoltage });
  }
  return stairs;
}

export const onsetObservables: readonly ObservableKind[] = [
  {
    name: "onset current",
    description: `Current density of a staircase at which its resistance has grown: by "differential" ((E_k − E_k−1)/(j_k − j_k−1), default) or "chord" (E_k/j_k, both at the ends of the stairs) the first stair whose resistance exceeds the level (default ${GROWTH}) times the median of the first ${FIRST}; the current is interpolated to that growth. By "tangents": where the straight line through the first third meets that through the last two stairs before the end, where that is steeper by the level.`,
    unit: "A/m2",
    asks: { level: `growth that counts, above 1, default ${GROWTH}`, by: "differential, chord or tangents" },
    ways: ["differential", "chord", "tangents"],
    levelFault: (level) =>
      level > 1
        ? null
        : `level is ${level}: an onset is a growth, the resistance over that of the first stairs, and lies above 1; for ${Number((100 * Math.max(0, level)).toPrecision(3))} % more write ${Number((1 + Math.max(0, level)).toPrecision(3))}.`,
    observe({ document }, { by = "differential" }, level = GROWTH) {
      const stairs = stairsOf(document.segments);
      if (stairs.length < FEWEST_STAIRS)
        return unobserved(`the run has ${stairs.length} stairs of rising current; an onset takes ${FEWEST_STAIRS}`);
      if (by === "tangents") return tangentOnset(stairs, level);
      if (by === "chord")
        return growthOnset(
          stairs,
          stairs.map(({ current, voltage }) => voltage / current),
          level,
        );
      if (by === "differential") return growthOnset(stairs.slice(1), differences(stairs), level);
      return unobserved(`by is ${JSON.stringify(by)}; it is differential, chord or tangents`);
    },
  },
];

function differences(stairs: readonly Stair[]): number[] {
  return stairs.slice(1).map(({ current, voltage }, k) => {
    const before = stairs[k] as Stair;
    return (voltage - before.voltage) / (current - before.current);
  });
}

/** First current at which a resistance exceeds so many times the median of the first, linear between stairs. */
export function growthOnset(stairs: readonly Stair[], resistance: readonly number[], growth: number): Observed {
  const first = resistance.slice(0, FIRST).sort((a, b) => a - b);
  const base = first[first.length >> 1] ?? Number.NaN;
  const wanted = growth * base;
  const at = resistance.findIndex((r, k) => k > 0 && r > wanted);
  const last = stairs.at(-1)?.current ?? 0;
  if (at < 0) {
    const largest = Math.max(...resistance) / base;
    return unobserved(
      `the resistance grows ${Number(largest.toPrecision(3))} times at most, up to the last stair`,
      1,
      Math.abs(last),
    );
  }
  const [before, here] = [resistance[at - 1] as number, resistance[at] as number];
  const [from, to] = [Math.abs(stairs[at - 1]?.current ?? 0), Math.abs(stairs[at]?.current ?? 0)];
  const part = here > before ? Math.min(1, Math.max(0, (wanted - before) / (here - before))) : 1;
  return {
    value: from + part * (to - from),
    remark: `the resistance was ${Number((1e4 * base).toPrecision(3))} Ω cm² before`,
  };
}

/** Where the line through the first third of the stairs meets the line through the last two. */
export function tangentOnset(stairs: readonly Stair[], steeper: number): Observed {
  const third = Math.max(2, Math.floor(stairs.length / 3));
  const first = line(stairs.slice(0, third));
  const last = line(stairs.slice(-2));
  const end = Math.abs(stairs.at(-1)?.current ?? 0);
  if (!(last.slope > steeper * first.slope)) {
    return unobserved(
      `the last stairs are ${Number((last.slope / first.slope).toPrecision(3))} times as steep as the first`,
      1,
      end,
    );
  }
  return { value: Math.abs((first.offset - last.offset) / (last.slope - first.slope)) };
}

/** Straight line by least squares, E = offset + slope · j. */
function line(points: readonly Stair[]): { readonly offset: number; readonly slope: number } {
  const n = points.length;
  const meanCurrent = points.reduce((sum, { current }) => sum + current, 0) / n;
  const meanVoltage = points.reduce((sum, { voltage }) => sum + voltage, 0) / n;
  let [square, product] = [0, 0];
  for (const { current, voltage } of points) {
    square += (current - meanCurrent) ** 2;
    product += (current - meanCurrent) * (voltage - meanVoltage);
  }
  const slope = product / square;
  return { offset: meanVoltage - slope * meanCurrent, slope };
}
