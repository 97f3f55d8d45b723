// NaK50 on NASICON with every mechanism of its parameter set: the staircase with a spectrum on every stair, 5000 pulses with a
// spectrum after each, and the same pulses by cycle jumps. Processor time, best of a few runs.
// npm run build && node bench/nasicon-cell.mjs [PULSES [ROUNDS]] > bench/results/nasicon-cell.md
import { execFileSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { parameterSets, solidElectrolyteCell } from "../dist/cell/families/index.js";
import { composeCell } from "../dist/cell/form/compose.js";
import { createLinearisation, createSpectrumCollector, frequenciesOf } from "../dist/cell/linearise/index.js";
import { compileProtocol } from "../dist/cell/protocol/compile.js";
import { parseProtocol } from "../dist/cell/protocol/parse.js";
import { EDGES_ONLY } from "../dist/cell/simulate/options.js";
import { simulate } from "../dist/cell/simulate/simulate.js";

const pulses = Number(process.argv[2] ?? 5000);
const rounds = Number(process.argv[3] ?? 2);
const area = 0.385e-4;
const model = composeCell(solidElectrolyteCell({ set: parameterSets["nak-on-nasicon"] }));
const { layout, unknowns } = model;

/** Seconds of processor time of the quickest of some runs, with what it gave. */
function best(count, work) {
  let least = Number.POSITIVE_INFINITY;
  let result;
  for (let k = 0; k < count; k++) {
    const start = process.cpuUsage();
    result = work();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1e6);
  }
  return { seconds: least, result };
}

const row = (...cells) => console.log(`| ${cells.join(" | ")} |`);
const run = (text, relativeTolerance, more = {}) => {
  const protocol = compileProtocol(parseProtocol(text), { area });
  return best(rounds, () => {
    const collector = createSpectrumCollector({ area });
    const trajectory = simulate(model, protocol, {
      relativeTolerance,
      record: EDGES_ONLY,
      takeSpectrum: collector.take,
      ...more,
    });
    return { trajectory, spectra: collector.spectra.length };
  });
};
const SPECTRUM = "impedance 7 MHz to 5 Hz, 5 uA, 10 points per decade";
const pulsed = (spectrum) =>
  `stop if V > 3 V; repeat ${pulses} { strip at 0.25 mA/cm2 for 1 s; rest 2 s${spectrum ? `; ${SPECTRUM}` : ""} }`;
const staircase = `stop if V > 3 V
${SPECTRUM}, every step
staircase current from 0.05 to 1 mA/cm2 in steps of 0.01 mA/cm2, 40 s each
rest 15 h`;

const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
console.log("# NaK50 on NASICON: times of the studies\n");
console.log(
  `\`node bench/nasicon-cell.mjs ${pulses} ${rounds}\`, commit ${commit}, Node ${process.versions.node}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)} at the start.`,
);
console.log(
  `Processor time, best of ${rounds}. ${layout.border} border unknowns (${unknowns.filter((u) => u.algebraic).length} algebraic), ` +
    `${layout.chains.map(({ cells }) => cells).join(" + ")} cells; a spectrum has 62 frequencies.\n`,
);
row("study", "s", "ms a pulse or step", "steps", "spectra", "end");
row("---", "---:", "---:", "---:", "---:", "---");
const tell = (name, { seconds, result: { trajectory, spectra } }, parts) =>
  row(
    name,
    seconds.toFixed(2),
    ((1e3 * seconds) / parts).toFixed(2),
    trajectory.counters.steps,
    spectra,
    trajectory.end.kind,
  );
tell("staircase of 96 stairs with spectra, rest of 15 h, tolerance 1e-5", run(staircase, 1e-5), 97);
for (const tolerance of [1e-4, 1e-5]) {
  tell(`${pulses} pulses, tolerance ${tolerance}`, run(pulsed(false), tolerance), pulses);
  tell(`${pulses} pulses with spectra, tolerance ${tolerance}`, run(pulsed(true), tolerance), pulses);
}
const jumped = run(pulsed(false), 1e-5, { cycleJump: { error: 1e-3 } });
tell(`${pulses} pulses by cycle jumps, error 1e-3, tolerance 1e-5`, jumped, pulses);
const { cycleJump } = jumped.result.trajectory;
console.log(
  `\nOf the last: ${cycleJump.passesJumped} passes in ${cycleJump.jumps} jumps, ${cycleJump.passesTried} worked out, estimated error ${cycleJump.estimatedError.toExponential(1)}.`,
);
const linearisation = createLinearisation(model);
const frequency = frequenciesOf({ from: 7e6, to: 5, pointsPerDecade: 10 });
const real = new Float64Array(frequency.length);
const imaginary = new Float64Array(frequency.length);
const state = model.initialState();
const one = best(12, () => {
  for (let k = 0; k < 200; k++) linearisation.total(state, frequency, real, imaginary);
});
console.log(`One spectrum (\`total\`): ${((1e3 * one.seconds) / 200).toFixed(2)} ms.`);
