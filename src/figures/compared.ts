import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { atan2, log10 } from "../numerics/elementary/index.ts";
import { label } from "./frame.ts";
import { nyquistHover, type Shown, shown } from "./nyquist-frame.ts";
import { type Axis, type Figure, plotText, type Trace } from "./plotly.ts";
import type { FigureColor, FigureTheme } from "./theme.ts";
import { type DisplayUnits, displayUnits } from "./units.ts";

/** A sweep held beside the one that is shown. */
export interface ComparedSweep {
  /** Short: "sweep 30", "sweep 3, NaK80.mpr". */
  readonly label: string;
  readonly analysis: SweepAnalysis;
  /** m² of its own file; null: not known. */
  readonly area: number | null;
}

export interface ComparedOptions {
  readonly theme: FigureTheme;
  /** m² of the sweep that is shown; null: values in Ω. */
  readonly area: number | null;
}

/** Most sweeps that are held beside another. */
export const MOST_COMPARED = 8;

/** Colour and dash of each, in order: no two share both. */
const STYLES: readonly { readonly color: FigureColor; readonly dash: string }[] = [
  { color: "s3", dash: "6px,3px" },
  { color: "s5", dash: "2px,2px" },
  { color: "s4", dash: "8px,3px,2px,3px" },
  { color: "s2", dash: "6px,3px" },
  { color: "s1", dash: "2px,2px" },
  { color: "s6", dash: "8px,3px,2px,3px" },
  { color: "s3", dash: "2px,2px" },
  { color: "s5", dash: "8px,3px,2px,3px" },
];

interface Drawn extends ComparedSweep {
  readonly units: DisplayUnits;
  readonly color: string;
  readonly dash: string;
}

/** Those whose values stand in the unit of the figure. */
function drawable(compared: readonly ComparedSweep[], { theme, area }: ComparedOptions): Drawn[] {
  const { areal } = displayUnits(area);
  return compared.slice(0, MOST_COMPARED).flatMap((one, k) => {
    const units = displayUnits(one.area);
    const style = STYLES[k] as (typeof STYLES)[number];
    return units.areal === areal ? [{ ...one, units, color: theme.color[style.color], dash: style.dash }] : [];
  });
}

function line({ label: name, color, dash }: Drawn): Pick<Trace, "type" | "mode" | "name" | "line" | "showlegend"> {
  return {
    type: "scatter",
    mode: "lines",
    name: plotText(name),
    showlegend: false,
    line: { color, width: 1.5, dash },
  };
}

function direct(theme: FigureTheme, { label: text, color }: Drawn, x: number, y: number): ReturnType<typeof label> {
  return label(theme, plotText(text), {
    x,
    y,
    yanchor: "bottom",
    yshift: 3,
    bgcolor: "rgba(0,0,0,0)",
    font: { size: 11, color },
  });
}

/** A range that reaches from the lower to the higher of its ends and others. */
function grown(axis: Axis | undefined, low: number, high: number): Axis {
  const [from, to] = (axis?.range ?? [low, high]) as readonly [number, number];
  const room = 0.06 * Math.max(high - low, 0);
  return { ...axis, range: [low < from ? low - room : from, high > to ? high + room : to] };
}

/** A Nyquist plot with other sweeps beside it: dashed, each with its name at its highest point. */
export function nyquistCompared(figure: Figure, compared: readonly ComparedSweep[], options: ComparedOptions): Figure {
  const drawn = drawable(compared, options).map((one) => ({ one, z: shown(one.analysis.sweep.spectrum, one.units) }));
  if (drawn.length === 0) return figure;
  const all = (pick: (z: Shown) => readonly number[]): number[] => drawn.flatMap(({ z }) => pick(z));
  const [x, y] = [all((z) => z.x), all((z) => z.y)];
  const { layout } = figure;
  return {
    data: [
      ...figure.data,
      ...drawn.map(
        ({ one, z }): Trace => ({
          ...line(one),
          ...z,
          customdata: Array.from(one.analysis.sweep.spectrum.frequency),
          hovertemplate: nyquistHover(one.units, `${plotText(one.label)}<br>`),
        }),
      ),
    ],
    layout: {
      ...layout,
      xaxis: grown(layout.xaxis as Axis, Math.min(...x), Math.max(...x)),
      yaxis: grown(layout.yaxis as Axis, Math.min(...y), Math.max(...y)),
      annotations: [
        ...(layout.annotations ?? []),
        ...drawn.map(({ one, z }) => {
          const top = z.y.indexOf(Math.max(...z.y));
          return direct(options.theme, one, z.x[top] ?? 0, z.y[top] ?? 0);
        }),
      ],
    },
  };
}

