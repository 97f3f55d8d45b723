import { type AlloyAxis, massAxis, massPercent, moleFractionAxis } from "./alloy-axes.ts";
import { placeCurveLabels } from "./curve-labels.ts";
import { axis, baseLayout, label } from "./frame.ts";
import { elementName } from "./phase-names.ts";
import type { Figure, PlotlyObject, Trace } from "./plotly.ts";
import type { FigureColor, FigureTheme } from "./theme.ts";
import { sizes } from "./tokens.ts";

/** A quantity of an alloy against its composition. All arrays have one length. */
export interface CompositionCurve {
  /** In Plotly's markup, as it stands beside the line: Na⁺/Na. */
  readonly label: string;
  readonly color: FigureColor;
  /** Mole fractions of the axis component, ascending. */
  readonly x: readonly number[];
  /** In the unit of the axis. */
  readonly y: readonly number[];
  /** Ends of the interval of 95 %; null without. */
  readonly band: { readonly lower: readonly number[]; readonly upper: readonly number[] } | null;
  /** Where no measurement stands behind it: drawn dashed. */
  readonly extrapolated?: readonly boolean[];
  /** What is present at each point, for the hover text. */
  readonly phases?: readonly string[];
}

/** A stretch of composition. */
export interface CompositionSpan {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** `liquid` is tinted, two phases are shaded. */
  readonly kind: "liquid" | "two phases" | "solid";
}

export interface CompositionFigureOptions {
  readonly theme: FigureTheme;
  readonly alloy: AlloyAxis;
  /** "Δ<i>E</i> / mV" */
  readonly quantity: string;
  /** Unit for the hover text. */
  readonly unit: string;
  readonly curves: readonly CompositionCurve[];
  readonly spans?: readonly CompositionSpan[];
  /** Alloys marked on every curve. */
  readonly marks?: readonly { readonly label: string; readonly moleFraction: number }[];
  /** One line in a corner: "Darken estimate, no measurement found". */
  readonly note?: string;
  /** Whether zero belongs to the range. */
  readonly fromZero?: boolean;
}

/** Quantities of a binary alloy against composition: mole fraction below, mass per cent above, with bands of 95 %. */
export function compositionFigure(options: CompositionFigureOptions): Figure {
  const { theme, alloy, quantity, curves, spans = [], note } = options;
  const upper = massAxis(theme, alloy);
  const range = rangeOf(options);
  const labels = curves.length < 2 ? [] : placeCurveLabels(curves, range);
  return {
    data: [
      ...curves.flatMap((curve) => bandTrace(theme, curve)),
      ...curves.flatMap((curve) => lineTraces(curve, options)),
      ...markTraces(options),
      ...(upper === null ? [] : [upper.trace]),
    ],
    layout: baseLayout(theme, {
      margin: { l: 62, r: 18, t: upper === null ? 16 : 48, b: 46 },
      hoverdistance: 30,
      xaxis: moleFractionAxis(theme, alloy),
      ...(upper === null ? {} : { xaxis2: upper.axis }),
      yaxis: axis(theme, quantity, { range: [...range] }),
      shapes: spans.map((span) => spanShape(theme, span)),
      annotations: [
        ...spans.flatMap((span) => spanLabel(theme, span)),
        ...labels.map(({ x, y, up, curve }) => ({
          text: curve.label,
          x,
          y,
          yshift: up,
          showarrow: false,
          font: { size: 12, color: theme.color[curve.color] },
        })),
        ...(note === undefined ? [] : [noteLabel(theme, note, spans)]),
      ],
    }),
  };
}

/** Mole fraction next to a pure component that sets no range: a potential diverges there, in a liquid too. */
const DILUTE = 0.05;

/** The first range: of liquid and of two phases; solid solutions and dilute ends, where a potential diverges, may leave it. */
function rangeOf({ curves, spans = [], fromZero = false }: CompositionFigureOptions): readonly [number, number] {
  const wide = spans
    .filter(({ kind }) => kind !== "solid")
    .map(({ from, to }) => ({ from: Math.max(from, DILUTE), to: Math.min(to, 1 - DILUTE) }))
    .filter(({ from, to }) => to > from);
  const counts = (x: number): boolean => wide.length === 0 || wide.some(({ from, to }) => x >= from && x <= to);
  const values = curves
    .flatMap(({ x, y, band }) =>
      x.flatMap((each, i) => {
        if (!counts(each)) return [];
        return [y[i] as number, ...(band ? [band.lower[i] as number, band.upper[i] as number] : [])];
      }),
    )
    .filter(Number.isFinite);
  const [low, high] = [Math.min(...values, ...(fromZero ? [0] : [])), Math.max(...values, ...(fromZero ? [0] : []))];
  const span = high - low || Math.abs(high) || 1;
  // Room above for the names of the fields.
  return [low - (fromZero && low === 0 ? 0 : 0.06 * span), high + 0.16 * span];
}

