import { readdirSync, readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";
import { describe, expect, it } from "vitest";

// Oracle: the layout in docs/architecture.md. A folder may import itself and those above it.
const order = [
  "base",
  "units",
  "numerics",
  "files",
  "thermo",
  "impedance",
  "cycling",
  "cell",
  "tomography",
  "spectra",
  "figures",
  "report",
  "study",
  "claims",
  "batch",
  "cli",
  "app",
] as const;

/** Domain rooms that must not know one another (cell may import impedance and cycling). */
const strangers: Readonly<Record<string, readonly string[]>> = {
  impedance: ["thermo"],
  cycling: ["thermo", "impedance"],
  tomography: ["impedance", "cycling", "cell", "thermo"],
  spectra: ["impedance", "cycling", "tomography", "cell"],
  app: ["cli", "batch"],
};

/** npm and node: modules each folder may use; all others use none. Type imports count. */
const packages: Readonly<Record<string, readonly string[]>> = {
  files: ["@noble/hashes", "hyparquet-writer"],
  report: ["@noble/hashes"],
  study: ["yaml", "zod"],
  claims: ["zod"],
  cli: [
    "commander",
    "zod",
    "node:crypto",
    "node:fs",
    "node:fs/promises",
    "node:http",
    "node:module",
    "node:net",
    "node:os",
    "node:path",
    "node:process",
    "node:url",
    "node:util",
    "node:v8",
    "node:zlib",
    "open",
  ],
  app: [
    "@codemirror",
    "@fontsource-variable/inter",
    "@mantine/core",
    "@mantine/hooks",
    "@tabler/icons-react",
    "@tanstack/react-table",
    "comlink",
    "idb",
    "plotly.js-cartesian-dist-min",
    "react",
    "react-dom",
    "zod/v4/core",
    "zustand",
  ],
};

const source = fileURLToPath(new URL("../../src", import.meta.url));

function sourceFiles(): string[] {
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$|\.d\.ts$/.test(entry.name))
    .map((entry) => resolve(entry.parentPath, entry.name));
}

/** Every module that a source text names: imports and re-exports, of types too, static and dynamic, and new URL(…). */
function importsOf(path: string): string[] {
  const text = readFileSync(path, "utf8");
  const { module } = parseSync(path, text);
  const names: string[] = [];
  for (const statement of module.staticImports) names.push(statement.moduleRequest.value);
  for (const statement of module.staticExports) {
    for (const entry of statement.entries) if (entry.moduleRequest) names.push(entry.moduleRequest.value);
  }
  for (const expression of module.dynamicImports) {
    const { start, end } = expression.moduleRequest;
    names.push(text.slice(start, end).replace(/^["'`]|["'`]$/g, ""));
  }
  for (const match of text.matchAll(/new URL\(\s*["'`]([^"'`]+)["'`]\s*,\s*import\.meta\.url/g))
    names.push(match[1] as string);
  return names;
}

const roomOf = (path: string): string => relative(source, path).split(sep)[0] as string;

/** Violations of the rule by one file, in words. */
function violations(path: string, imports: readonly string[]): string[] {
  const here = roomOf(path);
  const place = order.indexOf(here as (typeof order)[number]);
  if (place < 0) return [`${here}: not a room of the house`];
  const found: string[] = [];
  for (const name of imports) {
    if (name.startsWith(".")) {
      const target = resolve(dirname(path), name);
      if (relative(source, target).startsWith("..")) {
        if (!(here === "cli" && name.endsWith("package.json"))) found.push(`${here} imports ${name} from outside src`);
        continue;
      }
      const there = roomOf(target);
      const other = order.indexOf(there as (typeof order)[number]);
      if (other > place) found.push(`${here} imports ${there}, which stands below it`);
      if (strangers[here]?.includes(there)) found.push(`${here} imports ${there}, a room it must not know`);
    } else {
      // A query asks the bundler for the module in another form, as its address.
      const [module] = name.split("?") as [string];
      const allowed = packages[here] ?? [];
      if (!allowed.some((one) => module === one || (module.startsWith(`${one}/`) && !one.startsWith("node:")))) {
        found.push(`${here} imports ${name}, which it may not use`);
      }
    }
  }
  return found;
}

describe("the dependency rule", () => {
  it("holds for every source file", () => {
    const files = sourceFiles();
    expect(files.length).toBeGreaterThan(10);
    const all = files.flatMap((path) =>
      violations(path, importsOf(path)).map((text) => `${relative(source, path)}: ${text}`),
    );
    expect(all).toEqual([]);
  });

  it("would see a violation", () => {
    const path = resolve(source, "base/invented.ts");
    expect(violations(path, ["../files/format.ts"])).toHaveLength(1);
    expect(violations(path, ["node:fs"])).toHaveLength(1);
    expect(violations(resolve(source, "cycling/x.ts"), ["../impedance/spectrum.ts"])).toHaveLength(1);
    expect(violations(resolve(source, "cli/x.ts"), ["node:fs", "../study/x.ts"])).toEqual([]);
  });
});
