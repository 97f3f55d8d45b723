import { numberRanges } from "../base/number-ranges.ts";

/** Ranges of sweeps that are named one by one; more are counted. */
const MOST_RANGES = 6;

/** `sweep 3`, `sweeps 3–5, 9`; where these are many ranges, `40 sweeps`. */
export function sweepNumbers(numbers: readonly number[]): string {
  if (numbers.length === 1) return `sweep ${numbers[0]}`;
  const ranges = numberRanges(numbers);
  return ranges.split(", ").length > MOST_RANGES ? `${numbers.length} sweeps` : `sweeps ${ranges}`;
}

/** `a, b and c`. */
export function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** The text with its first letter in upper case. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A word as it stands behind a count: one process, two processes. */
export function plural(count: number, word: string): string {
  if (count === 1) return word;
  return `${word}${word.endsWith("s") ? "es" : "s"}`;
}
