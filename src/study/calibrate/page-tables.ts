import { formatNumber } from "../../figures/format-number.ts";
import type { PageTable } from "../../report/figure-page.ts";
import type { CalibrationDocument } from "./document.ts";
import {
  curvatureWords,
  datumWords,
  numberWords,
  parameterWords,
  predictionWords,
  residualWords,
  unitWords,
} from "./words.ts";

/** Parameters, data, predictions, mechanisms and combinations as a page shows them. */
export function calibrationPageTables(document: CalibrationDocument): PageTable[] {
  return [
    parameterTable(document),
    dataTable(document),
    ...leftOutTables(document),
    ...rivalTables(document),
    combinationTable(document),
  ];
}

function parameterTable({ parameters }: CalibrationDocument): PageTable {
  return {
    title: "Parameters",
    caption:
      'Intervals of 95 %: by profile likelihood, and by the curvature at the optimum; "open": not closed within the bounds.',
    columns: [
      { head: "parameter", cells: parameters.map(({ name }) => name) },
      { head: "value", cells: parameters.map((one) => parameterWords(one).value) },
      { head: "unit", cells: parameters.map(({ unit }) => unitWords(unit)), words: "short" },
      { head: "95 %", cells: parameters.map((one) => parameterWords(one).interval) },
      {
        head: "by curvature",
        cells: parameters.map((one) => `${curvatureWords(one)}${one.intervalsDiffer ? " *" : ""}`),
      },
      {
        head: "bounds",
        cells: parameters.map(({ from, to, unit }) => `${numberWords(from, unit, 2)} … ${numberWords(to, unit, 2)}`),
      },
      {
        head: "known",
        cells: parameters.map(({ verdict, prior }) =>
          prior === null ? verdict : `${verdict}, prior: ${prior.source}`,
        ),
        words: "long",
      },
    ],
  };
}

function dataTable({ data }: CalibrationDocument): PageTable {
  return {
    title: "Data",
    caption: "Residual: (model − value)/σ; of one-sided data √(−2 ln Φ), 0 where they are met with room to spare.",
    columns: [
      { head: "datum", cells: data.map(({ name }) => name) },
      { head: "experiment", cells: data.map(({ experiment }) => experiment), words: "short" },
      { head: "published", cells: data.map(datumWords) },
      { head: "model", cells: data.map(({ model, unit }) => numberWords(model, unit)) },
      { head: "unit", cells: data.map(({ unit }) => unitWords(unit)), words: "short" },
      {
        head: "residual",
        cells: data.map(({ residual }) => residualWords(residual)),
      },
      {
        head: "source",
        cells: data.map(({ source, failed }) => (failed === null ? source : `${source}; ${failed}`)),
        words: "long",
      },
    ],
  };
}

function leftOutTables({ leftOut }: CalibrationDocument): PageTable[] {
  if (leftOut.length === 0) return [];
  const rows = leftOut.flatMap((one) => one.predictions.map((prediction) => ({ ...prediction, one })));
  return [
    {
      title: "Predicted from the other experiments",
      caption:
        "Each experiment left out, the parameters fitted to the others; what these leave open counts with the width of its bounds. Standardised: (predicted − published)/√(σ² + σ²(prediction)); of one-sided data positive on the allowed side.",
      columns: [
        { head: "experiment", cells: rows.map(({ one }) => one.experiment) },
        { head: "datum", cells: rows.map(({ name }) => name), words: "short" },
        {
          head: "predicted",
          cells: rows.map(({ predicted, deviation, unit }) => predictionWords(predicted, deviation, unit)),
        },
        { head: "published", cells: rows.map(datumWords) },
        { head: "unit", cells: rows.map(({ unit }) => unitWords(unit)), words: "short" },
        {
          head: "standardised",
          cells: rows.map(({ standardised }) => residualWords(standardised)),
        },
        {
          head: "open",
          cells: rows.map(
            ({ one, failed, remark }) =>
              failed ?? remark ?? (one.undetermined === 0 ? "" : `${one.undetermined} not determined`),
          ),
          words: "long",
        },
      ],
    },
  ];
}

function rivalTables({ rivals }: CalibrationDocument): PageTable[] {
  if (rivals.length === 0) return [];
  return [
    {
      title: "Mechanisms",
      caption:
        "Each set of mechanisms fitted to the same data. Difference: of BIC to the best, up to 10 a set remains; weight: share of the evidence over the bounds (Laplace).",
      columns: [
        { head: "mechanisms", cells: rivals.map(({ name }) => name) },
        { head: "misfit F", cells: rivals.map(({ sumOfSquares }) => formatNumber(sumOfSquares, { digits: 3 })) },
        { head: "parameters", cells: rivals.map(({ counts }) => String(counts.parameters)) },
        { head: "difference", cells: rivals.map(({ difference }) => formatNumber(difference, { digits: 2 })) },
        { head: "weight", cells: rivals.map(({ weight }) => `${formatNumber(100 * weight, { digits: 2 })} %`) },
        {
          head: "missed by more than 2 σ",
          cells: rivals.map(
            ({ missed }) =>
              missed.map(({ name, residual }) => `${name} (${residualWords(residual)})`).join(", ") || "none",
          ),
          words: "long",
        },
      ],
    },
  ];
}

function combinationTable({ combinations }: CalibrationDocument): PageTable {
  return {
    title: "Combinations of the parameters",
    caption:
      "Singular vectors of the scaled Jacobian: parts of a unit vector in the places of the parameters between their bounds, and the standard deviation along it as a part of the way between the bounds (an even distribution has 29 %).",
    columns: [
      { head: "combination", cells: combinations.map(({ parts }) => partsWords(parts)) },
      {
        head: "deviation",
        cells: combinations.map(({ deviation }) =>
          deviation === null ? "∞" : `${formatNumber(100 * deviation, { digits: 2 })} %`,
        ),
      },
      { head: "known", cells: combinations.map(({ verdict }) => verdict), words: "short" },
    ],
  };
}

/** "0.71 a − 0.70 b": parts above a tenth. */
function partsWords(parts: Readonly<Record<string, number>>): string {
  const told = Object.entries(parts)
    .filter(([, part]) => Math.abs(part) >= 0.1)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
  return told
    .map(([name, part], i) => {
      const sign = part < 0 ? (i === 0 ? "−" : " − ") : i === 0 ? "" : " + ";
      return `${sign}${formatNumber(Math.abs(part), { digits: 2 })} ${name}`;
    })
    .join("");
}
