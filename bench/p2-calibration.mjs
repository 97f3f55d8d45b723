// Tables of bench/results/p2-calibration.md from documents of `liquidus calibrate`:
//   liquidus calibrate p2-family --starts 1 --quick --fall 0.02 --json > 7mm.json
//   liquidus calibrate p2-family-8mm --starts 1 --quick --fall 0.02 --json > 8mm.json
//   node bench/p2-calibration.mjs "7 mm=7mm.json" "8 mm=8mm.json"
import { readFileSync } from "node:fs";

const readings = process.argv.slice(2).map((argument) => {
  const [label, file] = argument.split("=");
  return { label, document: JSON.parse(readFileSync(file, "utf8")) };
});

/** Units in which the field states them: factor from SI. */
const UNITS = {
  "A/m2": ["mA/cm²", 0.1],
  "mol/m2": ["nmol/cm²", 1e5],
  "C/m2": ["mAh/cm²", 1 / 36000],
  "F/m2": ["µF/cm²", 100],
  m: ["mm", 1e3],
};
const unitOf = (unit) => UNITS[unit]?.[0] ?? (unit === "1" ? "" : unit);
const text = (value, unit = "1") =>
  value === null || value === undefined ? "–" : String(Number((value * (UNITS[unit]?.[1] ?? 1)).toPrecision(3)));
const table = (heads, rows) =>
  [
    `| ${heads.join(" | ")} |`,
    `|${heads.map(() => "---").join("|")}|`,
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ].join("\n");
const signs = { value: "", "at least": "≥ ", "at most": "≤ " };
const published = ({ value, sigma, bound, unit }) =>
  `${signs[bound]}${text(value, unit)} ± ${text(sigma, unit)} ${unitOf(unit)}`;

for (const { label, document } of readings) {
  const { counts, misfit, parameters, data, leftOut, sentences, warnings, rivals } = document;
  console.log(`## ${label}\n`);
  console.log(
    `${counts.values} values, ${counts.bounds} bounds and ${counts.priors} prior of ${counts.experiments} experiments against ${counts.parameters} free parameters that a datum sees (${parameters.length} varied). Misfit ${text(misfit.sumOfSquares)} with the studies' own settings, ${text(misfit.inSearch)} in the search; converged: ${document.converged}.\n`,
  );
  console.log(
    table(
      ["parameter", "start", "fitted", "95 % (curvature)", "", "verdict"],
      parameters.map(({ name, start, value, unit, curvature, verdict }) => [
        name,
        text(start, unit),
        text(value, unit),
        `${curvature?.lower === null || curvature === null ? "open" : text(curvature.lower, unit)} … ${curvature?.upper === null || curvature === null ? "open" : text(curvature.upper, unit)}`,
        unitOf(unit),
        verdict,
      ]),
    ),
  );
  console.log(`\nWhat the data do not tell:\n\n${sentences.map((sentence) => `- ${sentence}`).join("\n")}\n`);
  console.log(`Warnings:\n\n${warnings.map(({ message }) => `- ${message}`).join("\n")}\n`);
  const experiments = [...new Set(data.filter(({ value }) => value !== null).map(({ experiment }) => experiment))];
  const measured = (experiment) => data.filter((one) => one.experiment === experiment && one.value !== null);
  console.log(
    table(
      ["experiment", "data", "χ²"],
      experiments.map((experiment) => [
        experiment,
        measured(experiment).length,
        text(measured(experiment).reduce((sum, { residual }) => sum + residual ** 2, 0)),
      ]),
    ),
  );
  console.log(
    `\n${table(
      ["datum", "P2", "model", "r / σ"],
      experiments.flatMap((experiment) =>
        measured(experiment).map((one) => [
          one.name,
          published(one),
          text(one.model, one.unit),
          one.residual?.toFixed(2) ?? "–",
        ]),
      ),
    )}\n`,
  );
  console.log("Each experiment predicted from the others:\n");
  console.log(
    table(
      ["left out", "datum", "predicted", "P2", "z"],
      leftOut.flatMap(({ experiment, predictions }) =>
        predictions.map((one) => [
          experiment,
          one.name,
          one.predicted === null
            ? `– (${one.failed})`
            : `${text(one.predicted, one.unit)} ± ${text(one.deviation, one.unit)}`,
          published(one),
          one.standardised === null ? (one.remark ?? "–") : one.standardised.toFixed(2),
        ]),
      ),
    ),
  );
  if (rivals.length > 0) {
    console.log(
      `\n${table(
        ["mechanisms", "misfit", "free", "AICc", "BIC", "difference", "remains", "missed"],
        rivals.map((one) => [
          one.name,
          text(one.sumOfSquares),
          one.counts.parameters,
          text(one.criteria.aicc),
          text(one.criteria.bic),
          one.difference.toFixed(1),
          one.remains ? "yes" : "no",
          one.missed.map(({ name, residual }) => `${name} (${residual.toFixed(1)})`).join("; "),
        ]),
      )}`,
    );
  }
  console.log("");
}
