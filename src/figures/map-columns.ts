import type { SeriesAnalysis } from "../impedance/series/analysis.ts";

/** Columns of the map: [left, right] of each sweep, in the unit of the axis. */
export type Columns = readonly (readonly [number, number])[];

/** A sweep reaches to the next one, unless a pause of more than its own length follows; then to its own end. */
export function timeColumns(series: SeriesAnalysis, seconds: number): Columns {
  const starts = series.sweeps.map((s) => (s.sweep.startTime ?? 0) / seconds);
  const gaps = starts.slice(1).map((t, i) => t - (starts[i] as number));
  const usual = gaps.length > 0 ? ([...gaps].sort((a, b) => a - b)[gaps.length >> 1] as number) : 1;
  return series.sweeps.map(({ sweep }, i) => {
    const start = starts[i] as number;
    const end = Math.max(start, (sweep.time?.at(-1) ?? Number.NaN) / seconds || start);
    const own = end > start ? end - start : usual;
    const next = starts[i + 1];
    return [start, next !== undefined && next - start < Math.max(2 * own, 1.5 * usual) ? next : start + own];
  });
}

/** Columns that meet in the middle between positions. */
export function centredColumns(positions: readonly number[]): Columns {
  return positions.map((x, i) => {
    const left = i > 0 ? (x + (positions[i - 1] as number)) / 2 : null;
    const right = i < positions.length - 1 ? (x + (positions[i + 1] as number)) / 2 : null;
    const half = (right !== null ? right - x : left !== null ? x - left : 0.5) as number;
    return [left ?? x - half, right ?? (left !== null ? 2 * x - left : x + half)];
  });
}

/** Where each sweep is marked on a time axis: in the middle of its own record; where only its start is known, there. */
export function timeMarks(series: SeriesAnalysis, seconds: number): readonly number[] {
  return series.sweeps.map(({ sweep: { startTime, time } }) => {
    const start = startTime ?? 0;
    return (start + Math.max(start, time?.at(-1) ?? start)) / 2 / seconds;
  });
}
