import { correlationMatrix } from "../../figures/correlation-matrix.ts";
import { profileLikelihoods } from "../../figures/profile-likelihoods.ts";
import { residualFigure } from "../../figures/residuals.ts";
import { figureUnit } from "../../figures/simulated-course.ts";
import { stackedRows } from "../../figures/stacked-rows.ts";
import type { FigureTheme } from "../../figures/theme.ts";
import { axisTitle } from "../../figures/units.ts";
import type { AlloyFigure } from "../alloy-pages.ts";
import type { CalibrationDocument, MetDatum } from "./document.ts";
import { oneSidedResidual } from "./residual.ts";
import { datumWords, quantityWords, unitWords } from "./words.ts";

/** Single data that a figure names; of more, those that are missed most. */
const MOST_NAMED = 40;

/** Data that stand alone; those of curves have their own figure. */
function singleData({ data }: CalibrationDocument): MetDatum[] {
  return data.filter(({ curve, value }) => curve === null && value !== null);
}

/** Residuals, curves, profiles and correlations. */
export function calibrationFigures(document: CalibrationDocument): AlloyFigure[] {
  const { profiles, parameters, correlation } = document;
  const singles = singleData(document);
  const figures: AlloyFigure[] = [];
  if (singles.length > 0) {
    figures.push({
      id: "residuals",
      title: "Data against the model",
      remark: "in standard deviations",
      summary: `Residuals of ${singles.length} data as they count in the misfit (green: one-sided ones, near 0 where they are met)${document.leftOut.length === 0 ? "" : "; open triangles: each experiment predicted from the others"}.`,
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
      summary:
        "Correlation coefficients by the curvature at the optimum; empty: parameters at a bound, or without an effect.",
      width: "w12",
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
    .map((datum, k, rows) => {
      const before = rows[k - 1];
      const predicted = predictions.get(`${datum.experiment}\n${datum.name}`) ?? null;
      return {
        name: shortName(datum.name, before?.name ?? ""),
        normalized: drawn(datum, datum.residual),
        leftOut:
          predicted === null ? null : drawn(datum, datum.bound === "value" ? predicted : oneSidedResidual(predicted)),
        status: datum.bound === "value" ? "sourced" : "own",
        source: `${datum.name}: ${datumWords(datum)} ${unitWords(datum.unit)}; model ${quantityWords(datum.model, datum.unit)}; ${datum.source}`,
      };
    });
}

/** A name without the study in front of it where the one above begins with the same. */
function shortName(name: string, above: string): string {
  const prefix = /^[^:]+: /.exec(name)?.[0] ?? "";
  return prefix !== "" && above.startsWith(prefix) ? name.slice(prefix.length) : name;
}

/** r towards the side on which the measured number lies: of one-sided data, whose r has no sign, that of a bound that is missed. */
function drawn({ bound }: MetDatum, residual: number | null): number {
  const r = residual ?? Number.NaN;
  return bound === "at least" ? Math.abs(r) : -r;
}

function curveNames({ data }: CalibrationDocument): string[] {
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
