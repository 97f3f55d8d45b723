import { UNDETERMINED, UNDETERMINED_MEANS } from "../figures/process-words.ts";
import type { DrtEntry, DrtSweepEntry } from "../study/drt.ts";
import type { DrtPeakEntry } from "../study/drt-entry.ts";
import {
  distributionText,
  doubtsText,
  INTERVALS,
  NO_INTERVALS,
  OF_NONE,
  OTHER,
  peakAt,
  peakName,
} from "./distribution-text.ts";
import { seriesText } from "./series-text.ts";
import {
  capacitanceUnit,
  FEW,
  fileHead,
  gapOf,
  glyph,
  leftOutLine,
  resistanceUnit,
  shownSweeps,
  sweepColumns,
  sweepHead,
  validityLine,
  warningLines,
} from "./spectra-text.ts";
import { foldedTable, marked, quantityColumns, textTable } from "./text-table.ts";

/** What `drt` says of a file on the terminal. */
export function drtText(entry: DrtEntry): string {
  const { sweeps, cell, warnings } = entry;
  const lines = [fileHead(entry, sweeps.length)];
  if (sweeps.length <= FEW) {
    for (const sweep of sweeps)
      lines.push("\n", sweepHead(sweep, sweeps.length, cell.area), oneSweep(sweep, cell.area));
    lines.push(hints(sweeps));
  } else lines.push("\n", manySweeps(sweeps, cell.area), "\n", marked("", validityLine(sweeps)));
  lines.push(seriesText(entry, cell.area), warningLines(warnings));
  return lines.join("");
}

function oneSweep(sweep: DrtSweepEntry, area: number | null): string {
  const verdict = marked(glyph(sweep.verdict), sweep.reason);
  if (sweep.tau === null) return `${verdict}${marked("–", "No relaxation times; a sentence below says why.")}`;
  const table = sweep.peaks.length === 0 ? marked("", "No peak.") : peakTable(sweep.peaks, area);
  return `${verdict}${distributionText(sweep, area)}\n${table}${doubtsText(sweep.peaks)}`;
}

/** What the peaks may be, once a file: peaks of which the same is said stand together, and so does what is not known. */
function hints(sweeps: readonly DrtSweepEntry[]): string {
  const peaks = sweeps.flatMap((sweep) =>
    sweep.peaks.map((peak, k) => ({
      ...peak,
      name: sweeps.length === 1 ? peakName(peak, k) : `${sweep.index + 1}.${peakName(peak, k)}`,
    })),
  );
  if (peaks.length === 0) return "";
  const unknown = peaks.map(({ hint }) => /; (.*)\.$/.exec(hint)?.[1]).find((one) => one !== undefined);
  const list = (names: readonly string[]): string => `${names.slice(0, -1).join(", ")} or ${names[names.length - 1]}`;
  const named = new Map<string, string[]>();
  for (const { candidates, hint, name } of peaks) {
    const text = candidates.length === 0 ? hint : list(candidates);
    named.set(text, [...(named.get(text) ?? []), name]);
  }
  const lines = [...named].map(([text, names]) => marked(names.join(", "), text));
  const which = sweeps.length === 1 ? "" : "; sweep.peak";
  return `\n${marked("", `By capacitance alone a peak may be${unknown || which ? ` (${(unknown ?? "") + which})`.replace("(; ", "(") : ""}:`)}${lines.join("")}`;
}

/** One line a peak: τ, R and C, each with its interval where there is one. */
function peakTable(peaks: readonly DrtPeakEntry[], area: number | null): string {
  const [scale, ohm] = resistanceUnit(area);
  const [perArea, farad] = capacitanceUnit(area);
  const times = (value: number | null, factor: number): number | null => (value === null ? null : value * factor);
  return foldedTable(
    [
      {
        head: "peak",
        cells: peaks.map((peak, k) => `${peak.identifiable === false ? `${UNDETERMINED} ` : ""}${peakName(peak, k)}`),
      },
      ...quantityColumns(
        "τ",
        "s",
        peaks.map(({ tau, tauLower, tauUpper }) => ({ value: tau, lower: tauLower, upper: tauUpper })),
      ),
      ...quantityColumns(
        "R",
        ohm,
        peaks.map(({ resistance, resistanceLower, resistanceUpper }) => ({
          value: resistance * scale,
          lower: times(resistanceLower, scale),
          upper: times(resistanceUpper, scale),
        })),
        false,
      ),
      ...quantityColumns(
        "C = τ/R",
        farad,
        peaks.map(({ capacitance, capacitanceLower, capacitanceUpper }) => ({
          value: times(capacitance, perArea),
          lower: times(capacitanceLower ?? null, perArea),
          upper: times(capacitanceUpper ?? null, perArea),
        })),
      ),
    ],
    1,
  );
}

/** One line a sweep. */
function manySweeps(all: readonly DrtSweepEntry[], area: number | null): string {
  const [sweeps, leftOut] = shownSweeps(all);
  const [plainScale, plainUnit] = resistanceUnit(area);
  const [scale, unit] = resistanceUnit(
    area,
    sweeps.flatMap(({ peaks }) => peaks.map(({ resistance }) => resistance)),
  );
  const scaled = (value: number | null): { value: number | null } => ({
    value: value === null ? null : value * plainScale,
  });
  const peaks = sweeps.map((sweep) => sweep.peaks.map((peak, k) => peakAt(peak, k, scale, true)).join(", "));
  const head = `peaks: R / ${unit} @ τ`.replaceAll(" ", "\u00a0");
  const table = textTable(
    [
      ...sweepColumns(sweeps, area),
      ...quantityColumns(
        "R∞",
        plainUnit,
        sweeps.map(({ ohmicResistance }) => scaled(ohmicResistance)),
        false,
      ),
      ...quantityColumns(
        "Rp",
        plainUnit,
        sweeps.map(({ polarizationResistance }) => scaled(polarizationResistance)),
        false,
      ),
      { head, cells: peaks },
    ],
    { left: [head, "KK"], gapAfter: gapOf(sweeps, leftOut) },
  );
  const legend = [
    ...(sweeps.some((sweep) => sweep.peaks.some(({ resistanceLower }) => resistanceLower !== null))
      ? [`± is ${INTERVALS}.`]
      : sweeps.some(({ method }) => method === "tikhonov")
        ? [NO_INTERVALS]
        : []),
    ...(sweeps.some((sweep) => sweep.peaks.some(({ process }) => process === null)) ? [`${OTHER}: ${OF_NONE}.`] : []),
    ...(sweeps.some((sweep) => sweep.peaks.some(({ identifiable }) => identifiable === false))
      ? [`${UNDETERMINED}: ${UNDETERMINED_MEANS}; --json says why.`]
      : []),
  ].join(" ");
  const doubted = sweeps.flatMap(({ index, doubt }) => (doubt ? [marked("×", `Sweep ${index + 1}: ${doubt}`)] : []));
  return `${table}${leftOutLine(leftOut)}${legend === "" ? "" : marked("", legend)}${doubted.join("")}`;
}
