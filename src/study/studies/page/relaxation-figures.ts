import { formatDuration, formatNumber } from "../../../figures/format-number.ts";
import { relaxationMap } from "../../../figures/relaxation-map.ts";
import type { SeriesAnalysis } from "../../../impedance/series/analysis.ts";
import { type Track, tracksOf } from "../../../impedance/series/tracks.ts";
import { log } from "../../../numerics/elementary/index.ts";
import type { AlloyFigure } from "../../alloy-pages.ts";
import type { SpectrumEntry } from "../../simulate-results.ts";
import { relaxationMapOf } from "../relaxation.ts";
import type { CaseRun } from "../run-study.ts";

/** Fewest sweeps whose currents rise for a map along the current. */
const FEWEST_ALONG = 4;
/** Share of −Im Z at the frequency of a peak from which on it is that of one part. */
const MOSTLY = 0.6;

/**
 * The maps of relaxation times: along the current while it rises, then what follows in its order. Only within the measured
 * frequencies: what is slower gathers at the edge, at a place that says nothing. Peaks carry the name of the part that the model knows
 * them to be.
 */
export function relaxationFigures(run: Pick<CaseRun, "document" | "relaxation">): AlloyFigure[] {
  const { relaxation, document } = run;
  if (relaxation === null || relaxation.series.map === null) return [];
  const { series, area, lambda, spectra } = relaxation;
  const rising = risingRun(series);
  const count = series.sweeps.length;
  const parts =
    rising >= FEWEST_ALONG
      ? [
          { id: "relaxation-map", words: "along the current", from: 0, to: rising, along: "current" as const },
          {
            id: "relaxation-map-after",
            words: "by the time since the staircase",
            from: rising,
            to: count,
            along: "sweep" as const,
          },
        ]
      : [{ id: "relaxation-map", words: "in the order of the spectra", from: 0, to: count, along: "sweep" as const }];
  return parts.flatMap(({ id, words, from, to, along }): AlloyFigure[] => {
    const part = relaxationMapOf(series, from, to);
    if (part === null || part.sweeps.length < 2) return [];
    const entries = spectra.slice(from, to).map((index) => document.spectra[index] as SpectrumEntry);
    const tracks = namedTracks(part, entries);
    const shown = withinFrequencies(part);
    const since = id === "relaxation-map-after" ? sinceStaircase(run, spectra[from - 1], entries) : null;
    return [
      {
        id,
        title: "Relaxation times",
        remark: `${words}; regularised with λ = ${formatNumber(lambda)}, no noise`,
        summary: `Distribution of relaxation times of ${part.sweeps.length} computed spectra, within their frequencies; what is slower is not shown (hatched). Names are the parts of the cell that make most of the loss there.`,
        width: "w6",
        height: "",
        draw: (theme) => relaxationMap(shown, { theme, area, along, highestFrequency: null, tracks, columns: since }),
      },
    ];
  });
}

/** The times from the end of the last stair on, as words under the columns of a map. */
function sinceStaircase(
  { document }: Pick<CaseRun, "document">,
  last: number | undefined,
  entries: readonly SpectrumEntry[],
): { readonly title: string; readonly words: readonly string[] } {
  const stair = document.spectra[last ?? 0];
  const end = document.segments[stair?.segment ?? -1]?.end ?? stair?.time ?? 0;
  return {
    title: "time since the staircase",
    words: entries.map(({ time }) => formatDuration(time - end)),
  };
}

/** Without γ outside of what the frequencies of each sweep reach. */
function withinFrequencies(series: SeriesAnalysis): SeriesAnalysis {
  const { map, sweeps } = series;
  if (map === null) return series;
  const n = map.tau.length;
  const gamma = map.gamma.map((g, i) => {
    const drt = sweeps[Math.floor(i / n)]?.drt;
    const tau = map.tau[i % n] as number;
    return !drt || tau < drt.measuredTauMin || tau > drt.measuredTauMax ? Number.NaN : g;
  });
  return { ...series, map: { ...map, gamma } };
}

/** The peaks of a series, each by the part of the cell that it belongs to; numbered where two belong to one. */
function namedTracks(series: SeriesAnalysis, entries: readonly SpectrumEntry[]): readonly Track[] {
  const tracks = tracksOf(series, "peaks");
  const names = tracks.map((track) => {
    const votes = new Map<string, number>();
    for (const { at, tau } of track.points) {
      const part = partAt(entries[at] as SpectrumEntry, tau);
      if (part !== null) votes.set(part, (votes.get(part) ?? 0) + 1);
    }
    const [most] = [...votes].sort((a, b) => b[1] - a[1]);
    return most !== undefined && 2 * most[1] > track.points.length ? most[0] : track.name;
  });
  return tracks.map((track, k) => {
    const name = names[k] as string;
    const before = names.slice(0, k).filter((one) => one === name).length;
    return { ...track, name: names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} ${before + 1}` };
  });
}

/** The submodel that makes most of −Im Z at 1/(2πτ); null where none makes most of it. */
function partAt({ frequency, parts }: SpectrumEntry, tau: number): string | null {
  const wanted = log(1 / (2 * Math.PI * tau));
  let nearest = 0;
  for (let k = 0; k < frequency.length; k++) {
    const off = (i: number): number => Math.abs(log(frequency[i] as number) - wanted);
    if (off(k) < off(nearest)) nearest = k;
  }
  const losses = new Map<string, number>();
  for (const { submodel, imaginary } of parts) {
    losses.set(submodel, (losses.get(submodel) ?? 0) + Math.max(0, -(imaginary[nearest] ?? 0)));
  }
  const sum = [...losses.values()].reduce((a, b) => a + b, 0);
  const [most] = [...losses].sort((a, b) => b[1] - a[1]);
  return most !== undefined && most[1] > MOSTLY * sum ? most[0] : null;
}

/** Sweeps at the beginning whose currents rise one after the other. */
function risingRun({ sweeps }: SeriesAnalysis): number {
  const current = sweeps.map(({ sweep }) => sweep.dcCurrent ?? 0);
  let end = 1;
  while (end < current.length && (current[end] as number) > (current[end - 1] as number)) end++;
  return end;
}
