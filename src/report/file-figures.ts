import { bode } from "../figures/bode.ts";
import { cumulativeResistance } from "../figures/cumulative-resistance.ts";
import { driftCourses, driftNyquist } from "../figures/drift.ts";
import { boundsOf } from "../figures/drt-bounds.ts";
import { drtOverlay, largestGamma, measuredExtent } from "../figures/drt-overlay.ts";
import { kramersKronigResiduals } from "../figures/kramers-kronig-residuals.ts";
import { nyquist } from "../figures/nyquist.ts";
import { nyquistSeries } from "../figures/nyquist-series.ts";
import type { Figure, Trace } from "../figures/plotly.ts";
import { relaxationMap } from "../figures/relaxation-map.ts";
import { resistances } from "../figures/resistances.ts";
import { fails, seriesUnits, sweepLabel } from "../figures/series-axis.ts";
import { reportTheme } from "../figures/theme.ts";
import { displayUnits } from "../figures/units.ts";
import { highestFrequencyOf } from "../figures/used-points.ts";
import { voltageAndCurrent } from "../figures/voltage-and-current.ts";
import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import { processes } from "../impedance/series/tracks.ts";
import type { ReportDrift, ReportFile } from "./input.ts";
import {
  mapSummary,
  nyquistSeriesSummary,
  overlaySummary,
  resistancesSummary,
  sweepSummaries,
  voltageSummary,
} from "./summaries.ts";
import { sweepNumbers } from "./words.ts";

/** A figure in its place. */
export interface PlacedFigure {
  readonly id: string;
  readonly title: string;
  readonly remark: string;
  readonly summary: string;
  readonly figure: Figure;
  /** Twelfths of the width where there is room, and the height. */
  readonly width: "w3" | "w4" | "w5" | "w6" | "w7" | "w8" | "w12";
  readonly height: "" | "low" | "map" | "tall";
}

/** One panel that shows a sweep at a time. */
export interface SweepPanel {
  readonly id: string;
  readonly title: string;
  readonly remark: string;
  /** One a sweep. */
  readonly figures: readonly Figure[];
  readonly captions: readonly string[];
}

/** The figures of a file. */
export interface FileFigures {
  /** What the series shows as a whole; voltage and current of the file. */
  readonly overview: readonly PlacedFigure[];
  /** Panels under the sweep selector. */
  readonly sweep: readonly SweepPanel[];
  readonly labels: readonly string[];
  /** Positions of the sweeps on the axis of the map; empty without one. */
  readonly positions: readonly number[];
  /** Id of the map; null without one. */
  readonly map: string | null;
  /** Sweep shown first: the last that passes Kramers-Kronig. */
  readonly start: number;
}

