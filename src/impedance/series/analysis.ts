import type { Warning } from "../../base/warnings.ts";
import type { CircuitFit } from "../circuit/result.ts";
import type { DistributionOfRelaxationTimes } from "../distribution/result.ts";
import type { KramersKronigResult } from "../kramers-kronig/result.ts";
import type { RelaxationMap } from "../relaxation-times/result.ts";
import type { ImpedanceSweep } from "./sweep.ts";

/** Everything computed from one sweep. Null: not possible, with a warning that says why. */
export interface SweepAnalysis {
  readonly sweep: ImpedanceSweep;
  readonly kramersKronig: KramersKronigResult | null;
  readonly drt: DistributionOfRelaxationTimes | null;
  readonly circuit: CircuitFit | null;
}

/** The sweeps of one file, analysed with the same options. */
export interface SeriesAnalysis {
  readonly sweeps: readonly SweepAnalysis[];
  readonly map: RelaxationMap | null;
  /** The circuit fitted to every sweep, and how it was found (`given`, or why this one). Null if none was fitted. */
  readonly circuit: { readonly notation: string; readonly from: string } | null;
  /** Points above this frequency in Hz were left out of test, relaxation times and circuit; null or left out: none. */
  readonly highestFrequency?: number | null;
  readonly warnings: readonly Warning[];
}
