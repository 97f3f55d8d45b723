import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import type { ImpedanceSpectrum } from "../impedance/spectrum.ts";
import { hypot, log10, pow } from "../numerics/elementary/index.ts";
import { extentOf } from "./extent.ts";
import { formatQuantity } from "./format-number.ts";
import { baseLayout, label, legendAt } from "./frame.ts";
import { equalAxes, leftOutPoints, nyquistHover, type Shown, shown } from "./nyquist-frame.ts";
import type { Figure, PlotlyObject, Trace } from "./plotly.ts";
import { processMarks, processNames, processTraces } from "./process-marks.ts";
import type { FigureTheme } from "./theme.ts";
import { decadesWithin } from "./ticks.ts";
import { displayUnits } from "./units.ts";
import { type HighestFrequency, partedSpectrum } from "./used-points.ts";

export interface SpectrumFigureOptions {
  readonly theme: FigureTheme;
  /** Electrode area in m²; null: values in Ω. */
  readonly area: number | null;
  /** Points above this frequency in Hz were left out of test, relaxation times and circuit; null (default): none. */
  readonly highestFrequency?: HighestFrequency;
  /** Mark the processes on the spectrum; default. A page that holds very many sweeps leaves them to its distributions. */
  readonly processes?: boolean;
}

/** Index of the measured point nearest to each decade, where one lies within 15 % of it. */
function decadePoints(frequency: Float64Array): { readonly index: number; readonly frequency: number }[] {
  const found: { index: number; frequency: number }[] = [];
  for (const k of decadesWithin(...extentOf(frequency))) {
    let best = 0;
    const distance = (i: number): number => Math.abs(log10(frequency[i] as number) - k);
    for (let i = 1; i < frequency.length; i++) if (distance(i) < distance(best)) best = i;
    if (distance(best) < 0.1) found.push({ index: best, frequency: pow(10, k) });
  }
  return found;
}

/** Labels nearer than this part of the larger span to one already placed are left out (about 24 px). */
const CROWDED = 0.09;

/** The corner of a point where a label hides the fewest measured points; outside of the arc where several are free. */
function freeSide(z: Shown, x: number, y: number, span: number, left: boolean): { left: boolean; above: boolean } {
  const [width, height] = [0.13 * span, 0.05 * span];
  const sides = [
    { left, above: true },
    { left: !left, above: true },
    { left, above: false },
    { left: !left, above: false },
  ];
  const hidden = sides.map((side) => {
    const [x0, x1] = side.left ? [x - width, x - 0.004 * span] : [x + 0.004 * span, x + width];
    const [y0, y1] = side.above ? [y + 0.004 * span, y + height] : [y - height, y - 0.004 * span];
    return z.x.filter((v, i) => v >= x0 && v <= x1 && (z.y[i] as number) >= y0 && (z.y[i] as number) <= y1).length;
  });
  return sides[hidden.indexOf(extentOf(hidden)[0])] as { left: boolean; above: boolean };
}

function decadeLabels(
  spectrum: ImpedanceSpectrum,
  z: Shown,
  theme: FigureTheme,
): { traces: Trace[]; texts: PlotlyObject[] } {
  const points = decadePoints(spectrum.frequency);
  const [[left, right], [bottom, top]] = [extentOf(z.x), extentOf(z.y)];
  const span = Math.max(right - left, top - bottom);
  const middle = (right + left) / 2;
  const placed: { x: number; y: number }[] = [];
  const texts: PlotlyObject[] = [];
  for (const { index, frequency } of points.toReversed()) {
    const [x, y] = [z.x[index] as number, z.y[index] as number];
    if (placed.some((p) => hypot(p.x - x, p.y - y) < CROWDED * span)) continue;
    placed.push({ x, y });
    const side = freeSide(z, x, y, span, x < middle);
    texts.push(
      label(theme, formatQuantity(frequency, "Hz"), {
        x,
        y,
        xanchor: side.left ? "right" : "left",
        yanchor: side.above ? "bottom" : "top",
        xshift: side.left ? -3 : 3,
        yshift: side.above ? 3 : -3,
        bgcolor: "rgba(0,0,0,0)",
        font: { size: 11, color: theme.color.ink2 },
      }),
    );
  }
  const indices = points.map((p) => p.index);
  const traces: Trace[] = [
    {
      type: "scatter",
      mode: "markers",
      x: indices.map((i) => z.x[i] as number),
      y: indices.map((i) => z.y[i] as number),
      showlegend: false,
      hoverinfo: "skip",
      marker: { symbol: "circle", size: 7, color: theme.color.measured },
    },
  ];
  return { traces, texts };
}

/** The computed spectra of a sweep where they were fitted, drawn as lines: relaxation times full, circuit dashed. */
export function computedSpectra(
  analysis: SweepAnalysis,
  highest: HighestFrequency,
): {
  readonly name: string;
  readonly spectrum: ImpedanceSpectrum;
  readonly color: "accent" | "s2";
  readonly dash: string;
}[] {
  const used = (spectrum: ImpedanceSpectrum): ImpedanceSpectrum => partedSpectrum(spectrum, highest).used;
  const { drt, circuit } = analysis;
  return [
    ...(drt === null
      ? []
      : [{ name: "from the relaxation times", spectrum: used(drt.fitted), color: "accent", dash: "solid" } as const]),
    ...(circuit === null
      ? []
      : [{ name: "from the circuit", spectrum: used(circuit.fitted), color: "s2", dash: "6px,3px" } as const]),
  ];
}

/**
 * −Z″ over Z′ of one sweep on equal axes: measured points open, decades filled and labelled, points that were left out
 * as grey crosses, computed spectra as lines, on them the processes at 1/(2πτ).
 */
export function nyquist(
  analysis: SweepAnalysis,
  { theme, area, highestFrequency = null, processes = true }: SpectrumFigureOptions,
): Figure {
  const units = displayUnits(area);
  const { spectrum } = analysis.sweep;
  const { used } = partedSpectrum(spectrum, highestFrequency);
  const decades = decadeLabels(used, shown(used, units), theme);
  const lines = computedSpectra(analysis, highestFrequency).map(
    (computed): Trace => ({
      type: "scatter",
      mode: "lines",
      name: computed.name,
      ...shown(computed.spectrum, units),
      line: { color: theme.color[computed.color], width: 1.6, dash: computed.dash },
      hoverinfo: "skip",
    }),
  );
  const marks = processes ? processMarks(analysis, highestFrequency) : [];
  return {
    data: [
      {
        type: "scatter",
        mode: "markers",
        name: "measured",
        ...shown(used, units),
        customdata: Array.from(used.frequency),
        marker: { symbol: "circle-open", size: 6, color: theme.color.measured, line: { width: 1.2 } },
        hovertemplate: nyquistHover(units),
      },
      ...leftOutPoints(theme, units, [spectrum], highestFrequency),
      ...decades.traces,
      ...lines,
      ...processTraces(marks, theme, units, ({ real, imaginary }) => [
        real * units.resistanceFactor,
        -imaginary * units.resistanceFactor,
      ]),
    ],
    layout: baseLayout(theme, {
      showlegend: true,
      legend: legendAt(theme, 0.015, 0.985, { bgcolor: "rgba(0,0,0,0)" }),
      annotations: [...decades.texts, ...processNames(marks, theme, units)],
      ...equalAxes(theme, units, [shown(spectrum, units)]),
    }),
  };
}
