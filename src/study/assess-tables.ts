import type { Table } from "../base/table.ts";
import { formatFixed, formatNumber, formatPair } from "../figures/format-number.ts";
import type { PageColumn } from "../report/figure-page.ts";
import { LEAST_PROBABILITY } from "../thermo/assessment/index.ts";
import { ICE_POINT } from "../units/temperature.ts";
import type { AlloyPage } from "./alloy-pages.ts";
import type { AssessDocument, AssessedDatum } from "./assess.ts";
import { numbers, words } from "./phases-tables.ts";

/** Standard deviations times √(χ²/ν), where the probability of χ² is small and they are not scaled already. */
export function scaledColumn({ coefficients, probability, birgeRatio, isScaled }: AssessDocument): PageColumn[] {
  if (isScaled || probability === null || probability >= LEAST_PROBABILITY) return [];
  const cells = coefficients.map(({ value, standardDeviation: sigma }) =>
    sigma === null ? "–" : (formatPair(value, birgeRatio * sigma).error ?? "–"),
  );
  return [{ head: "σ √(χ²/ν)", cells }];
}

/** A datum in the unit that people read: value, prediction, residual, uncertainty. */
export function readable(datum: Pick<AssessedDatum, "unit" | "id">): {
  readonly factor: number;
  readonly offset: number;
  readonly unit: string;
} {
  if (datum.unit === "K") return { factor: 1, offset: -ICE_POINT, unit: "°C" };
  if (datum.unit === "1/K") return { factor: 100, offset: 0, unit: "at.%/K" };
  if (datum.unit === "V") return { factor: 1000, offset: 0, unit: "mV" };
  return { factor: 1, offset: 0, unit: datum.unit === "1" ? "" : datum.unit };
}

/** Texts of a row of the residual table. */
export function datumTexts(datum: AssessedDatum): {
  readonly value: string;
  readonly uncertainty: string;
  readonly prediction: string;
  readonly unit: string;
} {
  const { factor, offset, unit } = readable(datum);
  const pair = formatPair(datum.value * factor + offset, datum.uncertainty * factor);
  const prediction = formatPair(datum.prediction * factor + offset, datum.uncertainty * factor);
  return { value: pair.value, uncertainty: pair.error ?? "", prediction: prediction.value, unit };
}

export function coefficientTable(document: AssessDocument): AlloyPage["tables"][number] {
  const { coefficients, isScaled } = document;
  const pairs = coefficients.map(({ value, standardDeviation }) => formatPair(value, standardDeviation));
  const from = `from the stated uncertainties of the data${isScaled ? ", scaled by √(χ²/ν)" : ""}`;
  return {
    title: "Coefficients",
    beside: 0,
    caption: `± is one standard deviation, ${from}; shift against the database in σ.`,
    columns: [
      { head: "coefficient", cells: coefficients.map(({ name }) => name) },
      { head: "value", cells: pairs.map(({ value }) => value) },
      { head: "± σ", cells: pairs.map(({ error }) => error ?? "–") },
      ...scaledColumn(document),
      { head: "unit", cells: coefficients.map(({ unit }) => unit), words: "short" },
      { head: "database", cells: coefficients.map(({ before }) => formatNumber(before, { digits: 5 })) },
      { head: "shift / σ", cells: coefficients.map(({ shift }) => (shift === null ? "–" : formatFixed(shift, 2))) },
    ],
  };
}

export function correlationTable({ coefficients, correlation }: AssessDocument): AlloyPage["tables"][number] {
  const n = coefficients.length;
  return {
    title: "Correlation of the coefficients",
    beside: 1,
    caption: "In the order of the table of coefficients.",
    columns: [
      { head: "", cells: coefficients.map((_, i) => String(i + 1)) },
      ...coefficients.map((_, k) => ({
        head: String(k + 1),
        cells: coefficients.map((_unused, i) => (i < k ? "" : formatFixed(correlation[i * n + k] ?? Number.NaN, 2))),
      })),
    ],
  };
}

export function datumTable({ residuals, independent }: AssessDocument): AlloyPage["tables"][number] {
  const rows = [
    ...residuals.map((datum) => ({ datum, leftOut: datum.leftOut })),
    ...independent.map((datum) => ({ datum, leftOut: null })),
  ];
  const texts = rows.map(({ datum }) => datumTexts(datum));
  return {
    title: "Data",
    caption:
      "σ is the uncertainty given to the datum; from the others: its residual in σ where a fit does without it. The last rows are in no fit.",
    columns: [
      { head: "datum", cells: rows.map(({ datum }) => datum.id) },
      { head: "measured", cells: texts.map(({ value }) => value) },
      { head: "σ", cells: texts.map(({ uncertainty }) => uncertainty) },
      { head: "computed", cells: texts.map(({ prediction }) => prediction) },
      { head: "unit", cells: texts.map(({ unit }) => unit), words: "short" },
      { head: "residual / σ", cells: rows.map(({ datum }) => formatFixed(datum.normalized, 2)) },
      {
        head: "from the others / σ",
        cells: rows.map(({ leftOut }) => (leftOut ? formatFixed(leftOut.normalized, 2) : "–")),
      },
      { head: "status", cells: rows.map(({ datum }) => datum.status), words: "short" },
      { head: "source", cells: rows.map(({ datum }) => datum.source), words: "long" },
    ],
  };
}

/** Coefficients, covariance, data and liquidus as tables. */
export function assessTables({ coefficients, covariance, residuals, independent, liquidus }: AssessDocument): Table[] {
  const n = coefficients.length;
  const all = [...residuals, ...independent];
  return [
    {
      name: "coefficients",
      rows: n,
      columns: [
        words(
          "coefficient",
          coefficients.map(({ name }) => name),
        ),
        numbers(
          "value",
          null,
          coefficients.map(({ value }) => value),
        ),
        numbers(
          "standard deviation",
          null,
          coefficients.map(({ standardDeviation }) => standardDeviation ?? Number.NaN),
        ),
        words(
          "unit",
          coefficients.map(({ unit }) => unit),
        ),
        ...coefficients.map(({ name }, k) =>
          numbers(
            `covariance with ${name}`,
            null,
            coefficients.map((_, i) => covariance[i * n + k] as number),
          ),
        ),
      ],
    },
    {
      name: "data",
      rows: all.length,
      columns: [
        words(
          "datum",
          all.map(({ id }) => id),
        ),
        numbers(
          "value",
          null,
          all.map(({ value }) => value),
        ),
        numbers(
          "standard uncertainty",
          null,
          all.map(({ uncertainty }) => uncertainty),
        ),
        numbers(
          "prediction",
          null,
          all.map(({ prediction }) => prediction),
        ),
        words(
          "unit",
          all.map(({ unit }) => unit),
        ),
        words(
          "status",
          all.map(({ status }) => status),
        ),
        words(
          "source",
          all.map(({ source }) => source),
        ),
      ],
    },
    {
      name: "liquidus",
      rows: liquidus.moleFraction.length,
      columns: [
        numbers("x(Na)", null, Array.from(liquidus.moleFraction)),
        numbers("temperature/K", "K", Array.from(liquidus.temperature)),
        numbers("standard deviation/K", "K", Array.from(liquidus.standardDeviation)),
        words("solid", liquidus.solid),
      ],
    },
  ];
}
