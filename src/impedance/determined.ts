import { exp, log, pow } from "../numerics/elementary/index.ts";
import { NORMAL_95 } from "../numerics/probability/normal.ts";

/** Ends of an interval of 95 %; the upper one may be infinite. */
export type Ends = readonly [lower: number, upper: number];

/** A resistance is determined up to this standard deviation over its value … */
export const LARGEST_RELATIVE_ERROR = 0.3;
/** … and where its log₁₀ τ is known within this standard deviation. */
export const LARGEST_DECADES = 0.5;

/**
 * Beyond the shortest and the longest measured time by more than this factor no process is determined: what is measured is the tail of its arc, and
 * what the tail says of R the assumed shape says. Of a Debye arc at twice the longest time −Z″ still reaches 4/5 of its top.
 */
export const LARGEST_REACH = 2;

/** What is known of a process in one sweep: R in Ω and τ in s with intervals of 95 %, null where there are none. */
export interface KnownProcess {
  /** Negative: an inductive loop. */
  readonly resistance: number;
  readonly resistanceEnds: Ends | null;
  readonly tau: number;
  readonly tauEnds: Ends | null;
  /** Shortest and longest τ that the frequencies reach; left out: the intervals alone decide. */
  readonly measured?: Ends;
}

/** How many times τ lies beyond what is measured, shorter or longer; up to 1 inside. */
export function timesBeyond(tau: number, [shortest, longest]: Ends): number {
  return Math.max(shortest / tau, tau / longest);
}

/** Whether τ lies so far beyond what is measured that the assumed shape alone would say R. */
export function isOutOfReach(tau: number, measured: Ends | undefined): boolean {
  return measured !== undefined && timesBeyond(tau, measured) > LARGEST_REACH;
}

/** The standard deviation that a normal quantity with this interval of 95 % has. */
export function deviationOf([lower, upper]: Ends): number {
  return (upper - lower) / (2 * NORMAL_95);
}

/** The interval of 95 % of a positive quantity from the standard error of its logarithm; null without one. */
export function logarithmicEnds(value: number, logError: number | null): Ends | null {
  if (logError === null || !Number.isFinite(logError) || !(value > 0)) return null;
  const factor = exp(NORMAL_95 * logError);
  return [value / factor, value * factor];
}

/** An interval from two numbers that may be missing; the upper end may be infinite. */
export function endsOf(lower: number | null | undefined, upper: number | null | undefined): Ends | null {
  if (typeof lower !== "number" || typeof upper !== "number") return null;
  return Number.isFinite(lower) && !Number.isNaN(upper) ? [lower, upper] : null;
}

/**
 * Whether the data determine a resistance, or a sum of resistances, by its interval of 95 % alone: it has both ends, 0 lies outside, and its width is
 * at most 2 · 1.96 · 30 % of the value, as that of a normal quantity with a standard deviation of 30 %.
 */
export function isResistanceDetermined(resistance: number, ends: Ends | null): boolean {
  if (ends === null || !(ends[0] > 0 ? resistance > 0 : ends[1] < 0 && resistance < 0)) return false;
  return deviationOf(ends) <= LARGEST_RELATIVE_ERROR * Math.abs(resistance);
}

/**
 * Whether the data determine a process that is present: `isResistanceDetermined`, and the interval of τ, where there is one, is no wider than
 * 2 · 1.96 · ½ decade, and τ lies no more than twice beyond the measured times. The one rule for arcs, peaks and processes that are followed.
 */
export function isDetermined({ resistance, resistanceEnds, tau, tauEnds, measured }: KnownProcess): boolean {
  return (
    !isOutOfReach(tau, measured) &&
    isResistanceDetermined(resistance, resistanceEnds) &&
    (tauEnds === null || decadesOf(tauEnds) <= LARGEST_DECADES)
  );
}

/** Why the data do not determine a process, in a sentence with numbers; null where they do. */
export function whyUndetermined(process: KnownProcess): string | null {
  if (isDetermined(process)) return null;
  const { resistance, resistanceEnds: ends, tau, tauEnds, measured } = process;
  if (measured !== undefined && isOutOfReach(tau, measured))
    return `The relaxation time lies ${short(timesBeyond(tau, measured))} times beyond the ${tau < measured[0] ? "shortest" : "longest"} that is measured: the resistance rests on the assumed shape.`;
  if (ends === null) return "The resistance has no interval.";
  const least = Math.min(...ends.map(Math.abs));
  const most = Math.max(...ends.map(Math.abs));
  const size = Math.abs(resistance);
  if (ends[0] * ends[1] <= 0) {
    return `The resistance is not known: it may be nothing${times(most / size, ", or ")}.`;
  }
  const relative = deviationOf(ends) / size;
  if (relative > 1)
    return `The resistance is not known: it may be ${short(least / size)} times${times(most / size, ", or ")}.`;
  if (!(relative <= LARGEST_RELATIVE_ERROR)) {
    return `The resistance is known to ${Math.round(100 * relative)} % only (one standard deviation); at most ${100 * LARGEST_RELATIVE_ERROR} % counts as known.`;
  }
  const decades = decadesOf(tauEnds ?? [1, 1]);
  return `The relaxation time is known to a factor of ${short(pow(10, decades))} only (one standard deviation); at most ${short(pow(10, LARGEST_DECADES))} counts as known.`;
}

/** Standard deviation of log₁₀ τ. */
function decadesOf([lower, upper]: Ends): number {
  return lower > 0 ? deviationOf([log(lower), log(upper)]) / Math.LN10 : Number.POSITIVE_INFINITY;
}

/** How many times the value given the far end is, after a word; empty where that is no more than the value. */
function times(ratio: number, after: string): string {
  if (!(Number(short(ratio)) > 1)) return "";
  return `${after}${Number.isFinite(ratio) ? `${short(ratio)} times` : "many times"} the value given`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}
