import { formatNumber } from "../../figures/format-number.ts";
import type { Alloy } from "../alloy.ts";
import type { LiquidElectrolytePaper } from "../papers/liquid-electrolyte-paper.ts";
import type { PaperNumber } from "../papers/paper-number.ts";
import type { SolidElectrolytePaper } from "../papers/solid-electrolyte-paper.ts";
import type { Ranged } from "../ranged.ts";
import type { ClaimCheck, ClaimValue, Paper, Relation } from "../result.ts";
import { compare } from "../verdict.ts";

/** What a claim is computed from. */
export interface ClaimContext {
  readonly p1: LiquidElectrolytePaper;
  readonly p2: SolidElectrolytePaper;
  readonly alloy: Alloy;
}

/** What a claim's computation gives. */
export interface Evaluation {
  /** Comparisons that the verdict follows from. */
  readonly checks: readonly ClaimCheck[];
  /** Values of the paper and of ours that are told besides those compared. */
  readonly claimed?: readonly ClaimValue[];
  readonly computed?: readonly ClaimValue[];
  /** The arithmetic with its numbers. */
  readonly because: string;
}

/** A claim as the ledger holds it: its words, and the function that computes it. */
export interface ClaimRow {
  readonly id: string;
  readonly paper: Paper;
  readonly place: string;
  readonly statement: string;
  readonly method: string;
  readonly wouldChange: string;
  readonly dependsOn: readonly string[];
  /** A pure input, or one that waits for a study; left out where the checks decide. */
  readonly standing?: "input" | "pending";
  /** The study that will decide a pending claim. */
  readonly decidedBy?: string;
  evaluate(context: ClaimContext): Evaluation;
}

/** A number in running text. */
export function n(value: number, digits = 3): string {
  return formatNumber(value, { digits });
}

const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);

function ends({ value, lower, upper }: Ranged): string {
  const same = Math.abs(upper - lower) <= 1e-9 * Math.abs(value);
  if (same) return "";
  if (!Number.isFinite(lower)) return ` (up to ${n(upper)})`;
  if (!Number.isFinite(upper)) return ` (from ${n(lower)})`;
  return ` (${n(lower)}–${n(upper)})`;
}

/** A computed value as the document holds it. */
export function ours(name: string, quantity: Ranged, digits = 3): ClaimValue {
  const { value, lower, upper, unit } = quantity;
  const tail = unit === "" ? "" : `\u00A0${unit}`;
  return {
    name,
    value: finite(value),
    lower: finite(lower),
    upper: finite(upper),
    unit,
    text: `${n(value, digits)}${tail}${ends(quantity)}`,
  };
}

/** A number of a paper as the document holds it. */
export function theirs(name: string, number: PaperNumber): ClaimValue {
  const { value, lower, upper, unit, text } = number;
  const words = !/^[≈~<>]?\s*[−-]?\d/.test(text);
  const tail = unit === "" || words ? "" : `\u00A0${unit}`;
  return { name, value: finite(value), lower: finite(lower), upper: finite(upper), unit, text: `${text}${tail}` };
}

/** Compares a number of a paper with ours. */
export function check(
  name: string,
  relation: Relation,
  claimed: PaperNumber,
  computed: Ranged,
  digits = 3,
): ClaimCheck {
  return {
    name,
    relation,
    claimed: theirs(name, claimed),
    computed: ours(name, computed, digits),
    outcome: compare(claimed, computed, relation),
  };
}
