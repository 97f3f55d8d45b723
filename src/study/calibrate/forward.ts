import type { TaskControl } from "../../base/task.ts";

/** Between which values a parameter is sought. */
export interface VariedParameter {
  /** "store.capacity" */
  readonly name: string;
  /** Unit of the numbers here, as of the parameter: "mol/m2". */
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  /** Steps are differences of the value, or of its logarithm. */
  readonly scale: "linear" | "log";
  /** Where the search begins; default: the middle of the scale. */
  readonly start?: number;
  /** What is known beforehand; counts as one more datum. */
  readonly prior?: Prior;
}

/** A value known beforehand, normally distributed on the scale of the parameter. */
export interface Prior {
  readonly value: number;
  /** Standard deviation in the unit of the parameter; on a logarithmic scale it stands for that of the logarithm, σ/value. */
  readonly sigma: number;
  readonly source: string;
}

/** A published or measured number that the model shall meet. */
export interface Datum {
  readonly name: string;
  /** Data of one experiment are left out together. */
  readonly experiment: string;
  readonly unit: string;
  /** Null: proposed, not measured; it takes no part in the fit, but what it would add is told. */
  readonly value: number | null;
  /** Standard deviation. */
  readonly sigma: number;
  /** A number, or only that it is at least or at most so large. */
  readonly bound: "value" | "at least" | "at most";
  /** True of a lower bound on what grows until its test is ended, as a charge: whoever reaches the bound has met it whole. */
  readonly untilEnded?: boolean;
  readonly source: string;
  /** Where a curve gives many data: its name and the place on it, for figures. */
  readonly curve?: { readonly name: string; readonly at: number; readonly unit: string };
}

/** Why the model gives no number for a datum. */
export interface ForwardFailure {
  readonly reason: string;
  /** Whether the number would have been too small (−1) or too large (1); 0 where that cannot be said. */
  readonly direction: -1 | 0 | 1;
}

/** What the model gives for one datum. */
export interface ForwardValue {
  readonly name: string;
  /** In the unit of the datum; NaN where it failed. */
  readonly value: number;
  readonly failed?: ForwardFailure;
  /** True where the number is what the protocol itself ends at: a longer one would have given another. */
  readonly isEnd?: boolean;
}

/** Looser meshes and tolerances while searching, the own settings of the study for what is reported. */
export type Fidelity = "search" | "final";

/** A model that gives a number for every datum, as a function of its varied parameters. */
export interface Forward {
  readonly parameters: readonly VariedParameter[];
  readonly data: readonly Datum[];
  /** What a run is made with while searching, and for what is reported, in words. */
  readonly settings?: { readonly search: string; readonly final: string };
  /**
   * Relative accuracy of its numbers in a search: steps of differences are chosen by it. Default 1e-6.
   */
  readonly accuracy?: number;
  /** @returns one value a datum, in their order; a run that fails is a value with its reason, not an exception */
  evaluate(values: readonly number[], control: TaskControl, fidelity: Fidelity): Promise<readonly ForwardValue[]>;
  /**
   * ∂(value of each datum)/∂(value of each parameter), where the model knows them; null for a datum whose slope is to be found by
   * differences.
   */
  derivatives?(values: readonly number[], control: TaskControl): Promise<readonly (Float64Array | null)[]>;
}
