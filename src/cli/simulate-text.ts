import { currentDensityUnit } from "../figures/current-unit.ts";
import { formatNumber, formatQuantity } from "../figures/format-number.ts";
import type { SimulateDocument } from "../study/simulate.ts";
import { partName } from "../study/simulate-figures.ts";
import { thinnedSegments } from "../study/simulate-page-tables.ts";
import {
  chargeWords,
  endSentence,
  runSentence,
  voltageColumn,
  voltageTexts,
  workSentence,
} from "../study/simulate-sentences.ts";
import { isFact } from "../study/simulate-warnings.ts";
import { titled } from "./alloy-text.ts";
import { withOption } from "./option-words.ts";
import { protocolLinesText } from "./protocol-text.ts";
import { plain } from "./terminal.ts";
import { marked } from "./text-table.ts";

/** Rows of the table of segments at its start and at its end. */
const ROWS = 3;

/** What `simulate` says on the terminal. @param seconds that it took */
export function simulateText(document: SimulateDocument, seconds: number): string {
  const { summary, conservation, warnings, protocol } = document;
  const drifts = conservation.map(
    ({ amount, relativeDrift }) =>
      `${amount} ${relativeDrift === 0 ? "0" : formatNumber(relativeDrift, { digits: 1 })}`,
  );
  const [end, lowest, highest] = voltageTexts([summary.endVoltage, summary.lowestVoltage, summary.highestVoltage]);
  return [
    marked("", plain(runSentence(document)), ""),
    ...warnings.map((one) => marked(isFact(one) ? "" : "▲", plain(withOption(one)))),
    "\n",
    protocolLinesText(protocol),
    "\n",
    marked("", plain(endSentence(document)), ""),
    marked("", `Voltage at the end ${end}, between ${lowest} and ${highest}; ${chargeWords(summary)}.`, ""),
    marked("", `${formatQuantity(seconds, "s")}: ${workSentence(document)}`, ""),
    drifts.length === 0 ? "" : marked("", `Conservation, drift over amount: ${plain(drifts.join(", "))}.`, ""),
    segmentsText(document),
    spectraText(document),
  ].join("");
}

function segmentsText({ segments, summary }: SimulateDocument): string {
  const { shown, left } = thinnedSegments(segments, ROWS, 0);
  const { unit, text } = voltageColumn(summary);
  const current = currentDensityUnit(shown.map(({ endCurrent }) => endCurrent));
  const table = titled(
    left === 0 ? "Segments" : `Segments (${formatNumber(left)} between are left out)`,
    [
      { head: "step", cells: shown.map(({ step }) => plain(step)) },
      {
        head: `j / ${current.unit}`,
        cells: shown.map(({ endCurrent }) => formatNumber(endCurrent * current.factor, { digits: 3 })),
      },
      { head: `E start / ${unit}`, cells: shown.map(({ startVoltage }) => text(startVoltage)) },
      { head: `E end / ${unit}`, cells: shown.map(({ endVoltage }) => text(endVoltage)) },
      { head: "ended", cells: shown.map(({ endedBy }) => plain(endedBy)) },
    ],
    ["step", "ended"],
  );
  return table;
}

function spectraText({ spectra, options }: SimulateDocument): string {
  if (spectra.length === 0 || spectra.every(({ parts }) => parts.length === 0)) return "";
  const [first, last] = [spectra[0], spectra.findLast(({ parts }) => parts.length > 0)];
  if (first === undefined || last === undefined) return "";
  const shown = spectra.length === 1 ? [first] : [first, last];
  const atLowest = ({ real }: { readonly real: Float64Array }, frequency: Float64Array): string => {
    let k = 0;
    for (let i = 1; i < frequency.length; i++) if ((frequency[i] as number) < (frequency[k] as number)) k = i;
    return formatNumber(1e4 * (real[k] ?? Number.NaN));
  };
  const measures = shown.some(({ measured }) => measured !== null);
  const area = options.area ?? 1;
  const names = [
    measures ? "all, linear" : "all",
    ...first.parts.map(({ submodel, name }) => partName(submodel, name)),
    ...(measures ? ["all, as measured", "± (1σ of the noise)", "time of the scan / s"] : []),
  ];
  return titled(
    spectra.length > 2 ? `Impedance, first and last of ${spectra.length} spectra` : "Impedance",
    [
      { head: "Z' at the lowest frequency / Ω cm²", cells: names.map(plain) },
      ...shown.map(({ time, frequency, total, parts, measured }) => ({
        head: `at ${formatNumber(time, { digits: 5 })} s`,
        cells: [
          ...[total, ...parts].map((z) => atLowest(z, frequency)),
          ...(measures ? measuredCells(measured, time, area, atLowest) : []),
        ],
      })),
    ],
    ["Z' at the lowest frequency / Ω cm²"],
  );
}

/** What the instrument found at its lowest frequency, its deviation, and how long it took. */
function measuredCells(
  measured: SimulateDocument["spectra"][number]["measured"],
  started: number,
  area: number,
  atLowest: (z: { readonly real: Float64Array }, frequency: Float64Array) => string,
): string[] {
  if (measured === null || measured.frequency.length === 0) return ["–", "–", "–"];
  const { frequency, real, standardDeviation, time, complete } = measured;
  const seconds = formatNumber((time.at(-1) ?? 0) - started, { digits: 3 });
  return [
    atLowest({ real: real.map((z) => z * area) }, frequency),
    atLowest({ real: standardDeviation.map((z) => z * area) }, frequency),
    complete ? seconds : `${seconds}, broken off`,
  ];
}
