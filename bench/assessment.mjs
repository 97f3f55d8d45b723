// The assessment of K-Na as Markdown tables: `npm run build && node bench/assessment.mjs`.
import {
  assess,
  assessedUncertainty,
  checkAgainst,
  kNaAssessment,
  kNaCoefficients,
  kNaData,
  kNaFromSourcedData,
  kNaIndependentData,
  kNaLiquidus,
  uncertaintyOf,
} from "../dist/thermo/assessment/index.js";
import { kNaDatabase } from "../dist/thermo/data/index.js";

const print = (line = "") => console.log(line);
const table = (head, rows) => {
  print(`| ${head.join(" | ")} |`);
  print(`|${head.map(() => "---").join("|")}|`);
  for (const row of rows) print(`| ${row.join(" | ")} |`);
  print();
};
const digits = (value, unit) =>
  value === null || value === undefined || !Number.isFinite(value)
    ? "not determined"
    : unit === "K"
      ? value.toFixed(2)
      : unit === "1"
        ? value.toFixed(4)
        : unit === "1/K"
          ? value.toExponential(2)
          : value.toFixed(1);
const kindOf = { sourced: "S", recalled: "R", paper: "paper", own: "own" };

/** CPU seconds of each of five runs; the first counts the compilation. */
function cpuSeconds(run) {
  const seconds = [];
  for (let k = 0; k < 5; k++) {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    seconds.push((user + system) / 1e6);
  }
  return seconds;
}
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

const database = kNaDatabase();
const assessment = kNaAssessment(database);
const seconds = cpuSeconds(() => assess(assessment));
const result = assess(assessment);

