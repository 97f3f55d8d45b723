import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import { determinedPoints, type Track } from "../impedance/series/tracks.ts";
import { log10 } from "../numerics/elementary/index.ts";
import { formatQuantity, formatRange } from "./format-number.ts";
import { label } from "./frame.ts";
import type { PlotlyObject, Trace } from "./plotly.ts";
import { trackHover, trackTitle } from "./resistances.ts";
import { sweepLabel } from "./series-axis.ts";
import { type FigureTheme, processStyle } from "./theme.ts";
import type { DisplayUnits } from "./units.ts";

/** A factor by which the interval of τ must exceed τ on both sides together to be drawn: less is thinner than the line. */
const VISIBLE = 1.25;

/**
 * Lines that follow the processes through the map where the data determine them, with a casing in the colour of the ground;
 * thin lines at the ends of the interval of τ, where it is wider than the line.
 */
export function trackLines(
  theme: FigureTheme,
  series: SeriesAnalysis,
  marks: readonly number[],
  units: DisplayUnits,
  tracks: readonly Track[],
): Trace[] {
  return tracks.flatMap((track): Trace[] => {
    const points = determinedPoints(track);
    const style = processStyle(track.number);
    const x: (number | null)[] = [];
    const y: (number | null)[] = [];
    const text: string[] = [];
    const [lower, upper]: [(number | null)[], (number | null)[]] = [[], []];
    let widest = 1;
    points.forEach((p, k) => {
      if (k > 0 && p.at - (points[k - 1]?.at as number) > 1) {
        x.push(null);
        y.push(null);
        lower.push(null);
        upper.push(null);
        text.push("");
      }
      x.push(marks[p.at] as number);
      y.push(p.tau);
      const [shortest, longest] = p.tauEnds ?? [p.tau, p.tau];
      widest = Math.max(widest, longest / shortest);
      lower.push(shortest);
      upper.push(longest);
      const interval = longest > shortest ? ` (${formatRange(shortest, longest, "s")})` : "";
      text.push(
        `${sweepLabel(series.sweeps[p.at] as (typeof series.sweeps)[number], units)}<br><i>τ</i> = ${formatQuantity(p.tau, "s")}${interval}`,
      );
    });
    const common = { type: "scatter", mode: "lines", x, y } as const;
    const color = theme.color[style.color];
    const edge = (ends: readonly (number | null)[]): Trace => ({
      ...common,
      y: ends,
      line: { color, width: 0.8, dash: "2px,2px" },
      hoverinfo: "skip",
    });
    return [
      ...(widest > VISIBLE ? [edge(lower), edge(upper)] : []),
      { ...common, line: { color: theme.color.panel, width: 4.4 }, hoverinfo: "skip" },
      {
        ...common,
        name: trackTitle(track),
        text,
        line: { color, width: 1.8 },
        hovertemplate: `${trackHover(track)}<br>%{text}<extra></extra>`,
      },
    ];
  });
}

/** Names of the tracks where they begin. */
export function trackLabels(theme: FigureTheme, marks: readonly number[], tracks: readonly Track[]): PlotlyObject[] {
  return tracks.flatMap((track): PlotlyObject[] => {
    const style = processStyle(track.number);
    const [first] = determinedPoints(track);
    if (first === undefined) return [];
    const text = label(theme, `<b>${trackTitle(track)}</b>`, {
      x: marks[first.at] as number,
      y: log10(first.tau),
      xanchor: "left",
      yanchor: "bottom",
      xshift: 8,
      yshift: 5,
      borderpad: 2,
      bgcolor: theme.color.panel,
      font: { size: 11, color: theme.color[style.color] },
    });
    return [text];
  });
}