/** Draws what the file has results for, in the colours of the report. */
export function fileFigures(file: ReportFile, key: string): FileFigures {
  const theme = reportTheme;
  const area = file.area?.value ?? null;
  const { series, timeSeries } = file;
  const sweeps = series?.sweeps ?? [];
  const units = seriesUnits({ sweeps }, area);
  const overview: PlacedFigure[] = [];
  let [map, positions]: [string | null, readonly number[]] = [null, []];
  if (series !== null && series.map !== null && sweeps.length > 1 && series.map.sweeps > 1) {
    const colors = file.colors ?? null;
    const figure = relaxationMap(series, {
      theme,
      area,
      timeSeries,
      colors,
      ...(file.onset ? { onset: file.onset } : {}),
    });
    map = `${key}-map`;
    positions = columnCentres(figure);
    overview.push({
      id: map,
      title: "Relaxation-time map",
      remark: mapRemark(series),
      summary: mapSummary(series, area, colors),
      figure: withoutRealValues(figure),
      width: "w8",
      height: "map",
    });
  }
  if (series !== null && sweeps.length > 1) {
    if (processes(series).tracks.length > 0) {
      overview.push({
        id: `${key}-resistances`,
        title: "Resistances along the series",
        remark: "",
        summary: resistancesSummary(series),
        figure: resistances(series, { theme, area }),
        width: map === null ? "w6" : "w4",
        height: map === null ? "" : "map",
      });
    }
    overview.push({
      id: `${key}-nyquist-series`,
      title: "Nyquist, all sweeps",
      remark: "equal axes",
      summary: nyquistSeriesSummary(series, area),
      figure: nyquistSeries(series, { theme, area }),
      width: "w6",
      height: "",
    });
    if (sweeps.some((s) => s.drt !== null)) {
      overview.push({
        id: `${key}-drt-series`,
        title: "Relaxation times, all sweeps",
        remark: "",
        summary: overlaySummary(series, area),
        figure: drtOverlay(sweeps, { theme, area }),
        width: "w6",
        height: "",
      });
    }
  }
  if (timeSeries !== null && timeSeries.time.length > 1 && (timeSeries.voltage ?? timeSeries.current) !== null) {
    overview.push({
      id: `${key}-voltage`,
      title: timeSeries.current === null ? "Voltage" : timeSeries.voltage === null ? "Current" : "Voltage and current",
      remark: "the whole file",
      summary: voltageSummary(timeSeries, sweeps.filter((s) => s.sweep.startTime !== null).length, area),
      figure: voltageAndCurrent(timeSeries, { theme, area, sweeps }),
      width: "w12",
      height: "low",
    });
  }
  (file.drift ?? []).forEach((one, i) => {
    overview.push(...driftFigures(one, series, i === 0 ? key : `${key}-${i + 1}`, area));
  });
  (file.figures ?? []).forEach(({ title, summary, figure }, i) => {
    overview.push({ id: `${key}-more-${i + 1}`, title, remark: "", summary, figure, width: "w6", height: "" });
  });
  return { overview, sweep: sweepPanels(file, key), labels: sweepLabels(file), positions, map, start: startAt(file) };

  function sweepLabels(from: ReportFile): readonly string[] {
    return (from.series?.sweeps ?? []).map((s) => sweepLabel(s, units));
  }
}

/** What the map shows, and what it can do. */
function mapRemark({ mapFrom, processSeries }: SeriesAnalysis): string {
  const shown =
    mapFrom === "series"
      ? "processes of the whole series"
      : processSeries && processSeries.tracks.length > 0
        ? "γ of each sweep by itself, lines from the whole series"
        : "";
  return [...(shown === "" ? [] : [shown]), "click a sweep to see it below"].join("; ");
}

/** Of longer series γ of a sweep is drawn on half its grid. */
const MANY = 40;

function hasIntervals(sweeps: readonly SweepAnalysis[]): boolean {
  return sweeps.some(({ drt }) => (drt?.peaks ?? []).some((peak) => boundsOf(peak).resistance !== null));
}

/** R(t) inside the sweeps, before and after the correction, and the first sweep that was corrected. */
function driftFigures(
  drift: ReportDrift,
  series: SeriesAnalysis | null,
  key: string,
  area: number | null,
): PlacedFigure[] {
  const look = { theme: reportTheme, area };
  const { record, uncorrected = [], corrected = [], words } = drift;
  const [first] = corrected;
  const measured = first && series?.sweeps[first.sweep]?.sweep.spectrum;
  const courses: PlacedFigure = {
    id: `${key}-drift`,
    title: drift.sweeps ? `Drift inside ${sweepNumbers(drift.sweeps)}` : "Drift while the sweeps run",
    remark: uncorrected.some((steps) => steps.length > 0) ? "dashed: before the correction" : "",
    summary: words.join(" "),
    figure: driftCourses(record, { ...look, uncorrected }),
    width: measured ? "w8" : "w12",
    height: "",
  };
  if (!first || !measured) return [courses];
  const number = (series?.sweeps[first.sweep]?.sweep.index ?? first.sweep) + 1;
  return [
    courses,
    {
      id: `${key}-drift-nyquist`,
      title: `Sweep ${number} in one instant`,
      remark: "points are measured",
      summary: `Sweep ${number} as measured, and ${first.instants.map(({ name }) => name).join(", ")}.`,
      figure: driftNyquist(measured, first.instants, look),
      width: "w4",
      height: "",
    },
  ];
}