print("# The assessment of K-Na");
print();
print("Command: `npm run build && node bench/assessment.mjs`.");
print();
print(
  `Refit of ${kNaCoefficients.length} coefficients to ${kNaData.length} data and 2 priors, with ${kNaData.length} fits that leave one out: ` +
    `first ${seconds[0].toFixed(2)} s, median of five ${median(seconds).toFixed(2)} s CPU (target: below 2 s). ` +
    `χ² = ${result.chiSquare.toFixed(2)} with ${result.degreesOfFreedom} degrees of freedom; converged: ${result.converged} after ${result.iterations} steps.`,
);
print();
print("## Coefficients");
print();
const recorded = [159, 0.86, 91, 330, 237, 1067, 3.6];
table(
  ["coefficient", "shipped", "refit", "σ", "(refit − shipped)/σ", "σ recorded with the fit"],
  result.coefficients.map((c, k) => [
    c.name,
    c.before,
    c.value.toFixed(c.power === 0 ? 1 : 3),
    c.standardDeviation.toPrecision(3),
    ((c.value - c.before) / c.standardDeviation).toFixed(2),
    recorded[k],
  ]),
);
print("Correlation:");
print();
table(
  ["", ...result.coefficients.map((_, k) => `${k + 1}`)],
  result.coefficients.map((c, k) => [
    `${k + 1} ${c.name}`,
    ...result.coefficients.map((_, l) => result.correlation[k * result.coefficients.length + l].toFixed(3)),
  ]),
);
print("## Residuals and leave-one-out");
print();
print("S: the number was read at a source; R: recalled, not verified; paper: stated in the first NaK paper.");
print();
table(
  ["datum", "status", "value ± u", "fit", "σ of fit", "residual/u", "leverage", "from the others ± σ", "normalized"],
  result.residuals.map((r) => [
    r.datum.id,
    kindOf[r.datum.status],
    `${digits(r.datum.value, r.unit)} ± ${digits(r.datum.uncertainty, r.unit)} ${r.unit === "1" ? "" : r.unit}`,
    digits(r.prediction, r.unit),
    digits(r.standardDeviation, r.unit),
    r.normalized.toFixed(2),
    r.leverage.toFixed(3),
    `${digits(r.leftOut?.prediction, r.unit)} ± ${digits(r.leftOut?.standardDeviation, r.unit)}`,
    r.leftOut?.normalized.toFixed(2) ?? "",
  ]),
);
const bare = assess({ ...assessment, coefficients: kNaCoefficients.map(({ prior: _, ...c }) => c) });
const heat = bare.residuals.find((r) => r.datum.id === "mixing enthalpy").leftOut;
print(
  `Without the two priors: χ² = ${bare.chiSquare.toFixed(2)} with ${bare.degreesOfFreedom} degrees of freedom, ` +
    `${bare.coefficients.map((c) => `${c.value.toFixed(c.power === 0 ? 0 : 2)} ± ${c.standardDeviation.toPrecision(3)}`).join(", ")}; ` +
    `the others then give ΔHmix(0.5) = ${heat.prediction.toFixed(0)} ± ${heat.standardDeviation.toFixed(0)} J/mol (normalized ${heat.normalized.toFixed(2)}).`,
);
print();
print("## Only sourced data");
print();
print("Liquid athermal within 1 J/(mol K), entropy term of KNA2 held; the recalled data are predicted.");
print();
table(
  ["term of KNA2, J/(mol K)", "L0", "L1", "ΔHmix(0.5), J/mol", "peritectic T, K", "peritectic x"],
  [0, -2, -4, -6].map((term) => {
    const p = kNaFromSourcedData(database, term);
    const [l0, , l1] = p.result.coefficients;
    return [
      term,
      `${l0.value.toFixed(0)} ± ${l0.standardDeviation.toFixed(0)}`,
      `${l1.value.toFixed(0)} ± ${l1.standardDeviation.toFixed(0)}`,
      p.mixingEnthalpy.toFixed(0),
      p.peritecticTemperature.toFixed(2),
      p.peritecticMoleFraction.toFixed(3),
    ];
  }),
);
print("## Data not used in the fit");
print();
const limits = new Set(["liquidus 70 at.% Na", "liquidus 14 at.% Na"]);
const withoutLimits = assess({ ...assessment, data: kNaData.filter(({ id }) => !limits.has(id)), leaveOneOut: false });
for (const [name, uncertainty] of [
  ["the shipped fit", assessedUncertainty()],
  ["a fit without the 25 °C limits of the first NaK paper", uncertaintyOf(withoutLimits)],
]) {
  const check = checkAgainst(kNaIndependentData, uncertainty, assessment);
  print(`Against ${name}:`);
  print();
  table(
    ["datum", "value, K", "fit, K", "σ of fit", "data − fit, K", "normalized", "source"],
    check.rows.map((r) => [
      r.datum.id,
      `${digits(r.datum.value, r.unit)} ± ${digits(r.datum.uncertainty, r.unit)}`,
      digits(r.prediction, r.unit),
      digits(r.standardDeviation, r.unit),
      digits(r.residual, r.unit),
      r.normalized.toFixed(2),
      r.datum.source,
    ]),
  );
  print(
    `Mean ${check.meanTemperatureResidual.toFixed(2)} K, root mean square ${check.rootMeanSquareTemperatureResidual.toFixed(2)} K, χ² = ${check.chiSquare.toFixed(2)} over ${check.rows.length}.`,
  );
  print();
}
print("## Liquidus with its band");
print();
const liquidus = kNaLiquidus();
table(
  ["x(Na)", "T, °C", "σ(T), K", "σ(x)", "solid"],
  [
    0.01, 0.05, 0.1, 0.14, 0.2, 0.25, 0.3, 0.36, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99,
  ].map((x) => {
    const p = liquidus.at(x);
    return [
      x,
      (p.temperature - 273.15).toFixed(1),
      p.temperatureDeviation.toFixed(2),
      p.moleFractionDeviation.toFixed(4),
      p.solid,
    ];
  }),
);
const end = (p) =>
  p === null ? "none" : `${p.moleFraction.toFixed(4)} ± ${p.moleFractionDeviation.toFixed(4)} (${p.solid})`;
table(
  ["T, °C", "K-rich end, x(Na)", "Na-rich end, x(Na)"],
  [-10, 0, 10, 20, 25, 30, 40, 60].map((celsius) => {
    const window = liquidus.window(celsius + 273.15);
    return [celsius, end(window.lower), end(window.upper)];
  }),
);
const windows = cpuSeconds(() => kNaLiquidus().window(298.15));
print(`A new liquidus and one liquid range: median ${(1e3 * median(windows)).toFixed(0)} ms CPU.`);
