import { axis, baseLayout } from "./frame.ts";
import { type Figure, plotText } from "./plotly.ts";
import { type FigureTheme, meltScale } from "./theme.ts";
import { sizes } from "./tokens.ts";

/** |ρ| from which on a number stands on a dark cell. */
const DARK = 0.55;
/** Part of the colour map that is used. */
const MAP_END = 0.8;

/** Correlations of parameters: the shade is |ρ|, the number ρ; cells without one stay empty. @param correlation n × n, by rows */
export function correlationMatrix(
  names: readonly string[],
  correlation: readonly (readonly (number | null)[])[],
  theme: FigureTheme,
): Figure {
  const labels = names.map(plotText);
  const ticks = labels.map((_, i) => i);
  const place = { tickvals: ticks, ticktext: labels, minor: {}, showgrid: false, ticks: "", mirror: false };
  const last = names.length - 0.5;
  return {
    data: [
      {
        type: "heatmap",
        x: ticks,
        y: ticks,
        z: correlation.map((row, i) => row.map((rho, j) => (rho === null || j > i ? null : Math.abs(rho)))),
        zmin: 0,
        zmax: 1,
        colorscale: meltScale(theme, 0, MAP_END),
        showscale: false,
        hoverongaps: false,
        hovertemplate: "|ρ| = %{z:.3f}<extra></extra>",
      },
    ],
    layout: baseLayout(theme, {
      margin: { l: 120, r: 18, t: 14, b: 90 },
      xaxis: axis(theme, "", { ...place, range: [-0.5, last], tickangle: -35 }),
      yaxis: axis(theme, "", { ...place, range: [last, -0.5] }),
      annotations: correlation.flatMap((row, i) =>
        row.flatMap((rho, j) =>
          rho === null || j > i
            ? []
            : [
                {
                  x: j,
                  y: i,
                  text: rho.toFixed(2).replace("-", "−"),
                  showarrow: false,
                  font: {
                    size: sizes.tick,
                    color: Math.abs(rho) > DARK ? theme.color.onAccent : theme.color.ink,
                  },
                },
              ],
        ),
      ),
    }),
  };
}
