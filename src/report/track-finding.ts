import { extentOf } from "../figures/extent.ts";
import { formatDuration, formatNumber, formatQuantity, formatRange } from "../figures/format-number.ts";
import { resistanceInWords, tauInWords } from "../figures/process-words.ts";
import { naturalAxis } from "../figures/series-axis.ts";
import type { DisplayUnits } from "../figures/units.ts";
import { deviationOf, LARGEST_RELATIVE_ERROR } from "../impedance/determined.ts";
import type { HintGeometry } from "../impedance/interpretation/capacitance-hints.ts";
import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import { hintOf } from "../impedance/series/interpret-peak.ts";
import {
  determinedPoints,
  middleTau,
  type Track,
  type TrackPoint,
  type TrackSource,
} from "../impedance/series/tracks.ts";
import { NORMAL_95 } from "../numerics/probability/normal.ts";
import type { Finding } from "./findings.ts";
import { bestHinge } from "./hinge.ts";
import { list, sweepNumbers } from "./words.ts";

/** A change below this ratio counts as none. */
const STEADY = 1.15;
/** A process that is determined in a smaller part of the sweeps in which it is seen has no course to tell. */
const RARELY = 0.1;
/** A τ that changes by less is not mentioned. */
const STEADY_TAU = 1.5;

/** What a followed process is called: the arcs of a circuit are arcs, all else keeps its name while it is followed. */
export function processName(source: TrackSource): string {
  return source === "arcs" ? "arc" : "process";
}

/** R with its interval and mark in the units of the page. */
export function resistanceText(point: TrackPoint, units: DisplayUnits): string {
  return resistanceInWords(point, units.resistanceFactor, units.resistance);
}

/** What one process does along the series: from where to where its resistance goes, as far as the data determine it. */
export function trackFinding(
  series: SeriesAnalysis,
  source: TrackSource,
  track: Track,
  units: DisplayUnits,
  geometry: HintGeometry = {},
): Finding {
  const points = determinedPoints(track);
  const where = isFarOff(series, track) ? track.name : whereText(track, points);
  const who = `The ${processName(source)} ${where}`;
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) {
    return { verdict: "mind", lead: `${who} is not determined`, rest: `in any sweep: ${WHY_NOT}.` };
  }
  if (source === "series" && points.length < RARELY * track.points.length) {
    const count = `${points.length} of ${track.points.length} sweeps`;
    const where = sweepNumbers(points.map((p) => (series.sweeps[p.at] as SweepAnalysis).sweep.index + 1));
    return {
      verdict: "mind",
      lead: `${who} is determined in ${count} only`,
      rest: `(${where}; ${resistanceText(last, units)} in the last of them); elsewhere ${WHY_NOT}.`,
    };
  }
  const rest = [
    undetermined(series, track, points),
    seen(series, track),
    withoutInterval(source, track),
    source === "series" ? capacitanceHint(points, units, geometry) : "",
  ];
  const sentence = (lead: string, ...more: readonly string[]): Finding => ({
    verdict: "fact",
    lead,
    rest: [...more, ...rest].filter((part) => part !== "").join(" "),
  });
  const start = source === "series" ? null : onset(points);
  const r = points.map((p) => p.resistance * units.resistanceFactor);
  const [min, max] = extentOf(r);
  if (max < STEADY * min) {
    const middle = [...points].sort((a, b) => a.resistance - b.resistance)[points.length >> 1] as TrackPoint;
    const range = formatRange(min, max, units.resistance);
    return sentence(`${who} stays at ${resistanceText(middle, units)}`, `(median; all ${range}).`);
  }
  // Of a followed series the onset is a finding of its own, from all of its sweeps.
  const bend = source === "series" ? { where: "", interval: "" } : steepest(series, points, units, start);
  const change = last.resistance / first.resistance;
  if (change > STEADY || change < 1 / STEADY) {
    const at = (p: TrackPoint, end: TrackPoint | undefined): string =>
      p === end ? "" : ` in sweep ${(series.sweeps[p.at] as SweepAnalysis).sweep.index + 1}`;
    const from = `${resistanceText(first, units)}${at(first, track.points[0])}`;
    const to = `${resistanceText(last, units)}${at(last, track.points.at(-1))}`;
    const lead = `${who} ${change > 1 ? "grows" : "falls"} from ${from} to ${to}${bend.where}.`;
    return sentence(lead, bend.interval, shift(points, first, last));
  }
  const smallest = points[r.indexOf(min)] as TrackPoint;
  const largest = points[r.indexOf(max)] as TrackPoint;
  const lead = `${who} varies between ${resistanceText(smallest, units)} and ${resistanceText(largest, units)}${bend.where}.`;
  return sentence(lead, bend.interval, shift(points, first, last));
}

