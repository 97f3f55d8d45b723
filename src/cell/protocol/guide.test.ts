// Oracle: the guide: its sentences are read, and printed as it says.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { checkProtocol } from "./check.ts";
import { parseProtocol } from "./parse.ts";
import { printProtocol } from "./print.ts";

const guide = readFileSync(fileURLToPath(new URL("../../../docs/protocol-language.md", import.meta.url)), "utf8");

const rows = guide
  .split("\n")
  .filter((line) => /^\| `/.test(line))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|")))
  .map(([, written = "", , printed = ""]) => [written.replaceAll("`", ""), printed] as const)
  .filter(([written]) => !written.startsWith("stop") && !written.startsWith("repeat"));

test("has a row for every kind of step", () => {
  expect(rows.length).toBeGreaterThan(14);
});

test.each(rows)("%s", (written, printed) => {
  expect(printProtocol(parseProtocol(written)).trim()).toBe(printed.replaceAll("`", ""));
});

test("its example is read, and nothing in it is odd", () => {
  const example = /```protocol\n([\s\S]*?)```/.exec(guide)?.[1] ?? "";
  const protocol = parseProtocol(example);
  expect(protocol.steps.length).toBe(5);
  expect(checkProtocol(protocol)).toEqual([]);
});
