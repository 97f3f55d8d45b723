import { DomainError } from "../../base/errors.ts";
import { formatNumber } from "../../figures/format-number.ts";
import type { Alloy } from "../alloy.ts";
import type { LiquidElectrolytePaper } from "../papers/liquid-electrolyte-paper.ts";
import type { PaperNumber } from "../papers/paper-number.ts";
import type { SolidElectrolytePaper } from "../papers/solid-electrolyte-paper.ts";
import type { Ranged } from "../ranged.ts";
import type { ClaimCheck, ClaimValue, Paper, Relation } from "../result.ts";
import { compare } from "../verdict.ts";
import type { Simulation } from "./simulation.ts";

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
  /** True where both sides of the checks are printed in one paper: where they disagree it contradicts itself. */
  readonly bothPrinted?: boolean;
  /** The claim whose arithmetic this one repeats. */
  readonly sameAs?: string;
  /** The study that will decide a pending claim. */
  readonly decidedBy?: string;
  /** What shipped studies compute of it. */
  readonly simulation?: Simulation;
  evaluate(context: ClaimContext): Evaluation;
}

/** What is told beside a claim, or null where the alloy has no value at the temperature: the claim stands without it. */
export function beside<Value>(f: () => Value): Value | null {
  try {
    return f();
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** A number in running text. */
export function n(value: number, digits = 3): string {
  return formatNumber(value, { digits });
}

const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);

/** The interval behind a value, where it reads differently from the value. */
function ends({ lower, upper }: Ranged, digits: number): string {
  if (!Number.isFinite(lower)) return ` (up to ${n(upper, digits)})`;
  if (!Number.isFinite(upper)) return ` (from ${n(lower, digits)})`;
  const [low, high] = [n(lower, digits), n(upper, digits)];
  return low === high ? "" : lower < 0 ? ` (${low} to ${high})` : ` (${low}–${high})`;
}

/** A quantity of which only the interval is known: "41–91.1", "up to 37.5", "from 4 833". */
function rangeText({ lower, upper }: Ranged, digits: number): string {
  if (!Number.isFinite(upper)) return `from ${n(lower, digits)}`;
  if (lower === 0) return `up to ${n(upper, digits)}`;
  return `${n(lower, digits)}${lower < 0 ? " to " : "–"}${n(upper, digits)}`;
}

/** A unit behind a number: degrees and percent as they are set. */
const tailOf = (unit: string): string => (unit === "" ? "" : unit === "°" ? "°" : `\u00A0${unit}`);

/** A computed value as the document holds it. */
export function ours(name: string, quantity: Ranged, digits = 3): ClaimValue {
  const { value, lower, upper, unit, isRange } = quantity;
  return {
    name,
    value: isRange ? null : finite(value),
    lower: finite(lower),
    upper: finite(upper),
    unit,
    text: isRange
      ? `${rangeText(quantity, digits)}${tailOf(unit)}`
      : `${n(value, digits)}${tailOf(unit)}${ends(quantity, digits)}`,
  };
}

/** A number of a paper as the document holds it. */
export function theirs(name: string, number: PaperNumber): ClaimValue {
  const { value, lower, upper, unit, text } = number;
  const words = !/^[≈~<>]?\s*[−-]?\d/.test(text);
  const tail = words ? "" : tailOf(unit);
  return { name, value: finite(value), lower: finite(lower), upper: finite(upper), unit, text: `${text}${tail}` };
}

/** Compares a number of a paper with ours. */
export function check(
  name: string,
  relation: Relation,
  claimed: PaperNumber,
  computed: Ranged | PaperNumber,
  digits = 3,
): ClaimCheck {
  return {
    name,
    relation,
    claimed: theirs(name, claimed),
    computed: "text" in computed ? theirs(name, computed) : ours(name, computed, digits),
    outcome: compare(claimed, computed, relation),
  };
}

/** What the claims about diffusion depend on. */
export const DIFFUSION = "interdiffusion of NaK50 by Darken's relation, not measured; ± 2 σ of the shipped properties";
