// CPU time of opening impedance files: reading and cutting into sweeps; median of five, each file, in a process that has
// opened all of them once and the file itself three times.
// node bench/open-files.mjs FOLDER …    every file below the folders that a reader takes and that holds impedance, and those
// that look as if they should (refused by every reader, or in a folder named eis). Needs a build (dist/).
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const { readMeasurement } = await import("../dist/files/index.js");
const { sweepsOfTables } = await import("../dist/impedance/index.js");

/** What opening may cost. */
const LIMIT = 30;
const RUNS = 5;

const example = fileURLToPath(new URL("../examples", import.meta.url));
const folders = process.argv.length > 2 ? process.argv.slice(2) : [example];

function* below(path) {
  if (!statSync(path).isDirectory()) yield path;
  else for (const name of readdirSync(path).sort()) yield* below(join(path, name));
}

async function open(file) {
  const before = process.cpuUsage();
  const { tables, formatTitle } = await readMeasurement(file);
  const sweeps = sweepsOfTables(tables);
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, sweeps, formatTitle };
}

const files = folders.flatMap((folder) =>
  Array.from(below(folder), (path) => ({
    name: basename(path),
    shown: relative(folder, path),
    expected: /(^|[\\/])eis([\\/]|$)/.test(join(folder, relative(folder, path))),
    bytes: new Uint8Array(readFileSync(path)),
  })),
);
const rows = [];
const refused = [];
for (const file of files) {
  try {
    // The first opening warms up.
    const { sweeps, formatTitle } = await open(file);
    if (sweeps.length === 0) {
      if (file.expected) refused.push(`${file.shown}: read as ${formatTitle}, no impedance`);
      continue;
    }
    rows.push({ file, formatTitle, sweeps: sweeps.length, points: sweeps.reduce((n, s) => n + s.rows.length, 0) });
  } catch (error) {
    if (file.expected) refused.push(error.message);
  }
}
for (const row of rows) {
  const times = [];
  for (let k = 0; k < 2; k++) await open(row.file);
  for (let k = 0; k < RUNS; k++) times.push((await open(row.file)).ms);
  row.ms = times.sort((a, b) => a - b)[RUNS >> 1];
}
rows.sort((a, b) => b.ms - a.ms);
const slow = rows.filter(({ ms }) => ms > LIMIT);
const total = rows.reduce((sum, { ms }) => sum + ms, 0);
console.log(
  `${rows.length} files with impedance; ${slow.length} over ${LIMIT} ms; all of them ${total.toFixed(0)} ms.\n`,
);
console.log("| file | kB | format | sweeps | points | CPU / ms |\n|---|---:|---|---:|---:|---:|");
for (const { file, formatTitle, sweeps, points, ms } of rows) {
  const size = (file.bytes.length / 1000).toFixed(file.bytes.length < 1e4 ? 1 : 0);
  console.log(`| ${file.shown} | ${size} | ${formatTitle} | ${sweeps} | ${points} | ${ms.toFixed(1)} |`);
}
if (refused.length > 0) console.log(`\nNot opened, ${refused.length}:\n${refused.map((one) => `- ${one}`).join("\n")}`);
