import type { Task } from "../../base/task.ts";
import type { Observation } from "../../study/studies/study.ts";

/** The area that current densities and capacities of P2 refer to: that of the pool, or of the disc of Na against it. */
export type ReferenceArea = "pool" | "disc";

/** A number that a claim asks a shipped study for; its name is unique among all claims. */
export interface AskedNumber extends Observation {
  readonly case: string;
}

/** What a claim needs of a shipped study. Only the cases that are asked for are run. */
export interface StudyRequest {
  readonly study: string;
  readonly observe: readonly AskedNumber[];
  /** Moments of cases whose relaxation times are asked for. */
  readonly relaxationTimes?: readonly { readonly case: string; readonly at: string }[];
  /** Which areas the numbers may refer to; default both. */
  readonly areas?: readonly ReferenceArea[];
}

/** A number of a run in SI, or why there is none. */
export interface StudyNumber {
  readonly value: number | null;
  readonly reason: string | null;
  /** Where there is no value: whether it lies above (1) or below (−1) `end`; 0: unknown. */
  readonly beyond: -1 | 0 | 1;
  readonly end: number | null;
}

/** A peak of a distribution of relaxation times. */
export interface RelaxationPeak {
  /** s */
  readonly tau: number;
  /** Ω·m² */
  readonly resistance: number;
}

/** A study that was run at one area. */
export interface StudyOutcome {
  readonly study: string;
  readonly cases: readonly {
    readonly name: string;
    /** How it ended, in a sentence. */
    readonly ended: string;
    readonly numbers: Readonly<Record<string, StudyNumber>>;
    /** By the moment that was asked for. */
    readonly relaxationTimes: Readonly<Record<string, readonly RelaxationPeak[]>>;
  }[];
}

/** What the parameter set of the studies stands on. */
export interface StudyEvidence {
  readonly set: string;
  /** Published numbers in the shipped studies of these cells, each counted once however many studies hold it. */
  readonly data: number;
  /** Published bounds, and what is published as seen or not seen. */
  readonly bounds: number;
  readonly yesOrNo: number;
  /** Parameters that are fitted, each with what its number comes from. */
  readonly fitted: readonly { readonly name: string; readonly source: string }[];
  /** Parameters that are assumed with a figure of the paper in view. */
  readonly assumed: readonly { readonly name: string; readonly source: string }[];
}

/** Runs shipped studies for the ledger; tests put another in its place. */
export interface StudyRunner {
  /** @param area m² that current densities and charges per area refer to; null: that of the study */
  run(request: StudyRequest, area: number | null): Task<StudyOutcome>;
  evidence(): Promise<StudyEvidence>;
}
