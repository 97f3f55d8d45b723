import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import { ohmicCourse } from "../impedance/series/ohmic-course.ts";
import { determinedPoints, processes, type Track } from "../impedance/series/tracks.ts";
import { rangeOf } from "./bode.ts";
import { axis, baseLayout, legendAbove, logAxis } from "./frame.ts";
import type { SpectrumFigureOptions } from "./nyquist.ts";
import { type Figure, plotText, type Trace } from "./plotly.ts";
import { type Along, naturalAxis, seriesAxis, seriesUnits, sweepLabel } from "./series-axis.ts";
import { processStyle } from "./theme.ts";
import { axisTitle } from "./units.ts";

/** Names that only count: `P1` of a series, `R1` of a circuit, `peak 1`. */
const COUNTED = /^(?:[PR]|peak )(\d+)$/;

/**
 * *P*₁ in Plotly's pseudo-HTML, by the number that its peaks carry too: a process has one name wherever it comes from. One that is
 * called by a part of a cell keeps that.
 */
export function trackTitle({ name, number }: Pick<Track, "name" | "number">): string {
  return COUNTED.test(name) ? `<i>P</i><sub>${number}</sub>` : plotText(name);
}

/** As `trackTitle`, with the arc of the circuit that it is: "*P*₁, arc *R*₂ of the circuit". */
export function trackHover(track: Pick<Track, "name" | "number">): string {
  const arc = /^R(\d+)$/.exec(track.name);
  return `${trackTitle(track)}${arc === null ? "" : `, arc <i>R</i><sub>${arc[1]}</sub> of the circuit`}`;
}

/** Length of a bar; none where there is no end. */
function reach(length: number | null): number {
  return length !== null && Number.isFinite(length) ? Math.max(0, length) : 0;
}

/** Resistances of the processes followed through the series, of peaks or of arcs, with bars of 95 %, along a series, open where the data do not determine them, and R∞ of the relaxation times where they were computed: not the resistance in series of a circuit. */
export function resistances(
  series: SeriesAnalysis,
  { theme, area, along = naturalAxis(series) }: SpectrumFigureOptions & { readonly along?: Along },
): Figure {
  const units = seriesUnits(series, area);
  const position = seriesAxis(series, along, units);
  const { source, tracks } = processes(series);
  const scale = units.resistanceFactor;
  const data = tracks.map((track): Trace => {
    const style = processStyle(track.number);
    const color = theme.color[style.color];
    const determined = new Set(determinedPoints(track));
    const symbols = track.points.map((p) => (determined.has(p) ? style.marker : `${style.marker}-open`));
    return {
      type: "scatter",
      mode: "lines+markers",
      name: trackTitle(track),
      x: track.points.map((p) => position.positions[p.at] as number),
      y: track.points.map((p) => p.resistance * scale),
      error_y: {
        type: "data",
        array: track.points.map(({ resistance, resistanceEnds: ends }) => reach(ends && ends[1] - resistance) * scale),
        arrayminus: track.points.map(
          ({ resistance, resistanceEnds: ends }) => reach(ends && resistance - ends[0]) * scale,
        ),
        visible: track.points.some((p) => p.resistanceEnds !== null),
        color,
        thickness: 1.2,
        width: 3,
      },
      line: { color, width: 1.2 },
      marker: { symbol: symbols.every((s) => s === style.marker) ? style.marker : symbols, size: 6, color },
      text: track.points.map((p) => sweepLabel(series.sweeps[p.at] as (typeof series.sweeps)[number], units)),
      hovertemplate: `%{text}<br>${trackHover(track)}: %{y:.4~g} ${units.resistance}<extra></extra>`,
    };
  });
  const ohmic = ohmicCourse(series).map(({ at, value, lower, upper }) => ({
    at,
    r: value * scale,
    below: (value - (lower ?? value)) * scale,
    above: ((upper ?? value) - value) * scale,
  }));
  if (ohmic.length > 0) {
    data.unshift({
      type: "scatter",
      mode: "lines",
      name: `<i>R</i><sub>∞</sub>${source === "arcs" ? " of the relaxation times" : ""}`,
      x: ohmic.map((p) => position.positions[p.at] as number),
      y: ohmic.map((p) => p.r),
      error_y: {
        type: "data",
        array: ohmic.map(({ above }) => above),
        arrayminus: ohmic.map(({ below }) => below),
        visible: ohmic.some(({ above, below }) => above > 0 || below > 0),
        color: theme.color.s6,
        thickness: 1,
        width: 2,
      },
      line: { color: theme.color.s6, width: 1.2, dash: "5px,3px" },
      hovertemplate: `<i>R</i><sub>∞</sub>: %{y:.4~g} ${units.resistance}<extra></extra>`,
    });
  }
  const values = [
    ...tracks.flatMap((t) => determinedPoints(t).map((p) => p.resistance * scale)),
    ...ohmic.map((p) => p.r),
  ].filter((v) => v > 0);
  const all = tracks.flatMap((t) => t.points.map((p) => p.resistance * scale)).filter((v) => v > 0);
  const [low] = rangeOf(values.length > 0 ? values : all);
  const [, high] = rangeOf([...values, ...all]);
  const title = axisTitle("R", units.resistance);
  return {
    data,
    layout: baseLayout(theme, {
      showlegend: true,
      legend: legendAbove(theme),
      margin: { l: 62, r: 18, t: 34, b: 46 },
      xaxis: axis(theme, position.title),
      yaxis:
        high / low > 12
          ? logAxis(theme, title, [low, high], { pad: 0.12 })
          : axis(theme, title, { rangemode: "tozero" }),
    }),
  };
}
