import { formatFixed, formatNumber } from "../figures/format-number.ts";
import type { CalibrationDocument } from "../study/calibrate/document.ts";
import type { StoppedDocument } from "../study/calibrate/interrupted.ts";
import {
  curvatureWords,
  datumWords,
  misfitWords,
  numberWords,
  parameterWords,
  predictionWords,
  residualWords,
  rivalWords,
  unitWords,
} from "../study/calibrate/words.ts";
import { titled } from "./alloy-text.ts";
import { withOption } from "./option-words.ts";
import { plain } from "./terminal.ts";
import { marked } from "./text-table.ts";

/** What `calibrate` says on the terminal. @param seconds that it took */
export function calibrateText(document: CalibrationDocument, seconds: number): string {
  const { title, warnings, sentences, settings } = document;
  return [
    marked("", plain(`${title}: ${misfitWords(document)}`), ""),
    ...warnings.map((warning) => marked("▲", plain(withOption(warning)))),
    parametersText(document),
    sentences.length === 0 ? "" : "\nWhat the data do not tell\n",
    ...sentences.map((sentence) => marked("▲", plain(sentence))),
    dataText(document),
    leftOutText(document),
    rivalsText(document),
    "\n",
    marked("", `${formatNumber(seconds, { digits: 3 })} s.`, ""),
    settings === null
      ? ""
      : marked("", plain(`Searched with ${settings.search}; reported with ${settings.final}.`), ""),
  ].join("");
}

/** What `calibrate` says of the best set of values of a search that was stopped. */
export function stoppedText({ error, reached }: StoppedDocument): string {
  const parameters = reached?.parameters ?? [];
  if (parameters.length === 0) return marked("", plain(error.message), "");
  return [
    marked("", plain(error.message), ""),
    titled(
      "Parameters, as they were",
      [
        { head: "parameter", cells: parameters.map(({ name }) => plain(name)) },
        { head: "value", cells: parameters.map(({ value, unit }) => numberWords(value, unit)) },
        { head: "unit", cells: parameters.map(({ unit }) => unitWords(unit)) },
      ],
      ["parameter", "unit"],
    ),
  ].join("");
}

function parametersText({ parameters }: CalibrationDocument): string {
  return titled(
    "Parameters, with intervals of 95 %",
    [
      { head: "parameter", cells: parameters.map(({ name }) => plain(name)) },
      { head: "value", cells: parameters.map((one) => parameterWords(one).value) },
      { head: "95 %", cells: parameters.map((one) => parameterWords(one).interval) },
      ...(parameters.some(({ intervalsDiffer }) => intervalsDiffer)
        ? [
            {
              head: "by curvature",
              cells: parameters.map((one) => (one.intervalsDiffer ? curvatureWords(one) : "same")),
            },
          ]
        : []),
      { head: "unit", cells: parameters.map(({ unit }) => unitWords(unit)) },
      { head: "", cells: parameters.map(({ verdict }) => verdict) },
    ],
    ["parameter", "unit", ""],
  );
}

/** Data that are listed; of more, so many that are missed most. */
const MOST_ROWS = 40;

function dataText({ data }: CalibrationDocument): string {
  const shown = [...data].sort((a, b) => Math.abs(b.residual ?? 0) - Math.abs(a.residual ?? 0)).slice(0, MOST_ROWS);
  const rows = data.filter((datum) => shown.includes(datum));
  return titled(
    rows.length < data.length ? `Data (the ${rows.length} that are missed most, of ${data.length})` : "Data",
    [
      { head: "datum", cells: rows.map(({ name }) => plain(name)) },
      { head: "published", cells: rows.map(datumWords) },
      { head: "model", cells: rows.map(({ model, unit }) => numberWords(model, unit)) },
      { head: "unit", cells: rows.map(({ unit }) => unitWords(unit)) },
      { head: "r / σ", cells: rows.map(({ residual }) => residualWords(residual)) },
      { head: "", cells: rows.map(({ failed }) => (failed === null ? "" : plain(failed))) },
    ],
    ["datum", "unit", ""],
  );
}

function leftOutText({ leftOut }: CalibrationDocument): string {
  const rows = leftOut.flatMap((one) => one.predictions.map((prediction) => ({ ...prediction, one })));
  if (rows.length === 0) return "";
  return titled(
    "Each experiment predicted from the others",
    [
      { head: "experiment", cells: rows.map(({ one }) => plain(one.experiment)) },
      { head: "datum", cells: rows.map(({ name }) => plain(name)) },
      {
        head: "predicted",
        cells: rows.map(({ predicted, deviation, unit }) => predictionWords(predicted, deviation, unit)),
      },
      { head: "published", cells: rows.map(datumWords) },
      { head: "unit", cells: rows.map(({ unit }) => unitWords(unit)) },
      {
        head: "z",
        cells: rows.map(({ standardised }) => residualWords(standardised)),
      },
      ...(rows.some(({ remark }) => remark !== null)
        ? [{ head: "", cells: rows.map(({ remark }) => remark ?? "") }]
        : []),
    ],
    ["experiment", "datum", "unit", ""],
  );
}

function rivalsText(document: CalibrationDocument): string {
  const { rivals } = document;
  if (rivals.length === 0) return "";
  return [
    titled(
      "Mechanisms",
      [
        { head: "mechanisms", cells: rivals.map(({ name }) => plain(name)) },
        { head: "misfit", cells: rivals.map(({ sumOfSquares }) => formatNumber(sumOfSquares, { digits: 3 })) },
        { head: "free", cells: rivals.map(({ counts }) => String(counts.parameters)) },
        { head: "difference", cells: rivals.map(({ difference }) => formatFixed(difference, 1)) },
        { head: "weight", cells: rivals.map(({ weight }) => `${formatFixed(100 * weight, 1)} %`) },
      ],
      ["mechanisms"],
    ),
    marked("", plain(rivalWords(document))),
  ].join("");
}
