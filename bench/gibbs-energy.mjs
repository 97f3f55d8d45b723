// Time of Gibbs energies and their derivatives for the phases of K-Na, from dist/. Run: node bench/gibbs-energy.mjs
import process from "node:process";
import { kNaDatabase } from "../dist/thermo/data/index.js";
import { phaseModels } from "../dist/thermo/model/index.js";

/** Median CPU time of one call in µs, of five rounds. */
function microseconds(calls, work) {
  work(calls);
  const rounds = Array.from({ length: 5 }, () => {
    const begin = process.cpuUsage();
    work(calls);
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / calls;
  });
  return rounds.sort((a, b) => a - b)[2];
}

const database = kNaDatabase();
const { models } = phaseModels(database, ["NA", "K"]);
const rows = [];
let sink = 0;

rows.push([
  "phaseModels(K-Na), all phases",
  microseconds(200, (n) => {
    for (let k = 0; k < n; k++) sink += phaseModels(database, ["NA", "K"]).models.length;
  }),
]);
rows.push([
  `at(T) of ${models.map(({ name }) => name).join(", ")} together`,
  microseconds(20_000, (n) => {
    for (let k = 0; k < n; k++) for (const model of models) sink += model.at(250 + 1e-3 * (k % 90_000)).temperature;
  }),
]);
for (const model of models) {
  const at = model.at(298.15);
  const y = Float64Array.from(
    model.sublattices.flatMap(({ constituents }) => (constituents.length === 1 ? [1] : [0.37, 0.63])),
  );
  const gradient = new Float64Array(model.variables);
  const hessian = new Float64Array(model.variables ** 2);
  const first = model.sublattices.findIndex(({ constituents }) => constituents.length === 2);
  const vary = (k) => {
    if (first < 0) return;
    y[0] = 0.1 + 1e-6 * (k % 800_000);
    y[1] = 1 - y[0];
  };
  for (const [what, call] of [
    ["energy", () => at.energy(y)],
    ["energy, gradient", () => at.gradient(y, gradient)],
    ["energy, gradient, Hessian", () => at.hessian(y, gradient, hessian)],
  ]) {
    rows.push([
      `${model.name} ${what}`,
      microseconds(2_000_000, (n) => {
        for (let k = 0; k < n; k++) {
          vary(k);
          sink += call();
        }
      }),
    ]);
  }
}

console.log("| call | µs, median of 5 |\n|---|---|");
for (const [what, time] of rows) console.log(`| ${what} | ${time.toPrecision(3)} |`);
if (!Number.isFinite(sink)) process.exitCode = 1;
