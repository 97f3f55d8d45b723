import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import { formatDuration, formatNumber, formatQuantity } from "./format-number.ts";
import { label } from "./frame.ts";
import type { Columns } from "./map-columns.ts";
import { type PlotlyObject, plotText } from "./plotly.ts";
import type { Along } from "./series-axis.ts";
import type { FigureTheme } from "./theme.ts";
import type { DisplayUnits } from "./units.ts";

/** Where something sets in along a series, with its interval of 95 %. */
export interface Onset {
  /** What it was sought along. */
  readonly along: Along;
  /** s, A, or the number of the sweep from 1. */
  readonly position: number;
  readonly lower: number;
  readonly upper: number;
  /** What was found, in a sentence: shown under the pointer. */
  readonly words: string;
}

/** The onset that a followed series shows; undefined without one. */
export function onsetOf({ processSeries, sweeps }: SeriesAnalysis): Onset | undefined {
  const onset = processSeries?.onset;
  if (!processSeries || !onset) return undefined;
  const { along } = processSeries;
  const placed = (value: number): number => {
    if (along !== "index") return value;
    // Between the numbers of the sweeps on either side.
    const numbers = processSeries.sweeps.map((place) => (sweeps[place]?.sweep.index ?? place) + 1);
    const k = Math.min(numbers.length - 1, Math.max(0, Math.floor(value)));
    const [a, b] = [numbers[k] as number, numbers[Math.min(numbers.length - 1, k + 1)] as number];
    return a + (value - k) * (b - a);
  };
  return {
    along: along === "index" ? "sweep" : along,
    position: placed(onset.position),
    lower: placed(onset.lower),
    upper: placed(onset.upper),
    words: onset.words,
  };
}

/** The map that an onset is drawn on. */
export interface OnsetPlace {
  readonly series: SeriesAnalysis;
  readonly columns: Columns;
  readonly along: Along;
  /** s in the unit of a time axis. */
  readonly seconds: number;
  readonly units: DisplayUnits;
}

/**
 * An onset on a map: a dashed line, its interval as a grey stripe, both in words. Where the map runs along something else, it
 * stands between the same sweeps. Nothing where no sweeps enclose it.
 */
export function onsetMarks(
  theme: FigureTheme,
  onset: Onset | undefined,
  place: OnsetPlace,
): { readonly shapes: readonly PlotlyObject[]; readonly annotations: readonly PlotlyObject[] } {
  const none = { shapes: [], annotations: [] };
  if (onset === undefined) return none;
  const [x, from, to] = [onset.position, onset.lower, onset.upper].map((value) => onMap(value, onset.along, place));
  if (x == null || from == null || to == null) return none;
  const vertical = { xref: "x", yref: "y domain", y0: 0, y1: 1 } as const;
  return {
    shapes: [
      { type: "rect", ...vertical, x0: from, x1: to, line: { width: 0 }, fillcolor: theme.color.ink3, opacity: 0.25 },
      { type: "line", ...vertical, x0: x, x1: x, line: { color: theme.color.panel, width: 3 } },
      { type: "line", ...vertical, x0: x, x1: x, line: { color: theme.color.ink, width: 1, dash: "5px,3px" } },
    ],
    annotations: [
      label(
        theme,
        `<b>Onset ${inWords(onset.position, onset.along, place.units)}</b><br>${between(onset, place.units)}`,
        {
          x: from,
          xref: "x",
          xanchor: "right",
          xshift: -6,
          yref: "y domain",
          y: 0.93,
          yanchor: "top",
          align: "left",
          borderpad: 3,
          bgcolor: theme.color.panel,
          font: { size: 11, color: theme.color.ink },
          hovertext: plotText(onset.words),
        },
      ),
    ],
  };
}

/** An onset in words: `0.575 mA cm⁻²`, and its interval. */
export function onsetInWords(onset: Onset, units: DisplayUnits): { readonly at: string; readonly interval: string } {
  return { at: inWords(onset.position, onset.along, units), interval: between(onset, units) };
}

function inWords(value: number, along: Along, units: DisplayUnits): string {
  if (along === "time") return formatDuration(value);
  if (along === "current") return formatQuantity(value * units.currentFactor, units.current);
  return `at sweep ${formatNumber(value, { digits: 3 })}`;
}

function between({ lower, upper, along }: Onset, units: DisplayUnits): string {
  const number = (value: number): string =>
    along === "current"
      ? formatNumber(value * units.currentFactor, { digits: 3 })
      : along === "time"
        ? formatDuration(value)
        : formatNumber(value, { digits: 3 });
  const [from, to] = [number(lower), number(upper)];
  // Narrower than the clock is read: 13 h 25 min to 13 h 25 min says nothing.
  if (from === to && along === "time") return `95 % within ± ${formatQuantity((upper - lower) / 2, "s", 2)}`;
  return `95 % between ${from} and ${to}`;
}

/** The place of a value on the axis of the map; null where no two sweeps enclose it. */
function onMap(
  value: number,
  along: Along,
  { series, columns, along: drawn, seconds, units }: OnsetPlace,
): number | null {
  if (along === drawn) return value * { time: 1 / seconds, current: units.currentFactor, sweep: 1 }[along];
  const own = series.sweeps.map(({ sweep }) =>
    along === "time" ? sweep.startTime : along === "current" ? sweep.dcCurrent : sweep.index + 1,
  );
  for (let k = 1; k < own.length; k++) {
    const [a, b, left, right] = [own[k - 1], own[k], columns[k - 1], columns[k]];
    if (a == null || b == null || left === undefined || right === undefined || a === b) continue;
    const share = (value - a) / (b - a);
    if (share < 0 || share > 1) continue;
    const [x0, x1] = [(left[0] + left[1]) / 2, (right[0] + right[1]) / 2];
    return x0 + share * (x1 - x0);
  }
  return null;
}
