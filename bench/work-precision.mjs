// Error against work of each integrator: the benchmark cell R1 and six initial value problems with published ends.
// npm run build && node bench/work-precision.mjs [ROUNDS] > bench/results/work-precision.md
import { execFileSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";
import { composeCell } from "../dist/cell/form/compose.js";
import { benchmarkCellR1 } from "../dist/cell/models/r1.js";
import { compileProtocol } from "../dist/cell/protocol/compile.js";
import { parseProtocol } from "../dist/cell/protocol/parse.js";
import { EDGES_ONLY } from "../dist/cell/simulate/options.js";
import { simulate } from "../dist/cell/simulate/simulate.js";
import { createRadau, createRosenbrock, rodas4, rodas4p, rodas4p2, rodas5p } from "../dist/numerics/dae/index.js";

const rounds = Number(process.argv[2] ?? 5);
const rosenbrock = (method) => (system, settings) => createRosenbrock(system, settings, method);
const methods = [
  ...[rodas4, rodas4p, rodas4p2, rodas5p].map((method) => ({ name: method.name, create: rosenbrock(method) })),
  { name: "Radau", create: createRadau },
];
/** What `createRosenbrock` takes by itself at each tolerance. */
const standard = { name: "default", create: (system, settings) => createRosenbrock(system, settings) };

const cpuSeconds = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const small = (value) => value.toExponential(1);

/** Ends of all segments: voltage and contact fraction; steps and seconds of processor time. */
function run(protocol, create, relativeTolerance) {
  const model = composeCell(benchmarkCellR1());
  const contact = model.indexOf("contact.contact fraction");
  const began = process.cpuUsage();
  const { end, states, counters } = simulate(model, compileProtocol(parseProtocol(protocol)), {
    integrator: create,
    relativeTolerance,
    record: { ...EDGES_ONLY, states: () => true },
  });
  const seconds = cpuSeconds(began);
  if (end.kind !== "completed") throw new Error(end.message);
  const ends = states.filter(({ at }) => at === "end");
  return { seconds, counters, rows: ends.map(({ state }) => [state[model.voltage], state[contact]]) };
}

function largest(rows, reference, column) {
  return rows.reduce((most, row, k) => Math.max(most, Math.abs(row[column] - reference[k][column])), 0);
}

/** Work and errors of one protocol for each contestant at each tolerance. */
function workPrecision(title, unit, protocol, count, contestants, tolerances) {
  const reference = run(protocol, createRadau, 1e-10).rows;
  console.log(`## ${title}\n`);
  console.log(`| method | rtol | steps a ${unit} | refused | error of V, V | of φ | ms a ${unit}, median | lowest |`);
  console.log("|---|---|---:|---:|---:|---:|---:|---:|");
  for (const { name, create } of contestants) {
    for (const tolerance of tolerances) {
      const results = Array.from({ length: rounds }, () => run(protocol, create, tolerance));
      const [{ rows, counters }] = results;
      const times = results.map(({ seconds }) => (1e3 * seconds) / count);
      console.log(
        `| ${name} | ${tolerance.toExponential(0)} | ${(counters.steps / count).toFixed(1)} | ${(counters.rejectedSteps / count).toFixed(1)} | ` +
          `${small(largest(rows, reference, 0))} | ${small(largest(rows, reference, 1))} | ${median(times).toFixed(2)} | ${Math.min(...times).toFixed(2)} |`,
      );
    }
  }
  console.log("");
}

const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
console.log("# Work and precision of the integrators\n");
console.log(
  `\`node bench/work-precision.mjs ${rounds}\`, commit ${commit}, Node ${process.versions.node}, ${cpus().length} cores, load at the start ${loadavg()[0].toFixed(1)}.`,
);
console.log(
  `Processor time, ${rounds} rounds; errors are the largest over all ends of segments, against our Radau at a relative tolerance of 1e-10.\n`,
);

const pulses = (count) => `repeat ${count} { strip at 1 mA/cm2 for 1 s; rest 2 s }`;
const cycles = (count) => `repeat ${count} { strip at 0.4 mA/cm2 for 2.5 h; plate at 0.4 mA/cm2 for 2.5 h }`;
run(pulses(100), standard.create, 1e-5); // warm
const PULSES = 100;
const wide = [1e-3, 3e-4, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8];
workPrecision(
  `R1a: ${PULSES} pulses of 1 s at 1 mA/cm², 2 s rest; 200 cells`,
  "pulse",
  pulses(PULSES),
  PULSES,
  [standard, ...methods],
  wide,
);
workPrecision(
  "R1b: 10 cycles of 2.5 h at ±0.4 mA/cm²; 200 cells",
  "cycle",
  cycles(10),
  10,
  [standard],
  [1e-3, 3e-4, 1e-4, 1e-5, 1e-6, 1e-7],
);

const { module } = await runnerImport(fileURLToPath(new URL("../test/support/stiff-problems.ts", import.meta.url)));
console.log("## Six initial value problems with published ends (Bari/Hairer)\n");
console.log(
  "Steps / largest relative error at the end; absolute tolerance = relative × scale (test/support/stiff-problems.ts).\n",
);
const tolerances = [1e-5, 1e-8];
const columns = methods.flatMap(({ name, create }) => tolerances.map((tolerance) => ({ name, create, tolerance })));
console.log(`| | ${columns.map(({ name, tolerance }) => `${name} ${tolerance.toExponential(0)}`).join(" | ")} |`);
console.log(`|---|${columns.map(() => "---|").join("")}`);
for (const { name, system, start, end, endState, scales } of module.stiffProblems) {
  const cells = columns.map(({ create, tolerance }) => {
    const settings = { relativeTolerance: tolerance, absoluteTolerance: scales.map((scale) => scale * tolerance) };
    const integrator = create(system, settings);
    integrator.start(0, start);
    const outcome = integrator.advance(end);
    if (outcome.kind !== "reached") return outcome.kind;
    const error = endState.reduce((most, value, i) => Math.max(most, Math.abs(integrator.state[i] / value - 1)), 0);
    return `${integrator.counters.steps} / ${small(error)}`;
  });
  console.log(`| ${name} | ${cells.join(" | ")} |`);
}
