// Oracles: what the system calls a file; where a study lies.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readInput, readMeasuredFiles } from "./read-files.ts";

const folder = mkdtempSync(join(tmpdir(), "read-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

it.runIf(process.platform !== "win32")("a device is no file: it need not end", async () => {
  expect(await readInput("/dev/zero")).toMatchObject({
    error: { message: expect.stringMatching(/^zero is no regular file/) },
  });
});

describe("a study", () => {
  it("reads files beside and below itself, no others", async () => {
    mkdirSync(join(folder, "data"));
    for (const name of ["x.csv", "data/y.csv"]) writeFileSync(join(folder, name), "a");
    const outside = join(tmpdir(), "z.csv");
    const read = await readMeasuredFiles(folder, ["x.csv", "data/y.csv", "../z.csv", "data/../../z.csv", outside]);
    expect(Object.entries(read).map(([name, file]) => [name, "error" in file ? file.error.message : "read"])).toEqual([
      ["x.csv", "read"],
      ["data/y.csv", "read"],
      ...["../z.csv", "data/../../z.csv", outside].map((name) => [
        name,
        expect.stringMatching(/does not lie beside or below the study; a study reads no other files/),
      ]),
    ]);
  });
});
