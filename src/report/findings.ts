import { countWord, formatNumber, formatQuantity, formatRange, formatWithError } from "../figures/format-number.ts";
import { fails, naturalAxis } from "../figures/series-axis.ts";
import { processes, type Track, type TrackSource } from "../figures/tracks.ts";
import { type DisplayUnits, displayUnits } from "../figures/units.ts";
import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import { bestHinge } from "./hinge.ts";
import type { ReportFile } from "./input.ts";

/** A sentence made from the numbers, with a verdict where it has one. */
export interface Finding {
  readonly verdict: "holds" | "mind" | "fails" | "fact";
  /** The clause that counts. */
  readonly lead: string;
  /** Cause, consequence or numbers; may be empty. */
  readonly rest: string;
  /** Which process it is about, counted from short τ: its marker stands before the sentence. */
  readonly process?: number;
}

/** Sweep numbers as ranges: 3, 4, 5, 9 → `3–5, 9`. */
export function numberRanges(numbers: readonly number[]): string {
  const ranges: string[] = [];
  for (let i = 0; i < numbers.length; i++) {
    const from = numbers[i] as number;
    while (i + 1 < numbers.length && numbers[i + 1] === (numbers[i] as number) + 1) i++;
    const to = numbers[i] as number;
    ranges.push(from === to ? String(from) : `${from}–${to}`);
  }
  return ranges.join(", ");
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Lowest and highest frequency of a series in Hz. */
export function frequencyExtent(series: SeriesAnalysis): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const { sweep } of series.sweeps) {
    for (const f of sweep.spectrum.frequency) {
      low = Math.min(low, f);
      high = Math.max(high, f);
    }
  }
  return [low, high];
}

function measured(series: SeriesAnalysis): string {
  const n = series.sweeps.length;
  const [low, high] = frequencyExtent(series);
  const counts = new Set(series.sweeps.map((s) => s.sweep.spectrum.frequency.length));
  const points = counts.size === 1 ? ` of ${[...counts][0]} ${counts.has(1) ? "point" : "points"}` : "";
  return `${formatNumber(n)} ${n === 1 ? "sweep" : "sweeps"}${points}, ${formatRange(high, low, "Hz")}`;
}

/** Where the failing sweeps fail: common limits if they agree within a decade. */
function failingWhere(failed: readonly SweepAnalysis[], series: SeriesAnalysis): string {
  const ranges = failed.flatMap((s) => s.kramersKronig?.failing ?? []);
  if (ranges.length === 0) return "";
  const [low, high] = frequencyExtent(series);
  const [min, max] = [Math.min(...ranges.map((r) => r.min)), Math.max(...ranges.map((r) => r.max))];
  if (min <= low * 1.5 && max < high / 1.5) return `, below ${formatQuantity(max, "Hz", 2)}`;
  if (max >= high / 1.5 && min > low * 1.5) return `, above ${formatQuantity(min, "Hz", 2)}`;
  return `, between ${formatRange(min, max, "Hz", 2)}`;
}

function validity(series: SeriesAnalysis): Finding {
  const n = series.sweeps.length;
  const failed = series.sweeps.filter(fails);
  const tested = series.sweeps.filter((s) => s.kramersKronig !== null && s.kramersKronig.verdict !== "not tested");
  const lead = measured(series);
  if (tested.length === 0) return { verdict: "mind", lead: `${lead}; Kramers-Kronig not tested.`, rest: "" };
  const only = n === 1 ? series.sweeps[0]?.kramersKronig : undefined;
  if (failed.length === 0) {
    const untested = tested.length < n ? ` ${n - tested.length} not tested.` : "";
    const words = n === 1 ? "Kramers-Kronig holds." : "all pass Kramers-Kronig.";
    const rms = tested.flatMap((s) => s.kramersKronig?.rmsResidual ?? []);
    const residual =
      only?.reason ?? `Residuals ${formatRange(100 * Math.min(...rms), 100 * Math.max(...rms), "%", 2)}.`;
    return { verdict: "holds", lead: `${lead}; ${words}`, rest: untested + residual };
  }
  if (only) return { verdict: "fails", lead: `${lead}; fails Kramers-Kronig.`, rest: only.reason };
  const numbers = numberRanges(failed.map((s) => s.sweep.index + 1));
  return {
    verdict: "fails",
    lead: `${lead}; ${failed.length} of ${n} fail Kramers-Kronig`,
    rest: `(${failed.length === 1 ? "sweep" : "sweeps"} ${numbers}${failingWhere(failed, series)}). The cell changed while they ran; they are analysed and shown, marked.`,
  };
}

/** A change below this ratio counts as none. */
const STEADY = 1.15;

function processName(source: TrackSource): string {
  return source === "arcs" ? "arc" : "peak";
}

