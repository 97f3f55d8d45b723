import { formatQuantity } from "../figures/format-number.ts";
import { resistanceInWords, UNDETERMINED, UNDETERMINED_MEANS } from "../figures/process-words.ts";
import { endsOf } from "../impedance/determined.ts";
import { restsOn } from "../impedance/process-series/onset.ts";
import { largestAt, type SeriesEntry, type SeriesParts, type TrackEntry } from "../study/series-entry.ts";
import { INTERVALS } from "./distribution-text.ts";
import { capacitanceUnit, currentText, resistanceUnit } from "./spectra-text.ts";
import { foldedTable, marked } from "./text-table.ts";

/** What the sweeps show as one series: its processes, where it leaves its trend, what drifts; empty where nothing was followed. */
export function seriesText(parts: SeriesParts, area: number | null): string {
  return `${trackText(parts, area)}${onsetText(parts, area)}${driftText(parts)}`;
}

function trackText({ series, tracks = [] }: SeriesParts, area: number | null): string {
  if (!series || tracks.length === 0) return "";
  const [scale, ohm] = resistanceUnit(
    area,
    tracks.map((track) => track.resistance[largestAt(track)] as number),
  );
  const [perArea, farad] = capacitanceUnit(area);
  const along = { current: "current", time: "time", index: "sweep" }[series.along];
  const rows = tracks.map((track) => {
    const [from, to] = endsOfTrack(track, series);
    const largest = largestAt(track);
    const highest = track.resistance[largest] as number;
    return {
      track,
      shown: track.present.length === 0 ? "nowhere" : sweepsText(track),
      from: from < 0 ? "–" : resistanceAt(track, from, scale),
      to: to < 0 ? "–" : `${resistanceAt(track, to, scale)}${sweepOf(track, series, to)}`,
      tau: from < 0 ? "–" : times(track.tau[from] as number, track.tau[to] as number),
      capacitance: highest > 0 ? formatQuantity(((track.tau[largest] as number) / highest) * perArea, farad, 2) : "–",
    };
  });
  const numbers = series.sweeps.map((number) => number + 1);
  const everywhere = rows.every(({ shown }) => shown === `${numbers[0]}–${numbers.at(-1)}`);
  const table = foldedTable(
    [
      { head: "process", cells: rows.map(({ track }) => track.name) },
      ...(everywhere ? [] : [{ head: "sweeps", cells: rows.map(({ shown }) => shown) }]),
      { head: `R / ${ohm} first`, cells: rows.map((row) => row.from) },
      { head: "last", cells: rows.map((row) => row.to) },
      { head: "τ", cells: rows.map((row) => row.tau) },
      { head: "τ/R", cells: rows.map((row) => row.capacitance) },
    ],
    everywhere ? 1 : 2,
  );
  const unknown = tracks.map(({ hint }) => /; (.*)\.$/.exec(hint)?.[1]).find((one) => one !== undefined);
  const hints =
    tracks.map(({ name, hint }) => marked(name, hint.replace(/; .*\.$/, "."))).join("") +
    (unknown ? marked("", `(${unknown})`) : "");
  const misfit =
    series.misfit < 2
      ? ""
      : marked(
          "!",
          `These processes miss the series by ${formatQuantity(Math.sqrt(series.misfit), "", 2).trim()} times its noise; the intervals are widened by that.`,
        );
  const open = rows.some(({ from, to }) => from.startsWith(UNDETERMINED) || to.startsWith(UNDETERMINED))
    ? marked("", `${UNDETERMINED}: ${UNDETERMINED_MEANS}.`)
    : "";
  const faster =
    series.fasterThanMeasured === null
      ? ""
      : marked(
          "!",
          `R∞ holds what is faster than τ = ${formatQuantity(series.fasterThanMeasured.tau, "s", 2)}, the shortest that the highest frequency reaches: it cannot be told from R∞.`,
        );
  return `\n${marked("", `Followed through the series along ${along} (± is ${INTERVALS}, of the model):`)}${table}${open}${misfit}${faster}${besideText(tracks)}${hints}`;
}

