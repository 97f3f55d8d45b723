// Every test: build, type check, lint, unit, reference and end-to-end in Chromium. Closes with `N passed, N failed`.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromiumOrInstall } from "./chromium.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const long = process.argv.includes("--long");
const filters = process.argv.slice(2).filter((argument) => argument !== "--long");
const counts = { passed: 0, failed: 0, skipped: 0 };

function step(title, module, args, env = {}) {
  console.log(`\n— ${title}`);
  const path = fileURLToPath(new URL(`../node_modules/${module}`, import.meta.url));
  return spawnSync(process.execPath, [path, ...args], { cwd: root, stdio: "inherit", env: { ...process.env, ...env } })
    .status;
}

function check(title, module, args) {
  if (step(title, module, args) === 0) counts.passed++;
  else counts.failed++;
}

check("build", "typescript/bin/tsc", ["-b"]);
check("types of the workbench", "typescript/bin/tsc", ["-p", "tsconfig.app.json"]);
check("workbench", "vite/bin/vite.js", ["build", "--logLevel", "warn"]);
check("types of the tests", "typescript/bin/tsc", ["-p", "tsconfig.test.json"]);
check("lint and format", "@biomejs/biome/bin/biome", ["ci", "--colors=off", "."]);

const chromium = chromiumOrInstall();
if (!chromium) counts.failed++;

const folder = new URL("../test-results/", import.meta.url);
mkdirSync(folder, { recursive: true });
const report = fileURLToPath(new URL("vitest.json", folder));
rmSync(report, { force: true });
const status = step(
  long ? "long tests" : "tests",
  "vitest/vitest.mjs",
  ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...filters],
  { CHROMIUM: chromium ?? "", LIQUIDUS_LONG: long ? "1" : "" },
);
try {
  const results = JSON.parse(readFileSync(report, "utf8"));
  counts.passed += results.numPassedTests;
  counts.failed += results.numFailedTests;
  counts.skipped += results.numPendingTests;
  // A file that cannot be loaded has no test that could fail.
  const unloaded = results.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  counts.failed += unloaded.length;
  if (status !== 0 && counts.failed === 0) counts.failed++;
} catch (error) {
  console.error(`The test runner left no results: ${error.message}`);
  counts.failed++;
}

const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
console.log(`\n${counts.passed} passed, ${counts.failed} failed${skipped}`);
process.exit(counts.failed === 0 ? 0 : 1);