/** A τ that no sweep determines and that lies further than this factor from all measured times tells nothing. */
const FAR_OFF = 100;

/** Whether a process has no τ to tell: it is called by its name. */
export function isFarOff({ sweeps }: SeriesAnalysis, track: Track): boolean {
  if (determinedPoints(track).length > 0) return false;
  const [lowest, highest] = extentOf(sweeps.flatMap(({ sweep }) => Array.from(sweep.spectrum.frequency)));
  const angular = 2 * Math.PI * middleTau(track);
  return angular * highest < 1 / FAR_OFF || angular * lowest > FAR_OFF;
}

/** `near τ = 670 µs`; of a process that moves `at τ = 270 µs to 5.8 ms`, from its first to its last sweep. */
function whereText(track: Track, points: readonly TrackPoint[]): string {
  const [shortest, longest] = extentOf(points.map((p) => p.tau));
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || !(longest > STEADY_TAU * shortest)) {
    return `near τ = ${formatQuantity(middleTau(track), "s", 2)}`;
  }
  const rises = last.tau >= first.tau;
  const [from, to] = rises ? [shortest, longest] : [longest, shortest];
  return `at τ = ${formatQuantity(from, "s", 2)} to ${formatQuantity(to, "s", 2)}`;
}

/** What a process may be by its capacitance where its resistance is largest. */
function capacitanceHint(points: readonly TrackPoint[], units: DisplayUnits, geometry: HintGeometry): string {
  const largest = points.reduce((a, b) => (b.resistance > a.resistance ? b : a));
  const { hint } = hintOf(largest.capacitance, geometry);
  const value = formatQuantity(largest.capacitance * units.capacitanceFactor, units.capacitance, 2);
  return hint.replace(/^By its capacitance/, `By its capacitance τ/R = ${value}`);
}

function shift(points: readonly TrackPoint[], first: TrackPoint, last: TrackPoint): string {
  const [shortest, longest] = extentOf(points.map((p) => p.tau));
  return longest > STEADY_TAU * shortest ? `Its τ moves from ${tauInWords(first)} to ${tauInWords(last)}.` : "";
}

function seen(series: SeriesAnalysis, track: Track): string {
  const n = series.sweeps.length;
  return track.points.length < n ? `Seen in ${track.points.length} of ${n} sweeps.` : "";
}

function withoutInterval(source: TrackSource, track: Track): string {
  return source === "peaks" && track.points.every(({ resistanceEnds }) => resistanceEnds === null)
    ? "Areas under peaks carry no interval."
    : "";
}

/** What the rule asks that is not met. */
const WHY_NOT = `R has no 95 % interval, or one that holds 0 or is wider than ${formatNumber(2 * NORMAL_95 * LARGEST_RELATIVE_ERROR, { digits: 3 })} R, τ is not known within half a decade, or lies more than twice beyond what is measured`;

