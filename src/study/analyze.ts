import { FormatError } from "../base/errors.ts";
import type { Task, TaskControl } from "../base/task.ts";
import { version } from "../base/version.ts";
import type { Warning } from "../base/warnings.ts";
import { formatNumber } from "../figures/format-number.ts";
import type { AcquisitionStart, Instrument, Measurement, PrivateField, Setting } from "../files/measurement.ts";
import { readMeasurement } from "../files/registry.ts";
import { type TimeSeries, timeSeriesOf } from "../files/time-series.ts";
import { joinTimelines, type Timeline } from "../files/timeline.ts";
import { type DistributionSettings, describeDistribution } from "../impedance/distribution/options.ts";
import { leadArtefacts } from "../impedance/interpretation/lead-artefacts.ts";
import { describeKramersKronig, type KramersKronigSettings } from "../impedance/kramers-kronig/options.ts";
import type { LambdaCriterion } from "../impedance/relaxation-times/options.ts";
import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import { analyzeSeries, type SeriesOptions } from "../impedance/series/analyze.ts";
import { implausibleFrequencies, sweepsOfTables } from "../impedance/series/split.ts";
import type { ImpedanceSweep } from "../impedance/series/sweep.ts";
import { atomicMasses, type PhysicalConstant } from "../units/composition.ts";
import { type AnalyzedCell, analyzedCell, type CellDescription, cellWarnings } from "./cell.ts";
import { digestOf, type EntryHead, type Inputs, type RefusedEntry, refusedEntry, type SourceFile } from "./document.ts";
import { refuseConstraints } from "./fit-constraints.ts";
import { type Leads, type PrepareOptions, prepareSweeps } from "./prepare-sweeps.ts";
import { type SeriesParts, seriesParts } from "./series-entry.ts";
import { type SweepEntry, sweepEntry } from "./sweep-entry.ts";
import { type ActivationEntry, activationEnergies, temperaturesOf } from "./temperatures.ts";

export const analyzeSchema = "liquidus.analyze/1";

/** Columns named in a refusal. */
const MOST_COLUMNS = 8;

export interface AnalyzeOptions extends SeriesOptions, PrepareOptions {
  /** K, one for each file or one for each sweep, in their order; default: from the files. */
  readonly temperatures?: readonly number[];
  readonly cell?: CellDescription;
  /** Keep what identifies a person or a computer in the results. */
  readonly includePrivate?: boolean;
}

/** Results of one file in SI, as they are printed. */
export interface AnalyzeEntry extends EntryHead, SeriesParts {
  readonly warnings: Warning[];
  readonly program: { readonly name: "liquidus"; readonly version: string };
  /** Every option, defaults filled in. */
  readonly options: {
    readonly circuit: string;
    readonly lambda: number | "auto" | LambdaCriterion;
    readonly relaxationTimes: DistributionSettings;
    readonly kramersKronig: KramersKronigSettings;
    /** What was said of the parameters of a given circuit; left out: nothing. */
    readonly fit?: AnalyzeOptions["fit"];
    /** Whether drift inside the sweeps is analysed; `auto`: in short series that seem to drift. */
    readonly drift: boolean | "auto";
    /** Leads that were taken out: open and short measurement, or values in SI. */
    readonly leads?: Leads["from"];
    /** Hz; only points between were kept. */
    readonly frequencies?: readonly [lowest: number, highest: number];
    /** Points at high frequencies that no passive circuit describes were kept; left out: they were not. */
    readonly keepHighFrequencies?: true;
  };
  /** Physical constants that entered the results, by name, in SI, with their source. */
  readonly constants: readonly PhysicalConstant[];
  readonly format: { readonly name: string; readonly title: string };
  readonly technique: string | null;
  readonly start: AcquisitionStart | null;
  readonly instrument: Instrument;
  readonly cell: AnalyzedCell & { readonly comment: string | null };
  readonly settings: readonly Setting[];
  /** The circuit fitted to every sweep, and why this one; null if none was. */
  readonly circuit: { readonly notation: string; readonly from: string } | null;
  /** Points above this frequency in Hz were left out of test, relaxation times and circuit; null: none. */
  readonly highestFrequency: number | null;
  readonly sweeps: readonly SweepEntry[];
  /** Activation energies over all sweeps of all files that have a temperature; left out where there are none. */
  activation?: readonly ActivationEntry[];
  readonly privateFields?: readonly PrivateField[];
}

