import type { Task } from "../base/task.ts";
import {
  describeKramersKronig,
  type KramersKronigOptions,
  type KramersKronigSettings,
} from "../impedance/kramers-kronig/options.ts";
import type { KramersKronigResult } from "../impedance/kramers-kronig/result.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { usedPart } from "../impedance/series/used-points.ts";
import type { FileAnalysis } from "./analyze.ts";
import type { Inputs } from "./document.ts";
import { verdictOf } from "./drt.ts";
import {
  type Examination,
  examineFiles,
  type SpectraEntryHead,
  type SpectraOptions,
  spectraEntryHead,
} from "./spectra.ts";
import { type SweepFacts, sweepFacts } from "./sweep-entry.ts";

export const kkSchema = "liquidus.kk/1";

export interface KkOptions extends SpectraOptions {
  readonly kramersKronig?: KramersKronigOptions;
}

/** The test of one sweep: the whole result, with the frequencies in Hz that its arrays belong to. */
export interface KkSweepEntry extends SweepFacts, Partial<Omit<KramersKronigResult, "verdict" | "reason">> {
  readonly verdict: KramersKronigResult["verdict"];
  readonly reason: string;
  /** Of the points that were tested, in their order; null if none was. */
  readonly frequency: Float64Array | null;
}

/** Kramers-Kronig tests of one file, as they are printed. */
export interface KkEntry extends SpectraEntryHead {
  /** Every option, defaults filled in. */
  readonly options: KramersKronigSettings;
  readonly sweeps: readonly KkSweepEntry[];
}

/** Linear Kramers-Kronig tests of every sweep of every file. */
export function kkFiles(inputs: Inputs, options: KkOptions = {}): Task<Examination<KkEntry>> {
  describeKramersKronig(options.kramersKronig); // A wrong option is refused before a file is read.
  return examineFiles("kk", kkSchema, inputs, { ...options, circuit: "none", relaxationTimes: "none" }, kkEntry);
}

function kkEntry(file: FileAnalysis): KkEntry {
  const highest = file.entry.highestFrequency ?? Number.POSITIVE_INFINITY;
  return {
    ...spectraEntryHead(kkSchema, file),
    options: file.entry.options.kramersKronig,
    sweeps: file.series?.sweeps.map((sweep) => kkSweep(sweep, highest)) ?? [],
  };
}

function kkSweep({ sweep, kramersKronig }: SweepAnalysis, highest: number): KkSweepEntry {
  const { frequency } = usedPart(sweep.spectrum, highest);
  const tested = kramersKronig !== null && kramersKronig.residualReal.length === frequency.length;
  return {
    ...sweepFacts(sweep),
    ...kramersKronig,
    ...verdictOf(kramersKronig, sweep.spectrum.frequency.length),
    frequency: tested ? frequency : null,
  };
}
