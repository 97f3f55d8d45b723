// Under which key a run is kept. Oracle: what differs has another key; the same sources, read in whatever order, have the same.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hashOf, sourcesHash } from "../../../scripts/sources-hash.ts";
import { runHash } from "./run-hash.ts";

const study = { yaml: "study: a", measured: null };

test("another document, case, measured file or build has another key", async () => {
  const all = await Promise.all([
    runHash(study, "one", "build 1"),
    runHash(study, "one", "build 2"),
    runHash(study, "two", "build 1"),
    runHash({ ...study, yaml: "study: b" }, "one", "build 1"),
    runHash({ ...study, measured: "ab" }, "one", "build 1"),
  ]);
  expect(new Set(all).size).toBe(all.length);
  expect(await runHash({ ...study }, "one", "build 1")).toBe(all[0]);
});

test("a build is told by its sources and dependencies: not by tests, nor by when it was made", () => {
  const root = mkdtempSync(join(tmpdir(), "sources-"));
  const write = (name: string, content: string): void => writeFileSync(join(root, name), content);
  try {
    mkdirSync(join(root, "src", "cell"), { recursive: true });
    for (const name of ["package-lock.json", "vite.config.ts", "src/a.ts", "src/cell/b.ts"]) write(name, name);
    const first = sourcesHash(root);
    write("src/cell/b.test.ts", "a test");
    write("src/a.ts", "src/a.ts");
    expect(sourcesHash(root)).toBe(first);
    const seen = [first];
    for (const name of ["src/cell/b.ts", "src/c.css", "package-lock.json"]) {
      write(name, "other");
      seen.push(sourcesHash(root));
    }
    expect(new Set(seen).size).toBe(seen.length);
  } finally {
    rmSync(root, { recursive: true });
  }
  const files: [string, string][] = [
    ["a", "1"],
    ["b", "2"],
  ];
  expect(hashOf(new Map(files))).toBe(hashOf(new Map([...files].reverse())));
});