/** Everything computed from one file: the entry, and what figures and tables are made of. */
export interface FileAnalysis {
  readonly entry: AnalyzeEntry;
  readonly measurement: Measurement;
  readonly cell: AnalyzedCell;
  /** Null where the file holds no impedance. */
  readonly series: SeriesAnalysis | null;
  readonly timeSeries: TimeSeries | null;
}

export interface Analysis {
  /** One entry a file, in order: the `--json` document. */
  readonly entries: readonly (AnalyzeEntry | RefusedEntry)[];
  /** The files that could be read, in order. */
  readonly files: readonly FileAnalysis[];
  /** Files that belong to one experiment, on one clock. */
  readonly timelines: readonly Timeline[];
}

/**
 * How far an analysis is: `preview`: a first picture at a fixed λ, nothing tested; `sweeps`: every sweep tested, with its relaxation
 * times; `series`: followed through the series, circuits fitted.
 */
export type AnalysisStage = "preview" | "sweeps" | "series";

/** Told on the way: what is known of a file before its series is followed and its circuits are fitted. */
export type AnalysisWatch = (soFar: FileAnalysis, stage: AnalysisStage) => void;

/**
 * Reads and analyses files; one that cannot be read becomes an entry with its error and does not stop the others.
 * @param watch is told of each file with impedance at a first picture, and once its single sweeps are done; the results do not depend on it
 * @throws DomainError before any file is read, for a circuit that cannot be read or a parameter that it does not have
 */
export function analyzeFiles(inputs: Inputs, options: AnalyzeOptions = {}, watch?: AnalysisWatch): Task<Analysis> {
  refuseConstraints(options.circuit ?? "auto", options.fit ?? {});
  return {
    name: "analyze",
    run: async (control) => {
      const entries: (AnalyzeEntry | RefusedEntry)[] = [];
      const files: FileAnalysis[] = [];
      for await (const input of inputs) {
        if ("error" in input) {
          entries.push(refusedEntry(analyzeSchema, input));
          continue;
        }
        try {
          const analysis = await analyzeFile(input, options, control, watch);
          files.push(analysis);
          entries.push(analysis.entry);
        } catch (error) {
          entries.push(refusedEntry(analyzeSchema, input, error));
        }
      }
      const named = files.map(({ entry, measurement }) => ({ name: entry.file, measurement }));
      const { timelines, warnings } = joinTimelines(named);
      for (const { file, ...warning } of warnings) {
        files.find(({ entry }) => entry.file === file)?.entry.warnings.push(warning);
      }
      const examined = files.filter(({ series }) => series !== null);
      const temperatures = temperaturesOf(examined, options.temperatures);
      const { activation, warnings: left } = activationEnergies(
        examined,
        temperatures,
        options.temperatures !== undefined,
      );
      for (const { file, ...warning } of left) examined[file]?.entry.warnings.push(warning);
      examined.forEach(({ entry }, k) => {
        entry.sweeps.forEach((sweep, j) => {
          sweep.temperature = temperatures[k]?.[j] ?? null;
        });
        if (activation.length > 0) entry.activation = activation;
      });
      return { entries, files, timelines };
    },
  };
}

async function analyzeFile(
  file: SourceFile,
  options: AnalyzeOptions,
  control: TaskControl,
  watch: AnalysisWatch | undefined,
): Promise<FileAnalysis> {
  const measurement = await readMeasurement(file);
  const cell = analyzedCell(options.cell ?? {}, measurement.cell);
  const prepared: Warning[] = [];
  const sweeps = prepareSweeps(sweepsOfTables(measurement.tables), options, prepared);
  const timeSeries = measurement.tables.map(timeSeriesOf).find((one) => one !== null) ?? null;
  const read = { file, options, measurement, cell, timeSeries };
  const known = [
    ...measurement.warnings,
    ...measurement.tables.flatMap(implausibleFrequencies),
    ...prepared,
    ...negativeResistance(sweeps),
  ];
  if (sweeps.length === 0) {
    if (!timeSeries) refuseUnusable(file.name, measurement);
    return joined(read, null, [...known, noImpedance(file.name, measurement)]);
  }
  const finished = (series: SeriesAnalysis): FileAnalysis =>
    joined(read, series, [...known, ...cellWarnings(cell, measurement.warnings), ...series.warnings]);
  const onPreview = (soFar: SeriesAnalysis): void => watch?.(finished(soFar), "preview");
  const onSweeps = (soFar: SeriesAnalysis): void => watch?.(finished(soFar), "sweeps");
  return finished(await analyzeSeries(sweeps, options, control, file.name, watch ? { onPreview, onSweeps } : {}));
}

