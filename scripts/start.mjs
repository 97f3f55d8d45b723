// The main job on the shipped example: analyse an operando impedance file and say where the report lies.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const main = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
if (!existsSync(main)) {
  console.error("Liquidus is not built yet: run `npm ci` first.");
  process.exit(1);
}
const example = ["examples/staircase-stripping.mpr", "--working", "NaK50", "--counter", "Na"];
const { status } = spawnSync(process.execPath, [main, "analyze", ...example, ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
process.exit(status ?? 1);
