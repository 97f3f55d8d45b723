import { DomainError } from "../base/errors.ts";
import { inUnit, type Ranged } from "./ranged.ts";
import type { ClaimCheck, Outcome, Relation, Verdict } from "./result.ts";

/** Intervals that meet to this share of their ends count as touching: rounding of the last bits decides nothing. */
const SLACK = 1e-9;

/**
 * Compares the paper's interval with ours.
 *
 * Disjoint intervals disagree. They agree if the value of one lies in the interval of the other; if only their rims
 * overlap, they touch, and nothing is decided. A `necessary` relation can only refute: instead of agreeing it is
 * `possible`. A `sufficient` one can only confirm: instead of disagreeing it leaves the claim `unexplained`, as does one that is
 * `described`, which cannot confirm either. A wider
 * claimed interval never turns agreement into disagreement, and units do not matter.
 */
export function compare(claimed: Ranged, computed: Ranged, relation: Relation): Outcome {
  const ours = inUnit(computed, claimed.unit);
  if (![claimed.value, ours.value].every(Number.isFinite)) {
    throw new DomainError(`compare: ${claimed.value} with ${ours.value} ${claimed.unit}; both must be finite.`);
  }
  const slack = SLACK * Math.max(Math.abs(claimed.value), Math.abs(ours.value));
  const within = (x: number, { lower, upper }: Ranged): boolean => x >= lower - slack && x <= upper + slack;
  const disjoint = ours.lower > claimed.upper + slack || ours.upper < claimed.lower - slack;
  if (disjoint) return relation === "sufficient" || relation === "described" ? "unexplained" : "disagrees";
  if (relation === "necessary") return "possible";
  if (relation === "described") return "described";
  return within(ours.value, claimed) || within(claimed.value, ours) ? "agrees" : "touches";
}

/**
 * The verdict of a claim from its checks. One that disagrees contradicts it. A claim that stands as an input or waits for a
 * study stays that otherwise. It is reproduced if a check agrees and none is left open, else undetermined.
 */
export function verdictOf(checks: readonly ClaimCheck[], standing?: "input" | "pending"): Verdict {
  const outcomes = checks.map((check) => check.outcome);
  if (outcomes.includes("disagrees")) return "contradicted";
  if (standing !== undefined) return standing;
  const open = (["unexplained", "touches", "described"] as const).some((left) => outcomes.includes(left));
  return outcomes.includes("agrees") && !open ? "reproduced" : "undetermined";
}
