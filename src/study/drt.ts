import type { Task } from "../base/task.ts";
import type { DistributionOptions, DistributionSettings } from "../impedance/distribution/options.ts";
import type { DistributionOfRelaxationTimes } from "../impedance/distribution/result.ts";
import type { HintGeometry } from "../impedance/interpretation/capacitance-hints.ts";
import type { KramersKronigResult } from "../impedance/kramers-kronig/result.ts";
import type { LambdaCriterion } from "../impedance/relaxation-times/options.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { FEWEST_POINTS } from "../impedance/series/series-warnings.ts";
import type { FileAnalysis } from "./analyze.ts";
import type { Inputs } from "./document.ts";
import { type DrtNumbers, type DrtPeakEntry, drtNumbers } from "./drt-entry.ts";
import { type SeriesParts, seriesParts } from "./series-entry.ts";
import {
  type Examination,
  examineFiles,
  type SpectraEntryHead,
  type SpectraOptions,
  spectraEntryHead,
} from "./spectra.ts";
import { type SweepFacts, sweepFacts } from "./sweep-entry.ts";
import type { ActivationEntry } from "./temperatures.ts";

export const drtSchema = "liquidus.drt/1";

export interface DrtOptions extends SpectraOptions {
  /** λ, or the criterion that chooses it for each sweep; `auto` (default): the criterion of choice. */
  readonly lambda?: number | "auto" | LambdaCriterion;
  /** Everything else about the relaxation times. */
  readonly relaxationTimes?: Omit<DistributionOptions, "lambda">;
  /** Whether drift inside the sweeps is analysed. */
  readonly drift?: boolean;
  /** K, one for each file or one for each sweep; default: from the files. */
  readonly temperatures?: readonly number[];
}

/** The relaxation times of one sweep in SI; null where a warning of the file says why there are none. */
export interface DrtSweepEntry
  extends SweepFacts,
    Partial<Omit<DistributionOfRelaxationTimes, "fitted" | keyof DrtNumbers | keyof DrtSweepCore>>,
    Partial<Omit<DrtNumbers, keyof DrtSweepCore>>,
    DrtSweepCore {}

interface DrtSweepCore {
  /** Of Kramers-Kronig. */
  readonly verdict: KramersKronigResult["verdict"];
  /** The verdict in a sentence with its numbers. */
  readonly reason: string;
  readonly lambda: number | null;
  /** R∞ in Ω, L in H, ∫ γ d ln τ in Ω over `tau`. */
  readonly ohmicResistance: number | null;
  readonly inductance: number | null;
  readonly polarizationResistance: number | null;
  /** s, ascending. */
  readonly tau: Float64Array | null;
  /** γ in Ω per unit of ln τ, and its pointwise bounds of 95 % where they are known. */
  readonly gamma: Float64Array | null;
  readonly gammaLower: Float64Array | null;
  readonly gammaUpper: Float64Array | null;
  readonly peaks: readonly DrtPeakEntry[];
  /** K, given or as the file has it. */
  readonly temperature: number | null;
}

/** Relaxation times of one file, as they are printed. */
export interface DrtEntry extends SpectraEntryHead, SeriesParts {
  /** Every option, defaults filled in. */
  readonly options: DistributionSettings;
  readonly sweeps: readonly DrtSweepEntry[];
  /** Activation energies over all sweeps of all files that have a temperature; left out where there are none. */
  readonly activation?: readonly ActivationEntry[];
}

/** Distributions of relaxation times of every sweep of every file. */
export function drtFiles(inputs: Inputs, options: DrtOptions = {}): Task<Examination<DrtEntry>> {
  return examineFiles("drt", drtSchema, inputs, { ...options, circuit: "none" }, drtEntry);
}

function drtEntry(file: FileAnalysis): DrtEntry {
  return {
    ...spectraEntryHead(drtSchema, file),
    options: file.entry.options.relaxationTimes,
    sweeps:
      file.series?.sweeps.map((sweep, k) => ({
        ...drtSweep(sweep, file.cell),
        temperature: file.entry.sweeps[k]?.temperature ?? null,
      })) ?? [],
    ...seriesParts(file.series, file.cell),
    ...(file.entry.activation ? { activation: file.entry.activation } : {}),
  };
}

function drtSweep(
  { sweep, kramersKronig, drt }: SweepAnalysis,
  cell: HintGeometry,
): Omit<DrtSweepEntry, "temperature"> {
  const facts = { ...sweepFacts(sweep), ...verdictOf(kramersKronig, sweep.spectrum.frequency.length) };
  const unknown = { gammaLower: null, gammaUpper: null };
  if (drt === null) {
    const none = { lambda: null, ohmicResistance: null, inductance: null, polarizationResistance: null };
    return { ...facts, ...none, tau: null, gamma: null, ...unknown, peaks: [] };
  }
  const { fitted: _, ...rest } = drt;
  return { ...facts, ...unknown, ...rest, ...drtNumbers(drt, cell, kramersKronig?.noise ?? null) };
}

/** Verdict and reason, also where the test could not be made. */
export function verdictOf(
  result: KramersKronigResult | null,
  points: number,
): Pick<KramersKronigResult, "verdict" | "reason"> {
  if (result) return { verdict: result.verdict, reason: result.reason };
  return {
    verdict: "not tested",
    reason:
      points < FEWEST_POINTS
        ? `Not tested: ${points} point${points === 1 ? "" : "s"}; at least ${FEWEST_POINTS} are analysed.`
        : "Not tested: a warning of the file says why.",
  };
}
