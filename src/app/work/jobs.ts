import type { Claim, ClaimsDocument } from "../../claims/result.ts";
import type { ColorBounds } from "../../figures/map-colors.ts";
import type { Figure } from "../../figures/plotly.ts";
import type { TimeSeries } from "../../files/time-series.ts";
import type { DistributionOfRelaxationTimes } from "../../impedance/distribution/result.ts";
import type { LambdaCriterion, RelaxationTimesOptions } from "../../impedance/relaxation-times/options.ts";
import type { RelaxationMap } from "../../impedance/relaxation-times/result.ts";
import type { SeriesAnalysis } from "../../impedance/series/analysis.ts";
import type { ImpedanceSpectrum } from "../../impedance/spectrum.ts";
import type { Finding } from "../../report/findings.ts";
import type { ReportDrift } from "../../report/input.ts";
import type { AnalysisStage, AnalyzeEntry, AnalyzeOptions } from "../../study/analyze.ts";
import type { CalibrationDocument } from "../../study/calibrate/document.ts";
import type { StoppedDocument } from "../../study/calibrate/interrupted.ts";
import type { TableForm } from "../../study/convert.ts";
import type { RefusedEntry } from "../../study/document.ts";
import type { SpectrumFit, SpectrumFitOptions } from "../../study/fit-spectrum.ts";
import type { InspectEntry } from "../../study/inspect.ts";
import type { CaseSight } from "../../study/studies/case-sight.ts";
import type { CheckedProtocol } from "../../study/studies/checked-protocol.ts";
import type { StudyChanges } from "../../study/studies/edited-study.ts";
import type { Written } from "../../study/studies/study.ts";
import type { StudyOutline } from "../../study/studies/study-outline.ts";
import type { SavedTables } from "../shell/export-store.ts";
import type { PackedProject } from "../state/persistence/project-file.ts";
import type { AlloyJobs } from "./alloy-jobs.ts";
import type { SentTable } from "./sent-table.ts";

/** A file as it goes to a worker: by reference, its bytes are read there. */
export interface JobFile {
  /** sha256 of the content, hexadecimal. */
  readonly id: string;
  readonly name: string;
  readonly content: Blob;
}

/** What the views draw of an analysed file. `entry` is the document that `liquidus analyze --json` prints for it. */
export interface AnalyzedFile {
  readonly stage: AnalysisStage;
  readonly entry: AnalyzeEntry;
  readonly series: SeriesAnalysis | null;
  readonly timeSeries: TimeSeries | null;
  /** What the report says of the file. */
  readonly findings: readonly Finding[];
  /** What drifts inside the sweeps, as the report draws it; null: not analysed. */
  readonly drift: readonly ReportDrift[] | null;
}

/** Where a criterion falls on the slider of λ. */
export interface CriterionTick {
  readonly criterion: LambdaCriterion;
  readonly lambda: number;
}

/** A study document of the project, with the files that it names. */
export interface JobStudy {
  /** Of the study in the project. */
  readonly id: string;
  readonly yaml: string;
  /** Name of the shipped study whose text this is, unchanged; null: any other. */
  readonly shipped: string | null;
  /** Name of the file that it stands in, for the sentences about it. */
  readonly file: string;
  /** By the name that the study gives them. */
  readonly files: readonly JobFile[];
}

/** A case of a study that was run, or is being run. */
export interface CaseShown {
  readonly sight: CaseSight;
  /** What makes a coarse run coarse; null: it is the full one. */
  readonly coarse: string | null;
}

/** A figure in both themes. */
export interface ShownFigure {
  readonly id: string;
  readonly title: string;
  readonly remark: string;
  readonly summary: string;
  readonly light: Figure;
  readonly dark: Figure;
}

/** A case on its way. */
export interface CaseOnItsWay extends CaseShown {
  /** From which the run can be taken up after a reload; null: as far as the last one. */
  readonly checkpoint: Blob | null;
}

/** A run that is kept over a reload, for a worker that does not hold it. */
export interface RunSource {
  readonly study: JobStudy;
  readonly case: string;
  /** Null: none was kept. */
  readonly checkpoint: Blob | null;
  /** Turns after which it stood, of `LiveProgress`; null: it had come to its end. */
  readonly reached: number | null;
}

/** How a run of a case ended. */
export interface CaseOutcome extends CaseShown {
  /** Left standing where it was stopped: it can be taken up again. */
  readonly stopped: boolean;
  /** What compares the cases that were run to their end. */
  readonly overview: readonly ShownFigure[];
}

/** What a run of a case came to, as it is shown again after a reload. */
export interface KeptRun {
  readonly status: "stopped" | "ended" | "failed";
  readonly sight: CaseSight;
  /** ms of work. */
  readonly took: number;
  readonly overview: readonly ShownFigure[];
}

/** A job: what goes in, what comes out, and what comes on the way. */
export interface Job<Input, Output, Partial = never> {
  readonly input: Input;
  readonly output: Output;
  readonly partial: Partial;
}

