import type { Warning } from "../base/warnings.ts";
import type { DriftRecord, UncorrectedResistances } from "../figures/drift.ts";
import type { ColorBounds } from "../figures/map-colors.ts";
import type { Onset } from "../figures/map-onset.ts";
import type { Figure } from "../figures/plotly.ts";
import type { AcquisitionStart, CellEntry, Instrument, Setting } from "../files/measurement.ts";
import type { TimeSeries } from "../files/time-series.ts";
import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import type { ImpedanceSpectrum } from "../impedance/spectrum.ts";
import type { Sha256 } from "./policy.ts";

/** What the file says of the measurement. A `Measurement` fits; its private fields are not read. */
export interface MeasurementSummary {
  /** The format in words: `BioLogic EC-Lab binary (.mpr)`. */
  readonly formatTitle: string;
  readonly technique: string | null;
  readonly start: AcquisitionStart | null;
  readonly instrument: Instrument;
  readonly cell: CellEntry;
  readonly settings: readonly Setting[];
}

/** The electrode area that the results are shown with. */
export interface ReportArea {
  /** In m². */
  readonly value: number;
  /** Where it came from, in words: `from the file`, `given on the command line`. */
  readonly from: string;
}

/** An option of the analysis, as the provenance lists it. */
export interface ReportOption {
  /** `λ`, `basis`, `weighting`. */
  readonly name: string;
  readonly value: string;
}

/** A figure made elsewhere. Drawn in `reportTheme` it follows the theme of the page; otherwise it keeps its colours. */
export interface ReportFigure {
  readonly title: string;
  /** One sentence that says what the figure shows, with its numbers; plain text. */
  readonly summary: string;
  readonly figure: Figure;
}

/** The analysis as a paper would state it; what is null or left out is not mentioned. */
export interface ReportMethods {
  /** How relaxation times were computed; left out: told from the results. */
  readonly method?: "auto" | "tikhonov";
  /** How λ was found: `generalised cross-validation for each sweep`. */
  readonly lambdaRule?: string | null;
  /** `Gaussian functions, 10 a decade`. */
  readonly basis?: string | null;
  /** Which part of Z was fitted: `real and imaginary parts`. */
  readonly fittedPart?: string | null;
  /** `modulus`. */
  readonly weighting?: string | null;
  /** How the Kramers-Kronig test was made, as a sentence. */
  readonly kramersKronig?: string | null;
}

/** Drift inside the sweeps, as the figures need it. */
export interface ReportDrift {
  /** Numbers of the sweeps, from 1; left out: all of the file. */
  readonly sweeps?: readonly number[];
  readonly record: DriftRecord;
  readonly uncorrected?: UncorrectedResistances;
  /** Each sweep in one instant, where it was corrected: by position in the series. */
  readonly corrected?: readonly {
    readonly sweep: number;
    readonly instants: readonly { readonly name: string; readonly spectrum: ImpedanceSpectrum }[];
  }[];
  /** What was found, in sentences. */
  readonly words: readonly string[];
}

/** A file and what was made of it. */
export interface ReportFile {
  /** Name without folders. */
  readonly name: string;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Null where the file could not be read. */
  readonly measurement: MeasurementSummary | null;
  /** Null: not known; values are then in Ω and A. */
  readonly area: ReportArea | null;
  /** Thickness of the electrolyte in m; null or left out: not known. */
  readonly thickness?: number | null;
  readonly series: SeriesAnalysis | null;
  readonly timeSeries: TimeSeries | null;
  /** Where something sets in along the series, for the map; default: the onset of the series itself. */
  readonly onset?: Onset | null;
  /** Where the colours of the map begin and end, in Ω; null or left out: by the largest γ. */
  readonly colors?: ColorBounds | null;
  /** What drifts inside the sweeps, with the resistances before the correction: one for each stretch analysed together. */
  readonly drift?: readonly ReportDrift[] | null;
  /** Figures besides those that the report draws from `series` and `timeSeries`. */
  readonly figures?: readonly ReportFigure[];
  readonly options: readonly ReportOption[];
  readonly methods?: ReportMethods | null;
  /** Warnings of reading and of the analysis; those of `series` need not be repeated. */
  readonly warnings: readonly Warning[];
  /** Why there are no results; null where there are. */
  readonly error: { readonly kind: string; readonly message: string } | null;
}

/** Everything a report says. The same input gives the same page, to the byte. */
export interface ReportInput {
  readonly title: string;
  /** Version of the program. */
  readonly version: string;
  /** The command that makes the report again. */
  readonly commandLine: string | null;
  /** Date as it shall stand in the report; left out by default, so that equal input gives equal pages. */
  readonly generated?: string | null;
  readonly files: readonly ReportFile[];
  /** Files of one experiment on one time axis, a figure each, drawn above the first file. */
  readonly timelines?: readonly ReportFigure[];
  /** Source of plotly.js (the cartesian bundle suffices). */
  readonly plottingScript: string;
  /** A faster sha256 than the portable one, where the platform has it; for the policy of the page. */
  readonly sha256?: Sha256;
  /**
   * Compresses to the zlib format (RFC 1950), where the platform can: the page is then less than half as large, and needs a
   * browser with `DecompressionStream` (since 2023 every one). Without it the page holds everything in the open.
   */
  readonly deflate?: (bytes: Uint8Array) => Uint8Array;
}
