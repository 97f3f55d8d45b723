import type { ImpedanceSpectrum } from "../impedance/spectrum.ts";
import { axis, baseLayout, label, legendAbove } from "./frame.ts";
import type { SpectrumFigureOptions } from "./nyquist.ts";
import { equalAxes, nyquistHover, shown } from "./nyquist-frame.ts";
import type { Figure, PlotlyObject, Trace } from "./plotly.ts";
import { type FigureColor, type FigureTheme, processStyles } from "./theme.ts";
import { axisTitle, displayUnits, timeUnit } from "./units.ts";

/** How a resistance goes while sweeps run. */
export interface DriftCourse {
  /** 0: R∞; k: the k-th process, fastest first. */
  readonly process: number;
  readonly drifts: boolean;
  /** s, and Ω there: mean and bounds of 95 %; the mean is null where only the bounds are known. */
  readonly time: Float64Array;
  readonly resistance: Float64Array | null;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** What drifts inside the sweeps of a record. */
export interface DriftRecord {
  readonly courses: readonly DriftCourse[];
  /** When each sweep ran, in s. */
  readonly sweeps: readonly { readonly start: number; readonly end: number }[];
}

/** Resistances as they come out without correction, one a sweep, by process. */
export type UncorrectedResistances = readonly (readonly (number | null)[])[];

export interface DriftFigureOptions extends SpectrumFigureOptions {
  /** `uncorrected[k][s]`: R in Ω of process k in sweep s by an analysis that takes the sweep as one instant. */
  readonly uncorrected?: UncorrectedResistances;
}

/** The colour that the process has everywhere; R∞ that of the ohmic resistance. */
function colorOf(process: number): FigureColor {
  return process === 0 ? "s6" : (processStyles[(process - 1) % processStyles.length]?.color ?? "s1");
}

const nameOf = (process: number): string => (process === 0 ? "<i>R</i><sub>∞</sub>" : `<i>R</i><sub>${process}</sub>`);

/**
 * R(t) of the resistances that drift while sweeps run, with bands of 95 %; the sweeps as stripes; and, before the correction,
 * the one value that each sweep gives as a dashed step.
 */
export function driftCourses(record: DriftRecord, { theme, area, uncorrected = [] }: DriftFigureOptions): Figure {
  const units = displayUnits(area);
  const scale = units.resistanceFactor;
  const drifting = record.courses.filter(({ drifts }) => drifts);
  const shown = drifting.length > 0 ? drifting : record.courses;
  const begin = Math.min(...record.sweeps.map(({ start }) => start));
  const end = Math.max(...record.sweeps.map((sweep) => sweep.end));
  const { seconds, unit } = timeUnit(end - begin);
  const along = (t: number): number => t / seconds;
  const data = shown.flatMap((course): Trace[] => {
    const color = theme.color[colorOf(course.process)];
    const name = nameOf(course.process);
    const x = Array.from(course.time, along);
    const y = (values: Float64Array): number[] => Array.from(values, (r) => r * scale);
    const common = { type: "scatter", mode: "lines", x } as const;
    const hover = `<i>t</i> = %{x:.4~g} ${unit}<br>${name} = %{y:.4~g} ${units.resistance}<extra></extra>`;
    const steps = uncorrected[course.process] ?? [];
    return [
      { ...common, y: y(course.lower), line: { width: 0 }, hoverinfo: "skip", showlegend: false },
      {
        ...common,
        y: y(course.upper),
        line: { width: 0 },
        hoverinfo: "skip",
        showlegend: false,
        fill: "tonexty",
        fillcolor: theme.color.band,
      },
      ...(course.resistance === null
        ? []
        : [{ ...common, name, y: y(course.resistance), line: { color, width: 1.8 }, hovertemplate: hover }]),
      ...(steps.length === 0 ? [] : [uncorrectedSteps(record, steps, name, color, along, scale, units.resistance)]),
    ];
  });
  return {
    data,
    layout: baseLayout(theme, {
      showlegend: true,
      legend: legendAbove(theme),
      margin: { l: 62, r: 18, t: 34, b: 46 },
      shapes: record.sweeps.map((sweep) => stripe(theme, along(sweep.start), along(sweep.end))),
      annotations: [
        label(theme, "grey: a sweep runs; band: 95 %", {
          xref: "paper",
          yref: "paper",
          x: 0.985,
          y: 0.02,
          xanchor: "right",
          yanchor: "bottom",
        }),
      ],
      xaxis: axis(theme, axisTitle("t", unit), { showgrid: false }),
      yaxis: axis(theme, axisTitle("R", units.resistance)),
    }),
  };
}

function uncorrectedSteps(
  { sweeps }: DriftRecord,
  steps: readonly (number | null)[],
  name: string,
  color: string,
  along: (t: number) => number,
  scale: number,
  unit: string,
): Trace {
  const x: (number | null)[] = [];
  const y: (number | null)[] = [];
  sweeps.forEach(({ start, end }, s) => {
    const r = steps[s] ?? null;
    if (r === null) return;
    x.push(along(start), along(end), null);
    y.push(r * scale, r * scale, null);
  });
  return {
    type: "scatter",
    mode: "lines",
    name: `${name}, not corrected`,
    x,
    y,
    line: { color, width: 1.2, dash: "4px,3px" },
    hovertemplate: `${name}, not corrected: %{y:.4~g} ${unit}<extra></extra>`,
  };
}

function stripe(theme: FigureTheme, from: number, to: number): PlotlyObject {
  return {
    type: "rect",
    xref: "x",
    yref: "paper",
    x0: from,
    x1: to,
    y0: 0,
    y1: 1,
    line: { width: 0 },
    fillcolor: theme.color.shade,
    layer: "below",
  };
}

/** Nyquist plot of a sweep as measured, and as it would have been in one instant, at the start and at the end. */
export function driftNyquist(
  measured: ImpedanceSpectrum,
  instants: readonly { readonly name: string; readonly spectrum: ImpedanceSpectrum }[],
  { theme, area }: SpectrumFigureOptions,
): Figure {
  const units = displayUnits(area);
  const colors = [theme.color.accent, theme.color.s2, theme.color.s4];
  const points = (name: string, z: ImpedanceSpectrum, more: PlotlyObject): Trace => ({
    type: "scatter",
    name,
    ...shown(z, units),
    customdata: Array.from(z.frequency),
    hovertemplate: nyquistHover(units, `${name}<br>`),
    ...more,
  });
  return {
    data: [
      points("measured", measured, {
        mode: "markers",
        marker: { symbol: "circle-open", size: 6, color: theme.color.measured, line: { width: 1.2 } },
      }),
      ...instants.map(({ name, spectrum }, k) =>
        points(name, spectrum, {
          mode: "lines",
          line: { color: colors[k % colors.length] as string, width: 1.6, ...(k > 0 ? { dash: "5px,3px" } : {}) },
        }),
      ),
    ],
    layout: baseLayout(theme, {
      showlegend: true,
      legend: legendAbove(theme),
      margin: { l: 62, r: 18, t: 34, b: 46 },
      ...equalAxes(
        theme,
        units,
        [measured, ...instants.map(({ spectrum }) => spectrum)].map((z) => shown(z, units)),
      ),
    }),
  };
}
