// Which files of a folder open, as what, and the sentence of each refusal: `node scripts/coverage.mjs [FOLDER] [--markdown]`.
// Without FOLDER the collection beside the repository, or where LIQUIDUS_DATA says. Needs a build (dist/).
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const LARGEST = 200e6;
const built = new URL("../dist/files/registry.js", import.meta.url);
if (!existsSync(built)) {
  console.error("Liquidus is not built yet: run `npm run build` first.");
  process.exit(1);
}
const { readMeasurement } = await import(built.href);
const { sweepsOfTables } = await import(new URL("../dist/impedance/series/split.js", import.meta.url).href);

const markdown = process.argv.includes("--markdown");
const given = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
const beside = fileURLToPath(new URL("../../shared/data", import.meta.url));
const folder = resolve(given ?? process.env.LIQUIDUS_DATA ?? beside);
if (!existsSync(folder)) {
  console.error(`${folder} does not exist: name a folder of instrument files.`);
  process.exit(1);
}

function* filesBelow(path) {
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) yield* filesBelow(inside);
    else if (entry.isFile()) yield inside;
  }
}

/** What the file is read as; `refusal` holds the sentence, `crash` what should never be. */
async function outcome(path) {
  const { size } = statSync(path);
  if (size > LARGEST) return { refusal: `${size} bytes: not tried` };
  try {
    const measurement = await readMeasurement({ name: path, bytes: readFileSync(path) });
    const { tables, format, warnings } = measurement;
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    return { format, tables: tables.length, rows, sweeps: sweepsOfTables(tables).length, warnings: warnings.length };
  } catch (error) {
    const sentence = error.message.replaceAll(path, relative(folder, path));
    return error.name === "FormatError" || error.name === "DomainError"
      ? { refusal: sentence }
      : { crash: `CRASH ${error.stack}` };
  }
}

const rows = [];
const counts = { opened: 0, refused: 0, crashed: 0 };
for (const path of filesBelow(folder)) {
  const { format, tables, rows: count, sweeps, warnings, refusal, crash } = await outcome(path);
  if (crash) counts.crashed++;
  else if (refusal) counts.refused++;
  else counts.opened++;
  const short = (refusal ?? crash ?? "").replace(/ Expected one of: .*/s, "");
  rows.push([relative(folder, path), format ?? "–", tables ?? "", count ?? "", sweeps ?? "", warnings ?? "", short]);
}
const head = ["file", "format", "tables", "rows", "sweeps", "warnings", "refusal"];
if (markdown) {
  for (const row of [head, head.map(() => "---"), ...rows]) {
    console.log(`| ${row.map((cell) => String(cell).replaceAll("|", "\\|").replace(/\s+/g, " ")).join(" | ")} |`);
  }
} else {
  const widths = head.map((_, k) => Math.max(...[head, ...rows].map((row) => (k === 6 ? 0 : String(row[k]).length))));
  for (const row of [head, ...rows]) {
    const cells = row.map((cell, k) =>
      k < 2 || k > 5 ? String(cell).padEnd(widths[k]) : String(cell).padStart(widths[k]),
    );
    console.log(cells.join("  ").trimEnd());
  }
}
console.log(`\n${counts.opened} opened, ${counts.refused} refused, ${counts.crashed} crashed`);
process.exit(counts.crashed === 0 ? 0 : 1);
