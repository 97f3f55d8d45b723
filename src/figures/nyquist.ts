import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import type { ImpedanceSpectrum } from "../impedance/spectrum.ts";
import { formatQuantity } from "./format-number.ts";
import { axis, baseLayout, label, legendAt } from "./frame.ts";
import type { Figure, PlotlyObject, Trace } from "./plotly.ts";
import { fails, sweepLabel } from "./series-axis.ts";
import { type FigureTheme, LINE_END, LINE_START, lineColor, meltScale } from "./theme.ts";
import { decadesWithin, niceStep, spreadIndices } from "./ticks.ts";
import { axisTitle, type DisplayUnits, displayUnits } from "./units.ts";

export interface SpectrumFigureOptions {
  readonly theme: FigureTheme;
  /** Electrode area in m²; null: values in Ω. */
  readonly area: number | null;
}

interface Shown {
  readonly x: number[];
  readonly y: number[];
}

function shown(spectrum: ImpedanceSpectrum, units: DisplayUnits): Shown {
  return {
    x: Array.from(spectrum.real, (z) => z * units.resistanceFactor),
    y: Array.from(spectrum.imaginary, (z) => -z * units.resistanceFactor),
  };
}

/** Index of the measured point nearest to each decade, where one lies within 15 % of it. */
function decadePoints(frequency: Float64Array): { readonly index: number; readonly frequency: number }[] {
  const found: { index: number; frequency: number }[] = [];
  for (const k of decadesWithin(Math.min(...frequency), Math.max(...frequency))) {
    let best = 0;
    const distance = (i: number): number => Math.abs(Math.log10(frequency[i] as number) - k);
    for (let i = 1; i < frequency.length; i++) if (distance(i) < distance(best)) best = i;
    if (distance(best) < 0.1) found.push({ index: best, frequency: 10 ** k });
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
  return sides[hidden.indexOf(Math.min(...hidden))] as { left: boolean; above: boolean };
}

function decadeLabels(
  spectrum: ImpedanceSpectrum,
  z: Shown,
  theme: FigureTheme,
): { traces: Trace[]; texts: PlotlyObject[] } {
  const points = decadePoints(spectrum.frequency);
  const span = Math.max(Math.max(...z.x) - Math.min(...z.x), Math.max(...z.y) - Math.min(...z.y));
  const middle = (Math.max(...z.x) + Math.min(...z.x)) / 2;
  const placed: { x: number; y: number }[] = [];
  const texts: PlotlyObject[] = [];
  for (const { index, frequency } of points.toReversed()) {
    const [x, y] = [z.x[index] as number, z.y[index] as number];
    if (placed.some((p) => Math.hypot(p.x - x, p.y - y) < CROWDED * span)) continue;
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

function equalAxes(theme: FigureTheme, units: DisplayUnits, all: readonly Shown[]): PlotlyObject {
  const [minX, maxX] = extent(all.map((z) => z.x));
  const [minY, maxY] = extent(all.map((z) => z.y));
  const pad = 0.065 * Math.max(maxX - minX, maxY - minY, 1e-12);
  const dtick = niceStep(Math.max(maxX - minX, maxY - minY), 5);
  return {
    xaxis: axis(theme, axisTitle("Z", units.resistance, "", "′"), {
      range: [minX - 2.2 * pad, maxX + 1.8 * pad],
      constrain: "range",
      dtick,
    }),
    yaxis: axis(theme, axisTitle("Z", units.resistance, "−", "″"), {
      range: [Math.min(0, minY) - pad, Math.max(maxY + 2 * pad, 3 * pad)],
      scaleanchor: "x",
      scaleratio: 1,
      constrain: "range",
      constraintoward: "bottom",
      dtick,
      zeroline: true,
      zerolinecolor: theme.color.line,
    }),
  };
}

function extent(arrays: readonly number[][]): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of arrays) {
    for (const v of values) {
      if (v < low) low = v;
      if (v > high) high = v;
    }
  }
  return low <= high ? [low, high] : [0, 1];
}

/** The computed spectra of a sweep, drawn as lines: relaxation times full, circuit dashed. */
export function computedSpectra(analysis: SweepAnalysis): {
  readonly name: string;
  readonly spectrum: ImpedanceSpectrum;
  readonly color: "accent" | "s2";
  readonly dash: string;
}[] {
  return [
    ...(analysis.drt === null
      ? []
      : [
          { name: "from the relaxation times", spectrum: analysis.drt.fitted, color: "accent", dash: "solid" } as const,
        ]),
    ...(analysis.circuit === null
      ? []
      : [{ name: "from the circuit", spectrum: analysis.circuit.fitted, color: "s2", dash: "6px,3px" } as const]),
  ];
}

/** −Z″ over Z′ of one sweep on equal axes: measured points open, decades filled and labelled, computed spectra as lines. */
export function nyquist(analysis: SweepAnalysis, { theme, area }: SpectrumFigureOptions): Figure {
  const units = displayUnits(area);
  const { spectrum } = analysis.sweep;
  const z = shown(spectrum, units);
  const decades = decadeLabels(spectrum, z, theme);
  const lines = computedSpectra(analysis).map(
    (computed): Trace => ({
      type: "scatter",
      mode: "lines",
      name: computed.name,
      ...shown(computed.spectrum, units),
      line: { color: theme.color[computed.color], width: 1.6, dash: computed.dash },
      hoverinfo: "skip",
    }),
  );
  return {
    data: [
      {
        type: "scatter",
        mode: "markers",
        name: "measured",
        ...z,
        customdata: Array.from(spectrum.frequency),
        marker: { symbol: "circle-open", size: 6, color: theme.color.measured, line: { width: 1.2 } },
        hovertemplate: `%{customdata:.4~s}Hz<br><i>Z</i>′ = %{x:.4~g} ${units.resistance}<br>−<i>Z</i>″ = %{y:.4~g} ${units.resistance}<extra></extra>`,
      },
      ...decades.traces,
      ...lines,
    ],
    layout: baseLayout(theme, {
      showlegend: true,
      legend: legendAt(theme, 0.015, 0.985, { bgcolor: "rgba(0,0,0,0)" }),
      annotations: decades.texts,
      ...equalAxes(theme, units, [z]),
    }),
  };
}

/** A bar that explains lines coloured by sweep: an invisible trace that only carries it. */
export function sweepColorBar(theme: FigureTheme, count: number, first: number): Trace {
  return {
    type: "scatter",
    mode: "markers",
    x: [null],
    y: [null],
    showlegend: false,
    hoverinfo: "skip",
    marker: {
      color: [first],
      cmin: first,
      cmax: first + count - 1,
      colorscale: meltScale(theme, LINE_START, LINE_END),
      showscale: true,
      colorbar: {
        title: { text: "sweep", side: "right", font: { size: 12, color: theme.color.ink } },
        thickness: 12,
        outlinewidth: 1,
        outlinecolor: theme.color.plotFrame,
        ticks: "inside",
        ticklen: 4,
        tickcolor: theme.color.plotFrame,
        tickfont: { size: 11, color: theme.color.ink2 },
        tickvals: [...new Set([first, ...roundTicks(first, count), first + count - 1])],
        xpad: 6,
      },
    },
  };
}

function roundTicks(first: number, count: number): number[] {
  const step = Math.max(1, niceStep(count, 5));
  const last = first + count - 1;
  const ticks: number[] = [];
  for (let k = Math.ceil(first / step) * step; k <= last; k += step) {
    if (k - first >= 0.6 * step && last - k >= 0.6 * step) ticks.push(k);
  }
  return ticks;
}

/** More lines than this are not told apart, and slow: of longer series so many are drawn, evenly spread. */
export const MOST_LINES = 80;

/** All sweeps of a series (80 of a longer one) on equal axes, coloured along the map; sweeps that fail Kramers-Kronig are crosses. */
export function nyquistSeries(series: SeriesAnalysis, { theme, area }: SpectrumFigureOptions): Figure {
  const units = displayUnits(area);
  const n = series.sweeps.length;
  const drawn = spreadIndices(n, MOST_LINES);
  const all = series.sweeps.map((s) => shown(s.sweep.spectrum, units));
  const data = drawn.flatMap((i): Trace[] => {
    const analysis = series.sweeps[i] as SweepAnalysis;
    const color = lineColor(theme, i, n);
    const computed = computedSpectra(analysis).at(-1);
    const points: Trace = {
      type: "scatter",
      mode: "markers",
      name: sweepLabel(analysis, units),
      ...(all[i] as Shown),
      marker: fails(analysis)
        ? { symbol: "x-thin", size: 4, line: { width: 1, color } }
        : { symbol: "circle-open", size: 4, color, line: { width: 1 } },
      customdata: Array.from(analysis.sweep.spectrum.frequency),
      hovertemplate: `%{fullData.name}<br>%{customdata:.4~s}Hz<br><i>Z</i>′ = %{x:.4~g} ${units.resistance}<br>−<i>Z</i>″ = %{y:.4~g} ${units.resistance}<extra></extra>`,
    };
    if (computed === undefined) return [points];
    const line: Trace = {
      type: "scatter",
      mode: "lines",
      ...shown(computed.spectrum, units),
      line: { color, width: 1.2 },
      hoverinfo: "skip",
    };
    return [line, points];
  });
  return {
    data: [...data, sweepColorBar(theme, n, (series.sweeps[0]?.sweep.index ?? 0) + 1)],
    layout: baseLayout(theme, { margin: { l: 62, r: 14, t: 14, b: 46 }, ...equalAxes(theme, units, all) }),
  };
}
