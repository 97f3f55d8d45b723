import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** A hash of files by name and content, whatever their order. */
export function hashOf(contents: ReadonlyMap<string, string | Uint8Array>): string {
  const digest = createHash("sha256");
  for (const [name, content] of [...contents].sort(([a], [b]) => (a < b ? -1 : 1))) {
    digest.update(`${name}\0`).update(content).update("\0");
  }
  return digest.digest("hex").slice(0, 16);
}

/** A hash of all that the program is built from: its sources without their tests, and the versions of what it depends on. */
export function sourcesHash(root: string): string {
  const sources = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll(sep, "/"));
  const all = ["package-lock.json", "vite.config.ts", ...sources];
  return hashOf(new Map(all.map((name) => [name, readFileSync(join(root, name))])));
}