/** A map without the real values for its hover text: the page computes them from their logarithms. */
function withoutRealValues(figure: Figure): Figure {
  const data = figure.data.map(
    (trace): Trace => (trace.type === "heatmap" ? { ...trace, customdata: undefined } : trace),
  );
  return { ...figure, data };
}

function startAt(file: ReportFile): number {
  const sweeps = file.series?.sweeps ?? [];
  for (let i = sweeps.length - 1; i >= 0; i--) if (!fails(sweeps[i] as (typeof sweeps)[number])) return i;
  return Math.max(0, sweeps.length - 1);
}

/** Middle of each sweep's column: the verdict lane, whose bars carry one column each, knows them. */
function columnCentres(figure: Figure): number[] {
  const centres: number[] = [];
  for (const trace of figure.data) {
    if (trace.yaxis !== "y2" || !Array.isArray(trace.x)) continue;
    const x: readonly unknown[] = trace.x;
    for (let i = 0; i + 1 < x.length; i += 3) centres.push((Number(x[i]) + Number(x[i + 1])) / 2);
  }
  return centres.sort((a, b) => a - b);
}

/** Steps by which the axis of γ is smaller than that of the largest sweep. */
const STEPS = [100, 30, 10, 3];

/** Top of the axis of γ for a sweep: that of the series, so that it stands still while sweeps pass, or a step of it where the sweep is much smaller. */
function stepAbove(top: number, { drt }: SweepAnalysis): number {
  const own = drt === null ? 0 : measuredExtent(drt, drt.gamma)[1];
  const step = STEPS.find((n) => own <= top / n);
  return step === undefined ? top : top / step;
}

function sweepPanels(file: ReportFile, key: string): SweepPanel[] {
  const { series } = file;
  if (series === null || series.sweeps.length === 0) return [];
  const theme = reportTheme;
  const area = file.area?.value ?? null;
  const units = displayUnits(area);
  const { sweeps } = series;
  const said = sweeps.map((s) => sweepSummaries(s, units));
  const top = largestGamma(series);
  const look = { theme, area, highestFrequency: highestFrequencyOf(series), processes: false };
  const panels: SweepPanel[] = [
    {
      id: `${key}-nyquist`,
      title: "Nyquist",
      remark: "equal axes",
      figures: sweeps.map((s) => nyquist(s, look)),
      captions: said.map((s) => s.nyquist),
    },
    {
      id: `${key}-bode`,
      title: "Bode",
      remark: "",
      figures: sweeps.map((s) => bode(s, look)),
      captions: said.map((s) => s.bode),
    },
  ];
  if (sweeps.some((s) => s.drt !== null)) {
    panels.push({
      id: `${key}-drt`,
      title: "Relaxation times",
      remark: hasIntervals(sweeps)
        ? "the area under a peak is its resistance; intervals are 95 %"
        : "the area under a peak is its resistance, without interval",
      figures: sweeps.map((s) =>
        drtOverlay([s], { theme, area, top: stepAbove(top, s), thinned: sweeps.length > MANY }),
      ),
      captions: said.map((s) => s.drt),
    });
    panels.push({
      id: `${key}-cumulative`,
      title: "Resistance up to τ",
      remark: "a step is a process, its height a resistance",
      figures: sweeps.map((s) => cumulativeResistance(s, { theme, area, thinned: sweeps.length > MANY })),
      captions: said.map((s) => s.cumulative),
    });
  }
  if (sweeps.some((s) => s.kramersKronig !== null)) {
    panels.push({
      id: `${key}-kk`,
      title: "Kramers-Kronig residuals",
      remark: "measured minus what the test can follow",
      figures: sweeps.map((s) => kramersKronigResiduals(s, look)),
      captions: said.map((s) => s.kramersKronig),
    });
  }
  return panels;
}
