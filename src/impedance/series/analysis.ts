import type { Warning } from "../../base/warnings.ts";
import type { CircuitFit } from "../circuit/result.ts";
import type { DistributionOfRelaxationTimes } from "../distribution/result.ts";
import type { DriftAnalysis } from "../drift/result.ts";
import type { CircuitDoubt } from "../interpretation/circuit-doubt.ts";
import type { KramersKronigResult } from "../kramers-kronig/result.ts";
import type { ProcessSeries } from "../process-series/result.ts";
import type { RelaxationMap } from "../relaxation-times/result.ts";
import type { ImpedanceSweep } from "./sweep.ts";

/** Everything computed from one sweep. Null: not possible, with a warning that says why. */
export interface SweepAnalysis {
  readonly sweep: ImpedanceSweep;
  readonly kramersKronig: KramersKronigResult | null;
  readonly drt: DistributionOfRelaxationTimes | null;
  readonly circuit: CircuitFit | null;
  /** That the circuit misses data which the relaxation times describe; null or left out: nothing says so. */
  readonly circuitDoubt?: CircuitDoubt | null;
  /**
   * Points above this frequency in Hz were left out of the relaxation times and the circuit of this sweep alone, where the
   * Kramers-Kronig test names an artefact; null or left out: none besides those of the series.
   */
  readonly highestFrequency?: number | null;
}

/** Along what a series was measured: dc current in A, start time in s, or nothing known but the order (index from 0). */
export type SeriesPosition = "current" | "time" | "index";

/** The sweeps followed as one series. */
export interface FollowedSeries extends ProcessSeries {
  /** What `position` and `onset` are in: A, s, or the index of the sweep. */
  readonly along: SeriesPosition;
  /** Place in `SeriesAnalysis.sweeps` of each sweep that was followed. */
  readonly sweeps: readonly number[];
}

/** Drift inside neighbouring sweeps, analysed together. */
export interface DriftWindow {
  /** Places in `SeriesAnalysis.sweeps`. */
  readonly sweeps: readonly number[];
  readonly analysis: DriftAnalysis;
}

/** The sweeps of one file, analysed with the same options. */
export interface SeriesAnalysis {
  readonly sweeps: readonly SweepAnalysis[];
  readonly map: RelaxationMap | null;
  /** `series`: γ of the processes followed through the series; `sweeps` or left out: of each sweep by itself. */
  readonly mapFrom?: "series" | "sweeps";
  /** Processes followed through the series, with an onset where one is seen; null or left out: fewer than four sweeps. */
  readonly processSeries?: FollowedSeries | null;
  /** The processes have no names yet: they get them once the series is followed and its circuit fitted. */
  readonly unnamed?: true;
  /** Drift inside the sweeps; null or left out: not asked for. */
  readonly drift?: readonly DriftWindow[] | null;
  /** The circuit fitted to every sweep, and how it was found (`given`, or why this one). Null if none was fitted. */
  readonly circuit: { readonly notation: string; readonly from: string } | null;
  /** Points above this frequency in Hz were left out of test, relaxation times and circuit; null or left out: none. */
  readonly highestFrequency?: number | null;
  readonly warnings: readonly Warning[];
}
