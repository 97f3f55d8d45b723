import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import type { ImpedanceSpectrum } from "../impedance/spectrum.ts";
import { atan2, hypot, log10 } from "../numerics/elementary/index.ts";
import { label } from "./frame.ts";
import { nyquistHover, type Shown, shown } from "./nyquist-frame.ts";
import { type Axis, type Figure, plotText, type Trace } from "./plotly.ts";
import type { FigureColor, FigureTheme } from "./theme.ts";
import { type DisplayUnits, displayUnits } from "./units.ts";
import { type HighestFrequency, partedSpectrum } from "./used-points.ts";

/** A sweep held beside the one that is shown. */
export interface ComparedSweep {
  /** Short: "sweep 30", "sweep 3, NaK80.mpr". */
  readonly label: string;
  readonly analysis: SweepAnalysis;
  /** m² of its own file; null: not known. */
  readonly area: number | null;
  /** Hz above which points of its series were left out; null, or left out: none were. */
  readonly highestFrequency?: HighestFrequency;
}

export interface ComparedOptions {
  readonly theme: FigureTheme;
  /** m² of the sweep that is shown; null: values in Ω. */
  readonly area: number | null;
}

/** Most sweeps that are held beside another. */
export const MOST_COMPARED = 8;

/** Colour, symbol of what was measured and dash of what was computed, in order: no two share colour and symbol. */
const STYLES: readonly { readonly color: FigureColor; readonly symbol: string; readonly dash: string }[] = [
  { color: "s3", symbol: "diamond-open", dash: "6px,3px" },
  { color: "s5", symbol: "triangle-up-open", dash: "2px,2px" },
  { color: "s4", symbol: "triangle-down-open", dash: "8px,3px,2px,3px" },
  { color: "s2", symbol: "cross-open", dash: "6px,3px" },
  { color: "s1", symbol: "x-open", dash: "2px,2px" },
  { color: "s6", symbol: "diamond-open", dash: "8px,3px,2px,3px" },
  { color: "s3", symbol: "triangle-up-open", dash: "2px,2px" },
  { color: "s5", symbol: "triangle-down-open", dash: "8px,3px,2px,3px" },
];

interface Drawn extends ComparedSweep {
  readonly units: DisplayUnits;
  readonly color: string;
  readonly symbol: string;
  readonly dash: string;
}

/** Those whose values stand in the unit of the figure. */
function drawable(compared: readonly ComparedSweep[], { theme, area }: ComparedOptions): Drawn[] {
  const { areal } = displayUnits(area);
  return compared.slice(0, MOST_COMPARED).flatMap((one, k) => {
    const units = displayUnits(one.area);
    const style = STYLES[k] as (typeof STYLES)[number];
    return units.areal === areal ? [{ ...one, units, ...style, color: theme.color[style.color] }] : [];
  });
}

/** What is computed of a sweep. */
function line({ label: name, color, dash }: Drawn): Pick<Trace, "type" | "mode" | "name" | "line" | "showlegend"> {
  return {
    type: "scatter",
    mode: "lines",
    name: plotText(name),
    showlegend: false,
    line: { color, width: 1.5, dash },
  };
}

/** What was measured. */
function points({
  label: name,
  color,
  symbol,
}: Drawn): Pick<Trace, "type" | "mode" | "name" | "marker" | "showlegend"> {
  return {
    type: "scatter",
    mode: "markers",
    name: plotText(name),
    showlegend: false,
    marker: { symbol, size: 5, color, line: { width: 1.2 } },
  };
}

/** The phase of a sweep in its colour, full where |Z| is open. */
function phaseOf(one: Drawn): Drawn {
  return { ...one, symbol: one.symbol.replace("-open", "") };
}

/** The spectrum computed of the relaxation times of a sweep, where they were used; null: it has none. */
function computedOf({ analysis, highestFrequency = null }: Drawn): ImpedanceSpectrum | null {
  if (analysis.drt === null) return null;
  const limits = [highestFrequency, analysis.highestFrequency ?? null].filter((limit) => limit !== null);
  return partedSpectrum(analysis.drt.fitted, limits.length === 0 ? null : Math.min(...limits)).used;
}

/** The name of a sweep at a place, its file on a line of its own: panels are narrow. */
function direct(theme: FigureTheme, { label: text, color }: Drawn, x: number, y: number): ReturnType<typeof label> {
  return label(theme, plotText(text).replace(", ", ",<br>"), {
    x,
    y,
    align: "left",
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

/** A Nyquist plot with other sweeps beside it: points as measured, dashed as computed, each with its name at its highest point. */
export function nyquistCompared(figure: Figure, compared: readonly ComparedSweep[], options: ComparedOptions): Figure {
  const drawn = drawable(compared, options).map((one) => ({ one, z: shown(one.analysis.sweep.spectrum, one.units) }));
  if (drawn.length === 0) return figure;
  const all = (pick: (z: Shown) => readonly number[]): number[] => drawn.flatMap(({ z }) => pick(z));
  const [x, y] = [all((z) => z.x), all((z) => z.y)];
  const { layout } = figure;
  return {
    data: [
      ...figure.data,
      ...drawn.flatMap(({ one }): Trace[] => {
        const computed = computedOf(one);
        return computed === null ? [] : [{ ...line(one), ...shown(computed, one.units), hoverinfo: "skip" }];
      }),
      ...drawn.map(
        ({ one, z }): Trace => ({
          ...points(one),
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

/** |Z| in the unit of the figure and −φ in ° over frequency. */
function sizeAndPhase({ frequency, real, imaginary }: ImpedanceSpectrum, factor: number) {
  return {
    x: Array.from(frequency),
    size: Array.from(real, (re, k) => factor * hypot(re, imaginary[k] as number)),
    phase: Array.from(real, (re, k) => (-180 / Math.PI) * atan2(imaginary[k] as number, re)),
  };
}

/** A Bode plot with |Z| and −φ of other sweeps: points as measured, open and full, dashed as computed, each with its name at the lowest frequency. */
export function bodeCompared(figure: Figure, compared: readonly ComparedSweep[], options: ComparedOptions): Figure {
  const drawn = drawable(compared, options).map((one) => ({
    one,
    ...sizeAndPhase(one.analysis.sweep.spectrum, one.units.resistanceFactor),
  }));
  if (drawn.length === 0) return figure;
  const { layout } = figure;
  const sizes = drawn.flatMap(({ size }) => size.filter((value) => value > 0).map(log10));
  return {
    data: [
      ...figure.data,
      ...drawn.flatMap(({ one }): Trace[] => {
        const computed = computedOf(one);
        if (computed === null) return [];
        const { x, size, phase } = sizeAndPhase(computed, one.units.resistanceFactor);
        const common = { ...line(one), x, hoverinfo: "skip" } as const;
        return [
          { ...common, y: size },
          { ...common, y: phase, yaxis: "y2" },
        ];
      }),
      ...drawn.flatMap(({ one, x, size, phase }): Trace[] => [
        {
          ...points(one),
          x,
          y: size,
          hovertemplate: `${plotText(one.label)}<br>%{x:.4~s}Hz<br>|<i>Z</i>| = %{y:.4~g} ${one.units.resistance}<extra></extra>`,
        },
        { ...points(phaseOf(one)), x, y: phase, yaxis: "y2", hoverinfo: "skip" },
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
