import { correlationMatrix } from "../../figures/correlation-matrix.ts";
import { formatNumber } from "../../figures/format-number.ts";
import { profileLikelihoods } from "../../figures/profile-likelihoods.ts";
import { residualFigure } from "../../figures/residuals.ts";
import { figureUnit } from "../../figures/simulated-course.ts";
import { stackedRows } from "../../figures/stacked-rows.ts";
import type { FigureTheme } from "../../figures/theme.ts";
import { axisTitle } from "../../figures/units.ts";
import type { PageTable } from "../../report/figure-page.ts";
import type { Finding } from "../../report/findings.ts";
import type { AlloyFigure } from "../alloy-pages.ts";
import type { CalibrationDocument, MetDatum } from "./document.ts";
import {
  curvatureWords,
  datumWords,
  misfitWords,
  parameterWords,
  quantityWords,
  rivalWords,
  unitWords,
} from "./words.ts";

/** What the page of a calibration shows besides where its numbers come from. */
export interface CalibrationPage {
  readonly title: string;
  readonly subtitle: string;
  readonly findings: readonly Finding[];
  readonly figures: readonly AlloyFigure[];
  readonly tables: readonly PageTable[];
}

/** Residual beyond which a datum is said to be missed. */
export const MISSED = 2;
/** Single data that a figure names; of more, those that are missed most. */
const MOST_NAMED = 40;

export function calibrationPage(document: CalibrationDocument): CalibrationPage {
  return {
    title: `${document.title}: calibration`,
    subtitle: misfitWords(document),
    findings: findingsOf(document),
    figures: figuresOf(document),
    tables: [
      parameterTable(document),
      dataTable(document),
      ...leftOutTables(document),
      ...rivalTables(document),
      combinationTable(document),
    ],
  };
}

function findingsOf(document: CalibrationDocument): Finding[] {
  const { converged, sentences, warnings, rivals, data } = document;
  const missed = data.filter(({ residual }) => residual !== null && Math.abs(residual) > MISSED);
  return [
    {
      verdict: converged ? "holds" : "fails",
      lead: converged ? "The search came to rest." : "The search gave up.",
      rest: misfitWords(document),
    },
    {
      verdict: missed.length === 0 ? "holds" : "mind",
      lead:
        missed.length === 0
          ? "Every datum is met within two standard deviations."
          : `${missed.length} of ${data.length} data are missed by more than two standard deviations:`,
      rest: missed
        .slice(0, 6)
        .map(({ name, residual }) => `${name} (${formatNumber(residual ?? 0, { digits: 2 })} σ)`)
        .join(", "),
    },
    ...sentences.map((rest): Finding => ({ verdict: "mind", lead: "", rest })),
    ...(rivals.length > 0 ? [{ verdict: "fact" as const, lead: "Mechanisms:", rest: rivalWords(document) }] : []),
    ...warnings.map(({ message }): Finding => ({ verdict: "mind", lead: "", rest: message })),
  ];
}

/** Data that stand alone; those of curves have their own figure. */
export function singleData({ data }: CalibrationDocument): MetDatum[] {
  return data.filter(({ curve, value }) => curve === null && value !== null);
}

function figuresOf(document: CalibrationDocument): AlloyFigure[] {
  const { profiles, parameters, correlation } = document;
  const singles = singleData(document);
  const figures: AlloyFigure[] = [];
  if (singles.length > 0) {
    figures.push({
      id: "residuals",
      title: "Data against the model",
      remark: "in standard deviations",
      summary: `Residuals of ${singles.length} data; open triangles: each experiment predicted from the others.`,
      width: "w8",
      height: singles.length > 8 ? "tall" : "",
      draw: (theme) => residualFigure(residualRows(document, singles), theme),
    });
  }
  for (const name of curveNames(document)) {
    figures.push({
      id: `curve-${name.replaceAll(/[^\w]+/g, "-")}`,
      title: name,
      remark: "measured and model, and their difference",
      summary: `The curve ${name}: data, model and residuals in standard deviations.`,
      width: "w8",
      height: "",
      draw: (theme) => curveFigure(document, name, theme),
    });
  }
  if (profiles.length > 0) {
    figures.push({
      id: "profiles",
      title: "Profile likelihoods",
      remark: "rise of the best misfit with one parameter held",
      summary:
        "Where a curve crosses the dashed line its parameter's interval of 95 % ends; bars: by the curvature alone.",
      width: "w12",
      height: profiles.length > 3 ? "tall" : "",
      draw: (theme) =>
        profileLikelihoods(
          profiles.map(({ parameter: name, unit, scale, values, rise, limit }) => {
            const own = parameters.find((one) => one.name === name);
            const { factor, unit: shown } = figureUnit(unit);
            const scaled = (end: number | null | undefined): number | null =>
              typeof end === "number" ? end * factor : null;
            return {
              name,
              unit: shown,
              log: scale === "log",
              values: values.map((value) => value * factor),
              rise,
              limit,
              best: (own?.value ?? Number.NaN) * factor,
              curvature: [scaled(own?.curvature.lower), scaled(own?.curvature.upper)] as const,
            };
          }),
          theme,
        ),
    });
  }
  if (parameters.length > 1) {
    figures.push({
      id: "correlation",
      title: "Correlation of the parameters",
      remark: "",
      summary: "Correlation coefficients by the curvature at the optimum.",
      width: "w7",
      height: "",
      draw: (theme) =>
        correlationMatrix(
          parameters.map(({ name }) => name),
          correlation,
          theme,
        ),
    });
  }
  return figures;
}