/** What is known of a file before its sweeps are analysed. */
interface ReadFile extends Pick<FileAnalysis, "measurement" | "cell" | "timeSeries"> {
  readonly file: SourceFile;
  readonly options: AnalyzeOptions;
}

function joined(
  { file, options, measurement, cell, timeSeries }: ReadFile,
  series: SeriesAnalysis | null,
  warnings: Warning[],
): FileAnalysis {
  const entry: AnalyzeEntry = {
    schema: analyzeSchema,
    file: file.name,
    sha256: digestOf(file),
    program: { name: "liquidus", version },
    options: settingsOf(options),
    constants: constantsOf(cell),
    format: { name: measurement.format, title: measurement.formatTitle },
    technique: measurement.technique,
    start: measurement.start,
    instrument: measurement.instrument,
    cell: { ...cell, comment: measurement.cell.comment },
    settings: measurement.settings,
    circuit: series?.circuit ?? null,
    highestFrequency: series?.highestFrequency ?? null,
    sweeps: series?.sweeps.map((sweep) => sweepEntry(sweep, cell)) ?? [],
    ...seriesParts(series, cell),
    ...(options.includePrivate ? { privateFields: measurement.privateFields } : {}),
    warnings,
  };
  return { entry, measurement, cell, series, timeSeries };
}

/** @throws FormatError where no table has an impedance, or a time with voltage or current */
function refuseUnusable(name: string, { tables, formatTitle, warnings }: Measurement): void {
  const columns = tables.flatMap((table) => table.columns.map((column) => column.vendorName));
  const rows = tables.reduce((n, table) => n + table.rows, 0);
  if (rows === 0 && columns.length > 0) {
    const cut = warnings.find(({ code }) => code === "truncated-file");
    throw new FormatError(cut?.message ?? `${name} (${formatTitle}) holds no rows.`, { file: name });
  }
  const shown = columns.slice(0, MOST_COLUMNS).join(", ");
  const more = columns.length > MOST_COLUMNS ? ` and ${columns.length - MOST_COLUMNS} more` : "";
  throw new FormatError(
    `${name} has nothing to analyse: its columns are ${shown}${more}. Expected a frequency with Z' and Z", or a time with a voltage or a current; name the columns so, as in "f/Hz, Z'/Ohm, Z''/Ohm".`,
    { file: name },
  );
}

function settingsOf(options: AnalyzeOptions): AnalyzeEntry["options"] {
  const { circuit = "auto", lambda = "auto", relaxationTimes = {}, kramersKronig } = options;
  const others = relaxationTimes === "none" ? {} : relaxationTimes;
  return {
    circuit,
    lambda,
    relaxationTimes: describeDistribution(lambda === "auto" ? others : { ...others, lambda }),
    kramersKronig: describeKramersKronig(kramersKronig),
    ...(options.fit && Object.keys(options.fit).length > 0 ? { fit: options.fit } : {}),
    drift: options.drift ?? "auto",
    ...(options.leads ? { leads: options.leads.from } : {}),
    ...(options.frequencies ? { frequencies: options.frequencies } : {}),
    ...(options.keepHighFrequencies ? { keepHighFrequencies: true } : {}),
  };
}

/** The atomic masses by which compositions were converted; nothing else enters an impedance analysis. */
function constantsOf({ working, counter, reference }: AnalyzedCell): PhysicalConstant[] {
  const elements = [working, counter, reference].flatMap((electrode) => Object.keys(electrode?.moleFraction ?? {}));
  return atomicMasses([...new Set(elements)]);
}

/** A warning where Z' is negative at high frequencies in most sweeps, as leads or reference electrode make it. */
function negativeResistance(sweeps: readonly ImpedanceSweep[]): Warning[] {
  const found = sweeps.flatMap(({ spectrum }) =>
    leadArtefacts(spectrum).filter(({ kind }) => kind === "negative-resistance"),
  );
  const [first] = found;
  if (first === undefined || 2 * found.length < sweeps.length) return [];
  return [{ code: "negative-resistance", message: first.words, needs: { input: "leads" } }];
}

function noImpedance(name: string, { tables }: Measurement): Warning {
  const rows = tables.reduce((n, table) => n + table.rows, 0);
  return {
    code: "no-impedance",
    message: `${name} holds ${formatNumber(rows, { digits: 9 })} rows and no impedance; voltage and current are shown, nothing was fitted.`,
  };
}