/** A Bode plot with |Z| and −φ of other sweeps: dashed, each with its name at the lowest frequency. */
export function bodeCompared(figure: Figure, compared: readonly ComparedSweep[], options: ComparedOptions): Figure {
  const drawn = drawable(compared, options).map((one) => {
    const { frequency, real, imaginary } = one.analysis.sweep.spectrum;
    const size = Array.from(real, (re, k) => one.units.resistanceFactor * Math.hypot(re, imaginary[k] as number));
    const phase = Array.from(real, (re, k) => (-180 / Math.PI) * atan2(imaginary[k] as number, re));
    return { one, x: Array.from(frequency), size, phase };
  });
  if (drawn.length === 0) return figure;
  const { layout } = figure;
  const sizes = drawn.flatMap(({ size }) => size.filter((value) => value > 0).map(log10));
  return {
    data: [
      ...figure.data,
      ...drawn.flatMap(({ one, x, size, phase }): Trace[] => [
        {
          ...line(one),
          x,
          y: size,
          hovertemplate: `${plotText(one.label)}<br>%{x:.4~s}Hz<br>|<i>Z</i>| = %{y:.4~g} ${one.units.resistance}<extra></extra>`,
        },
        { ...line(one), x, y: phase, yaxis: "y2", hoverinfo: "skip" },
      ]),
    ],
    layout: {
      ...layout,
      yaxis: grown(layout.yaxis as Axis, Math.min(...sizes), Math.max(...sizes)),
      annotations: [
        ...(layout.annotations ?? []),
        ...drawn.map(({ one, x, size }) => {
          const slowest = x.indexOf(Math.min(...x));
          const place = [log10(x[slowest] ?? 1), log10(size[slowest] ?? 1)] as const;
          return { ...direct(options.theme, one, ...place), xanchor: "left" };
        }),
      ],
    },
  };
}

/** Relaxation times beside a map with those of other sweeps: dashed, each with its name at its highest point. */
export function besideMapCompared(
  figure: Figure,
  compared: readonly ComparedSweep[],
  options: ComparedOptions,
): Figure {
  const drawn = drawable(compared, options).flatMap((one) => {
    const { drt } = one.analysis;
    if (drt === null) return [];
    return [{ one, tau: Array.from(drt.tau), gamma: Array.from(drt.gamma, (g) => g * one.units.resistanceFactor) }];
  });
  if (drawn.length === 0) return figure;
  const { layout } = figure;
  const [low, high] = ((layout.yaxis as Axis | undefined)?.range ?? [-9, 3]) as readonly [number, number];
  return {
    data: [
      ...figure.data,
      ...drawn.map(({ one, tau, gamma }): Trace => ({ ...line(one), x: gamma, y: tau, hoverinfo: "skip" })),
    ],
    layout: {
      ...layout,
      annotations: [
        ...(layout.annotations ?? []),
        ...drawn.flatMap(({ one, tau, gamma }) => {
          const inside = gamma.map((g, k) => {
            const place = log10(tau[k] as number);
            return place > low && place < high ? g : Number.NEGATIVE_INFINITY;
          });
          const top = inside.indexOf(Math.max(...inside));
          return [direct(options.theme, one, gamma[top] ?? 0, log10(tau[top] ?? 1))];
        }),
      ],
    },
  };
}
