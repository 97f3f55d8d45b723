import { type KramersKronigResult, POINT_FAULTS } from "../impedance/kramers-kronig/result.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { log10 } from "../numerics/elementary/index.ts";
import { NORMAL_95 } from "../numerics/probability/normal.ts";
import { rangeOf } from "./bode.ts";
import { axis, baseLayout, label, legendAbove, logAxis } from "./frame.ts";
import { type Figure, type PlotlyObject, plotText, type Trace } from "./plotly.ts";
import type { FigureTheme } from "./theme.ts";
import { axisTitle } from "./units.ts";
import { type HighestFrequency, partedSpectrum } from "./used-points.ts";

/** Frequencies of the points that were tested: all of the spectrum, or those up to the highest frequency that was used. */
function testedFrequencies({ sweep, kramersKronig }: SweepAnalysis, highest: HighestFrequency): number[] {
  const { frequency } = sweep.spectrum;
  return kramersKronig?.residualReal.length === frequency.length
    ? Array.from(frequency)
    : Array.from(partedSpectrum(sweep.spectrum, highest).used.frequency);
}

/**
 * Residuals of the linear Kramers-Kronig test of one sweep in % of |Z|, with ± 1.96 standard deviations of the noise at each point,
 * of Z″ dashed where it differs, and the frequencies that were left out of it.
 */
export function kramersKronigResiduals(
  analysis: SweepAnalysis,
  {
    theme,
    highestFrequency = null,
    untested = null,
  }: {
    readonly theme: FigureTheme;
    readonly highestFrequency?: HighestFrequency;
    /** Said in the empty plot: why there are no residuals. */
    readonly untested?: string | null;
  },
): Figure {
  const result = analysis.kramersKronig;
  const f = testedFrequencies(analysis, highestFrequency);
  const percent = (values: ArrayLike<number> | undefined): number[] => Array.from(values ?? [], (v) => 100 * v);
  const [real, imaginary] = [percent(result?.residualReal), percent(result?.residualImaginary)];
  const noise = result?.noise === null || result === null ? null : 100 * NORMAL_95 * result.noise;
  const bands = result === null ? [] : noiseBands(theme, f, result);
  const { disturbed, mains, artefact } = POINT_FAULTS;
  const faulty = (k: number): boolean =>
    result !== null &&
    (result.disturbed.includes(f[k] as number) ||
      ((result.pointFaults?.[k] ?? 0) & (disturbed | mains | artefact)) !== 0);
  const kept = (values: readonly number[]): number[] => values.filter((_, k) => !faulty(k));
  const largest = [...kept(real), ...kept(imaginary)].reduce((m, v) => Math.max(m, Math.abs(v)), noise ?? 0);
  const half = 1.25 * (largest > 0 ? largest : 1);
  const [low, high] = rangeOf(analysis.sweep.spectrum.frequency);
  const shapes: PlotlyObject[] = (result?.failing ?? []).map(({ min, max }) => ({
    type: "rect",
    x0: min / 1.12,
    x1: max * 1.12,
    yref: "paper",
    y0: 0,
    y1: 1,
    line: { width: 0 },
    fillcolor: theme.color.failBand,
    layer: "below",
  }));
  const annotations: PlotlyObject[] =
    result === null && untested !== null
      ? [
          label(theme, plotText(untested), {
            xref: "paper",
            yref: "paper",
            x: 0.5,
            y: 0.75,
            font: { size: 12, color: theme.color.ink3 },
          }),
        ]
      : [];
  const [, tested] = rangeOf(f);
  if (tested < high) {
    shapes.push({
      type: "rect",
      x0: tested * 1.12,
      x1: high * 10,
      yref: "paper",
      y0: 0,
      y1: 1,
      line: { width: 0 },
      fillcolor: theme.color.sunken,
      layer: "below",
    });
    annotations.push(
      label(theme, "left out", {
        x: log10(tested * 1.12),
        xanchor: "left",
        yref: "paper",
        y: 0.02,
        yanchor: "bottom",
        bgcolor: "rgba(0,0,0,0)",
      }),
    );
  }
  if (noise !== null) {
    annotations.push(
      label(theme, bands.length > 1 ? "noise, 95 % (dashed: of <i>Z</i>″)" : "noise, 95 %", {
        xref: "paper",
        x: 0.01,
        xanchor: "left",
        y: (bands[0]?.y as readonly number[] | undefined)?.[0] ?? noise,
        yanchor: "bottom",
        bgcolor: "rgba(0,0,0,0)",
      }),
    );
  }
  const points = (name: string, y: number[], symbol: string, color: string): Trace => ({
    type: "scatter",
    mode: "markers",
    name,
    x: y.length > 0 ? f.filter((_, k) => !faulty(k)) : [],
    y: kept(y),
    marker: { symbol, size: 5.5, color, line: { width: 1.2, color } },
    hovertemplate: `%{x:.4~s}Hz<br>${name}: %{y:.3~g} %<extra></extra>`,
  });
  return {
    data: [
      points("<i>Z</i>′", real, "circle", theme.color.measured),
      points("<i>Z</i>″", imaginary, "square-open", theme.color.s5),
      ...bands,
      ...faultyPoints(theme, f, real, imaginary, faulty, half),
    ],
    layout: baseLayout(theme, {
      showlegend: true,
      margin: { l: 62, r: 18, t: 34, b: 46 },
      legend: legendAbove(theme),
      shapes,
      annotations,
      xaxis: logAxis(theme, axisTitle("f", "Hz"), [low, high], { pad: 0.15 }),
      yaxis: axis(theme, "residual / % of |<i>Z</i>|", {
        range: [-half, half],
        zeroline: true,
        zerolinecolor: theme.color.plotFrame,
      }),
    }),
  };
}

