// Whole process of `analyze`, report and tables written: wall and CPU time, largest memory; median of seven runs.
// `npm run build && node bench/analyze-geis.mjs [FILE …]`; without FILE the shipped example and, where the collection lies
// beside the repository (or where LIQUIDUS_DATA says), a file of 61 sweeps and 2528 rows.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const RUNS = 7;
const main = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const data = process.env.LIQUIDUS_DATA ?? fileURLToPath(new URL("../../shared/data", import.meta.url));
const example = fileURLToPath(new URL("../examples/staircase-stripping.mpr", import.meta.url));
const given = process.argv.slice(2).map((path) => resolve(path));
const paths = given.length > 0 ? given : [example, join(data, "formats/biologic/geis.mpr")].filter(existsSync);

/** The program tells what it used on channel 3 when it ends. */
const hook = `import fs from "node:fs"; process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  fs.writeSync(3, JSON.stringify({ user: userCPUTime / 1e6, system: systemCPUTime / 1e6, megabytes: maxRSS / 1024 }));
});`;

function once(path, folder) {
  const began = performance.now();
  const { status, output, stderr } = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(hook)}`, main, "analyze", path, "--out", folder],
    { stdio: ["ignore", "ignore", "pipe", "pipe"] },
  );
  const wall = (performance.now() - began) / 1000;
  if (status !== 0) throw new Error(`${basename(path)}: exit ${status}: ${stderr}`);
  return { wall, ...JSON.parse(output[3]) };
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

console.log("| file | wall / s | user / s | system / s | memory / MB |\n| --- | ---: | ---: | ---: | ---: |");
for (const path of paths) {
  const folder = mkdtempSync(join(tmpdir(), "liquidus-bench-"));
  try {
    const runs = Array.from({ length: RUNS }, () => once(path, folder));
    const of = (name, digits) => median(runs.map((run) => run[name])).toFixed(digits);
    const cells = [basename(path), of("wall", 2), of("user", 2), of("system", 2), of("megabytes", 0)];
    console.log(`| ${cells.join(" | ")} |`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
