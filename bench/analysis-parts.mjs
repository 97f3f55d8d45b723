// CPU time of each part of the analysis of a file with impedance sweeps: cold (once in a fresh process, compilation
// of the code included; least of three processes) and warm (median of five further calls in the same process; the passive
// limit of a spectrum is then remembered).
// npm run build && node bench/analysis-parts.mjs [FILE …]     (default: the shipped example)
// With LIQUIDUS_DATA set, formats/biologic/geis.mpr of that collection too.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chooseArcs, commonLimit } from "../dist/impedance/circuit/choose-arcs.js";
import { between } from "../dist/impedance/circuit/trim.js";
import { kramersKronig } from "../dist/impedance/kramers-kronig/kramers-kronig.js";
import { relaxationTimesSession } from "../dist/impedance/relaxation-times/session.js";

const PROCESSES = 3;
const REPEATS = 5;

const distributions = (spectra) => {
  const session = relaxationTimesSession();
  return spectra.map((z) => session(z));
};
const trimmed = (spectra) => {
  const highest = commonLimit(spectra);
  return Number.isFinite(highest) ? spectra.map((z) => between(z, 0, highest)) : spectra;
};

/** Each part: what the parts before it leave (not timed), then the work. */
const PARTS = {
  "Kramers-Kronig": (spectra) => () => spectra.map((z) => kramersKronig(z)),
  "passive limit": (spectra) => () => commonLimit(spectra),
  "relaxation times": (spectra) => {
    const used = trimmed(spectra);
    return () => distributions(used);
  },
  circuits: (spectra) => {
    const peaks = distributions(trimmed(spectra)).map((one) => one.peaks);
    return () => chooseArcs(spectra, { peaks });
  },
};

/** CPU milliseconds, user and system. */
function cpu(work) {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e3;
}

const [first, ...rest] = process.argv.slice(2);
if (first === "--part") {
  const { readMeasurement } = await import("../dist/files/registry.js");
  const { sweepsOfTables } = await import("../dist/impedance/series/split.js");
  const [part, file] = rest;
  const measurement = await readMeasurement({ name: basename(file), bytes: new Uint8Array(await readFile(file)) });
  const work = PARTS[part](sweepsOfTables(measurement.tables).map(({ spectrum }) => spectrum));
  const cold = cpu(work);
  const warm = Array.from({ length: REPEATS }, () => cpu(work)).sort((a, b) => a - b)[REPEATS >> 1];
  console.log(JSON.stringify({ cold, warm }));
} else {
  const example = fileURLToPath(new URL("../examples/staircase-stripping.mpr", import.meta.url));
  const data = process.env.LIQUIDUS_DATA;
  const files = first ? [first, ...rest] : [example, ...(data ? [join(data, "formats/biologic/geis.mpr")] : [])];
  const script = fileURLToPath(import.meta.url);
  const main = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
  for (const file of files) {
    console.log(`${basename(file).padEnd(26)}  cold ms  warm ms`);
    for (const part of Object.keys(PARTS)) {
      const runs = Array.from({ length: PROCESSES }, () =>
        JSON.parse(spawnSync(process.execPath, [script, "--part", part, file], { encoding: "utf8" }).stdout),
      );
      const least = (key) => Math.min(...runs.map((run) => run[key])).toFixed(0);
      console.log(`  ${part.padEnd(24)}  ${least("cold").padStart(7)}  ${least("warm").padStart(7)}`);
    }
    const out = mkdtempSync(join(tmpdir(), "liquidus-bench-"));
    const walls = Array.from({ length: PROCESSES }, () => {
      const start = performance.now();
      spawnSync(process.execPath, [main, "analyze", file, "--out", out]);
      return performance.now() - start;
    });
    rmSync(out, { recursive: true });
    console.log(
      `  ${"whole command (wall)".padEnd(24)}  ${Math.min(...walls)
        .toFixed(0)
        .padStart(7)}`,
    );
  }
}
