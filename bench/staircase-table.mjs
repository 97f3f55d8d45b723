// The shipped staircase against its truth, as a Markdown table: `npm run build && node bench/staircase-table.mjs`.
import { readFileSync } from "node:fs";
import { build } from "vite";
import { runTask } from "../dist/base/task.js";
import { analyzeFiles } from "../dist/study/analyze.js";

/** The comparison is TypeScript beside the test; it is bundled in memory. */
async function loadComparison() {
  const entry = new URL("../test/references/staircase-truth.ts", import.meta.url).pathname;
  const [{ output }] = await build({
    logLevel: "silent",
    configFile: false,
    build: { write: false, minify: false, lib: { entry, formats: ["es"] } },
  });
  return import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
}

const { compareStaircase, staircaseTable } = await loadComparison();
const read = (name) => readFileSync(new URL(`../examples/${name}`, import.meta.url));
const name = "staircase-stripping.mpr";
const { files } = await runTask(analyzeFiles([{ name, bytes: read(name) }]));
const { steps } = JSON.parse(read("staircase-stripping.truth.json").toString());
console.log(staircaseTable(compareStaircase(files[0].entry.sweeps, steps)));
