// The main job on the shipped example: the workbench, open on an operando impedance file. Its arguments go to `liquidus app`.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const main = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
if (!existsSync(main)) {
  console.error("Liquidus is not built yet: run `npm ci` first.");
  process.exit(1);
}
const child = spawn(process.execPath, [main, "app", "--example", "staircase-stripping", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
// Ctrl-C reaches both; the workbench says goodbye, and its status is ours.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (status) => process.exit(status ?? 1));
