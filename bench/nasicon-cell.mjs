// NaK50 on NASICON with every mechanism of its parameter set: the staircase with a spectrum on every stair and 5000 pulses with a
// spectrum after each, as studies and as runs of the engine, the same pulses by cycle jumps, with the error of the voltage.
// npm run build && node bench/nasicon-cell.mjs [PULSES [ROUNDS]] > bench/results/nasicon-cell.md
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { runTask } from "../dist/base/task.js";
import { parameterSets, solidElectrolyteCell } from "../dist/cell/families/index.js";
import { composeCell } from "../dist/cell/form/compose.js";
import { createLinearisation, createSpectrumCollector, frequenciesOf } from "../dist/cell/linearise/index.js";
import { compileProtocol } from "../dist/cell/protocol/compile.js";
import { parseProtocol } from "../dist/cell/protocol/parse.js";
import { EDGES_ONLY } from "../dist/cell/simulate/options.js";
import { simulate } from "../dist/cell/simulate/simulate.js";
import * as studies from "../dist/study/studies/index.js";

const pulses = Number(process.argv[2] ?? 5000);
const rounds = Number(process.argv[3] ?? 1);
const area = 0.385e-4;
/** Pulses, and instants 1/2, 1/4, … of a segment, over which errors are taken. */
const COMPARED = 40;
const INSIDE = 21;
const model = composeCell(solidElectrolyteCell({ set: parameterSets["nak-on-nasicon"] }));
const { layout, unknowns, voltage } = model;
const load = loadavg()[0];

/** Seconds of processor time of the quickest of some runs, with what it gave. */
async function best(count, work) {
  let least = Number.POSITIVE_INFINITY;
  let result;
  for (let k = 0; k < count; k++) {
    const start = process.cpuUsage();
    result = await work();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1e6);
  }
  return { seconds: least, result };
}

const row = (...cells) => console.log(`| ${cells.join(" | ")} |`);
const volts = (value) => value.toExponential(1);
const SPECTRUM = "impedance 7 MHz to 5 Hz, 5 uA, 10 points per decade";
const pulsed = (spectrum, count = pulses) =>
  `stop if V > 3 V; repeat ${count} { strip at 0.25 mA/cm2 for 1 s; rest 2 s${spectrum ? `; ${SPECTRUM}` : ""} }`;
const compiled = (text) => compileProtocol(parseProtocol(text), { area });

/** Largest error of the voltage against 1e-9, at the ends of segments and within them, over pulses from the start and late ones. */
function errors(relativeTolerance) {
  const found = { ends: 0, inside: 0 };
  for (const initialState of [model.initialState(), late]) {
    const record = { states: () => true, statesInside: INSIDE };
    const run = (tolerance) =>
      simulate(model, compiled(pulsed(false, COMPARED)), { relativeTolerance: tolerance, record, initialState }).states;
    const reference = run(1e-9);
    run(relativeTolerance).forEach(({ at, state }, k) => {
      const off = Math.abs(state[voltage] - reference[k].state[voltage]);
      if (at === "end") found.ends = Math.max(found.ends, off);
      else if (at === "inside") found.inside = Math.max(found.inside, off);
    });
  }
  return found;
}
const late = simulate(model, compiled(pulsed(false, Math.round(0.9 * pulses))), {
  relativeTolerance: 1e-4,
  record: EDGES_ONLY,
}).finalState;

const run = (text, relativeTolerance, more = {}) =>
  best(rounds, () => {
    const collector = createSpectrumCollector({ area, parts: () => false });
    const takeSpectrum = collector.take;
    const options = { relativeTolerance, record: EDGES_ONLY, takeSpectrum, ...more };
    const trajectory = simulate(model, compiled(text), options);
    return { trajectory, spectra: collector.spectra.length };
  });

/** A study as it stands, with distributions of relaxation times, without writing files. */
async function study(source, only) {
  const planned = await studies.planStudy(await source, only === undefined ? {} : { only });
  return best(rounds, async () => (await runTask(studies.studyTask(planned))).runs[0]);
}

const yaml = readFileSync(new URL("studies/pulses-with-spectra.yaml", import.meta.url), "utf8");
const pulseStudy = (tolerance) =>
  studies.studyFromFile({
    name: "pulses-with-spectra.yaml",
    bytes: new TextEncoder().encode(
      yaml.replace("repeat 5000", `repeat ${pulses}`).replace("tolerance: 1e-4", `tolerance: ${tolerance}`),
    ),
  });

