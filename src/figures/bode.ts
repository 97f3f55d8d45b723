import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import type { ImpedanceSpectrum } from "../impedance/spectrum.ts";
import { atan2, hypot } from "../numerics/elementary/index.ts";
import { axis, baseLayout, legendAbove, logAxis } from "./frame.ts";
import { leftOutMark, leftOutName } from "./left-out.ts";
import { computedSpectra, type SpectrumFigureOptions } from "./nyquist.ts";
import type { Figure, Trace } from "./plotly.ts";
import { processMarks, processTraces } from "./process-marks.ts";
import type { FigureTheme } from "./theme.ts";
import { axisTitle, type DisplayUnits, displayUnits } from "./units.ts";
import { partedSpectrum } from "./used-points.ts";

function modulus(z: ImpedanceSpectrum, factor: number): number[] {
  return Array.from(z.real, (re, i) => factor * hypot(re, z.imaginary[i] as number));
}

function negativePhase(z: ImpedanceSpectrum): number[] {
  return Array.from(z.real, (re, i) => (-180 / Math.PI) * atan2(z.imaginary[i] as number, re));
}

/** Smallest and largest of positive numbers. */
export function rangeOf(values: ArrayLike<number>): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < values.length; i++) {
    const v = values[i] as number;
    if (v > 0 && v < low) low = v;
    if (v > high) high = v;
  }
  return low <= high ? [low, high] : [1, 10];
}

function leftOutTraces(z: ImpedanceSpectrum, theme: FigureTheme, units: DisplayUnits, highest: number): Trace[] {
  const common = {
    type: "scatter",
    mode: "markers",
    name: leftOutName(highest),
    x: Array.from(z.frequency),
    marker: leftOutMark(theme),
  } as const;
  const hover = (what: string): string => `left out<br>%{x:.4~s}Hz<br>${what}<extra></extra>`;
  return [
    {
      ...common,
      y: modulus(z, units.resistanceFactor),
      hovertemplate: hover(`|<i>Z</i>| = %{y:.4~g} ${units.resistance}`),
    },
    {
      ...common,
      y: negativePhase(z),
      yaxis: "y2",
      showlegend: false,
      hovertemplate: hover("−<i>φ</i> = %{y:.4~g}°"),
    },
  ];
}

/** |Z| (left, circles) and −φ (right, squares) of one sweep over frequency; the computed spectra as lines in the colours of the Nyquist plot, points that were left out as grey crosses, the processes on |Z| at 1/(2πτ). */
export function bode(
  analysis: SweepAnalysis,
  { theme, area, highestFrequency = null, processes = true }: SpectrumFigureOptions,
): Figure {
  const marks = processes ? processMarks(analysis, highestFrequency) : [];
  const units = displayUnits(area);
  const { spectrum } = analysis.sweep;
  const { used, leftOut } = partedSpectrum(spectrum, highestFrequency);
  const x = Array.from(used.frequency);
  const lines = computedSpectra(analysis, highestFrequency).flatMap(({ name, spectrum: z, color, dash }): Trace[] => {
    const common = { type: "scatter", mode: "lines", name, x: Array.from(z.frequency), hoverinfo: "skip" } as const;
    const line = { color: theme.color[color], width: 1.6, dash };
    return [
      { ...common, y: modulus(z, units.resistanceFactor), line },
      { ...common, y: negativePhase(z), yaxis: "y2", showlegend: false, line: { ...line, width: 1.3 } },
    ];
  });
  return {
    data: [
      ...lines,
      ...(leftOut.frequency.length === 0 ? [] : leftOutTraces(leftOut, theme, units, highestFrequency as number)),
      {
        type: "scatter",
        mode: "markers",
        name: "|<i>Z</i>|",
        x,
        y: modulus(used, units.resistanceFactor),
        marker: { symbol: "circle-open", size: 6, color: theme.color.measured, line: { width: 1.2 } },
        hovertemplate: `%{x:.4~s}Hz<br>|<i>Z</i>| = %{y:.4~g} ${units.resistance}<extra></extra>`,
      },
      {
        type: "scatter",
        mode: "markers",
        name: "−<i>φ</i>",
        x,
        y: negativePhase(used),
        yaxis: "y2",
        marker: { symbol: "square-open", size: 5.5, color: theme.color.s5, line: { width: 1.2 } },
        hovertemplate: "%{x:.4~s}Hz<br>−<i>φ</i> = %{y:.4~g}°<extra></extra>",
      },
      ...processTraces(marks, theme, units, ({ frequency, real, imaginary }) => [
        frequency,
        units.resistanceFactor * hypot(real, imaginary),
      ]),
    ],
    layout: baseLayout(theme, {
      margin: { l: 62, r: 56, t: 34, b: 46 },
      showlegend: true,
      legend: legendAbove(theme),
      xaxis: logAxis(theme, axisTitle("f", "Hz"), rangeOf(spectrum.frequency), { pad: 0.15 }),
      yaxis: logAxis(
        theme,
        axisTitle("Z", units.resistance, "|", "|"),
        rangeOf(modulus(spectrum, units.resistanceFactor)),
        {
          pad: 0.12,
          mirror: false,
        },
      ),
      yaxis2: axis(theme, axisTitle("φ", "°", "−"), {
        overlaying: "y",
        side: "right",
        showgrid: false,
        mirror: false,
        nticks: 6,
        title: { text: axisTitle("φ", "°", "−"), standoff: 6, font: { size: 12, color: theme.color.s5 } },
        tickfont: { size: 11, color: theme.color.s5 },
      }),
    }),
  };
}
