import { formatQuantity } from "../figures/format-number.ts";
import { onsetInWords, onsetOf } from "../figures/map-onset.ts";
import type { DisplayUnits } from "../figures/units.ts";
import { restsOn } from "../impedance/process-series/onset.ts";
import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import { LARGEST_MISFIT } from "../impedance/series/follow.ts";
import { peakProcessName } from "../impedance/series/identity.ts";
import type { Finding } from "./findings.ts";
import { capital, list, sweepNumbers } from "./words.ts";

/** Where the series leaves its regular behaviour, in the units of the page. */
export function onsetFinding(series: SeriesAnalysis, units: DisplayUnits): Finding[] {
  const { processSeries } = series;
  const onset = onsetOf(series);
  if (!processSeries?.onset || onset === undefined) return untoldOnset(processSeries);
  const { at, interval } = onsetInWords(onset, units);
  const { resistance, leftOut } = processSeries.onset;
  const place = onset.along === "sweep" ? at : `at ${at}`;
  return [
    {
      verdict: "fact",
      lead: `Onset ${place} (${interval}):`,
      rest: `there the resistance rises by ${formatQuantity(resistance * units.resistanceFactor, units.resistance)} beyond its trend, in all processes together${restsOn(leftOut)}.`,
    },
  ];
}

/** That an onset cannot be told, in some of the sweeps or in all; nothing where there is none. */
function untoldOnset(processSeries: SeriesAnalysis["processSeries"]): Finding[] {
  return processSeries?.onsetUntold ? [{ verdict: "mind", lead: processSeries.withoutOnset ?? "", rest: "" }] : [];
}

/** That the processes followed through the series do not describe it within its noise; nothing where they do. */
export function misfitFinding({ processSeries }: SeriesAnalysis): Finding[] {
  if (!processSeries || processSeries.tracks.length === 0 || processSeries.misfit < LARGEST_MISFIT) return [];
  const factor = Math.sqrt(processSeries.misfit);
  return [
    {
      verdict: "mind",
      lead: `The processes followed through the series miss it by ${formatQuantity(factor, "", 2).trim()} times its noise.`,
      rest: "Their intervals are widened by that factor, and the map shows each sweep by itself.",
    },
  ];
}

/** That R∞ holds processes faster than what was measured; nothing where it holds none. */
export function unresolvedFinding({ processSeries }: SeriesAnalysis): Finding[] {
  const faster = processSeries?.fasterThanMeasured ?? null;
  if (faster === null) return [];
  const one = faster.processes === 1;
  return [
    {
      verdict: "mind",
      lead: `R∞ holds ${one ? "a process" : "processes"} faster than τ = ${formatQuantity(faster.tau, "s", 2)}, the shortest that the highest frequency reaches.`,
      rest: `Only the sum is known: ${one ? "its resistance" : "their resistances"} cannot be told from R∞.`,
    },
  ];
}

/** Processes that stand so near that a sweep hardly tells how they share their resistance; nothing where none do. */
export function sideBySideFinding(series: SeriesAnalysis): Finding[] {
  const { processSeries } = series;
  if (!processSeries) return [];
  return processSeries.tracks.flatMap((track, k) =>
    [...new Set(track.sideBySide.map(({ name }) => name))]
      .filter((other) => processSeries.tracks.findIndex(({ name }) => name === other) > k)
      .map((other): Finding => {
        const ranges = track.sideBySide.filter(({ name }) => name === other).map(({ range }) => range);
        const numbers = ranges.flatMap(({ from, to }) =>
          Array.from({ length: to - from + 1 }, (_, i) => {
            const place = processSeries.sweeps[from + i] as number;
            return (series.sweeps[place]?.sweep.index ?? place) + 1;
          }),
        );
        return {
          verdict: "mind",
          lead: `${track.name} and ${other} stand side by side in ${sweepNumbers(numbers)}.`,
          rest: "How they share their resistance is known less well than their sum; the intervals of both are widened for it.",
        };
      }),
  );
}

/** Peaks that the data do not tell: in which sweeps, and why in the first of them. */
export function doubtfulPeaks({ sweeps }: SeriesAnalysis): Finding[] {
  const doubtful = sweeps.flatMap(({ sweep, drt }) =>
    (drt?.peaks ?? []).flatMap((peak, place) => (peak.identifiable === false ? [{ sweep, peak, place }] : [])),
  );
  const [first] = doubtful;
  if (first === undefined) return [];
  const numbers = [...new Set(doubtful.map(({ sweep }) => sweep.index + 1))];
  const where = sweeps.length === 1 ? "" : ` in ${sweepNumbers(numbers)}`;
  const count = doubtful.length === 1 ? "A peak" : "Some peaks";
  const name = peakProcessName(first.peak, first.place) ?? "a peak of none of the processes followed";
  const which = doubtful.length === 1 ? capital(name) : `The first, ${name}`;
  return [
    {
      verdict: "mind",
      lead: `${count} of the relaxation times${where} ${doubtful.length === 1 ? "is" : "are"} not determined.`,
      rest: first.peak.reason ? `${which}: ${first.peak.reason}` : "",
    },
  ];
}

/** What drifts inside the sweeps; nothing where drift was not analysed. */
export function driftFindings({ drift, sweeps }: SeriesAnalysis): Finding[] {
  if (!drift || drift.length === 0) return [];
  const numbers = (places: readonly number[]): number[] =>
    places.map((place) => (sweeps[place]?.sweep.index ?? place) + 1);
  const changing = drift.filter(({ analysis }) => analysis.distinguishable && analysis.significance.significant);
  const still = drift.filter(({ analysis }) => analysis.distinguishable && !analysis.significance.significant);
  const open = drift.filter(({ analysis }) => !analysis.distinguishable);
  const all = (windows: typeof drift): string => sweepNumbers(windows.flatMap((window) => numbers(window.sweeps)));
  const [first] = changing;
  const found: Finding[] = [];
  if (first !== undefined) {
    const chance = Math.max(...changing.map(({ analysis }) => analysis.significance.probability));
    const told = first.analysis.words.slice(1).join(" ");
    found.push({
      verdict: "mind",
      lead: `The cell changed inside ${all(changing)} (by noise alone with a probability of ${chance < 1e-4 ? "below 0.0001" : Number(chance.toPrecision(2))}).`,
      rest: changing.length === 1 ? told : `In ${sweepNumbers(numbers(first.sweeps))}: ${told}`,
    });
  }
  const rest = [
    ...(still.length > 0 ? [`no drift is seen in ${all(still)}`] : []),
    ...(open.length > 0 ? [`${all(open)} alone cannot tell`] : []),
  ];
  if (rest.length > 0) found.push({ verdict: "fact", lead: "", rest: `Drift inside the sweeps: ${list(rest)}.` });
  return found;
}
