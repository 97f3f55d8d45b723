import type { ImpedanceSpectrum } from "../impedance/spectrum.ts";
import { atan2, hypot } from "../numerics/elementary/index.ts";
import { baseLayout } from "./frame.ts";
import { equalAxes, nyquistHover, shown } from "./nyquist-frame.ts";
import { type Figure, plotText, type Trace } from "./plotly.ts";
import { lineStyle } from "./simulated-course.ts";
import { legendBeside, stackedRows } from "./stacked-rows.ts";
import { type FigureTheme, lineColor } from "./theme.ts";
import { displayUnits } from "./units.ts";

/** A spectrum with its name: "before", "after 30 min". */
export interface NamedSpectrum {
  readonly name: string;
  /** Ω·m² */
  readonly spectrum: ImpedanceSpectrum;
  /** As an instrument measures it, in Ω·m²; null without. */
  readonly measured: ImpedanceSpectrum | null;
  /** What the line is called beside what was measured; default linear, as of a simulated instrument. */
  readonly lineName?: string;
  /** False: the axes are not stretched for it where there are others. */
  readonly steady: boolean;
}

/** Areal impedances are shown in Ω cm². */
const units = displayUnits(1);
const FREQUENCY = { title: "<i>f</i> / Hz", hover: "%{x:.4~s}Hz", log: true } as const;
const SYMBOLS = ["circle-open", "square-open", "triangle-up-open", "diamond-open", "triangle-down-open", "cross-open"];

/** Spectra on equal axes, coloured in their order. */
export function simulatedNyquist(spectra: readonly NamedSpectrum[], theme: FigureTheme): Figure {
  const data = spectra.flatMap(({ name, spectrum, measured, lineName = "linear" }, i): Trace[] => {
    const color = lineColor(theme, i, spectra.length);
    const symbol = SYMBOLS[i % SYMBOLS.length] as string;
    const common = { type: "scatter", name: plotText(name), legendgroup: String(i) } as const;
    const hovertemplate = nyquistHover(units, "%{fullData.name}<br>");
    return [
      {
        ...common,
        name: plotText(measured === null ? name : `${name}, ${lineName}`),
        mode: measured === null ? "lines+markers" : "lines",
        ...shown(spectrum, units),
        line: { color, width: 1.4 },
        marker: { symbol, size: 5, color, line: { width: 1.1 } },
        customdata: Array.from(spectrum.frequency),
        hovertemplate,
      },
      ...(measured === null
        ? []
        : [
            {
              ...common,
              name: plotText(`${name}, measured`),
              mode: "markers",
              ...shown(measured, units),
              marker: { symbol, size: 5, color, line: { width: 1.1 } },
              customdata: Array.from(measured.frequency),
              hovertemplate: nyquistHover(units, "%{fullData.name}<br>"),
            },
          ]),
    ];
  });
  const steady = spectra.filter((one) => one.steady);
  const all = (steady.length > 0 ? steady : spectra).flatMap(({ spectrum, measured }) => [
    spectrum,
    ...(measured === null ? [] : [measured]),
  ]);
  return {
    data,
    layout: baseLayout(theme, {
      margin: { l: 62, r: 18, t: 34, b: 46 },
      showlegend: true,
      legend: { ...legendBeside(theme), x: 0, y: 1.01, yanchor: "bottom", orientation: "h" },
      ...equalAxes(
        theme,
        units,
        all.map((spectrum) => shown(spectrum, units)),
      ),
    }),
  };
}

/** |Z| and −φ of spectra against frequency. */
export function simulatedBode(spectra: readonly NamedSpectrum[], theme: FigureTheme): Figure {
  const factor = units.resistanceFactor;
  const curves = (of: (z: ImpedanceSpectrum) => number[]) =>
    spectra.flatMap(({ name, spectrum, measured, lineName = "linear" }, i) => {
      const color = lineColor(theme, i, spectra.length);
      return [
        { name: measured === null ? name : `${name}, ${lineName}`, x: spectrum.frequency, y: of(spectrum), color },
        ...(measured === null
          ? []
          : [
              {
                name: `${name}, measured`,
                x: measured.frequency,
                y: of(measured),
                color,
                mode: "markers" as const,
                symbol: SYMBOLS[i % SYMBOLS.length] as string,
              },
            ]),
      ];
    });
  return stackedRows({
    theme,
    x: FREQUENCY,
    legend: "above",
    rows: [
      {
        title: `|<i>Z</i>| / ${units.resistance}`,
        hover: `|<i>Z</i>| = %{y:.4~g} ${units.resistance}`,
        curves: curves((z) => Array.from(z.real, (re, k) => factor * hypot(re, z.imaginary[k] as number))),
        log: true,
      },
      {
        title: "−<i>φ</i> / °",
        hover: "−<i>φ</i> = %{y:.4~g}°",
        curves: curves(negativePhase),
      },
    ],
  });
}

/** −φ in degrees without jumps of 360° from point to point. */
function negativePhase({ real, imaginary }: ImpedanceSpectrum): number[] {
  let before = 0;
  return Array.from(real, (re, k) => {
    const phase = (-180 / Math.PI) * atan2(imaginary[k] as number, re);
    before = phase + 360 * Math.round((before - phase) / 360);
    return before;
  });
}

/** Z′ and −Z″ of each part of the voltage against frequency: which part answers where. */
export function impedanceParts(
  frequency: Float64Array,
  parts: readonly { readonly name: string; readonly real: Float64Array; readonly imaginary: Float64Array }[],
  theme: FigureTheme,
): Figure {
  const factor = units.resistanceFactor;
  const row = (title: string, of: (part: (typeof parts)[number]) => Float64Array) => ({
    title: `${title} / ${units.resistance}`,
    hover: `${title} = %{y:.4~g} ${units.resistance}`,
    curves: parts.map((part, i) => ({ name: part.name, x: frequency, y: of(part), ...lineStyle(theme, i) })),
  });
  return stackedRows({
    theme,
    x: FREQUENCY,
    legend: "above",
    rows: [
      row("<i>Z</i>′", ({ real }) => real.map((z) => factor * z)),
      row("−<i>Z</i>″", ({ imaginary }) => imaginary.map((z) => -factor * z)),
    ],
  });
}
