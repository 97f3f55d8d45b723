// Liquidus as a library: read an instrument file, take its sweeps, test, transform and fit one of them.
// Run from the repository root: node examples/library.mjs
import { readFileSync } from "node:fs";
import { readMeasurement } from "liquidus/files";
import { distributionOfRelaxationTimes, fitCircuit, impedanceSweeps, kramersKronig } from "liquidus/impedance";

const name = "staircase-stripping.mpr";
const measurement = await readMeasurement({ name, bytes: readFileSync(new URL(name, import.meta.url)) });
const sweeps = measurement.tables.flatMap((table) => impedanceSweeps(table));
console.log(`${sweeps.length} sweeps, ${measurement.tables[0].columns.length} columns`);

const { spectrum, dcCurrent } = sweeps[19]; // Hz, Ω, A
console.log(`sweep 20 at ${(1e6 * dcCurrent).toFixed(1)} µA: ${kramersKronig(spectrum).reason}`);
for (const peak of distributionOfRelaxationTimes(spectrum).peaks) {
  const [lower, upper] = [peak.resistanceLower, peak.resistanceUpper].map((r) => r.toPrecision(4));
  console.log(
    `peak at ${peak.tau.toExponential(2)} s, ${peak.resistance.toPrecision(4)} Ω (95 %: ${lower} to ${upper} Ω)`,
  );
}
const fit = fitCircuit(spectrum, "R0-p(R1,CPE1)-p(R2,CPE2)");
for (const { name, value, standardError, unit } of fit.parameters) {
  console.log(`${name} = ${value.toPrecision(5)} ± ${standardError?.toPrecision(2)} ${unit}`);
}