function bandTrace(theme: FigureTheme, { x, band, color, label: text }: CompositionCurve): Trace[] {
  if (band === null) return [];
  return [
    {
      type: "scatter",
      mode: "lines",
      name: `${text}, 95 %`,
      x: [...x, ...[...x].reverse()],
      y: [...band.lower, ...[...band.upper].reverse()],
      fill: "toself",
      fillcolor: theme.color[color],
      opacity: 0.18,
      line: { width: 0 },
      hoverinfo: "skip",
    },
  ];
}

/** The line in stretches: whole where there is data, dashed where it is extrapolated. */
function lineTraces(curve: CompositionCurve, { theme, alloy, unit }: CompositionFigureOptions): Trace[] {
  const { x, y, extrapolated, phases, band } = curve;
  const traces: Trace[] = [];
  for (let from = 0; from < x.length - 1; ) {
    const dashed = extrapolated?.[from] ?? false;
    let to = from + 1;
    while (to < x.length - 1 && (extrapolated?.[to] ?? false) === dashed) to++;
    const piece = <Value>(values: readonly Value[]): Value[] => values.slice(from, to + 1);
    const notes = piece([...x.keys()]).map((i) => {
      const mass = massPercent(alloy, x[i] as number);
      const wt = mass === null ? "" : `, ${mass.toFixed(1)} wt% ${elementName(alloy.other)}`;
      const interval = band ? ` ± ${(((band.upper[i] as number) - (band.lower[i] as number)) / 2).toPrecision(2)}` : "";
      return [interval, `${wt}${phases?.[i] ? `<br>${phases[i]}` : ""}${dashed ? "<br>extrapolated" : ""}`];
    });
    traces.push({
      type: "scatter",
      mode: "lines",
      name: curve.label,
      x: piece(x),
      y: piece(y),
      customdata: notes,
      line: { color: theme.color[curve.color], width: sizes.computed, ...(dashed ? { dash: "4px,3px" } : {}) },
      hovertemplate: `<b>${curve.label}</b> %{y:.4g}%{customdata[0]} ${unit}<br><i>x</i> = %{x:.3f}%{customdata[1]}<extra></extra>`,
    });
    from = to;
  }
  return traces;
}

function markTraces({ theme, curves, marks = [], unit }: CompositionFigureOptions): Trace[] {
  return curves.flatMap(({ x, y, color, label: text }): Trace[] => {
    const found = marks.flatMap((mark) => {
      const value = interpolated(x, y, mark.moleFraction);
      return value === null ? [] : [{ ...mark, value }];
    });
    if (found.length === 0) return [];
    return [
      {
        type: "scatter",
        mode: "markers",
        name: text,
        x: found.map(({ moleFraction }) => moleFraction),
        y: found.map(({ value }) => value),
        text: found.map((mark) => mark.label),
        marker: { symbol: "circle", size: 7, color: theme.color[color], line: { color: theme.color.plotBg, width: 1 } },
        hovertemplate: `<b>%{text}</b><br>${text} %{y:.4g} ${unit}<extra></extra>`,
      },
    ];
  });
}

function interpolated(x: readonly number[], y: readonly number[], at: number): number | null {
  const i = x.findIndex((value) => value >= at);
  if (i < 0 || (i === 0 && x[0] !== at)) return null;
  if (i === 0) return y[0] as number;
  const [a, b] = [x[i - 1] as number, x[i] as number];
  return (y[i - 1] as number) + ((at - a) / (b - a)) * ((y[i] as number) - (y[i - 1] as number));
}

function spanShape(theme: FigureTheme, { from, to, kind }: CompositionSpan): PlotlyObject {
  const fillcolor =
    kind === "liquid" ? theme.color.accentSoft : kind === "two phases" ? theme.color.shade : "rgba(0,0,0,0)";
  const place = { type: "rect", xref: "x", yref: "paper", x0: from, x1: to, y0: 0, y1: 1 } as const;
  return { ...place, fillcolor, line: { width: 0 }, layer: "below" };
}

/** Width of a character in parts of the smallest plot. */
const CHARACTER = 6.2 / 292;

function spanLabel(theme: FigureTheme, { from, to, label: text, kind }: CompositionSpan): PlotlyObject[] {
  const [left, right] = text.split(" + ");
  const plainLength = (part: string): number => part.replace(/<[^>]*>/g, "").length * CHARACTER;
  const lines = plainLength(text) < to - from ? [text] : right === undefined ? [text] : [`${left} +`, right];
  if (Math.max(...lines.map(plainLength)) > to - from) return [];
  const color = theme.color[kind === "liquid" ? "accent" : "ink2"];
  const place = { x: (from + to) / 2, yref: "paper", y: 1, yanchor: "top", yshift: -3, showarrow: false } as const;
  return [{ ...place, text: lines.join("<br>"), font: { size: sizes.tick, color } }];
}

function noteLabel(theme: FigureTheme, note: string, spans: readonly CompositionSpan[]): PlotlyObject {
  const more = { xref: "paper", yref: "paper", x: 0.5, y: 1, xanchor: "center", yanchor: "top" } as const;
  return label(theme, note, { ...more, yshift: spans.length > 0 ? -34 : -4, bgcolor: "rgba(0,0,0,0)" });
}
