// The complete K-Na diagram held against its peers: `npm run build && node bench/phase-diagram.mjs`.
// CPU time by process.cpuUsage(): the first run of a fresh process, parsing included, then the median of 15 after a warm-up.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const start = process.cpuUsage();
const { readTdb } = await import("../dist/thermo/tdb/index.js");
const { kNaText } = await import("../dist/thermo/data/index.js");
const { phaseModels } = await import("../dist/thermo/model/index.js");
const { binaryDiagram, boundariesAt } = await import("../dist/thermo/diagram/index.js");
const loaded = process.cpuUsage(start);

/** The constant pycalphad computes with. */
const GAS_CONSTANT = 8.3145;
const milliseconds = ({ user, system }) => (user + system) / 1000;
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const cpu = (work) => {
  const before = process.cpuUsage();
  const result = work();
  return [milliseconds(process.cpuUsage(before)), result];
};
const parse = () => phaseModels(readTdb(kNaText).database, ["NA", "K"], { gasConstant: GAS_CONSTANT }).models;
const draw = (models) => binaryDiagram(models, { component: "NA", gasConstant: GAS_CONSTANT });

const begun = performance.now();
const [coldParse, models] = cpu(parse);
const [coldDraw, diagram] = cpu(() => draw(models));
const coldClock = performance.now() - begun;
if (process.argv[2] === "cold") {
  console.log(JSON.stringify([milliseconds(loaded), coldParse, coldDraw, coldClock]));
  process.exit(0);
}
const cold = Array.from({ length: 5 }, () =>
  JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), "cold"]).toString()),
);
const first = [0, 1, 2, 3].map((k) => median(cold.map((times) => times[k])));
for (let k = 0; k < 40; k++) draw(models);
const warmParse = median(Array.from({ length: 15 }, () => cpu(parse)[0]));
const warmDraw = median(Array.from({ length: 15 }, () => cpu(() => draw(models))[0]));

const points = diagram.regions.reduce((sum, { temperature }) => sum + temperature.length, 0);
console.log(
  `Node ${process.version}; ${diagram.slices} temperatures held against every phase, ${points} tie lines in ${diagram.regions.length} regions.\n`,
);
console.log("| K-Na, whole diagram | CPU time / ms | complete |\n|---|---|---|");
console.log(
  `| here, first run of a process: parse + map (median of 5 processes) | ${first[1].toFixed(1)} + ${first[2].toFixed(1)} = ${(first[1] + first[2]).toFixed(1)} | yes |`,
);
console.log(`| the same by the clock | ${first[3].toFixed(1)} | |`);
console.log(`| here, loading the modules (median of 5 processes) | ${first[0].toFixed(1)} | |`);
console.log(
  `| here, warm: parse + map (median of 15) | ${warmParse.toFixed(1)} + ${warmDraw.toFixed(1)} = ${(warmParse + warmDraw).toFixed(1)} | yes |`,
);
console.log(
  "| pycalphad 0.11.2 binplot, 230-380 K, step 5 K (recorded) | 8000 first, 5500-6500 repeated | yes, one invariant twice |",
);
console.log("| OpenCalphad 6.116 map (recorded) | 96 | no: eutectic and K side missed |");

const [eutectic, peritectic] = diagram.invariants;
const rows = [
  ["eutectic / K", eutectic.temperature, 260.52326565],
  ["eutectic, x of the liquid", eutectic.phases[1].moleFraction, 0.323802],
  ["peritectic / K", peritectic.temperature, 280.0446376],
  ["peritectic, x of the liquid", peritectic.phases[0].moleFraction, 0.5840821],
];
const recorded = [0.0379412548, 0.1431489769, 0.709799751, 0.9845802197];
const names = ["bcc, K side", "liquid, K side", "liquid, Na side", "bcc, Na side"];
const ends = boundariesAt(models, 298.15, { component: "NA" }).flatMap(({ phases }) =>
  phases.map((p) => p.moleFraction),
);
for (const [k, x] of ends.entries()) rows.push([`298.15 K, ${names[k]}`, x, recorded[k]]);
console.log("\n| R = 8.3145 J/(mol K) | here | pycalphad (recorded digits) | difference |\n|---|---|---|---|");
for (const [name, ours, theirs] of rows) {
  console.log(`| ${name} | ${ours.toFixed(11)} | ${theirs} | ${(ours - theirs).toExponential(1)} |`);
}
console.log(
  `\nInvariants: ${diagram.invariants.length}; transitions: ${diagram.transitions.map((t) => `${t.kind} ${t.temperature.toFixed(5)} K`).join(", ")}.`,
);
