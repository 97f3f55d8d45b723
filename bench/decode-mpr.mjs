// Rows per second of reading a .mpr file with all its columns, stored and derived: median of five.
// node bench/decode-mpr.mjs [FILE …]; without FILE the largest example. Needs a build (dist/).
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { readMpr } from "../dist/files/biologic/mpr.js";

const example = fileURLToPath(new URL("../examples/symmetric-cell.mpr", import.meta.url));
const paths = process.argv.length > 2 ? process.argv.slice(2) : [example];

function decodeOnce(file) {
  const start = performance.now();
  const [table] = readMpr(file).tables;
  for (const column of table.columns) column.values();
  return { seconds: (performance.now() - start) / 1000, table };
}

for (const path of paths) {
  const file = { name: basename(path), bytes: readFileSync(path) };
  const runs = Array.from({ length: 5 }, () => decodeOnce(file));
  const seconds = runs.map((run) => run.seconds).sort((a, b) => a - b)[2];
  const { rows, columns } = runs[0].table;
  const stored = columns.filter((column) => column.derived === null).length;
  console.log(
    `${file.name}: ${rows} rows, ${stored} stored and ${columns.length - stored} derived columns, ` +
      `${(1000 * seconds).toFixed(2)} ms, ${(rows / seconds / 1e6).toFixed(2)} million rows/s`,
  );
}
