import type { Table } from "../base/table.ts";
import { type FormattedPair, formatFixed, formatNumber, formatPair } from "../figures/format-number.ts";
import { phaseDiagram } from "../figures/phase-diagram.ts";
import { residualFigure } from "../figures/residuals.ts";
import { NORMAL_95 } from "../numerics/probability/normal.ts";
import type { PageColumn } from "../report/figure-page.ts";
import { LEAST_PROBABILITY } from "../thermo/assessment/index.ts";
import { binaryDiagram } from "../thermo/diagram/index.ts";
import { phaseModels } from "../thermo/model/index.ts";
import { ICE_POINT } from "../units/temperature.ts";
import type { AlloyPage } from "./alloy-pages.ts";
import {
  AGREEMENT,
  type AssessDocument,
  type AssessedDatum,
  type AssessResult,
  type IndependentDatum,
} from "./assess.ts";
import { numbers, words } from "./phases-tables.ts";

/** The page of a refit: liquidus with band and points, residuals, coefficients, predictions. */
export function assessPage({ document, result, data, system }: AssessResult): AlloyPage {
  const { models } = phaseModels(result.database, system.components, { gasConstant: document.gasConstant });
  const diagram = binaryDiagram(models, { component: system.component, gasConstant: document.gasConstant });
  const { liquidus } = document;
  const events = [...diagram.invariants, ...diagram.transitions].map(({ temperature }) => temperature);
  const points = data.flatMap((datum) =>
    datum.kind !== "boundary"
      ? []
      : [
          {
            ...(datum.property === "temperature"
              ? { moleFraction: datum.at, temperature: datum.value }
              : { moleFraction: datum.value, temperature: datum.at }),
            name: `${datum.id}: ${datum.source}`,
          },
        ],
  );
  const bands = branches(document).map((branch) => {
    const edge = (sign: 1 | -1): number[] =>
      branch.map(
        (i) => (liquidus.temperature[i] as number) + sign * NORMAL_95 * (liquidus.standardDeviation[i] as number),
      );
    return { moleFraction: branch.map((i) => liquidus.moleFraction[i] as number), lower: edge(-1), upper: edge(1) };
  });
  const [low, high] = diagram.temperatureRange;
  const worst = [...document.residuals].sort((a, b) => Math.abs(b.normalized) - Math.abs(a.normalized))[0];
  return {
    head: document,
    title: `${document.system} assessment`,
    subtitle: `${document.residuals.length} data, ${document.coefficients.length} coefficients, ${chiSquareText(document)}`,
    figures: [
      {
        id: "liquidus",
        title: "Liquidus and data",
        remark: "points are measured, lines computed; band 95 % of the fit",
        summary: "The phase diagram of the refit with the points on its liquidus and the band from the covariance.",
        width: "w7",
        height: "tall",
        draw: (theme) =>
          phaseDiagram(diagram, {
            theme,
            alloy: system,
            nameOf: system.nameOf,
            range: [Math.max(low, Math.min(...events) - 18), Math.min(high, Math.max(...events) + 12)],
            bands,
            points: [
              ...points,
              ...document.independent
                .filter(({ kind }) => kind === "boundary")
                .map(({ id, source, value }) => ({
                  moleFraction: independentAt(id),
                  temperature: value,
                  name: `${id}: ${source} (not in the fit)`,
                })),
            ].filter(({ moleFraction }) => Number.isFinite(moleFraction)),
            extrapolated: [{ phase: "BCC_A2", below: ICE_POINT }],
            note: "fit",
          }),
      },
      {
        id: "residuals",
        title: "Residuals",
        remark: "filled: fitted; open: predicted from the others; shaded: 95 %",
        summary: worst === undefined ? "" : `Largest residual: ${worst.id}, ${formatFixed(worst.normalized, 2)} σ.`,
        width: "w7",
        height: "",
        draw: (theme) =>
          residualFigure(
            document.residuals.map(({ id, normalized, leftOut, status, source }) => ({
              name: id,
              normalized,
              leftOut: leftOut?.normalized ?? null,
              status,
              source,
            })),
            theme,
          ),
      },
    ],
    findings: [
      {
        verdict: "mind",
        lead: "A fit, not a published assessment.",
        rest: "Data marked recalled were not looked up again; uncertainties are taken at their word.",
      },
      ...document.warnings.map(({ code, message }) => ({
        verdict: code === "poor-fit" ? ("fails" as const) : ("mind" as const),
        lead: "",
        rest: message,
      })),
      ...document.independent.map(independentFinding),
    ],
    tables: [coefficientTable(document), correlationTable(document), datumTable(document)],
    asked: document.files.map(({ file, sha256, points: n }) => ["Points", `${file}: ${n} (sha256 ${sha256})`] as const),
  };

  function independentAt(id: string): number {
    const percent = Number(/([\d.]+) wt% Na/.exec(id)?.[1] ?? Number.NaN);
    const [m, n] = system.molarMasses ?? [1, 1];
    return percent / m / (percent / m + (100 - percent) / n);
  }
}

