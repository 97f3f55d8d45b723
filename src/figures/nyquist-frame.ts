import type { ImpedanceSpectrum } from "../impedance/spectrum.ts";
import { extentOf } from "./extent.ts";
import { axis } from "./frame.ts";
import { leftOutMark, leftOutName } from "./left-out.ts";
import type { PlotlyObject, Trace } from "./plotly.ts";
import type { FigureTheme } from "./theme.ts";
import { niceStep } from "./ticks.ts";
import { axisTitle, type DisplayUnits } from "./units.ts";
import { type HighestFrequency, partedSpectrum } from "./used-points.ts";

/** What is drawn of a spectrum: Z′ and −Z″ in the shown unit. */
export interface Shown {
  readonly x: number[];
  readonly y: number[];
}

export function shown(spectrum: ImpedanceSpectrum, units: DisplayUnits): Shown {
  return {
    x: Array.from(spectrum.real, (z) => z * units.resistanceFactor),
    y: Array.from(spectrum.imaginary, (z) => -z * units.resistanceFactor),
  };
}

function finite([low, high]: readonly [number, number]): readonly [number, number] {
  return low <= high ? [low, high] : [0, 1];
}

/** Axes on which one Ω is as long in either direction, around all that is shown. */
export function equalAxes(theme: FigureTheme, units: DisplayUnits, all: readonly Shown[]): PlotlyObject {
  const [minX, maxX] = finite(extentOf(all.flatMap((z) => z.x)));
  const [minY, maxY] = finite(extentOf(all.flatMap((z) => z.y)));
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

/** What Nyquist figures show under the pointer. */
export function nyquistHover(units: DisplayUnits, before = ""): string {
  return `${before}%{customdata:.4~s}Hz<br><i>Z</i>′ = %{x:.4~g} ${units.resistance}<br>−<i>Z</i>″ = %{y:.4~g} ${units.resistance}<extra></extra>`;
}

/** Points that were left out, as one trace; nothing if none were. */
export function leftOutPoints(
  theme: FigureTheme,
  units: DisplayUnits,
  spectra: readonly ImpedanceSpectrum[],
  highest: HighestFrequency,
): Trace[] {
  if (highest === null) return [];
  const parts = spectra.map((spectrum) => partedSpectrum(spectrum, highest).leftOut);
  const points = parts.map((part) => shown(part, units));
  if (points.every((z) => z.x.length === 0)) return [];
  return [
    {
      type: "scatter",
      mode: "markers",
      name: leftOutName(highest),
      showlegend: true,
      x: points.flatMap((z) => z.x),
      y: points.flatMap((z) => z.y),
      customdata: parts.flatMap(({ frequency }) => Array.from(frequency)),
      marker: leftOutMark(theme),
      hovertemplate: nyquistHover(units, "left out<br>"),
    },
  ];
}
