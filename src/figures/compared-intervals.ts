import { log10 } from "../numerics/elementary/index.ts";
import { axis, baseLayout, legendAbove, logAxis } from "./frame.ts";
import { type Figure, plotText, type Trace } from "./plotly.ts";
import type { FigureTheme } from "./theme.ts";

/** A value with its interval; null where there is none, or where it is not bounded. */
export interface Bounded {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly text: string;
}

/** Two values of one quantity. */
export interface ComparedPair {
  readonly name: string;
  /** As published. */
  readonly published: Bounded;
  readonly computed: Bounded;
}

/** Decades above which a logarithmic axis shows values better. */
const LINEAR_UP_TO = 1.3;
/** Part of a row between the published and the computed value. */
const APART = 0.14;

const finite = ({ value, lower, upper }: Bounded): number[] => [value, lower, upper].filter((x) => x !== null);

/** Published values (circles) and computed ones (dashes) with their intervals, a row each pair; an end that is not bounded runs to the frame. */
export function comparedIntervals(pairs: readonly ComparedPair[], unit: string, theme: FigureTheme): Figure {
  const all = pairs.flatMap(({ published, computed }) => [...finite(published), ...finite(computed)]);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const log = low > 0 && log10(high / low) > LINEAR_UP_TO;
  const pad = 0.1 * (high - low || Math.abs(high) || 1);
  const range = log ? [low / 1.6, high * 1.6] : [low - pad, high + pad];
  const [from = 0, to = 1] = range;
  const place = (k: number): number => pairs.length - k;
  const trace = (side: "published" | "computed"): Trace[] => {
    const published = side === "published";
    const color = published ? theme.color.measured : theme.color.accent;
    const shift = published ? APART : -APART;
    const name = published ? "paper" : "computed";
    const values = pairs.map((pair) => pair[side]);
    const told = values.map(({ text }) => plotText(text));
    const bars = values.flatMap(({ lower, upper }, k) =>
      lower === null && upper === null ? [] : [[lower ?? from, upper ?? to, place(k) + shift] as const],
    );
    return [
      {
        type: "scatter",
        mode: "lines",
        x: bars.flatMap(([a, b]) => [a, b, null]),
        y: bars.flatMap(([, , y]) => [y, y, null]),
        line: { color, width: published ? 1.2 : 3 },
        hoverinfo: "skip",
        showlegend: false,
      },
      {
        type: "scatter",
        mode: "markers",
        name,
        x: values.map(({ value }) => value),
        y: values.map((_, k) => place(k) + shift),
        text: told,
        marker: published
          ? { symbol: "circle-open", size: 8, color, line: { width: 1.4, color } }
          : { symbol: "line-ns-open", size: 12, color, line: { width: 2.4, color } },
        hovertemplate: `${name} %{text}<extra></extra>`,
      },
    ];
  };
  const title = unit === "" ? "value" : plotText(unit);
  return {
    data: [...trace("computed"), ...trace("published")],
    layout: baseLayout(theme, {
      showlegend: true,
      legend: legendAbove(theme),
      margin: { l: 60, r: 18, t: 34, b: 46 },
      xaxis: log ? logAxis(theme, title, [from, to]) : axis(theme, title, { range, nticks: 5 }),
      yaxis: axis(theme, "", {
        range: [0.45, pairs.length + 0.55],
        tickmode: "array",
        tickvals: pairs.map((_, k) => place(k)),
        ticktext: pairs.map(({ name }) => broken(name)),
        minor: {},
        showgrid: false,
      }),
    }),
  };
}

/** Characters of a line of a name, and lines of it. */
const LINE = 18;
const LINES = 3;

/** A name in short lines; what does not fit is cut. */
function broken(name: string): string {
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const shown = lines.slice(0, LINES);
  return shown.map(plotText).join("<br>") + (lines.length > LINES ? "…" : "");
}
