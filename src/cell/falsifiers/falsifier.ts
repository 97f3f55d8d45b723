import type { Interval } from "./interval.ts";

/** What a falsifier says of a mechanism. */
export type FalsifierVerdict = "excluded" | "not excluded" | "no measurement" | "does not apply";

/** Whether the quantity is the least or the most that the mechanism can do. */
export type FalsifierSense = "at least" | "at most";

/** What was measured, in the unit of the falsifier. */
export interface FalsifierMeasurement extends Interval {
  /** "limiting current times interface resistance" */
  readonly what: string;
}

/** What a mechanism can at most, or must at least, do, beside what was measured. Numbers are SI. */
export interface Falsifier {
  /** kebab-case, the key */
  readonly name: string;
  readonly title: string;
  /** In words. */
  readonly mechanism: string;
  /** Kinds of submodels whose part in a run it bears on. */
  readonly submodels: readonly string[];
  readonly quantity: string;
  readonly unit: string;
  readonly sense: FalsifierSense;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly measured?: FalsifierMeasurement;
  readonly verdict: FalsifierVerdict;
  /** What follows, with the numbers. */
  readonly sentence: string;
  readonly formula: string;
  readonly assumptions: readonly string[];
  readonly sources: readonly string[];
  /** Numbers beside it, in the same unit unless another one stands there. */
  readonly beside: readonly FalsifierBeside[];
}

/** A number that stands beside a falsifier. */
export interface FalsifierBeside extends Interval {
  readonly what: string;
  readonly unit: string;
}

/** What a falsifier is made of before it is judged. */
export interface FalsifierDraft
  extends Omit<Falsifier, "value" | "lower" | "upper" | "measured" | "verdict" | "sentence" | "beside"> {
  readonly band: Interval;
  readonly measured?: FalsifierMeasurement | null;
  readonly beside?: readonly FalsifierBeside[];
  /** What the mechanism can do, with its numbers and without a full stop. */
  readonly finding: string;
  /** The measurement in words, without a full stop. */
  readonly against?: string;
}

/**
 * "excluded" only where the whole band excludes the whole measured interval: something that must be at least the band lies
 * below all of it, something that can be at most the band above. Widening either never makes a verdict "excluded".
 */
export function verdictOf(sense: FalsifierSense, band: Interval, measured: Interval | null): FalsifierVerdict {
  if (measured === null) return "no measurement";
  const out = sense === "at least" ? measured.upper < band.lower : measured.lower > band.upper;
  return out ? "excluded" : "not excluded";
}

/** A falsifier with its verdict. */
export function judged(draft: FalsifierDraft): Falsifier {
  const { band, measured = null, finding, against, beside = [], ...rest } = draft;
  const verdict = verdictOf(draft.sense, band, measured);
  const end =
    measured === null
      ? "nothing was measured to hold against it"
      : `${against ?? measured.what}: the mechanism is ${verdict}`;
  return {
    ...rest,
    value: band.value,
    lower: band.lower,
    upper: band.upper,
    ...(measured === null ? {} : { measured }),
    verdict,
    sentence: `${finding}; ${end}.`,
    beside,
  };
}

/** A falsifier whose premises do not hold here. */
export function notApplicable(
  draft: Omit<FalsifierDraft, "band" | "measured" | "finding" | "against">,
  why: string,
): Falsifier {
  const { beside = [], ...rest } = draft;
  const band = { value: 0, lower: 0, upper: Number.POSITIVE_INFINITY };
  return { ...rest, ...band, verdict: "does not apply", sentence: why, beside };
}
