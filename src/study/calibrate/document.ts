import type { Warning } from "../../base/warnings.ts";
import type { RivalResult } from "./compare.ts";
import type { DataCounts } from "./estimate.ts";
import type { Criteria } from "./evidence.ts";
import type { Datum, Prior, VariedParameter } from "./forward.ts";

export const calibrationSchema = "liquidus.calibration/1";

/** How well the data know a parameter. */
export type Verdict = "determined" | "weakly determined" | "not determined" | "at a bound" | "no effect";

/** Ends of an interval of 95 %; null where it is not closed within the bounds. */
export interface Ends {
  readonly lower: number | null;
  readonly upper: number | null;
}

/** A calibrated parameter, in its own unit. */
export interface CalibratedParameter extends Omit<VariedParameter, "start" | "prior"> {
  readonly value: number;
  readonly start: number;
  readonly prior: Prior | null;
  readonly verdict: Verdict;
  /** Of the value, by the curvature, widened; on a logarithmic scale to first order. Null where nothing is known. */
  readonly standardDeviation: number | null;
  /** By the curvature JᵀJ at the optimum. */
  readonly curvature: Ends;
  /** By profile likelihood; null where no profile was made. */
  readonly profile: Ends | null;
  /** Whether an end of the two differs by more than a tenth of the width. */
  readonly intervalsDiffer: boolean;
}

/** A datum beside the model. */
export interface MetDatum extends Omit<Datum, "curve"> {
  readonly curve: NonNullable<Datum["curve"]> | null;
  /** By the model at the optimum, with the study's own settings; null where the run failed. */
  readonly model: number | null;
  /** (model − value)/σ; of a one-sided datum positive on the allowed side. Null where there is none. */
  readonly deviation: number | null;
  /** Its part r of F = Σ r²; null for a proposed measurement. */
  readonly residual: number | null;
  readonly failed: string | null;
}

export interface ProfileCurve {
  readonly parameter: string;
  readonly unit: string;
  readonly scale: "linear" | "log";
  /** Value of the parameter, and rise F − F̂ of the smallest misfit there. */
  readonly values: Float64Array;
  readonly rise: Float64Array;
  /** Rise at the ends of the interval of 95 %. */
  readonly limit: number;
}

/** An experiment predicted from the others. */
export interface LeftOutExperiment {
  readonly experiment: string;
  readonly predictions: readonly {
    readonly name: string;
    readonly unit: string;
    readonly bound: Datum["bound"];
    readonly value: number;
    readonly sigma: number;
    readonly predicted: number | null;
    readonly deviation: number;
    readonly standardised: number | null;
    /** Why there is a number and no `standardised`: no parameter moves it. */
    readonly remark: string | null;
    readonly failed: string | null;
  }[];
  readonly values: Readonly<Record<string, number>>;
  readonly sumOfSquares: number;
  readonly converged: boolean;
  readonly undetermined: number;
  readonly isUnderdetermined: boolean;
}

/** What `liquidus calibrate` prints. Numbers are in the unit beside them; F = Σ r² in squared standard deviations. */
export interface CalibrationDocument {
  readonly schema: typeof calibrationSchema;
  readonly program: { readonly name: "liquidus"; readonly version: string };
  readonly warnings: readonly Warning[];
  readonly studies: readonly CalibratedStudy[];
  readonly title: string;
  readonly options: {
    readonly starts: number;
    readonly seed: number;
    readonly fall: number;
    readonly profiles: boolean;
    readonly leaveOut: boolean;
  };
  readonly settings: { readonly search: string; readonly final: string } | null;
  readonly counts: DataCounts & { readonly experiments: number; readonly proposed: number };
  readonly misfit: Criteria & {
    readonly sumOfSquares: number;
    /** The same with the settings of the search. */
    readonly inSearch: number;
    /** χ² of values and priors over the degrees of freedom; null without any. */
    readonly reduced: number | null;
    readonly widening: number;
  };
  readonly converged: boolean;
  /** Runs of the model, those from memory not counted. */
  readonly runs: number;
  readonly searches: readonly {
    readonly values: Readonly<Record<string, number>>;
    readonly sumOfSquares: number;
    readonly converged: boolean;
    readonly iterations: number;
  }[];
  readonly parameters: readonly CalibratedParameter[];
  /** −1 … 1, n × n; null where a parameter is not free. */
  readonly correlation: readonly (readonly (number | null)[])[];
  readonly combinations: readonly {
    /** Parts of a unit vector in the places between the bounds. */
    readonly parts: Readonly<Record<string, number>>;
    /** Standard deviation along it, as a part of the way between the bounds; null where nothing is known. */
    readonly deviation: number | null;
    readonly verdict: string;
  }[];
  /** What the data do not tell. */
  readonly sentences: readonly string[];
  readonly data: readonly MetDatum[];
  readonly profiles: readonly ProfileCurve[];
  readonly leftOut: readonly LeftOutExperiment[];
  readonly rivals: readonly RivalResult[];
}

/** A study that the parameters were calibrated to. */
export interface CalibratedStudy {
  readonly name: string;
  readonly title: string | null;
  readonly file: string | null;
  readonly sha256: string | null;
}
