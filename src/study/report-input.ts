import { version } from "../base/version.ts";
import { extentOf } from "../figures/extent.ts";
import { formatDuration } from "../figures/format-number.ts";
import { colorBoundsOn } from "../figures/map-colors.ts";
import { reportTheme } from "../figures/theme.ts";
import { timeline } from "../figures/timeline.ts";
import type { Timeline } from "../files/timeline.ts";
import { type Finding, findings } from "../report/findings.ts";
import type { ReportFigure, ReportFile, ReportInput } from "../report/input.ts";
import { methodsOf, reportArea } from "./analysis-methods.ts";
import type { Analysis, FileAnalysis } from "./analyze.ts";
import type { RefusedEntry } from "./document.ts";
import { optionTexts } from "./option-texts.ts";
import type { OutputOptions } from "./output-files.ts";
import { reportDrift } from "./report-drift.ts";

/** What the report is made of, from an analysis. */
export function reportInput(
  analysis: Analysis,
  { commandLine, plottingScript, sha256, deflate, colors }: OutputOptions,
): ReportInput {
  const { entries, files, timelines } = analysis;
  const byEntry = new Map<unknown, FileAnalysis>(files.map((file) => [file.entry, file]));
  const reported = entries.map((entry) => {
    const file = byEntry.get(entry);
    return file
      ? { ...readFile(file), colors: colors ? colorBoundsOn(colors, file.cell.area) : null }
      : refusedFile(entry as RefusedEntry);
  });
  const names = entries.map(({ file }) => file);
  return {
    title: names.length === 1 ? (names[0] ?? "") : `${names.length} files`,
    version,
    commandLine,
    files: reported,
    timelines: timelines.map((one) => timelineFigure(one, commonArea(one, files))),
    plottingScript,
    ...(sha256 ? { sha256 } : {}),
    ...(deflate ? { deflate } : {}),
  };
}

function readFile({ entry, measurement, cell, series, timeSeries }: FileAnalysis): ReportFile {
  return {
    name: entry.file,
    sha256: entry.sha256 ?? "",
    measurement,
    area: reportArea(cell),
    thickness: cell.thickness,
    series,
    timeSeries,
    drift: series && reportDrift(series),
    options: optionTexts(entry),
    methods: methodsOf(entry),
    warnings: entry.warnings,
    error: null,
  };
}

/** What the report says of a file. */
export function fileFindings(file: FileAnalysis): readonly Finding[] {
  return findings(readFile(file));
}

function refusedFile(entry: RefusedEntry): ReportFile {
  return {
    name: entry.file,
    sha256: entry.sha256 ?? "",
    measurement: null,
    area: null,
    series: null,
    timeSeries: null,
    options: [],
    warnings: entry.warnings,
    error: entry.error,
  };
}

/** The electrode area that all files of a timeline agree on in m²; null if they do not, or if one has none. */
function commonArea({ segments }: Timeline, files: readonly FileAnalysis[]): number | null {
  const areas = segments.map(({ file }) => files.find(({ entry }) => entry.file === file)?.cell.area ?? null);
  const [first = null] = areas;
  return areas.every((area) => area === first) ? first : null;
}

/** Voltage and current of a whole experiment, file after file. */
function timelineFigure({ name, origin, segments }: Timeline, area: number | null): ReportFigure {
  const ends = segments.map(({ offset, series }) => offset + (series.time[series.time.length - 1] as number));
  const first = segments[0];
  const begins = first ? first.offset + (first.series.time[0] as number) : 0;
  const techniques = segments.map(({ technique, file }) => technique ?? file).join(", then ");
  return {
    title: `The experiment ${name}`,
    summary: `${segments.length} files on one clock from ${origin.replace("T", " ")}, ${formatDuration(extentOf(ends)[1] - begins)}: ${techniques}.`,
    figure: timeline(
      segments.map(({ file, series, offset }) => ({ name: file, timeSeries: series, offset })),
      { theme: reportTheme, area },
    ),
  };
}
