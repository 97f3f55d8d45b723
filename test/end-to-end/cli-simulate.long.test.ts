// The guide to simulating. Oracle: every command of docs/simulation.md ends with 0, in the order in which it stands there.
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { liquidus, temporaryFolders } from "./run-cli.ts";

const newFolder = temporaryFolders();
const repository = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** A shell line as its words. */
const wordsOf = (line: string): string[] =>
  Array.from(line.matchAll(/((?:[^\s"]|"[^"]*")+)/g), ([word]) => word.replaceAll('"', ""));

test("the commands of the guide run as they stand there", async () => {
  const guide = readFileSync(repository("docs/simulation.md"), "utf8");
  const commands = [...guide.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, lines = ""]) => lines.trim().split("\n"));
  expect(commands.length).toBeGreaterThan(10);
  const folder = newFolder();
  cpSync(repository("examples"), join(folder, "examples"), { recursive: true });
  for (const command of commands) {
    const run = await liquidus(wordsOf(command).slice(1), folder);
    expect([command, run.status, run.stderr]).toEqual([command, 0, ""]);
  }
  expect(existsSync(join(folder, "run-analysis/report.html"))).toBe(true);
}, 120_000);