/** Everything that workers do, by name. A job calls one exported function of the library. */
export interface Jobs extends AlloyJobs {
  /** The ledger as `liquidus claims --json` prints it; claims that wait for studies come on the way. */
  readonly claims: Job<{ readonly quick: boolean }, ClaimsDocument, readonly Claim[]>;
  /** The tables of a file as `liquidus convert` writes them. */
  readonly convert: Job<
    { readonly file: JobFile; readonly to: TableForm; readonly workingElectrode: "positive" | "negative" | null },
    SavedTables
  >;
  /** sha256 of a content. */
  readonly digest: Job<{ readonly content: Blob }, string>;
  readonly inspect: Job<{ readonly file: JobFile }, InspectEntry | RefusedEntry>;
  /** Loads what jobs need, before they are asked for. */
  readonly load: Job<{ readonly jobs: readonly JobName[] }, null>;
  readonly "lambda-close": Job<null, null>;
  /** Keeps the spectra of a series for `lambda-map`, under a key; the one before is let go. */
  readonly "lambda-open": Job<
    {
      readonly key: string;
      readonly spectra: readonly ImpedanceSpectrum[];
      readonly options: RelaxationTimesOptions & { readonly lambda: number };
    },
    null
  >;
  /** γ of every sweep at λ, and the whole distribution of one, if one is named; null where the series is not open (any more). */
  readonly "lambda-map": Job<
    { readonly key: string; readonly lambda: number; readonly sweep: number | null },
    { readonly map: RelaxationMap; readonly distribution: DistributionOfRelaxationTimes | null } | null
  >;
  /** λ of each criterion for one spectrum. */
  readonly "lambda-criteria": Job<
    { readonly spectrum: ImpedanceSpectrum; readonly options: RelaxationTimesOptions },
    readonly CriterionTick[]
  >;
  /** A circuit fitted to one spectrum. */
  readonly "fit-circuit": Job<
    { readonly spectrum: ImpedanceSpectrum; readonly circuit: string; readonly options: SpectrumFitOptions },
    SpectrumFit
  >;
  readonly analyze: Job<
    { readonly file: JobFile; readonly options: AnalyzeOptions },
    AnalyzedFile | { readonly refused: RefusedEntry },
    AnalyzedFile
  >;
  readonly outlineStudy: Job<{ readonly study: JobStudy; readonly case: string | null }, StudyOutline>;
  /** The study document with changes. */
  readonly editStudy: Job<{ readonly yaml: string; readonly changes: StudyChanges }, string>;
  readonly checkProtocol: Job<
    { readonly text: string; readonly let: Readonly<Record<string, Written>> },
    CheckedProtocol
  >;
  /** Runs a case; with `resume` the run that was left standing is taken up again, from `checkpoint` where the worker does not hold it. */
  readonly runStudy: Job<
    {
      readonly study: JobStudy;
      readonly case: string;
      /** Key of the run. */
      readonly run: string;
      readonly resume: boolean;
      readonly checkpoint?: Blob | null;
      readonly coarse: boolean;
      readonly changes?: StudyChanges;
    },
    CaseOutcome,
    CaseOnItsWay
  >;
  /** The run that stands as the document that `liquidus simulate --json` prints. */
  readonly exportStudy: Job<{ readonly run: string; readonly source?: RunSource }, string>;
  readonly exportStudyTables: Job<{ readonly run: string; readonly source?: RunSource }, readonly SentTable[]>;
  /** The points of the run in the Battery Data Format, with the metadata beside them. */
  readonly exportStudyBdf: Job<
    {
      readonly run: string;
      readonly source?: RunSource;
      /** Names of the files begin with it. */
      readonly stem: string;
      readonly workingElectrode: "positive" | "negative";
    },
    SavedTables
  >;
  /** Stopped before its fit was done it gives the best place so far. */
  readonly calibrateStudy: Job<{ readonly study: JobStudy }, CalibrationDocument | StoppedDocument>;
  /** A project as one file. */
  readonly packProject: Job<{ readonly project: PackedProject; readonly savedAt: number }, Blob>;
  /** The page that `liquidus analyze` writes; `plotting`: address of the plotting library. */
  readonly report: Job<
    {
      readonly file: JobFile;
      readonly options: AnalyzeOptions;
      readonly commandLine: string;
      /** Where the colours of the map begin and end, in Ω; null: by the largest γ. */
      readonly colors: ColorBounds | null;
      readonly plotting: string;
    },
    string
  >;
  readonly unpackProject: Job<{ readonly file: Blob }, PackedProject>;
  /** What a run came to, as it is kept over a reload. */
  readonly packRun: Job<{ readonly run: KeptRun }, Blob>;
  readonly unpackRun: Job<{ readonly packed: Blob }, KeptRun>;
}

export type JobName = keyof Jobs;
export type JobInput<Name extends JobName> = Jobs[Name]["input"];
export type JobOutput<Name extends JobName> = Jobs[Name]["output"];
export type JobPartial<Name extends JobName> = Jobs[Name]["partial"];
