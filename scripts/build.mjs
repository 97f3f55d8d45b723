// Builds dist/: the library, the command line, the workbench, and the plotting library compressed for pages. Runs on `npm ci`
// (prepare). --no-app leaves the workbench out.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
const compiler = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
if (!existsSync(compiler)) {
  console.error(
    "The compiler is not installed (NODE_ENV=production or --omit=dev leaves it out). Run `npm ci --include=dev`.",
  );
  process.exit(1);
}
const flags = process.argv.slice(2);
const { status } = spawnSync(process.execPath, [compiler, "-b", ...flags.filter((flag) => flag !== "--no-app")], {
  cwd: root,
  stdio: "inherit",
});
if (status !== 0) process.exit(status ?? 1);
chmodSync(new URL("../dist/cli/main.js", import.meta.url), 0o755);

const plotting = readFileSync(createRequire(import.meta.url).resolve("plotly.js-cartesian-dist-min"));
const compressed = new URL(`../dist/plotting-${plotting.length}.deflate`, import.meta.url);
if (!existsSync(compressed)) writeFileSync(compressed, deflateSync(plotting));

if (!flags.includes("--no-app")) {
  const bundler = fileURLToPath(new URL("../node_modules/vite/bin/vite.js", import.meta.url));
  const bundled = spawnSync(process.execPath, [bundler, "build", "--logLevel", "warn"], {
    cwd: root,
    stdio: "inherit",
  });
  if (bundled.status !== 0) process.exit(bundled.status ?? 1);
}
