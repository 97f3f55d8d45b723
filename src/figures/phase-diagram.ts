import type { BinaryDiagram } from "../thermo/diagram/result.ts";
import { ICE_POINT } from "../units/temperature.ts";
import { type AlloyAxis, massAxis, moleFractionAxis } from "./alloy-axes.ts";
import { axis, baseLayout } from "./frame.ts";
import { boundaryTraces, fieldTraces, gapTopTraces, invariantTraces } from "./phase-boundaries.ts";
import { phaseFields } from "./phase-fields.ts";
import { hoverGrid } from "./phase-hover.ts";
import { type AlloyMark, diagramLabels, isothermTraces } from "./phase-labels.ts";
import type { PhaseNamer } from "./phase-names.ts";
import type { Figure, PlotlyObject, Trace } from "./plotly.ts";
import type { FigureTheme } from "./theme.ts";
import { niceStep } from "./ticks.ts";
import { sizes } from "./tokens.ts";

/** Temperatures below which a boundary of a phase follows from no datum. */
export interface Extrapolation {
  /** Name in the database. */
  readonly phase: string;
  /** K */
  readonly below: number;
}

/** A band of 95 % about a liquidus: temperatures in K over mole fractions, ascending. */
export interface LiquidusBand {
  readonly moleFraction: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** A measured point of the liquidus, or of another boundary. */
export interface BoundaryPoint {
  readonly moleFraction: number;
  /** K */
  readonly temperature: number;
  /** Its source. */
  readonly name: string;
}

export interface PhaseDiagramOptions {
  readonly theme: FigureTheme;
  readonly alloy: AlloyAxis;
  readonly nameOf: PhaseNamer;
  /** Temperatures in K that are shown; those of the diagram by default. */
  readonly range?: readonly [number, number];
  /** Temperature axis in K instead of °C. */
  readonly kelvin?: boolean;
  /** K; a line at this temperature, and the compositions at which the alloy is liquid there as a thick one. */
  readonly isotherm?: number;
  /** Alloys marked on that line. */
  readonly marks?: readonly AlloyMark[];
  readonly extrapolated?: readonly Extrapolation[];
  readonly bands?: readonly LiquidusBand[];
  readonly points?: readonly BoundaryPoint[];
  /** What the diagram is and how well it holds: "our fit, liquidus ±4 K (95 %)". */
  readonly note?: string;
  /** False leaves out the points that answer to the pointer. */
  readonly hoverGrid?: boolean;
}

/**
 * A binary phase diagram: fields named, invariants marked with their temperature, mole fraction below and mass per cent above. Lines
 * are computed; what is extrapolated is dashed. Pointing anywhere shows the phases there, their amounts and compositions.
 */
export function phaseDiagram(diagram: BinaryDiagram, options: PhaseDiagramOptions): Figure {
  const { theme, alloy, kelvin = false } = options;
  const shown = (kelvins: number): number => (kelvin ? kelvins : kelvins - ICE_POINT);
  const fields = phaseFields(diagram);
  const range = options.range ?? diagram.temperatureRange;
  const [low, high] = range;
  const view = { ...options, shown, fields, range };
  const step = niceStep(high - low, 8);
  const upper = massAxis(theme, alloy);
  const data: Trace[] = [
    ...fieldTraces(view),
    ...(options.hoverGrid === false ? [] : hoverGrid(diagram, view)),
    ...bandTraces(options, shown),
    ...boundaryTraces(diagram, view),
    ...invariantTraces(diagram, view),
    ...gapTopTraces(diagram, view),
    ...isothermTraces(diagram, view),
    ...pointTraces(options, shown),
    ...(upper === null ? [] : [upper.trace]),
  ];
  return {
    data,
    layout: baseLayout(theme, {
      margin: { l: 58, r: 18, t: upper === null ? 16 : 48, b: 46 },
      hoverdistance: 30,
      xaxis: moleFractionAxis(theme, alloy, { showgrid: false }),
      ...(upper === null ? {} : { xaxis2: upper.axis }),
      yaxis: axis(theme, `<i>T</i> / ${kelvin ? "K" : "°C"}`, {
        range: [shown(low), shown(high)],
        dtick: step,
        minor: { ticks: "inside", ticklen: sizes.tickMinor, tickcolor: theme.color.plotFrame, dtick: step / 4 },
        showgrid: false,
      }),
      annotations: diagramLabels(diagram, view),
      shapes: frameShape(theme),
    }),
  };
}

/** The frame again, above the fields that would lie over its inner half. */
function frameShape(theme: FigureTheme): PlotlyObject[] {
  const line = { color: theme.color.plotFrame, width: 1 };
  return [{ type: "rect", xref: "paper", yref: "paper", x0: 0, x1: 1, y0: 0, y1: 1, line }];
}

function bandTraces({ theme, bands = [] }: PhaseDiagramOptions, shown: (kelvins: number) => number): Trace[] {
  return bands.map(({ moleFraction, lower, upper }) => ({
    type: "scatter",
    mode: "lines",
    name: "95 %",
    x: [...moleFraction, ...[...moleFraction].reverse()],
    y: [...lower, ...[...upper].reverse()].map(shown),
    fill: "toself",
    fillcolor: theme.color.shade,
    line: { width: 0 },
    hoverinfo: "skip",
  }));
}

function pointTraces({ theme, points = [] }: PhaseDiagramOptions, shown: (kelvins: number) => number): Trace[] {
  if (points.length === 0) return [];
  return [
    {
      type: "scatter",
      mode: "markers",
      name: "measured",
      x: points.map((point) => point.moleFraction),
      y: points.map((point) => shown(point.temperature)),
      text: points.map((point) => point.name),
      marker: {
        symbol: "circle",
        size: sizes.decade,
        color: theme.color.plotBg,
        line: { color: theme.color.measured, width: sizes.stroke },
      },
      hovertemplate: "%{text}<br>%{x:.4f}, %{y:.2f}<extra></extra>",
    },
  ];
}
