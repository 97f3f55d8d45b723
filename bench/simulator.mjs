// The benchmark cell R1 and the benchmark separator R2, beside SUNDIALS (C) and SciPy, interleaved in one run.
// npm run build && node bench/simulator.mjs [ROUNDS] > bench/results/simulator.md
// Needs gcc, libsundials-dev, python3-scipy, python3-numba (Debian); a peer that is not there is left out, which is said.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { composeCell } from "../dist/cell/form/compose.js";
import { benchmarkCellR1 } from "../dist/cell/models/r1.js";
import { separatorBenchmark } from "../dist/cell/models/r2.js";
import { compileProtocol } from "../dist/cell/protocol/compile.js";
import { parseProtocol } from "../dist/cell/protocol/parse.js";
import { EDGES_ONLY } from "../dist/cell/simulate/options.js";
import { simulate } from "../dist/cell/simulate/simulate.js";
import { rodas4 } from "../dist/numerics/dae/methods/rodas4.js";
import { createRosenbrock } from "../dist/numerics/dae/rosenbrock.js";

const rounds = Number(process.argv[2] ?? 5);
const peers = fileURLToPath(new URL("peers", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "simulator-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
const missing = [];

/** One machine-wide Python with SciPy and numba, or none. */
const python = ["/usr/bin/python3", "python3"].find((name) => tried(name, ["-c", "import numba, scipy"]));
if (!python) missing.push("SciPy (python3-scipy, python3-numba)");

function tried(command, parameters) {
  try {
    execFileSync(command, parameters, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** The compiled peer, or undefined. */
function built(name) {
  const program = join(scratch, name);
  const libraries = ["ida", "cvode", "nvecserial", "sunmatrixband", "sunlinsolband"].map(
    (part) => `-lsundials_${part}`,
  );
  const source = join(peers, `${name}.c`);
  if (tried("gcc", ["-O3", "-march=native", source, "-o", program, ...libraries, "-lm"])) return program;
  missing.push(`${name}.c (gcc, libsundials-dev)`);
  return undefined;
}

/** Runs a peer: its closing line and the rows it wrote. */
function ran(command, parameters) {
  const output = join(scratch, "rows.txt");
  const at = parameters.indexOf("OUT");
  const filled = at < 0 ? parameters : parameters.with(at, output);
  const { seconds, steps } = JSON.parse(execFileSync(command, filled, { encoding: "utf8" }));
  return { seconds, steps, rows: readRows(output) };
}

const readRows = (path) =>
  readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(" ").map(Number));

/** Ours, through the protocol. Each row: voltage and contact fraction at the end of a segment, from the record. */
function oursRecorded(description, protocol, options) {
  const model = composeCell(description);
  const fraction = "contact.contact fraction";
  const plan = () => compileProtocol(parseProtocol(protocol)).segments();
  return () => {
    const began = performance.now();
    const run = simulate(model, plan(), { ...options, record: { ...EDGES_ONLY, unknowns: [fraction] } });
    const seconds = (performance.now() - began) / 1000;
    if (run.end.kind !== "completed") throw new Error(run.end.message);
    const rows = run.segments.map((_, k) => {
      const end = 2 * k + 1;
      return [run.time[end], run.voltage[end], run.recorded[fraction][end]];
    });
    return { seconds, steps: run.counters.steps, rows };
  };
}

/** The same with the values of `picks` in whole states. */
function ours(description, protocol, options, picks) {
  const model = composeCell(description);
  const places = picks(model);
  const plan = () => compileProtocol(parseProtocol(protocol)).segments();
  return () => {
    const began = performance.now();
    const run = simulate(model, plan(), {
      ...options,
      record: { ...EDGES_ONLY, states: () => true },
    });
    const seconds = (performance.now() - began) / 1000;
    if (run.end.kind !== "completed") throw new Error(run.end.message);
    const ends = run.states.filter((stored) => stored.at === "end");
    return {
      seconds,
      steps: run.counters.steps,
      rows: ends.map(({ time, state }) => [time, ...places.map((place) => place(state))]),
    };
  };
}

const largest = (rows, reference, column, relative) => {
  let most = 0;
  for (let k = 0; k < rows.length; k++) {
    const to = reference[k][column];
    most = Math.max(most, Math.abs(rows[k][column] - to) / (relative ? Math.abs(to) : 1));
  }
  return most;
};

/** Runs of ours before the first that counts: 100 of the 5000 pulses of R1a are over before the compiler is done. */
const WARM = 8;

/** Runs every contestant once a round, and tells the best of each. */
function contest(title, unit, per, reference, errors, contestants) {
  const results = contestants.map(({ name, turns = rounds }) => ({ name, turns, seconds: Number.POSITIVE_INFINITY }));
  for (const { run, warm } of contestants) if (warm) for (let turn = 0; turn < WARM; turn++) run();
  for (let round = 0; round < rounds; round++) {
    contestants.forEach(({ run, turns = rounds }, k) => {
      if (round >= turns) return;
      const done = run();
      const result = results[k];
      if (done.seconds < result.seconds) Object.assign(result, done);
    });
  }
  const own = results[0].seconds / per[0];
  console.log(`## ${title}\n`);
  console.log(`| program | ${unit} | steps | ${errors.map(({ name }) => name).join(" | ")} | times ours |`);
  console.log(`|---|---:|---:|${errors.map(() => "---:|").join("")}---:|`);
  results.forEach((result, k) => {
    const each = result.seconds / per[k];
    const numbers = errors.map(({ column, relative }) =>
      largest(result.rows, reference, column, relative).toExponential(1),
    );
    const steps = result.steps === undefined ? "" : (result.steps / per[k]).toFixed(0);
    console.log(
      `| ${result.name} | ${(1000 * each).toFixed(3)} | ${steps} | ${numbers.join(" | ")} | ${(each / own).toFixed(1)} |`,
    );
  });
  console.log("");
}

const cell = built("pool-cell");
const separator = built("separator");
const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();

console.log("# The simulator beside SUNDIALS and SciPy\n");
console.log(`\`node bench/simulator.mjs\`, commit ${commit}, Node ${process.versions.node}, ${cpus().length} cores.`);
console.log(
  `Interleaved, best of ${rounds} (SciPy BDF and Radau: one run of 10 pulses). Errors are the largest over all ends of segments,
against SUNDIALS at a relative tolerance of 1e-10 (R2: 1e-9).`,
);
console.log(`Ours runs ${WARM} times before the first that counts: the workloads are long enough for a warm machine.`);
if (missing.length > 0) console.log(`\nNot there: ${missing.join("; ")}.`);
console.log("");

/** Six stages of order 4, a little ahead of RODAS4P where errors of 1e-6 V are asked for. */
const fourth = { integrator: (system, settings) => createRosenbrock(system, settings, rodas4) };
const pulses = (count) => `repeat ${count} { strip at 1 mA/cm2 for 1 s; rest 2 s }`;
const cycles = (count) => `repeat ${count} { strip at 0.4 mA/cm2 for 2.5 h; plate at 0.4 mA/cm2 for 2.5 h }`;

if (cell && existsSync(cell)) {
  const errors = [
    { name: "error of V, V", column: 1 },
    { name: "of φ", column: 2 },
  ];
  const idaPulse = ran(cell, ["ida", "pulse", "200", "1e-10", "100", "OUT", "0", "1e-9"]).rows;
  const idaCycle = ran(cell, ["ida", "cycle", "200", "1e-10", "50", "OUT", "0", "1e-9"]).rows;
  const own = (protocol, relativeTolerance, rest = {}) =>
    oursRecorded(benchmarkCellR1(), protocol, { relativeTolerance, ...rest });
  const peer =
    (...parameters) =>
    () =>
      ran(cell, parameters);
  const scipy = (method, protocol, repeats) => () =>
    ran(python, [join(peers, "pool_cell.py"), method, protocol, "200", "1e-5", String(repeats), "OUT"]);
  const slow = python
    ? [
        { name: "SciPy LSODA, rtol 1e-5", run: scipy("LSODA", "pulse", 100), per: 100 },
        { name: "SciPy BDF, rtol 1e-5", run: scipy("BDF", "pulse", 10), per: 10, turns: 1 },
        { name: "SciPy Radau, rtol 1e-5", run: scipy("Radau", "pulse", 10), per: 10, turns: 1 },
      ]
    : [];
  const sundials = (solver, protocol, repeats, settings) =>
    settings.map(([rtol, order, step]) => ({
      name: `${solver.toUpperCase()}, rtol ${rtol}${order ? `, order ≤ ${order}` : ""}, ${step ? `first step ${step} s` : "its own first step"}`,
      run: peer(solver, protocol, "200", rtol, String(repeats), "OUT", String(order), String(step)),
      per: repeats,
    }));
  const first = [
    { name: "**ours, RODAS4, rtol 6e-4**", run: own(pulses(100), 6e-4, fourth), per: 100, warm: true },
    { name: "ours, rtol 2e-4", run: own(pulses(100), 2e-4), per: 100, warm: true },
    { name: "ours, rtol 1e-5 (default)", run: own(pulses(100), 1e-5), per: 100, warm: true },
    ...sundials("ida", "pulse", 100, [
      ["1e-5", 0, "1e-9"],
      ["1e-5", 0, "1e-7"],
      ["1e-5", 0, 0],
      ["3e-5", 0, "1e-7"],
    ]),
    ...sundials("cvode", "pulse", 100, [
      ["1e-5", 0, 0],
      ["1e-5", 3, "1e-7"],
      ["2e-5", 3, "1e-7"],
    ]),
    ...slow,
  ];
  contest(
    "R1a: 100 pulses of 1 s at 1 mA/cm², 2 s rest; 200 cells",
    "ms a pulse",
    first.map(({ per }) => per),
    idaPulse,
    errors,
    first,
  );
  const model = composeCell(benchmarkCellR1());
  const began = performance.now();
  const whole = simulate(model, compileProtocol(parseProtocol(pulses(5000))), {
    relativeTolerance: 6e-4,
    ...fourth,
    record: EDGES_ONLY,
  });
  const seconds = (performance.now() - began) / 1000;
  const metal = model.inventories[0];
  const held = metal.of(model.initialState());
  const drift = Math.abs(metal.of(whole.finalState) - held - metal.perCurrent * 10 * 5000) / held;
  const ida = ran(cell, ["ida", "pulse", "200", "1e-5", "5000", "OUT", "0", "1e-7"]);
  console.log(
    `All 5000 pulses of R1a once: ours ${seconds.toFixed(2)} s (${whole.segments.length} segments, metal conserved to ${drift.toExponential(0)}), IDA ${ida.seconds.toFixed(1)} s: ${(ida.seconds / seconds).toFixed(1)} times ours.\n`,
  );
  const second = [
    { name: "**ours, rtol 1e-2**", run: own(cycles(50), 1e-2), per: 50, warm: true },
    { name: "ours, rtol 1e-3", run: own(cycles(50), 1e-3), per: 50, warm: true },
    { name: "ours, rtol 1e-5 (default)", run: own(cycles(50), 1e-5), per: 50, warm: true },
    ...sundials("ida", "cycle", 50, [
      ["1e-5", 0, "1e-9"],
      ["1e-5", 0, 0],
      ["1e-3", 0, 0],
    ]),
    ...sundials("cvode", "cycle", 50, [
      ["1e-5", 3, "1e-7"],
      ["1e-3", 3, "1e-7"],
    ]),
    ...(python ? [{ name: "SciPy LSODA, rtol 1e-5", run: scipy("LSODA", "cycle", 50), per: 50 }] : []),
  ];
  contest(
    "R1b: 50 cycles of 2.5 h at ±0.4 mA/cm²; 200 cells",
    "ms a cycle",
    second.map(({ per }) => per),
    idaCycle,
    errors,
    second,
  );
}

if (separator && existsSync(separator)) {
  const reference = ran(separator, ["100", "1e-9", "50", "OUT"]).rows;
  const names = ["c₁(0)", "c₂(0)", "s(0)", "c₁(last)", "layer"];
  const errors = names.map((name, k) => ({ name: `error of ${name}, relative`, column: k + 1, relative: true }));
  const picks = (model) => {
    const chain = model.layout.chains[0];
    const cells = chain.cells;
    const value = (component, k) => (state) => state[chain.first + k * chain.unknowns + component];
    const layer = (state) => {
      let sum = 0;
      for (let k = 0; k < cells; k++) sum += state[chain.first + k * chain.unknowns + 2] * (1e-3 / cells);
      return sum;
    };
    return [value(0, 0), value(1, 0), value(2, 0), value(0, cells - 1), layer];
  };
  const own = (relativeTolerance, rest = {}) =>
    ours(separatorBenchmark(), cycles(50), { relativeTolerance, ...rest }, picks);
  const peers = [
    ["1e-5", 0, 0],
    ["1e-4", 0, 0],
    ["1e-5", 3, "1e-3"],
    ["1e-4", 3, "1e-3"],
    ["3e-5", 3, "1e-3"],
    ["1e-6", 3, "1e-3"],
  ].map(([rtol, order, step]) => ({
    name: `CVODE, rtol ${rtol}${order ? `, order ≤ ${order}, first step ${step} s` : ""}`,
    run: () => ran(separator, ["100", rtol, "50", "OUT", String(order), String(step)]),
    per: 50,
  }));
  const third = [
    { name: "**ours, RODAS4, rtol 5e-4**", run: own(5e-4, fourth), per: 50, warm: true },
    { name: "ours, RODAS4, rtol 1e-3", run: own(1e-3, fourth), per: 50, warm: true },
    { name: "ours, rtol 1e-5 (default)", run: own(1e-5), per: 50, warm: true },
    ...peers,
  ];
  contest(
    "R2: 50 cycles of 2.5 h at ±0.4 mA/cm²; 100 cells of three unknowns",
    "ms a cycle",
    third.map(({ per }) => per),
    reference,
    errors,
    third,
  );
}
