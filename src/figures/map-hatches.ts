import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import { log } from "../numerics/elementary/index.ts";
import { hatched } from "./drt-overlay.ts";
import type { Columns } from "./map-columns.ts";
import type { Trace } from "./plotly.ts";
import { fails } from "./series-axis.ts";
import type { FigureTheme } from "./theme.ts";

/** Staircase polygons above and below what the frequencies of each sweep reach. */
export function outside(
  theme: FigureTheme,
  series: SeriesAnalysis,
  columns: Columns,
  edges: readonly number[],
): Trace[] {
  const [low, high] = [edges[0] as number, edges.at(-1) as number];
  const x: number[] = [];
  const [lower, upper]: [number[], number[]] = [[], []];
  series.sweeps.forEach(({ drt }, i) => {
    x.push(columns[i]?.[0] as number, columns[i]?.[1] as number);
    const bottom = Math.max(low, drt === null ? high : drt.measuredTauMin);
    const top = Math.min(high, drt === null ? high : drt.measuredTauMax);
    lower.push(bottom, bottom);
    upper.push(top, top);
  });
  const close = (inner: number[], end: number): Trace[] =>
    inner.every((v) => Math.abs(log(v / end)) < 0.01)
      ? []
      : [hatched(theme, [...x, x.at(-1) as number, x[0] as number], [...inner, end, end])];
  return [...close(lower, low), ...close(upper, high)];
}

/** Ranges of τ at which a sweep fails Kramers-Kronig; the whole height where the test does not say at which frequencies. */
function failingTaus({ kramersKronig }: SweepAnalysis, low: number, high: number): readonly (readonly number[])[] {
  const ranges = kramersKronig?.failing ?? [];
  if (ranges.length === 0) return [[low, high]];
  const tau = (f: number): number => Math.min(high, Math.max(low, 1 / (2 * Math.PI * f)));
  return ranges.map(({ min, max }) => [tau(max * 1.12), tau(min / 1.12)]);
}

/**
 * Red hatch over the relaxation times 1/(2πf) of the frequencies at which sweeps fail, so that what holds stays readable;
 * neighbours that fail alike share a rectangle.
 */
export function failing(
  theme: FigureTheme,
  series: SeriesAnalysis,
  columns: Columns,
  edges: readonly number[],
): Trace[] {
  const [low, high] = [edges[0] as number, edges.at(-1) as number];
  const taus = series.sweeps.map((s) => (fails(s) ? failingTaus(s, low, high) : []));
  const keys = taus.map((ranges) => ranges.join(";"));
  const x: (number | null)[] = [];
  const y: (number | null)[] = [];
  for (let i = 0; i < taus.length; i++) {
    const from = columns[i]?.[0] as number;
    while (keys[i + 1] === keys[i]) i++;
    const to = columns[i]?.[1] as number;
    for (const [bottom, top] of taus[i] as readonly (readonly [number, number])[]) {
      x.push(...(x.length > 0 ? [null] : []), from, to, to, from, from);
      y.push(...(y.length > 0 ? [null] : []), bottom, bottom, top, top, bottom);
    }
  }
  if (x.length === 0) return [];
  return [
    hatched(theme, x, y, {
      fillpattern: { shape: "\\", size: 8, solidity: 0.12, fgcolor: theme.color.fail, bgcolor: "rgba(0,0,0,0)" },
    }),
  ];
}
