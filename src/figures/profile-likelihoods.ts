import { axis, baseLayout, frames } from "./frame.ts";
import { type Figure, type PlotlyObject, plotText, type Trace } from "./plotly.ts";
import type { FigureTheme } from "./theme.ts";
import { sizes } from "./tokens.ts";

/** How much worse the best fit becomes with one parameter held at a value. */
export interface ProfileLikelihood {
  /** "store.capacity" */
  readonly name: string;
  /** As it is printed; empty for a pure number. */
  readonly unit: string;
  readonly log: boolean;
  readonly values: ArrayLike<number>;
  /** F − F̂, in squared standard deviations. */
  readonly rise: ArrayLike<number>;
  /** Rise at the ends of the interval of 95 %. */
  readonly limit: number;
  /** Where the optimum lies. */
  readonly best: number;
  /** Ends of the interval by the curvature; null beyond the bounds. */
  readonly curvature: readonly [number | null, number | null];
}

const COLUMNS = 3;
/** Parts of the width and height between panels. */
const GAP = { x: 0.07, y: 0.16 } as const;
/** Rise above which a curve leaves its panel, in limits. */
const ROOM = 1.6;

/** Profile likelihoods in panels: the curve, its limit of 95 %, and the ends that the curvature alone would give. */
export function profileLikelihoods(profiles: readonly ProfileLikelihood[], theme: FigureTheme): Figure {
  const columns = Math.min(COLUMNS, Math.max(1, profiles.length));
  const rows = Math.ceil(profiles.length / columns);
  const width = (1 - GAP.x * (columns - 1)) / columns;
  const gap = rows > 1 ? GAP.y / Math.max(1, rows - 1) : 0;
  const height = (1 - gap * (rows - 1)) / Math.max(1, rows);
  const places = profiles.map((_, k) => {
    const [column, row] = [k % columns, Math.floor(k / columns)];
    const left = column * (width + GAP.x);
    const top = 1 - row * (height + gap);
    return { x: [left, left + width] as const, y: [Math.max(0, top - height), top] as const };
  });
  const layout: Record<string, PlotlyObject> = {};
  profiles.forEach(({ name, unit, log, limit }, k) => {
    const suffix = k === 0 ? "" : String(k + 1);
    const title = `${plotText(name)}${unit === "" ? "" : ` / ${unit}`}`;
    layout[`xaxis${suffix}`] = axis(theme, title, {
      domain: [...places[k].x],
      anchor: `y${suffix}`,
      ...(log ? { type: "log", minor: { ticks: "inside", ticklen: sizes.tickMinor, dtick: "D1" } } : {}),
      nticks: 4,
      title: { text: title, standoff: 4, font: { size: sizes.tick, color: theme.color.ink } },
    });
    layout[`yaxis${suffix}`] = axis(theme, k % columns === 0 ? "<i>F</i> − <i>F</i><sub>min</sub>" : "", {
      domain: [...places[k].y],
      anchor: `x${suffix}`,
      range: [-0.06 * limit, ROOM * limit],
      nticks: 4,
    });
  });
  return {
    data: profiles.flatMap((profile, k) => traces(profile, k === 0 ? "" : String(k + 1), theme)),
    layout: {
      ...baseLayout(theme, { margin: { l: 62, r: 18, t: 14, b: 46 } }),
      ...layout,
      shapes: places.flatMap(({ x, y }) => frames(theme, [y]).map((shape) => ({ ...shape, x0: x[0], x1: x[1] }))),
    },
  };
}

function traces(
  { name, unit, values, rise, limit, best, curvature }: ProfileLikelihood,
  suffix: string,
  theme: FigureTheme,
): Trace[] {
  const axes = { xaxis: `x${suffix}`, yaxis: `y${suffix}` };
  const ends = [values[0], values[values.length - 1]];
  const hover = `${plotText(name)} = %{x:.4~g}${unit === "" ? "" : ` ${unit}`}`;
  return [
    {
      type: "scatter",
      mode: "lines",
      name: "95 %",
      x: [Math.min(...ends, ...inner(curvature)), Math.max(...ends, ...inner(curvature))],
      y: [limit, limit],
      line: { color: theme.color.ink3, width: 1, dash: "4px,3px" },
      hoverinfo: "skip",
      ...axes,
    },
    {
      type: "scatter",
      mode: "markers",
      name: "by the curvature",
      x: inner(curvature),
      y: inner(curvature).map(() => limit),
      marker: { symbol: "line-ns-open", size: 14, color: theme.color.s2, line: { width: sizes.stroke } },
      hovertemplate: `${hover}<br>by the curvature<extra></extra>`,
      ...axes,
    },
    {
      type: "scatter",
      mode: "lines+markers",
      name: plotText(name),
      x: Array.from(values),
      y: Array.from(rise),
      line: { color: theme.color.s1, width: sizes.stroke },
      marker: { size: 5, color: theme.color.s1 },
      hovertemplate: `${hover}<br>rise %{y:.3~g}<extra></extra>`,
      ...axes,
    },
    {
      type: "scatter",
      mode: "markers",
      name: "optimum",
      x: [best],
      y: [0],
      marker: { symbol: "diamond", size: 9, color: theme.color.accent },
      hovertemplate: `${hover}<br>optimum<extra></extra>`,
      ...axes,
    },
  ];
}

function inner(ends: readonly (number | null)[]): number[] {
  return ends.filter((end) => end !== null);
}
