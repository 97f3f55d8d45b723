import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { processNumber } from "../impedance/series/identity.ts";
import { log, log10, pow } from "../numerics/elementary/index.ts";
import type { DistributionBands } from "./drt-bounds.ts";
import { peakHover, peakInterval } from "./drt-bounds.ts";
import { hatched, measuredExtent } from "./drt-overlay.ts";
import { axis, baseLayout, label, logAxis } from "./frame.ts";
import type { SpectrumFigureOptions } from "./nyquist.ts";
import type { Axis, Figure, PlotlyObject, Trace } from "./plotly.ts";
import { processStyle } from "./theme.ts";
import { axisTitle, displayUnits } from "./units.ts";

export interface BesideMapOptions extends SpectrumFigureOptions {
  /** The map that it stands beside: it takes over its τ axis, domain and vertical margins. */
  readonly map: Figure;
  /**
   * Largest γ of the axis in Ω, the same while one sweep after the other is shown, as long as this sweep reaches a fifth of it: a last
   * sweep that broke off does not make a line of all others. By default that of this sweep.
   */
  readonly top?: number;
}

/** A sweep whose largest γ is below this part of the shared axis has its own. */
const LEAST_PART = 0.2;
/** Peaks below this part of the highest carry no text. */
const LABELLED_PART = 0.02;
/** Least distance of two labels in parts of the axis. */
const CROWDED = 0.035;

/**
 * γ of one sweep with τ upright, as on the map beside it: band of 95 %, peaks with their resistances, hatched where the frequencies
 * do not reach.
 */
export function distributionBesideMap({ drt }: SweepAnalysis, { theme, area, map, top }: BesideMapOptions): Figure {
  const units = displayUnits(area);
  const factor = units.resistanceFactor;
  const upright = map.layout.yaxis as Axis & { readonly domain: readonly [number, number] };
  const [low, high] = (upright.range as readonly [number, number]).map((exponent) => pow(10, exponent)) as [
    number,
    number,
  ];
  const [least, most] = drt === null ? [0, 0] : measuredExtent(drt, drt.gamma);
  const shared = top !== undefined && most >= LEAST_PART * top ? top : most;
  const right = 1.3 * factor * Math.max(shared, most) || 1;
  const left = Math.min(0, 1.12 * factor * least);
  const data: Trace[] = [];
  const annotations: PlotlyObject[] = [];
  if (drt !== null) {
    const y = Array.from(drt.tau);
    const across = (values: Float64Array): number[] => Array.from(values, (g) => factor * g);
    const box = (from: number, to: number): Trace =>
      hatched(theme, [left, right, right, left, left], [from, from, to, to, from]);
    if (drt.measuredTauMin > low * 1.01) data.push(box(low, drt.measuredTauMin));
    if (drt.measuredTauMax < high * 0.99) data.push(box(drt.measuredTauMax, high));
    const { gammaLower, gammaUpper }: DistributionBands = drt;
    if (gammaLower && gammaUpper) {
      data.push({
        type: "scatter",
        mode: "lines",
        x: [...across(gammaLower), ...across(gammaUpper).reverse()],
        y: [...y, ...y.toReversed()],
        fill: "toself",
        fillcolor: theme.color.band,
        line: { width: 0 },
        hoverinfo: "skip",
        showlegend: false,
      });
      annotations.push(
        label(theme, "band: 95 %", {
          xref: "paper",
          yref: "y domain",
          x: 0.97,
          y: 0.02,
          xanchor: "right",
          yanchor: "bottom",
        }),
      );
    }
    data.push({
      type: "scatter",
      mode: "lines",
      x: across(drt.gamma),
      y,
      line: { color: theme.color.accent, width: 1.6 },
      hovertemplate: `<i>τ</i> = %{y:.3~s}s<br><i>γ</i> = %{x:.4~g} ${units.resistance}<extra></extra>`,
    });
    const highest = drt.peaks.reduce((m, p) => Math.max(m, Math.abs(p.height)), 0);
    const placed: number[] = [];
    const byRank = drt.peaks.map((peak, i) => ({ peak, i })).sort((a, b) => b.peak.resistance - a.peak.resistance);
    for (const { peak, i } of byRank) {
      if (peak.tau < low || peak.tau > high) continue;
      const style = processStyle(processNumber(peak, i));
      const color = theme.color[style.color];
      const open = peak.identifiable === false;
      const { resistance } = peakInterval(peak, units);
      const place = log(peak.tau / low) / log(high / low);
      data.push({
        type: "scatter",
        mode: "markers",
        x: [factor * peak.height],
        y: [peak.tau],
        marker: { symbol: open ? `${style.marker}-open` : style.marker, size: 9, color },
        hovertemplate: `${peakHover(peak, i, units)}<extra></extra>`,
        showlegend: false,
      });
      if (Math.abs(peak.height) < LABELLED_PART * highest || placed.some((p) => Math.abs(p - place) < CROWDED))
        continue;
      placed.push(place);
      // The ends of an interval below their value: the plot is narrow.
      const said = `${resistance}${open ? " ◌" : ""}`.replace(/\s\(/, "<br>(");
      const far = factor * peak.height > 0.55 * right;
      annotations.push(
        label(theme, said, {
          align: "left",
          x: far ? right : factor * peak.height,
          y: log10(peak.tau),
          xanchor: far ? "right" : "left",
          xshift: far ? -4 : 8,
          yanchor: far ? "bottom" : "middle",
          yshift: far ? 6 : 0,
          bgcolor: "rgba(0,0,0,0)",
          font: { size: 11, color },
        }),
      );
    }
  }
  const { t, b } = map.layout.margin as { readonly t: number; readonly b: number };
  return {
    data,
    layout: baseLayout(theme, {
      margin: { l: 14, r: 16, t, b },
      annotations,
      xaxis: axis(theme, axisTitle("γ", units.resistance), {
        range: [left, right],
        nticks: 5,
        side: "top",
        mirror: "ticks",
      }),
      yaxis: logAxis(theme, "", [low, high], { domain: upright.domain, showticklabels: false }),
    }),
  };
}
