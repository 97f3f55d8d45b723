import type { Ends } from "../impedance/determined.ts";
import { formatQuantityWithInterval, formatWithInterval } from "./format-interval.ts";

/** Before a value that the data do not determine (`isDetermined`), on page, report and terminal: a dashed ring. */
export const UNDETERMINED = "◌";
/** What the ring means. */
export const UNDETERMINED_MEANS =
  "not determined: R has no interval, or one that holds 0 or is wider than 1.18 R, τ is not known within half a decade, or lies more than twice beyond what is measured";

/** R or τ of a process with its interval of 95 %. */
interface Determined {
  readonly determined: boolean;
}

/** A text of R with the ring before it where the data do not determine R. */
export function ringed(text: string, { determined }: Determined): string {
  return determined ? text : `${UNDETERMINED}\u00A0${text}`;
}

function scaled(ends: Ends | null, factor: number): { readonly lower: number; readonly upper: number } | null {
  return ends && { lower: ends[0] * factor, upper: ends[1] * factor };
}

/**
 * R of an arc, a peak or a followed process with its interval of 95 %, `154 ± 11 Ω` or `◌ 36 (12–87) Ω`: the one text for page, report and
 * terminal.
 *
 * @param factor from Ω to the unit
 */
export function resistanceInWords(
  process: Determined & { readonly resistance: number; readonly resistanceEnds: Ends | null },
  factor: number,
  unit = "",
): string {
  const { resistance, resistanceEnds } = process;
  return ringed(formatWithInterval(resistance * factor, scaled(resistanceEnds, factor), unit), process);
}

/** `P1` or `R1` as pictures write it. */
export function nameInPictures(name: string): string {
  return name.replace(/^([A-Za-z]+)(\d+)$/, "<i>$1</i><sub>$2</sub>");
}

/** τ with its interval of 95 %, `500 ± 12 µs`, `330 (150–720) ms`: the one text for page, report and terminal. */
export function tauInWords({ tau, tauEnds }: { readonly tau: number; readonly tauEnds: Ends | null }): string {
  return formatQuantityWithInterval(tau, scaled(tauEnds, 1), "s");
}
