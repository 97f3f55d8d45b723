import type { Warning } from "../base/warnings.ts";
import type { PhysicalConstant } from "../units/composition.ts";
import type { StudyRunEntry } from "./studies/run-studies.ts";
import type { ReferenceArea, StudyEvidence } from "./studies/study-runner.ts";

/** Name and version of the schema. */
export const claimsSchema = "liquidus.claims/1";

/**
 * What came of a claim: our numbers, or others of the same paper, meet it or exclude it; nothing is decided; it is an input that nothing derives; or a study that the program cannot run yet will decide it.
 */
export type Verdict = "reproduced" | "contradicted" | "undetermined" | "input" | "pending";

/** All verdicts in the order in which they are told. */
export const verdicts: readonly Verdict[] = ["reproduced", "contradicted", "undetermined", "input", "pending"];

export type Paper = "P1" | "P2";

/** A number with its interval, in the unit that stands beside it; null where there is none or it is not bounded. */
export interface ClaimValue {
  readonly name: string;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly unit: string;
  /** The value as it is read: "≈350", "141 (118–167)". */
  readonly text: string;
}

/** One side of a claim: the paper's, or ours. */
export interface ClaimSide {
  readonly values: readonly ClaimValue[];
  /** All values in one line. */
  readonly text: string;
}

/**
 * What a comparison can decide.
 * - `estimate`: our value is what the paper's should be: it can confirm and refute.
 * - `necessary`: our value bounds what is possible: it can only refute.
 * - `sufficient`: our value would explain the claim if it met it: it can only confirm, as another cause may do.
 * - `described`: our value comes of an index that is fitted to such values: it can neither confirm nor refute.
 */
export type Relation = "estimate" | "necessary" | "sufficient" | "described";

export type Outcome = "agrees" | "disagrees" | "possible" | "unexplained" | "touches" | "described";

export interface ClaimCheck {
  readonly name: string;
  readonly relation: Relation;
  readonly claimed: ClaimValue;
  readonly computed: ClaimValue;
  readonly outcome: Outcome;
  /** Of what a study computes: over each area by itself, in the unit of the computed value. `outcome` is that of one of them. */
  readonly byArea?: readonly (Omit<ClaimValue, "name" | "unit"> & {
    readonly area: ReferenceArea;
    readonly outcome: Outcome;
  })[];
  /** Of what a study computes: fitted parameters whose sources name the figure of the claimed value; without any, it is no fit. */
  readonly fittedBy?: readonly string[];
  /** Of what a study computes: parameters that were assumed with that figure in view. */
  readonly assumedFrom?: readonly string[];
}

export interface Claim {
  /** A1 … A19 and B1 … B16 of the two papers, I1 … I19 what does not fit within and between them; A2a is a part of A2. */
  readonly id: string;
  /** The claim whose arithmetic this one repeats: it is counted there. Null for others. */
  readonly sameAs: string | null;
  readonly paper: Paper;
  /** Where it stands in the paper. */
  readonly place: string;
  /** Our wording. */
  readonly statement: string;
  readonly claimed: ClaimSide;
  readonly computed: ClaimSide;
  /** Unit of the first claimed value, or of the first computed one; "" where there is no number. */
  readonly unit: string;
  /** How the computed values come about, with the function of the program. */
  readonly method: string;
  readonly verdict: Verdict;
  /** True where a contradiction is one of the paper with itself: both sides are printed in it. */
  readonly againstItself: boolean;
  /** The arithmetic with its numbers. */
  readonly because: string;
  readonly wouldChange: string;
  /** What is fitted, assumed or read with a choice. */
  readonly dependsOn: readonly string[];
  /** The comparisons that the verdict follows from. */
  readonly checks: readonly ClaimCheck[];
  /** The study that will decide a pending claim; null for others. */
  readonly decidedBy: string | null;
  /** Shipped studies that compute it, or stand beside it. */
  readonly studies: readonly string[];
}

export interface ClaimsDocument {
  readonly schema: typeof claimsSchema;
  readonly program: { readonly name: string; readonly version: string };
  readonly constants: readonly PhysicalConstant[];
  readonly options: ClaimsConditions;
  readonly papers: Readonly<Record<Paper, string>>;
  /** Claims by verdict; one that repeats the arithmetic of another that is listed counts with it. */
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Studies that were run for these claims. */
  readonly studies: readonly StudyRunEntry[];
  /** What the parameter set of the studies stands on; null where none was run. */
  readonly evidence: StudyEvidence | null;
  readonly warnings: readonly Warning[];
  readonly claims: readonly Claim[];
}

export interface ClaimsConditions {
  /** K; room temperature of the papers. */
  readonly temperature: number;
  /** J/(mol K) */
  readonly gasConstant: number;
}
