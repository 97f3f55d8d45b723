import { extentOf } from "../figures/extent.ts";
import { formatNumber, formatQuantity, formatRange } from "../figures/format-number.ts";
import { fails } from "../figures/series-axis.ts";
import { highestFrequencyOf, usedPoints } from "../figures/used-points.ts";
import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import { faultsInWords } from "./faults.ts";
import type { Finding } from "./findings.ts";
import { capital, list, sweepNumbers } from "./words.ts";

/** Lowest and highest frequency of a series in Hz. */
export function frequencyExtent(series: SeriesAnalysis): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const { sweep } of series.sweeps) {
    const [from, to] = extentOf(sweep.spectrum.frequency);
    low = Math.min(low, from);
    high = Math.max(high, to);
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

/** A stretch of tested frequencies in Hz; whether it reaches the lowest and the highest of them; whether all sweeps fail in it. */
interface Stretch {
  readonly min: number;
  readonly max: number;
  readonly open: { readonly low: boolean; readonly high: boolean };
  readonly all: boolean;
}

/** Stretches of the tested frequencies at which more than half of the sweeps fail. */
function sharedStretches(failed: readonly SweepAnalysis[], series: SeriesAnalysis): Stretch[] {
  const highest = highestFrequencyOf(series);
  const tested = new Set<number>();
  for (const { sweep } of failed) {
    for (const i of usedPoints(sweep.spectrum, highest).used) tested.add(sweep.spectrum.frequency[i] as number);
  }
  const frequencies = [...tested].sort((a, b) => a - b);
  const counts = frequencies.map(
    (f) => failed.filter((s) => s.kramersKronig?.failing.some((r) => f >= r.min && f <= r.max)).length,
  );
  const shared = counts.map((n) => n > 0.5 * failed.length);
  const stretches: Stretch[] = [];
  for (let i = 0; i < shared.length; i++) {
    if (!shared[i]) continue;
    const from = i;
    while (shared[i + 1]) i++;
    stretches.push({
      min: frequencies[from] as number,
      max: frequencies[i] as number,
      open: { low: from === 0, high: i === frequencies.length - 1 },
      all: counts.slice(from, i + 1).every((n) => n === failed.length),
    });
  }
  return stretches;
}

/** Stretches that are named; more are too many for a sentence. */
const MOST_STRETCHES = 3;

function failingWhere(failed: readonly SweepAnalysis[], series: SeriesAnalysis): string {
  if (failed.every((s) => (s.kramersKronig?.failing.length ?? 0) === 0)) return "";
  const stretches = sharedStretches(failed, series);
  if (stretches.length === 0 || stretches.length > MOST_STRETCHES) return "at frequencies that differ among them";
  const most = stretches.every(({ all }) => all) ? "" : "most of them ";
  const words = stretches.map(({ min, max, open }) => {
    if (open.low && open.high) return "over the whole range";
    if (open.low) return `below ${formatQuantity(max, "Hz", 2)}`;
    if (open.high) return `above ${formatQuantity(min, "Hz", 2)}`;
    return min === max ? `at ${formatQuantity(min, "Hz", 2)}` : `between ${formatRange(min, max, "Hz", 2)}`;
  });
  return most + list(words);
}

/** A reason after the clause that has told its verdict already. */
function withoutVerdict(reason: string): string {
  return reason.replace(/^(?:Passes|Fails) Kramers-Kronig:? /, "");
}

/** How many sweeps were measured, and whether they hold against the Kramers-Kronig relations. */
export function validityFinding(series: SeriesAnalysis): Finding {
  const n = series.sweeps.length;
  const failed = series.sweeps.filter(fails);
  const tested = series.sweeps.filter((s) => s.kramersKronig !== null && s.kramersKronig.verdict !== "not tested");
  const lead = measured(series);
  const only = n === 1 ? series.sweeps[0]?.kramersKronig : undefined;
  if (tested.length === 0) {
    return { verdict: "mind", lead: `${lead}; Kramers-Kronig not tested.`, rest: only?.reason ?? "" };
  }
  if (failed.length === 0) {
    const untested = tested.length < n ? ` ${n - tested.length} not tested. ` : "";
    const words = n === 1 ? "Kramers-Kronig holds." : "all pass Kramers-Kronig.";
    const [low, high] = extentOf(tested.map((s) => 100 * (s.kramersKronig?.rmsResidual ?? 0)));
    const residual = only ? capital(withoutVerdict(only.reason)) : `Residuals ${formatRange(low, high, "%", 2)}.`;
    return { verdict: "holds", lead: `${lead}; ${words}`, rest: untested + residual };
  }
  if (only) return { verdict: "fails", lead: `${lead}; fails Kramers-Kronig`, rest: withoutVerdict(only.reason) };
  const all = failed.length === n;
  const numbers = sweepNumbers(failed.map((s) => s.sweep.index + 1));
  const which = all || numbers === `${failed.length} sweeps` ? "" : numbers;
  const where = [which, failingWhere(failed, series)].filter((part) => part !== "").join("; ");
  const they = failed.length === 1 ? "it" : "they";
  const why =
    faultsInWords(failed)?.replace(/\.$/, "") ??
    `The cell changed while ${they} ran, the response was not linear, or points are disturbed`;
  return {
    verdict: "fails",
    lead: `${lead}; ${all ? "all" : `${failed.length} of ${n}`} fail Kramers-Kronig${where === "" ? "." : ""}`,
    rest: `${where === "" ? "" : `(${where}). `}${why}; ${they} ${failed.length === 1 ? "is" : "are"} analysed and shown, marked.`,
  };
}

/** That points at high frequencies were left out; nothing if none were. */
export function leftOutFinding(series: SeriesAnalysis): Finding[] {
  const highest = highestFrequencyOf(series);
  if (highest === null) return [];
  return [
    {
      verdict: "mind",
      code: "high-frequencies-left-out",
      lead: `Points above ${formatQuantity(highest, "Hz")} are left out: no passive circuit describes them.`,
      rest: "They are shown in grey, and stand neither in the Kramers-Kronig test nor in relaxation times and circuit.",
    },
  ];
}
