import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { processNumber } from "../impedance/series/identity.ts";
import { log } from "../numerics/elementary/index.ts";
import { type DistributionBands, peakHover } from "./drt-bounds.ts";
import { gridPoints, measuredExtent, shownTaus } from "./drt-overlay.ts";
import { extentOf } from "./extent.ts";
import { formatQuantity } from "./format-number.ts";
import { axis, baseLayout, label, logAxis } from "./frame.ts";
import { frequencyTwin } from "./frequency-twin.ts";
import type { SpectrumFigureOptions } from "./nyquist.ts";
import type { Figure, PlotlyObject, Trace } from "./plotly.ts";
import { type FigureTheme, processStyle } from "./theme.ts";
import { axisTitle, displayUnits } from "./units.ts";

/** ∫ γ d ln τ from the shortest τ to each, in Ω, by trapezoids; as the distribution gives it where it does. */
export function cumulativeOf(distribution: DistributionBands): Float64Array {
  const { tau, gamma, cumulative } = distribution;
  if (cumulative && cumulative.length === tau.length) return cumulative;
  const sum = new Float64Array(tau.length);
  for (let k = 1; k < tau.length; k++) {
    const step = log((tau[k] as number) / (tau[k - 1] as number));
    sum[k] = (sum[k - 1] as number) + (((gamma[k] as number) + (gamma[k - 1] as number)) / 2) * step;
  }
  return sum;
}

/** Value on a curve over ln τ at a τ between its ends. */
function valueAt(tau: Float64Array, values: Float64Array, at: number): number {
  let k = 1;
  while (k < tau.length - 1 && (tau[k] as number) < at) k++;
  const [a, b] = [tau[k - 1] as number, tau[k] as number];
  const share = Math.min(1, Math.max(0, log(at / a) / log(b / a)));
  return (values[k - 1] as number) + share * ((values[k] as number) - (values[k - 1] as number));
}

/** Rp of so many times what is reached within the frequencies is told in words, not drawn. */
const BEYOND = 1.5;

/**
 * R(τ) = ∫ γ d ln τ up to τ of one sweep, with its band of 95 % where it is known and the peaks marked: a step is a process
 * and its height a resistance, also where γ itself is without bound, as of an ideal RC element.
 */
export function cumulativeResistance(
  analysis: SweepAnalysis,
  { theme, area, thinned = false }: SpectrumFigureOptions & { readonly thinned?: boolean },
): Figure {
  const { drt } = analysis;
  const units = displayUnits(area);
  const scale = units.resistanceFactor;
  const tau = drt?.tau ?? Float64Array.of(1e-7, 1);
  const sum = drt === null ? new Float64Array(tau.length) : cumulativeOf(drt);
  const x = gridPoints(tau, thinned);
  const bands: DistributionBands | null = drt;
  const ends = bands?.cumulativeLower && bands.cumulativeUpper ? [bands.cumulativeLower, bands.cumulativeUpper] : [];
  const edges = ends.every((values) => values.every(Number.isFinite)) ? ends : [];
  const edge = (values: Float64Array, more: PlotlyObject): Trace => ({
    type: "scatter",
    mode: "lines",
    x,
    y: gridPoints(values, thinned).map((r) => r * scale),
    line: { width: 0 },
    hoverinfo: "skip",
    ...more,
  });
  const total = sum[sum.length - 1] ?? 0;
  // What is extrapolated beyond the frequencies sets no scale: there a tail may rise a hundredfold.
  const seen = drt === null ? [0, 0] : [sum, ...edges].flatMap((values) => measuredExtent(drt, values));
  const [least, most] = extentOf(seen);
  const beyond = total > BEYOND * most || total < BEYOND * least;
  const [lowest, highest] = [Math.min(least, beyond ? 0 : total) * scale, Math.max(most, beyond ? 0 : total) * scale];
  const span = shownTaus(drt === null ? [] : [analysis]);
  const twin = frequencyTwin(theme, span);
  return {
    data: [
      ...edges.map((values, k) => edge(values, k === 0 ? {} : { fill: "tonexty", fillcolor: theme.color.band })),
      {
        type: "scatter",
        mode: "lines",
        x,
        y: gridPoints(sum, thinned).map((r) => r * scale),
        line: { color: theme.color.accent, width: 1.8 },
        hovertemplate: `<i>τ</i> = %{x:.3~s}s<br><i>R</i>(<i>τ</i>) = %{y:.4~g} ${units.resistance}<extra></extra>`,
      },
      ...(drt?.peaks ?? []).map((peak, k) =>
        peakMark(
          theme,
          processNumber(peak, k),
          peak.tau,
          valueAt(tau, sum, peak.tau) * scale,
          peakHover(peak, k, units),
        ),
      ),
      twin.trace,
    ],
    layout: baseLayout(theme, {
      margin: { l: 62, r: 14, t: 44, b: 46 },
      xaxis: logAxis(theme, axisTitle("τ", "s"), span, { mirror: false }),
      xaxis2: twin.axis,
      yaxis: axis(theme, `<i>R</i>(<i>τ</i>) / ${units.resistance}`, { range: [1.1 * lowest, 1.1 * highest || 1] }),
      shapes: beyond ? [] : [totalLine(theme, total * scale)],
      annotations: [
        label(
          theme,
          beyond
            ? `<i>R</i><sub>p</sub> = ${formatQuantity(total * scale, units.resistance)}, most of it beyond the measured <i>τ</i>`
            : "<i>R</i><sub>p</sub>",
          {
            xref: "paper",
            x: 0.01,
            xanchor: "left",
            bgcolor: "rgba(0,0,0,0)",
            ...(beyond ? { yref: "paper", y: 0.99, yanchor: "top" } : { y: total * scale, yanchor: "bottom" }),
          },
        ),
      ],
    }),
  };
}

function totalLine(theme: FigureTheme, y: number): PlotlyObject {
  const line = { color: theme.color.ink3, width: 1, dash: "4px,3px" };
  return { type: "line", xref: "paper", x0: 0, x1: 1, y0: y, y1: y, line };
}

function peakMark(theme: FigureTheme, process: number | null, x: number, y: number, hover: string): Trace {
  const style = processStyle(process);
  return {
    type: "scatter",
    mode: "markers",
    x: [x],
    y: [y],
    marker: { symbol: style.marker, size: 8, color: theme.color[style.color] },
    hovertemplate: `${hover}<extra></extra>`,
  };
}