function trackFinding(series: SeriesAnalysis, source: TrackSource, track: Track, units: DisplayUnits): Finding {
  const r = track.points.map((p) => p.resistance * units.resistanceFactor);
  const [first, last] = [r[0] as number, r.at(-1) as number];
  const [min, max] = [Math.min(...r), Math.max(...r)];
  const taus = track.points.map((p) => p.tau);
  const tau = Math.exp(taus.reduce((s, t) => s + Math.log(t), 0) / taus.length);
  const who = `The ${processName(source)} near τ = ${formatQuantity(tau, "s", 2)}`;
  const n = series.sweeps.length;
  const seen = track.points.length < n ? ` Seen in ${track.points.length} of ${n} sweeps.` : "";
  if (max < STEADY * min) {
    const middle = r.reduce((s, v) => s + v, 0) / r.length;
    return {
      verdict: "fact",
      lead: `${who} stays at ${formatQuantity(middle, units.resistance)}`,
      rest: `(${formatRange(min, max, units.resistance)}).${seen}`,
    };
  }
  const amount = (x: number): string => formatQuantity(x, units.resistance);
  const where = steepest(series, track, units);
  const shift =
    Math.max(...taus) > 1.5 * Math.min(...taus)
      ? ` Its τ moves from ${formatQuantity(taus[0] as number, "s", 2)} to ${formatQuantity(taus.at(-1) as number, "s", 2)}.`
      : "";
  if (last > STEADY * first || last < first / STEADY) {
    const verb = last > first ? "grows" : "falls";
    return {
      verdict: "fact",
      lead: `${who} ${verb} from ${amount(first)} to ${amount(last)}${where}.`,
      rest: shift + seen,
    };
  }
  return {
    verdict: "fact",
    lead: `${who} varies between ${amount(min)} and ${amount(max)}${where}.`,
    rest: shift + seen,
  };
}

function steepest(series: SeriesAnalysis, track: Track, units: DisplayUnits): string {
  const along = naturalAxis(series);
  const value = ({ sweep }: SweepAnalysis): number =>
    along === "current"
      ? (sweep.dcCurrent ?? 0) * units.currentFactor
      : along === "time"
        ? (sweep.startTime ?? 0)
        : sweep.index + 1;
  const x = track.points.map((p) => value(series.sweeps[p.at] as SweepAnalysis));
  const hinge = bestHinge(
    x,
    track.points.map((p) => p.resistance),
  );
  if (hinge === null || hinge.gain < 0.7) return "";
  const rising = Math.abs(hinge.after) > Math.abs(hinge.before);
  if (
    Math.max(Math.abs(hinge.after), Math.abs(hinge.before)) <
    2 * Math.min(Math.abs(hinge.after), Math.abs(hinge.before))
  )
    return "";
  if (along === "current") {
    return `, most steeply ${rising ? "above" : "below"} ${formatQuantity(hinge.at, units.current, 2)}`;
  }
  if (along === "time")
    return `, most steeply ${rising ? "after" : "before"} ${formatQuantity(hinge.at / 60, "min", 2)}`;
  return `, most steeply ${rising ? "after" : "before"} sweep ${hinge.at}`;
}

function singleFinding(series: SeriesAnalysis, units: DisplayUnits): Finding[] {
  const { source, tracks } = processes(series);
  if (tracks.length === 0) return [];
  const parts = tracks.map(({ points: [p] }) =>
    p === undefined
      ? ""
      : `${formatWithError(p.resistance * units.resistanceFactor, p.error === null ? null : p.error * units.resistanceFactor, units.resistance)} at τ = ${formatQuantity(p.tau, "s", 2)}`,
  );
  const ohmic = series.sweeps[0]?.drt?.ohmicResistance;
  const name = processName(source);
  const count = `${capital(countWord(tracks.length))} ${name}${tracks.length === 1 ? "" : "s"}`;
  return [
    {
      verdict: "fact",
      lead: `${count}: ${list(parts)}.`,
      rest:
        ohmic === undefined
          ? ""
          : `The ohmic resistance is ${formatQuantity(ohmic * units.resistanceFactor, units.resistance)}.`,
    },
  ];
}

function conditions(series: SeriesAnalysis, units: DisplayUnits): Finding[] {
  const extent = (values: readonly (number | null)[]): readonly [number, number] | null => {
    const known = values.filter((v) => v !== null);
    return known.length === 0 ? null : [Math.min(...known), Math.max(...known)];
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

/** The findings of a file: what was measured and whether it holds, what the arcs do, under which conditions, what is missing. */
export function findings(file: ReportFile): readonly Finding[] {
  const found: Finding[] = [];
  if (file.error !== null) found.push({ verdict: "fails", lead: "No results.", rest: file.error.message });
  const { series } = file;
  if (series === null || series.sweeps.length === 0) return found;
  const units = displayUnits(file.area?.value ?? null);
  found.push(validity(series));
  if (series.sweeps.length === 1) found.push(...singleFinding(series, units));
  else {
    const { source, tracks } = processes(series);
    const telling = [...tracks].sort((a, b) => growth(b) - growth(a)).slice(0, 4);
    found.push(...telling.map((t) => ({ ...trackFinding(series, source, t, units), process: tracks.indexOf(t) })));
  }
  found.push(...conditions(series, units));
  const stuck = series.sweeps.filter((s) => s.circuit !== null && !s.circuit.converged);
  if (stuck.length > 0) {
    const numbers = numberRanges(stuck.map((s) => s.sweep.index + 1));
    const [word, verb] = stuck.length === 1 ? ["sweep", "has"] : ["sweeps", "have"];
    found.push({
      verdict: "mind",
      lead: `The circuit fit of ${word} ${numbers} did not converge.`,
      rest: `${stuck.length === 1 ? "Its" : "Their"} values ${verb} no intervals to rely on.`,
    });
  }
  if (!units.areal) {
    found.push({
      verdict: "mind",
      lead: "No electrode area in the file; values are in Ω and mA.",
      rest: "Enter the area to see Ω\u00A0cm² and mA\u00A0cm⁻².",
    });
  }
  return found;
}

function growth(track: Track): number {
  const r = track.points.map((p) => p.resistance);
  return Math.max(...r) - Math.min(...r);
}
