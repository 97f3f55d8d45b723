import { formatFixed, formatNumber } from "../figures/format-number.ts";
import { phaseDiagram } from "../figures/phase-diagram.ts";
import { residualFigure } from "../figures/residuals.ts";
import { NORMAL_95 } from "../numerics/probability/normal.ts";
import { binaryDiagram } from "../thermo/diagram/index.ts";
import { phaseModels } from "../thermo/model/index.ts";
import { ICE_POINT } from "../units/temperature.ts";
import type { AlloyPage } from "./alloy-pages.ts";
import { AGREEMENT, type AssessDocument, type AssessResult, type IndependentDatum } from "./assess.ts";
import { coefficientTable, correlationTable, datumTable } from "./assess-tables.ts";

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
        remark: "filled: fitted; open: predicted from the others; shaded ± 2 σ",
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
  const numbers = `${formatFixed(prediction - ICE_POINT, 1)} ± ${formatFixed(standardDeviation, 1)} °C predicted, ${formatFixed(value - ICE_POINT, 1)} ± ${formatFixed(uncertainty, 1)} °C stated by a source that the fit has not seen (both 1 σ; that of the source is our estimate)`;
  const rule = `${formatFixed(Math.abs(residual), 1)} K apart, ${formatFixed(Math.abs(combined), 1)} combined σ: ${agrees ? "within" : "beyond"} ${AGREEMENT}`;
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
