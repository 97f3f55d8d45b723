import type { Figure } from "./plotly.ts";
import { lineStyle } from "./simulated-course.ts";
import { stackedRows } from "./stacked-rows.ts";
import type { FigureTheme } from "./theme.ts";
import { axisTitle, timeUnit } from "./units.ts";

/** How far a measured spectrum lies from a computed one, as parts of |Z| measured. */
export interface SpectrumResidual {
  /** s */
  readonly time: number;
  /** Root mean square over the points, and the largest. */
  readonly relativeResidual: number;
  readonly largest: number;
}

/** Residuals of spectra in % against the time of each. */
export function spectrumResiduals(spectra: readonly SpectrumResidual[], theme: FigureTheme): Figure {
  const times = spectra.map(({ time }) => time);
  const { seconds, unit } = timeUnit((times.at(-1) ?? 0) - (times[0] ?? 0));
  const x = times.map((t) => t / seconds);
  const curve = (name: string, values: readonly number[], k: number) => ({
    name,
    x,
    y: values.map((v) => 100 * v),
    color: lineStyle(theme, k).color,
    mode: "lines+markers" as const,
    symbol: k === 0 ? "circle" : "triangle-up",
  });
  return stackedRows({
    theme,
    x: { title: axisTitle("t", unit), hover: `%{x:.5~g} ${unit}` },
    legend: "above",
    rows: [
      {
        title: "|Δ<i>Z</i>| / |<i>Z</i>| / %",
        hover: "%{y:.3~g} %",
        curves: [
          curve(
            "root mean square",
            spectra.map(({ relativeResidual }) => relativeResidual),
            0,
          ),
          curve(
            "largest",
            spectra.map(({ largest }) => largest),
            1,
          ),
        ],
      },
    ],
  });
}
