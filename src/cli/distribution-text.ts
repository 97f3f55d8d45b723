import { formatQuantityWithInterval, formatWithInterval } from "../figures/format-interval.ts";
import { formatNumber, formatQuantity } from "../figures/format-number.ts";
import { resistanceInWords, ringed, UNDETERMINED } from "../figures/process-words.ts";
import { endsOf } from "../impedance/determined.ts";
import type { Bounds } from "../impedance/distribution/result.ts";
import { peakProcessName } from "../impedance/series/identity.ts";
import type { ArcEntry, FitParameterEntry } from "../study/arc-entry.ts";
import type { DrtNumbers, DrtPeakEntry } from "../study/drt-entry.ts";
import { capacitanceUnit, resistanceUnit } from "./spectra-text.ts";
import { marked } from "./text-table.ts";

/** Said wherever the regularised solution stands alone. */
export const NO_INTERVALS = "The regularised solution has no intervals; --method auto gives them.";
/** What the forms of an interval mean. */
export const INTERVALS = "half the 95 % interval, – and … its ends";

/** The numbers and words of a distribution, or null where there is none. */
type Numbers = { readonly [Name in keyof DrtNumbers]?: DrtNumbers[Name] | null };

/** R of a peak with its interval of 95 % where there is one, and a mark where the data do not determine it. */
export function peakText(peak: DrtPeakEntry, scale: number): string {
  const { resistance, resistanceLower, resistanceUpper, identifiable } = peak;
  const resistanceEnds = endsOf(resistanceLower, resistanceUpper);
  return resistanceInWords({ resistance, resistanceEnds, determined: identifiable !== false }, scale);
}

/** R of an arc in the same words. */
export function arcText({ resistance, resistanceLower, resistanceUpper, determined }: ArcEntry, scale: number): string {
  return resistanceInWords({ resistance, resistanceEnds: endsOf(resistanceLower, resistanceUpper), determined }, scale);
}

/** Whether the data determine a parameter: the resistance of an arc with its arc; all others are told by their intervals. */
export function isParameterDetermined({ name }: { readonly name: string }, arcs: readonly ArcEntry[]): boolean {
  return arcs.every((arc) => arc.name !== name || arc.determined);
}

/** A parameter with its interval of 95 %, a mark before the resistance of an arc that is not determined; a word where it is not free. */
export function parameterText(parameter: FitParameterEntry, arcs: readonly ArcEntry[], scale = 1): string {
  const { value, lower, upper, status } = parameter;
  const ends = lower === null || upper === null ? null : { lower: lower * scale, upper: upper * scale };
  const bare = ends === null ? formatNumber(value * scale) : formatWithInterval(value * scale, ends);
  const text = ringed(bare, { determined: isParameterDetermined(parameter, arcs) });
  return status === "free" || status === "fixed" ? text : `${text} (${status})`;
}

/** What a peak is called: `P2` of a process, `other` where it belongs to none of those that are followed. */
export function peakName(peak: DrtPeakEntry, place: number): string {
  return peakProcessName(peak, place) ?? OTHER;
}

/** Of a peak that belongs to none of the processes of its series, and what it means. */
export const OTHER = "other";
export const OF_NONE = "a peak of its sweep alone, of none of the processes followed";

/**
 * R of a peak and its τ, `11.3 ± 0.2 @ 270 µs`, of a series behind the name of its process: a line may end before the sign, and
 * nowhere else.
 */
export function peakAt(peak: DrtPeakEntry, place: number, scale: number, named: boolean): string {
  const name = named ? `${peakName(peak, place)} ` : "";
  const [resistance, time] = [name + peakText(peak, scale), `@ ${formatQuantity(peak.tau, "s", 2)}`];
  return `${resistance.replaceAll(" ", "\u00a0")} ${time.replaceAll(" ", "\u00a0")}`;
}

/** R∞, Rp, L and C with their intervals of 95 %, what was chosen, and what speaks against it. */
export function distributionText(drt: Numbers, area: number | null): string {
  const [scale, ohm] = resistanceUnit(area);
  const [perArea, farad] = capacitanceUnit(area);
  const resistance = (value: number | null | undefined, bounds: Bounds | null | undefined): string => {
    const ends = bounds ? { lower: bounds.lower * scale, upper: bounds.upper * scale } : null;
    return value == null ? "–" : formatWithInterval(value * scale, ends, ohm);
  };
  const { inductance, blockingCapacitance, rmsResidual, lambda } = drt;
  const totals = [
    `R∞ ${resistance(drt.ohmicResistance, drt.ohmicResistanceBounds)}`,
    `Rp ${resistance(drt.polarizationResistance, drt.polarizationResistanceBounds)}`,
    ...(inductance ? [`L ${formatQuantityWithInterval(inductance, drt.inductanceBounds, "H")}`] : []),
    ...(blockingCapacitance == null ? [] : [`blocking C ${formatQuantity(blockingCapacitance * perArea, farad)}`]),
    ...(drt.method === "tikhonov" && lambda != null
      ? [`λ ${formatNumber(lambda, { digits: 2 })} (${drt.lambdaFrom})`]
      : []),
    ...(rmsResidual == null ? [] : [`misfit ${formatNumber(100 * rmsResidual, { digits: 2 })} %`]),
  ].map((text) => text.replaceAll(" ", "\u00a0"));
  const known = Boolean(drt.ohmicResistanceBounds);
  return [
    marked("", `${totals.join(", ")}${known ? ` (± is ${INTERVALS})` : ""}`),
    marked("", drt.words ?? ""),
    drt.method === "tikhonov" && !known ? marked("", NO_INTERVALS) : "",
    drt.doubt ? marked("×", drt.doubt) : "",
  ].join("");
}

/** Why the data do not tell some peaks. */
export function doubtsText(peaks: readonly DrtPeakEntry[]): string {
  return peaks
    .map((peak, k) =>
      peak.identifiable === false
        ? marked(`${UNDETERMINED} ${peakName(peak, k)}`, peak.reason ?? "Not determined.")
        : "",
    )
    .join("");
}
