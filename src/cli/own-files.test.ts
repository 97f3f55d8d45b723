// Oracle: the marks of our pages, wherever the head of the page leaves them.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { originOf } from "./own-files.ts";

it("a page whose head first lists the digests of three hundred figures is ours", async () => {
  const folder = mkdtempSync(join(tmpdir(), "own-files-"));
  try {
    const path = join(folder, "study.html");
    const digests = `'sha256-${"x".repeat(44)}' `.repeat(300);
    const page = (generator: string): string =>
      `<meta http-equiv="Content-Security-Policy" content="script-src ${digests}">\n${generator}\n${"<p>text</p>\n".repeat(20_000)}`;
    writeFileSync(path, page('<meta name="generator" content="Liquidus 0.1.0">'));
    expect(await originOf(path)).toBe("ours");
    writeFileSync(path, page(""));
    expect(await originOf(path)).toBe("foreign");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
