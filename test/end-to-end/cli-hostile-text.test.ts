// Text of a file that would act on a terminal or in a page, and readers that go away. Oracle: no such byte comes out.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { arcCsv, arcMpr } from "./composed-files.ts";
import { example, filesBelow, liquidus, main, temporaryFolders } from "./run-cli.ts";

const newFolder = temporaryFolders();
const MARKUP = "<script>alert(1)<_script><img src=x onerror=alert(1)>";
const ESCAPES = "\u001b[2J\u001b]0;owned\u0007\u009b31m\u202eevil";

/** Control characters other than line breaks, and those that turn the direction of writing. */
const acting = (text: string): string[] =>
  Array.from(text).filter((letter) => /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u.test(letter));

describe.skipIf(process.platform === "win32")("hostile names and comments", () => {
  test("are inert on the terminal and in the report", async () => {
    const folder = newFolder();
    const name = `${ESCAPES}${MARKUP}.mpr`;
    writeFileSync(join(folder, name), arcMpr({ area: 0.385, comment: `\u001b[31m</script>${MARKUP}` }));
    writeFileSync(join(folder, `bad${name}`), "nothing");
    for (const args of [
      ["inspect", name, `bad${name}`, `none${name}`],
      ["convert", name, `bad${name}`, "--to", "csv", "--out", "tables"],
      ["analyze", name, `bad${name}`, "--out", "results"],
      ["analyze", name, "--circuit", `R0-${ESCAPES}`],
    ]) {
      const { stdout, stderr, status } = await liquidus(args, folder);
      expect([status, acting(stdout), acting(stderr)], args[0]).toEqual([2, [], []]);
      expect(stderr).not.toBe("");
    }
    for (const written of [...filesBelow(join(folder, "results")), ...filesBelow(join(folder, "tables"))]) {
      expect(written).toMatch(/^[\p{L}\p{N}._+/-]+$/u);
    }
    const page = readFileSync(join(folder, "results/report.html"), "utf8");
    expect(page).not.toContain("<script>alert");
    expect(page).not.toContain("<img src=x");
    expect(page.replace(/<script[^>]*>.*?<\/script>/gs, "")).not.toMatch(/[^\P{Cc}\n\t]/u);
  });

  test("headings of columns are inert too", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "a.csv"), arcCsv().replaceAll("\n", `,1\n`).replace(",1\n", `,${ESCAPES}${MARKUP}\n`));
    const { stdout, status } = await liquidus(["inspect", "a.csv"], folder);
    expect([status, acting(stdout)]).toEqual([0, []]);
  });
});

describe.skipIf(process.platform === "win32")("a reader that goes away", () => {
  test.each([
    ["inspect", example, "--json"],
    ["inspect", example],
    ["schema", "analyze"],
  ])("liquidus %s … | head -1 ends without a complaint", async (...args) => {
    const child = spawn("sh", ["-c", '"$@" | head -c 20 >/dev/null', "sh", process.execPath, main, ...args], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const said: Buffer[] = [];
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
    const status = await new Promise((resolve) => child.on("close", resolve));
    expect([status, Buffer.concat(said).toString()]).toEqual([0, ""]);
  });
});