/** Prediction against a number that the fit has not seen; the verdict is |difference| ≤ 2 combined σ. */
function independentFinding(datum: IndependentDatum): AlloyPage["findings"][number] {
  const { id, value, uncertainty, prediction, standardDeviation, residual, combined, agrees } = datum;
  const numbers = `${formatFixed(prediction - ICE_POINT, 1)} ± ${formatFixed(NORMAL_95 * standardDeviation, 1)} °C predicted, ${formatFixed(value - ICE_POINT, 1)} ± ${formatFixed(NORMAL_95 * uncertainty, 1)} °C stated by a source that the fit has not seen (both 95 %; that of the source is our estimate)`;
  const rule = `${formatFixed(Math.abs(residual), 1)} K apart, ${formatFixed(Math.abs(combined), 1)} combined standard deviations: ${agrees ? "within" : "beyond"} ${AGREEMENT}`;
  return { verdict: agrees ? "holds" : "fails", lead: `${id}:`, rest: `${numbers}; ${rule}.` };
}

/** `χ² = 1.35 with 5 degrees of freedom, probability 0.93` */
export function chiSquareText({
  chiSquare,
  degreesOfFreedom,
  probability,
  birgeRatio,
  isScaled,
}: AssessDocument): string {
  const test = probability === null ? "" : `, probability ${formatNumber(probability, { digits: 2 })}`;
  const scale = isScaled ? `; every σ scaled by ${formatNumber(birgeRatio, { digits: 3 })}` : "";
  return `χ² = ${formatNumber(chiSquare, { digits: 3 })} with ${degreesOfFreedom} degrees of freedom${test}${scale}`;
}

/** Half of the intervals of 95 % times √(χ²/ν), where the probability of χ² is small and they are not scaled already. */
export function scaledColumn({ coefficients, probability, birgeRatio, isScaled }: AssessDocument): PageColumn[] {
  if (isScaled || probability === null || probability >= LEAST_PROBABILITY) return [];
  const cells = coefficients.map(({ value, standardDeviation: sigma }) =>
    sigma === null ? "–" : (formatPair(value, NORMAL_95 * birgeRatio * sigma).error ?? "–"),
  );
  return [{ head: "± 95 % × √(χ²/ν)", cells }];
}

/** Indices of the points of each branch of the liquidus: neighbours with the same solid. */
function branches({ liquidus }: AssessDocument): number[][] {
  const found: number[][] = [];
  for (const [i, solid] of liquidus.solid.entries()) {
    const last = found.at(-1);
    if (last !== undefined && liquidus.solid[last.at(-1) ?? -1] === solid) last.push(i);
    else found.push([i]);
  }
  return found;
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

/** Texts of a row of the residual table; the uncertainty is half of the interval of 95 %. */
export function datumTexts(datum: AssessedDatum): {
  readonly value: string;
  readonly uncertainty: string;
  readonly prediction: string;
  readonly unit: string;
} {
  const { factor, offset, unit } = readable(datum);
  const half = NORMAL_95 * datum.uncertainty * factor;
  const pair = formatPair(datum.value * factor + offset, half);
  const prediction = formatPair(datum.prediction * factor + offset, half);
  return { value: pair.value, uncertainty: pair.error ?? "", prediction: prediction.value, unit };
}

/** Coefficients to the place of half of their intervals of 95 %, and these. */
export function coefficientTexts({ coefficients }: AssessDocument): readonly FormattedPair[] {
  return coefficients.map(({ value, standardDeviation }) =>
    formatPair(value, standardDeviation === null ? null : NORMAL_95 * standardDeviation),
  );
}

function coefficientTable(document: AssessDocument): AlloyPage["tables"][number] {
  const { coefficients, isScaled } = document;
  const pairs = coefficientTexts(document);
  const from = `from the stated uncertainties of the data${isScaled ? ", scaled by √(χ²/ν)" : ""}`;
  return {
    title: "Coefficients",
    beside: 0,
    caption: `± is half of the 95 % interval, ${from}; shift against the database in standard deviations.`,
    columns: [
      { head: "coefficient", cells: coefficients.map(({ name }) => name) },
      { head: "value", cells: pairs.map(({ value }) => value) },
      { head: "± 95 %", cells: pairs.map(({ error }) => error ?? "–") },
      ...scaledColumn(document),
      { head: "unit", cells: coefficients.map(({ unit }) => unit), words: "short" },
      { head: "database", cells: coefficients.map(({ before }) => formatNumber(before, { digits: 5 })) },
      { head: "shift / σ", cells: coefficients.map(({ shift }) => (shift === null ? "–" : formatFixed(shift, 2))) },
    ],
  };
}

function correlationTable({ coefficients, correlation }: AssessDocument): AlloyPage["tables"][number] {
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

function datumTable({ residuals, independent }: AssessDocument): AlloyPage["tables"][number] {
  const rows = [
    ...residuals.map((datum) => ({ datum, leftOut: datum.leftOut })),
    ...independent.map((datum) => ({ datum, leftOut: null })),
  ];
  const texts = rows.map(({ datum }) => datumTexts(datum));
  return {
    title: "Data",
    caption:
      "± 95 %: 1.96 times the uncertainty given to the datum, σ; from the others: its residual in σ where a fit does without it. The last rows are in no fit.",
    columns: [
      { head: "datum", cells: rows.map(({ datum }) => datum.id) },
      { head: "measured", cells: texts.map(({ value }) => value) },
      { head: "± 95 %", cells: texts.map(({ uncertainty }) => uncertainty) },
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