/** Noises of both parts that differ by less at every point are drawn as one. */
const ALIKE = 0.01;

/** ± 1.96 σ of each point that was tested: filled for Z′; of Z″, where its noise is another, dashed. */
function noiseBands(theme: FigureTheme, frequency: readonly number[], result: KramersKronigResult): Trace[] {
  const { noise, noisesReal = result.noises, noisesImaginary = result.noises } = result;
  if (noise === null) return [];
  const known = noisesReal.length === frequency.length && noisesImaginary.length === frequency.length;
  const at = frequency
    .map((f, k) => ({ f, real: known ? noisesReal[k] : noise, imaginary: known ? noisesImaginary[k] : noise }))
    .filter((one): one is { f: number; real: number; imaginary: number } => Number.isFinite(one.real))
    .sort((a, b) => a.f - b.f);
  const band = (sigmas: readonly number[], more: Partial<Trace>): Trace => {
    // Between equal neighbours a point bends nothing.
    const bends = Array.from(sigmas.keys()).filter((k) => sigmas[k] !== sigmas[k - 1] || sigmas[k] !== sigmas[k + 1]);
    const [x, y] = [bends.map((k) => at[k]?.f as number), bends.map((k) => 100 * NORMAL_95 * (sigmas[k] as number))];
    return {
      type: "scatter",
      mode: "lines",
      x: [...x, ...x.toReversed()],
      y: [...y, ...y.map((half) => -half).toReversed()],
      hoverinfo: "skip",
      showlegend: false,
      ...more,
    };
  };
  const filled = { fill: "toself", fillcolor: theme.color.shade, line: { width: 0 } };
  const dashed = { line: { width: 1, dash: "dash", color: theme.color.s5 } };
  const [real, imaginary] = [at.map((one) => one.real), at.map((one) => one.imaginary)];
  const alike = real.every((s, k) => Math.abs(s - (imaginary[k] as number)) <= ALIKE * s);
  return [band(real, filled), ...(alike ? [] : [band(imaginary, dashed)])];
}

/** Points that the test left out as disturbed: ringed in red; one beyond the axis stands at its edge with its value in the hover. */
function faultyPoints(
  theme: FigureTheme,
  frequency: readonly number[],
  real: readonly number[],
  imaginary: readonly number[],
  faulty: (k: number) => boolean,
  half: number,
): Trace[] {
  const at = frequency.flatMap((f, k) =>
    faulty(k) ? [real, imaginary].map((values, part) => ({ f, value: values[k] as number, part })) : [],
  );
  if (at.length === 0) return [];
  const edge = 0.96 * half;
  const symbol = ({ value, part }: (typeof at)[number]): string =>
    value > edge
      ? "triangle-up-open"
      : value < -edge
        ? "triangle-down-open"
        : part === 0
          ? "circle-open"
          : "square-open";
  return [
    {
      type: "scatter",
      mode: "markers",
      name: "disturbed",
      x: at.map(({ f }) => f),
      y: at.map(({ value }) => Math.min(edge, Math.max(-edge, value))),
      customdata: at.map(({ value }) => value),
      text: at.map(({ part }) => (part === 0 ? "<i>Z</i>′" : "<i>Z</i>″")),
      marker: {
        symbol: at.map(symbol),
        size: 9,
        color: theme.color.fail,
        line: { width: 1.6, color: theme.color.fail },
      },
      hovertemplate:
        "%{x:.4~s}Hz<br>%{text}: %{customdata:.3~g} %<br>disturbed: mains, leads or a single point<extra></extra>",
    },
  ];
}
