import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import { baseLayout, legendAt } from "./frame.ts";
import { computedSpectra, type SpectrumFigureOptions } from "./nyquist.ts";
import { equalAxes, leftOutPoints, nyquistHover, shown } from "./nyquist-frame.ts";
import type { Figure, Trace } from "./plotly.ts";
import { fails, seriesUnits, sweepLabel } from "./series-axis.ts";
import { type FigureTheme, LINE_END, LINE_START, lineColor, meltScale } from "./theme.ts";
import { niceStep, spreadIndices } from "./ticks.ts";
import { highestFrequencyOf, partedSpectrum } from "./used-points.ts";

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
  const units = seriesUnits(series, area);
  const n = series.sweeps.length;
  const drawn = spreadIndices(n, MOST_LINES);
  const highest = highestFrequencyOf(series);
  const all = series.sweeps.map((s) => shown(s.sweep.spectrum, units));
  const data = drawn.flatMap((i): Trace[] => {
    const analysis = series.sweeps[i] as SweepAnalysis;
    const color = lineColor(theme, i, n);
    const computed = computedSpectra(analysis, highest).at(-1);
    const { used } = partedSpectrum(analysis.sweep.spectrum, highest);
    const points: Trace = {
      type: "scatter",
      mode: "markers",
      name: sweepLabel(analysis, units),
      ...shown(used, units),
      showlegend: false,
      marker: fails(analysis)
        ? { symbol: "x-thin", size: 4, line: { width: 1, color } }
        : { symbol: "circle-open", size: 4, color, line: { width: 1 } },
      customdata: Array.from(used.frequency),
      hovertemplate: nyquistHover(units, "%{fullData.name}<br>"),
    };
    if (computed === undefined) return [points];
    const line: Trace = {
      type: "scatter",
      mode: "lines",
      ...shown(computed.spectrum, units),
      showlegend: false,
      line: { color, width: 1.2 },
      hoverinfo: "skip",
    };
    return [line, points];
  });
  const spectra = drawn.map((i) => (series.sweeps[i] as SweepAnalysis).sweep.spectrum);
  const left = leftOutPoints(theme, units, spectra, highest);
  return {
    data: [...left, ...data, sweepColorBar(theme, n, (series.sweeps[0]?.sweep.index ?? 0) + 1)],
    layout: baseLayout(theme, {
      margin: { l: 62, r: 14, t: 14, b: 46 },
      ...(left.length === 0
        ? {}
        : { showlegend: true, legend: legendAt(theme, 0.015, 0.985, { bgcolor: "rgba(0,0,0,0)" }) }),
      ...equalAxes(theme, units, all),
    }),
  };
}
