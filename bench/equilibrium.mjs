// CPU time of one equilibrium: K-Na with the shipped database, and with LIQUIDUS_TDB (a folder with alcocrni.tdb,
// crtiv_ghosh.tdb and COST507.tdb of pycalphad's tests) ternary and quinary ones. Cold: the first in a fresh process,
// compilation of the code and sampling of the phases included, least of three processes. Warm: median of five batches.
// Path: a list of temperatures, each started from the one before.
// npm run build && node bench/equilibrium.mjs
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { kNaDatabase } from "../dist/thermo/data/index.js";
import { equilibrium, equilibriumAlong } from "../dist/thermo/equilibrium/index.js";
import { phaseModels } from "../dist/thermo/model/index.js";
import { readTdb } from "../dist/thermo/tdb/index.js";

const PROCESSES = 3;
const BATCHES = 5;
const folder = process.env.LIQUIDUS_TDB;

const CASES = {
  "K-Na, 298.15 K, x = 0.85 (two phases)": { conditions: { temperature: 298.15, composition: { K: 0.15, NA: 0.85 } } },
  "K-Na, 298.15 K, x = 0.5 (liquid)": { conditions: { temperature: 298.15, composition: { K: 0.5, NA: 0.5 } } },
  "K-Na, 250 K, x = 0.3 (two solids)": { conditions: { temperature: 250, composition: { K: 0.7, NA: 0.3 } } },
  "Cr-Ti-V, 500 K, all phases (three stable)": {
    file: "crtiv_ghosh.tdb",
    conditions: { temperature: 500, composition: { CR: 0.2, TI: 0.2, V: 0.6 } },
  },
  "Al-Co-Cr, 1523 K, B2, L1₂ and liquid (ordering)": {
    file: "alcocrni.tdb",
    phases: ["L12_FCC", "BCC_B2", "LIQUID"],
    conditions: { temperature: 1523, composition: { AL: 0.4445, CO: 0.2228, CR: 0.3327 } },
  },
  "Al-C-Cr-Cu-Fe, 1173.5 K, fcc (three sets)": {
    file: "COST507.tdb",
    phases: ["FCC_A1"],
    conditions: { temperature: 1173.5, composition: { AL: 0.2, C: 0.2465, CR: 0.2892, CU: 0.137, FE: 0.1273 } },
  },
};

function modelsOf({ file, phases, conditions }) {
  const options = phases === undefined ? {} : { phases };
  if (file === undefined) return phaseModels(kNaDatabase(), ["K", "NA"], options).models;
  const name = readdirSync(folder).find((entry) => entry === file || entry.endsWith(`_${file}`));
  const { database } = readTdb(readFileSync(join(folder, name), "utf8"), { fileName: file });
  return phaseModels(database, Object.keys(conditions.composition), options).models;
}

/** CPU milliseconds, user and system. */
function cpu(work) {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e3;
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

const chosen = process.argv[2];
if (chosen !== undefined) {
  const entry = CASES[chosen];
  const models = modelsOf(entry);
  const { conditions } = entry;
  let result;
  const cold = cpu(() => {
    result = equilibrium(models, conditions);
  });
  const guess = cpu(() => equilibrium(models, conditions));
  const times = Math.max(3, Math.min(2000, Math.round(100 / Math.max(guess, 0.05))));
  const repeat = (work) => () => {
    for (let k = 0; k < times; k++) work();
  };
  const batch = repeat(() => equilibrium(models, conditions));
  for (let k = 0; k < 5; k++) batch();
  const warm = median(Array.from({ length: BATCHES }, () => cpu(batch) / times));
  const steps = Math.min(times, 200);
  const path = Array.from({ length: steps }, (_, k) => ({
    ...conditions,
    temperature: conditions.temperature + (k * 10) / steps,
  }));
  equilibriumAlong(models, path);
  const along = median(Array.from({ length: BATCHES }, () => cpu(() => equilibriumAlong(models, path)) / steps));
  const { iterations, phases } = result;
  console.log(JSON.stringify({ cold, warm, along, iterations, phases: phases.map(({ name }) => name).join(" + ") }));
} else {
  const rows = [];
  for (const [name, { file }] of Object.entries(CASES)) {
    if (file !== undefined && folder === undefined) {
      rows.push(`| ${name} | not run: LIQUIDUS_TDB is not set | | | | |`);
      continue;
    }
    const runs = Array.from({ length: PROCESSES }, () => {
      const { stdout, stderr, status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), name]);
      if (status !== 0) throw new Error(`${name}: ${stderr}`);
      return JSON.parse(String(stdout));
    });
    const least = (key) => Math.min(...runs.map((run) => run[key]));
    const ms = (value) => (value < 1 ? value.toFixed(3) : value.toFixed(1));
    const { iterations, phases } = runs[0];
    rows.push(
      `| ${name} | ${ms(least("cold"))} | ${ms(median(runs.map((run) => run.warm)))} | ${ms(median(runs.map((run) => run.along)))} | ${phases} | ${iterations} |`,
    );
  }
  console.log(`Node ${process.version}, CPU milliseconds of one equilibrium, every one with the global stability check.

| system | cold | warm | along a path | stable | Newton iterations |
|---|---:|---:|---:|---|---:|
${rows.join("\n")}

Peers on K-Na, measured on another run (2 cores, Debian 12): pycalphad 0.11.2 3.1 ms an equilibrium in a grid of 220 (50 ms
alone), OpenCalphad 6.116 0.34 ms.`);
}