function residualRows(
  { leftOut }: CalibrationDocument,
  singles: readonly MetDatum[],
): Parameters<typeof residualFigure>[0] {
  const predictions = new Map(
    leftOut.flatMap(({ experiment, predictions: all }) =>
      all.map(({ name, standardised }) => [`${experiment}\n${name}`, standardised] as const),
    ),
  );
  const shown = [...singles].sort((a, b) => Math.abs(b.residual ?? 0) - Math.abs(a.residual ?? 0)).slice(0, MOST_NAMED);
  return singles
    .filter((datum) => shown.includes(datum))
    .map((datum) => {
      const predicted = predictions.get(`${datum.experiment}\n${datum.name}`) ?? null;
      return {
        name: datum.name,
        normalized: -(datum.deviation ?? Number.NaN),
        leftOut: predicted === null ? null : -predicted,
        status: datum.bound === "value" ? "sourced" : "own",
        source: `${datumWords(datum)} ${unitWords(datum.unit)}; model ${quantityWords(datum.model, datum.unit)}; ${datum.source}`,
      };
    });
}

export function curveNames({ data }: CalibrationDocument): string[] {
  return [...new Set(data.flatMap(({ curve }) => (curve === null ? [] : [curve.name])))];
}

function curveFigure({ data }: CalibrationDocument, name: string, theme: FigureTheme): ReturnType<typeof stackedRows> {
  const own = data.filter(({ curve }) => curve?.name === name);
  const unit = own[0]?.unit ?? "1";
  const { factor, unit: shown } = figureUnit(
    unit,
    own.map(({ value }) => value ?? 0),
  );
  const at = own.map(({ curve }) => curve?.at ?? Number.NaN);
  const place = own[0]?.curve?.unit ?? "";
  const number = (value: number | null): number => value ?? Number.NaN;
  return stackedRows({
    theme,
    x: { title: place, hover: `%{x:.5~g} ${place}`, log: place === "Hz" },
    legend: "above",
    rows: [
      {
        title: axisTitle("y", shown || "1"),
        hover: `%{y:.5~g} ${shown}`,
        weight: 2,
        curves: [
          {
            name: "measured",
            x: at,
            y: own.map(({ value }) => number(value) * factor),
            color: theme.color.measured,
            mode: "markers",
          },
          { name: "model", x: at, y: own.map(({ model }) => number(model) * factor), color: theme.color.accent },
        ],
      },
      {
        title: "(model − measured)/σ",
        hover: "%{y:.3~g} σ",
        curves: [
          {
            name: "residual",
            x: at,
            y: own.map(({ residual }) => number(residual)),
            color: theme.color.s2,
            mode: "markers",
          },
        ],
      },
    ],
  });
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
        cells: parameters.map(
          ({ from, to, unit }) => `${quantityWords(from, unit, 2)} … ${quantityWords(to, unit, 2)}`,
        ),
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
      { head: "model", cells: data.map(({ model, unit }) => quantityWords(model, unit).replace(/ .*/, "")) },
      { head: "unit", cells: data.map(({ unit }) => unitWords(unit)), words: "short" },
      {
        head: "residual",
        cells: data.map(({ residual }) => (residual === null ? "–" : formatNumber(residual, { digits: 2 }))),
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
          cells: rows.map(({ standardised }) =>
            standardised === null ? "–" : formatNumber(standardised, { digits: 2 }),
          ),
        },
        {
          head: "open",
          cells: rows.map(
            ({ one, failed }) => failed ?? (one.undetermined === 0 ? "" : `${one.undetermined} not determined`),
          ),
          words: "long",
        },
      ],
    },
  ];
}

/** "12.1 ± 3.0" */
export function predictionWords(predicted: number | null, deviation: number, unit: string): string {
  if (predicted === null) return "–";
  const { factor } = figureUnit(unit);
  return `${formatNumber(predicted * factor, { digits: 3 })} ± ${formatNumber(deviation * factor, { digits: 2 })}`;
}

function rivalTables({ rivals }: CalibrationDocument): PageTable[] {
  if (rivals.length === 0) return [];
  return [
    {
      title: "Mechanisms",
      caption:
        "Each set of mechanisms fitted to the same data. Difference: of AICc (BIC, where that has no value) to the best; weight: share of the evidence over the bounds (Laplace).",
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
              missed.map(({ name, residual }) => `${name} (${formatNumber(residual, { digits: 2 })})`).join(", ") ||
              "none",
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
export function partsWords(parts: Readonly<Record<string, number>>): string {
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
