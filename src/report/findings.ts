import type { Need } from "../base/needs.ts";
import { extentOf } from "../figures/extent.ts";
import { formatWithInterval, isSymmetric } from "../figures/format-interval.ts";
import { countWord, formatNumber, formatQuantity } from "../figures/format-number.ts";
import { tauInWords } from "../figures/process-words.ts";
import { seriesUnits } from "../figures/series-axis.ts";
import type { DisplayUnits } from "../figures/units.ts";
import { parameterEnds } from "../impedance/circuit/arc-intervals.ts";
import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import { processes } from "../impedance/series/tracks.ts";
import { doubtFindings, totalsText } from "./distribution-findings.ts";
import type { ReportFile } from "./input.ts";
import {
  doubtfulPeaks,
  driftFindings,
  misfitFinding,
  onsetFinding,
  sideBySideFinding,
  unresolvedFinding,
} from "./series-findings.ts";
import { growth, isFarOff, processName, resistanceText, trackFinding } from "./track-finding.ts";
import { leftOutFinding, validityFinding } from "./validity-finding.ts";
import { capital, list, plural, sweepNumbers } from "./words.ts";

/** A sentence made from the numbers, with a verdict where it has one. */
export interface Finding {
  readonly verdict: "holds" | "mind" | "fails" | "fact";
  /** The clause that counts. */
  readonly lead: string;
  /** Cause, consequence or numbers; may be empty. */
  readonly rest: string;
  /** Number, from 1, of the process it is about: its marker stands before the sentence. */
  readonly process?: number;
  /** Code of the warning of the file that it tells: that is then not said again. */
  readonly code?: string;
  /** What the user can give that settles it. */
  readonly needs?: Need;
}

/** Resistances and τ of a single sweep, each with its error or the words that there is none. */
function singleFinding(series: SeriesAnalysis, units: DisplayUnits): Finding[] {
  const { source, tracks } = processes(series);
  const [only] = series.sweeps;
  if (tracks.length === 0 || only === undefined) return [];
  const parts = tracks.map((track) => {
    const [p] = track.points;
    if (p === undefined) return "";
    if (isFarOff(series, track)) return `${track.name} (not determined)`;
    return `${resistanceText(p, units)} at τ = ${tauInWords(p)}${p.determined ? "" : " (not determined)"}`;
  });
  const name = processName(source);
  const count = `${capital(countWord(tracks.length))} ${plural(tracks.length, name)}`;
  const bare =
    source === "peaks" && tracks.every((track) => track.points.every(({ resistanceEnds }) => resistanceEnds === null));
  const rest = [...(bare ? ["Areas under peaks carry no interval."] : []), ohmicText(series, units)];
  return [{ verdict: "fact", lead: `${count}: ${list(parts)}.`, rest: rest.join(" ") }];
}

function ohmicText(series: SeriesAnalysis, units: DisplayUnits): string {
  const [only] = series.sweeps;
  const factor = units.resistanceFactor;
  const fitted = only?.circuit?.parameters.find((p) => p.name === "R0" && p.standardError !== null);
  if (fitted !== undefined) {
    const ends = parameterEnds(fitted);
    const bounds = ends && { lower: ends[0] * factor, upper: ends[1] * factor };
    const circuit = formatWithInterval(fitted.value * factor, bounds, units.resistance);
    const meaning = bounds && !isSymmetric(fitted.value * factor, bounds) ? "the ends of" : "± is half of";
    const words = `The ohmic resistance of the circuit is ${circuit} (${meaning} the 95 % interval).`;
    return only?.drt ? `${words} ${totalsText(only.drt, units)}` : words;
  }
  return only?.drt ? totalsText(only.drt, units) : "";
}

function conditions(series: SeriesAnalysis, units: DisplayUnits): Finding[] {
  const extent = (values: readonly (number | null)[]): readonly [number, number] | null => {
    const known = values.filter((v) => v !== null);
    return known.length === 0 ? null : extentOf(known);
  };
  const say = ([a, b]: readonly [number, number], unit: string): string =>
    Math.abs(b - a) <= 0.01 * Math.max(Math.abs(a), Math.abs(b))
      ? formatQuantity(b, unit)
      : `${formatNumber(a, { digits: 2 })} to ${formatNumber(b, { digits: 2 })}\u00A0${unit}`;
  const current = extent(series.sweeps.map((s) => s.sweep.dcCurrent));
  const voltage = extent(series.sweeps.map((s) => s.sweep.dcVoltage));
  const words = units.areal ? "current density" : "current";
  const parts = [
    ...(current === null
      ? []
      : [`${words} ${say([current[0] * units.currentFactor, current[1] * units.currentFactor], units.current)}`]),
    ...(voltage === null ? [] : [`voltage ${say(voltage, "V")}`]),
  ];
  if (parts.length === 0) return [];
  return [{ verdict: "fact", lead: "", rest: `Measured at ${list(parts)}.` }];
}

function unconverged(series: SeriesAnalysis): Finding[] {
  const stuck = series.sweeps.filter((s) => s.circuit !== null && !s.circuit.converged);
  if (stuck.length === 0) return [];
  const numbers = sweepNumbers(stuck.map((s) => s.sweep.index + 1));
  return [
    {
      verdict: "mind",
      code: "fit-not-converged",
      lead: `The circuit fit of ${numbers} did not converge.`,
      rest: `${stuck.length === 1 ? "Its" : "Their"} values have no intervals to rely on.`,
    },
  ];
}

/** Processes that get a sentence: those that change most. */
const MOST_TOLD = 4;

/** The findings of a file: what was measured and whether it holds, what the arcs do, under which conditions, what is missing. */
export function findings(file: ReportFile): readonly Finding[] {
  const found: Finding[] = [];
  if (file.error !== null) found.push({ verdict: "fails", lead: "No results.", rest: file.error.message });
  const { series } = file;
  if (series === null || series.sweeps.length === 0) return found;
  const units = seriesUnits(series, file.area?.value ?? null);
  found.push(validityFinding(series));
  found.push(...onsetFinding(series, units));
  if (series.sweeps.length === 1) found.push(...singleFinding(series, units));
  else {
    const { source, tracks } = processes(series);
    const changes = new Map(tracks.map((t) => [t, growth(t)]));
    const telling = [...tracks]
      .sort((a, b) => (changes.get(b) as number) - (changes.get(a) as number))
      .slice(0, MOST_TOLD);
    found.push(
      ...telling.map((t) => ({
        ...trackFinding(series, source, t, units, {
          area: file.area?.value ?? null,
          thickness: file.thickness ?? null,
        }),
        process: t.number,
      })),
    );
    if (source === "series")
      found.push(...misfitFinding(series), ...unresolvedFinding(series), ...sideBySideFinding(series));
  }
  found.push(...doubtFindings(series), ...driftFindings(series), ...doubtfulPeaks(series));
  found.push(...leftOutFinding(series), ...conditions(series, units), ...unconverged(series));
  if (!units.areal) {
    found.push({
      verdict: "mind",
      lead: `No electrode area in the file; values are in Ω and ${units.current}.`,
      rest: "Enter the area to see Ω\u00A0cm² and current densities.",
      needs: { input: "area" },
    });
  }
  return found;
}