/** Places of the first and the last sweep that determine a process; of those in which it is where none does; −1: it is in none. */
function endsOfTrack({ present, determined }: TrackEntry, { sweeps }: SeriesEntry): readonly [number, number] {
  if (determined.some(Boolean)) return [determined.indexOf(true), determined.lastIndexOf(true)];
  const place = (number: number | undefined): number => (number === undefined ? -1 : sweeps.indexOf(number));
  return [place(present[0]?.from), place(present.at(-1)?.to)];
}

/** " (sweep 60)": the sweep that is shown as the last, where the process goes on in others that do not determine it. */
function sweepOf({ present }: TrackEntry, { sweeps }: SeriesEntry, place: number): string {
  const number = sweeps[place] as number;
  return number === present.at(-1)?.to ? "" : ` (sweep ${number + 1})`;
}

/** Which processes stand so near that a sweep hardly tells how they share their resistance. */
function besideText(tracks: readonly TrackEntry[]): string {
  const pairs = tracks.flatMap(({ name, sideBySide }, k) =>
    tracks
      .slice(k + 1)
      .flatMap((other) => (sideBySide.some((one) => one.name === other.name) ? [[name, other.name]] : [])),
  );
  return pairs
    .map((pair) =>
      marked(
        "!",
        `${pair.join(" and ")} stand side by side in part of the series: how they share their resistance is known less well than their sum, and their intervals are widened for it.`,
      ),
    )
    .join("");
}

function sweepsText({ present }: TrackEntry): string {
  const [first, ...more] = present.map(({ from, to }) => (from === to ? `${from + 1}` : `${from + 1}–${to + 1}`));
  return more.length > 1 ? `${first}, …` : [first, ...more].join(", ");
}

function resistanceAt(
  { resistance, resistanceLower, resistanceUpper, determined }: TrackEntry,
  k: number,
  scale: number,
): string {
  const resistanceEnds = endsOf(resistanceLower[k], resistanceUpper[k]);
  return resistanceInWords(
    { resistance: resistance[k] as number, resistanceEnds, determined: determined[k] ?? false },
    scale,
  );
}

function times(from: number, to: number): string {
  const texts = [from, to].map((tau) => formatQuantity(tau, "s", 2));
  return texts[0] === texts[1] ? (texts[0] as string) : texts.join(" → ");
}

function onsetText({ onset = null, series }: SeriesParts, area: number | null): string {
  if (onset === null) {
    return series?.onsetUntold ? `\n${marked("◌", series.withoutOnset ?? "")}` : "";
  }
  const [scale, ohm] = resistanceUnit(area);
  const place = (value: number): string =>
    onset.unit === "A"
      ? currentText(value, area)
      : onset.unit === "s"
        ? `${formatQuantity(value / 60, "min", 4)}`
        : `sweep ${formatQuantity(value + 1, "", 3).trim()}`;
  const rise = formatQuantity(onset.resistance * scale, ohm, 3);
  return `\n${marked("→", `Onset at ${place(onset.position)} (95 %: ${place(onset.lower)} to ${place(onset.upper)}): the resistance rises by ${rise} beyond its trend${restsOn(onset.leftOut)}.`)}`;
}

/** Stretches of sweeps whose drift is told; of more, those in which it is surest. */
const MOST_TOLD = 4;

function driftText({ drift = [] }: SeriesParts): string {
  if (drift.length === 0) return "";
  const surest = [...drift].sort((a, b) => b.significance.f - a.significance.f).slice(0, MOST_TOLD);
  const told = drift.filter((one) => surest.includes(one));
  const lines = told.map(({ sweeps, words }) => {
    const [first, last] = [(sweeps[0] ?? 0) + 1, (sweeps.at(-1) ?? 0) + 1];
    return marked(first === last ? `${first}` : `${first}–${last}`, words.join(" "));
  });
  const changing = drift.filter(({ distinguishable, significance }) => distinguishable && significance.significant);
  const rest =
    drift.length > told.length
      ? marked(
          "",
          `The cell changed in ${changing.length} of ${drift.length} stretches; those where it is surest are told here, --json gives all.`,
        )
      : "";
  return `\n${marked("", "Drift inside the sweeps:")}${lines.join("")}${rest}`;
}