const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
console.log("# NaK50 on NASICON: times of the studies\n");
console.log(
  `\`node bench/nasicon-cell.mjs ${pulses} ${rounds}\`, commit ${commit}, Node ${process.versions.node}, ${cpus().length} cores, load ${load.toFixed(1)} at the start.`,
);
console.log(
  `Processor time, best of ${rounds}. ${layout.border} border unknowns (${unknowns.filter((u) => u.algebraic).length} algebraic), ` +
    `${layout.chains.map(({ cells }) => cells).join(" + ")} cells; a spectrum has 62 frequencies.`,
);
console.log(
  `Errors of the voltage in V against a relative tolerance of 1e-9, over ${COMPARED} pulses from the start and ${COMPARED} after ${Math.round(0.9 * pulses)}: at the ends of ` +
    `segments, where the spectra are taken, and at ${INSIDE} instants within each, from half of it to 2^-${INSIDE}.\n`,
);
row("run", "s", "ms a pulse or step", "steps", "refused", "spectra", "end", "error at ends, V", "within, V");
row("---", "---:", "---:", "---:", "---:", "---:", "---", "---:", "---:");
const known = new Map();
const tell = (name, seconds, counters, spectra, end, parts, tolerance) => {
  if (tolerance !== undefined && !known.has(tolerance)) known.set(tolerance, errors(tolerance));
  const off = known.get(tolerance);
  const [atEnds, within] = off === undefined ? ["", ""] : [volts(off.ends), volts(off.inside)];
  const each = ((1e3 * seconds) / parts).toFixed(2);
  row(name, seconds.toFixed(2), each, counters.steps, counters.rejectedSteps, spectra, end, atEnds, within);
};
const tellRun = (name, { seconds, result: { trajectory, spectra } }, parts, tolerance) =>
  tell(name, seconds, trajectory.counters, spectra, trajectory.end.kind, parts, tolerance);
const tellStudy = (name, { seconds, result: { document } }, parts, tolerance) =>
  tell(name, seconds, document.work, document.spectra.length, document.end.kind, parts, tolerance);

const staircase = await study(studies.shippedStudy("staircase-stripping"), ["NaK50"]);
tellStudy("study: staircase-stripping, NaK50, 96 stairs, rest of 15 h, DRT map", staircase, 102);
for (const tolerance of [1e-4, 1e-5]) {
  tellStudy(
    `study: pulses-with-spectra, tolerance ${tolerance}`,
    await study(pulseStudy(tolerance)),
    pulses,
    tolerance,
  );
}
const fewer = Math.ceil(pulses / 10);
for (const tolerance of [1e-4, 3e-5, 1e-5]) {
  const spectra = await run(pulsed(true, fewer), tolerance);
  tellRun(`engine: ${fewer} pulses with spectra, tolerance ${tolerance}`, spectra, fewer, tolerance);
  tellRun(
    `engine: ${fewer} pulses, tolerance ${tolerance}`,
    await run(pulsed(false, fewer), tolerance),
    fewer,
    tolerance,
  );
}
const jumped = await run(pulsed(false), 1e-4, { cycleJump: { error: 1e-3 } });
tellRun(`engine: ${pulses} pulses by cycle jumps, error 1e-3, tolerance 1e-4`, jumped, pulses);
const { cycleJump } = jumped.result.trajectory;
console.log(
  `\nOf the last: ${cycleJump.passesJumped} passes in ${cycleJump.jumps} jumps, ${cycleJump.passesTried} worked out, estimated error ${volts(cycleJump.estimatedError)}.`,
);
const linearisation = createLinearisation(model);
const frequency = frequenciesOf({ from: 7e6, to: 5, pointsPerDecade: 10 });
const real = new Float64Array(frequency.length);
const imaginary = new Float64Array(frequency.length);
const state = model.initialState();
const one = await best(12, () => {
  for (let k = 0; k < 200; k++) linearisation.total(state, frequency, real, imaginary);
});
console.log(
  `One spectrum (\`total\`): ${((1e3 * one.seconds) / 200).toFixed(2)} ms. Load at the end: ${loadavg()[0].toFixed(1)}.`,
);