/** In which sweeps of its track a process is not determined. */
function undetermined(series: SeriesAnalysis, track: Track, points: readonly TrackPoint[]): string {
  const good = new Set(points.map((p) => p.at));
  const numbers = (part: readonly TrackPoint[]): number[] =>
    part.filter((p) => !good.has(p.at)).map((p) => (series.sweeps[p.at] as SweepAnalysis).sweep.index + 1);
  const from = track.points.findIndex((p) => good.has(p.at));
  const to = track.points.findLastIndex((p) => good.has(p.at)) + 1;
  const [before, middle, after] = [track.points.slice(0, from), track.points.slice(from, to), track.points.slice(to)];
  const ends = (n: number, word: string): string[] =>
    n === 0 ? [] : [n === 1 ? `the ${word} sweep` : `the ${word} ${n} sweeps`];
  const inside = numbers(middle);
  const named = inside.length === 0 ? [] : [sweepNumbers(inside)];
  const where = list([...ends(before.length, "first"), ...named, ...ends(after.length, "last")]);
  return where === "" ? "" : `In ${where} it is not determined: ${WHY_NOT}.`;
}

/** Points at the start that make a plateau, at least; and how far from their mean they may lie: 3 standard errors, or 3 %. */
const FEWEST_ON_PLATEAU = 4;
const PLATEAU = 0.03;
/** An onset counts if the bend of two straight lines lies no further behind it than this part of the points. */
const NEAR = 0.15;

/** Index of the first point that leaves the plateau with which a track begins; null where it begins with none, or never leaves it. */
function onset(points: readonly TrackPoint[]): number | null {
  let sum = 0;
  for (const [i, { resistance, resistanceEnds }] of points.entries()) {
    const mean = i === 0 ? resistance : sum / i;
    const error = resistanceEnds === null ? 0 : deviationOf(resistanceEnds);
    if (Math.abs(resistance - mean) > Math.max(3 * error, PLATEAU * mean)) {
      return i >= FEWEST_ON_PLATEAU ? i : null;
    }
    sum += resistance;
  }
  return null;
}

/** Where a resistance begins or ceases to change most, with the interval of that place; empty where there is no clear bend. */
function steepest(
  series: SeriesAnalysis,
  points: readonly TrackPoint[],
  units: DisplayUnits,
  start: number | null,
): { readonly where: string; readonly interval: string } {
  const none = { where: "", interval: "" };
  const along = naturalAxis(series);
  const value = ({ sweep }: SweepAnalysis): number =>
    along === "current"
      ? (sweep.dcCurrent ?? 0) * units.currentFactor
      : along === "time"
        ? (sweep.startTime ?? 0)
        : sweep.index + 1;
  const x = points.map((p) => value(series.sweeps[p.at] as SweepAnalysis));
  const hinge = bestHinge(
    x,
    points.map((p) => p.resistance),
  );
  if (hinge === null || hinge.gain < 0.7) return none;
  const [before, after] = [Math.abs(hinge.before), Math.abs(hinge.after)];
  if (Math.max(before, after) < 2 * Math.min(before, after)) return none;
  const rising = after > before;
  if (start !== null && rising && x.indexOf(hinge.at) - start <= Math.max(2, NEAR * points.length)) {
    const [last, first] = [x[start - 1] as number, x[start] as number];
    return {
      where: `, beginning between ${between(last, first)}`,
      interval: "Before, it is constant within its errors or 3 %.",
    };
  }
  const side = along === "current" ? (rising ? "above" : "below") : rising ? "after" : "before";
  const at = along === "sweep" ? `sweep ${hinge.at}` : placeText(hinge.at);
  return {
    where: `, most steeply ${side} ${at}`,
    interval: `Two straight lines meet between ${between(hinge.from, hinge.to)} (95 %).`,
  };

  function placeText(v: number): string {
    return along === "current" ? formatQuantity(v, units.current, 2) : formatDuration(v);
  }

  function between(from: number, to: number): string {
    if (along === "sweep") return `sweeps ${from} and ${to}`;
    if (along === "time") return `${placeText(from)} and ${placeText(to)}`;
    return `${formatNumber(from, { digits: 3 })} and ${formatQuantity(to, units.current, 3)}`;
  }
}

/** How much a resistance changes along the series, in Ω, as far as it is determined. */
export function growth(track: Track): number {
  const [min, max] = extentOf(determinedPoints(track).map((p) => p.resistance));
  return Math.max(0, max - min);
}
