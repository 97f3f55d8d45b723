// The command that is shown. Oracles: where the repository keeps its examples; a name with folder as a shell resolves it.
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { exampleFile, examples } from "../state/examples.ts";
import { commandLine, whereTyped } from "./command-line.ts";

const analyze = (file: string): string => `liquidus analyze ${file}`;

test("an example is named from the folder of the program, where it lies", () => {
  for (const example of examples.filter(({ opens }) => opens === "file")) {
    const { recorded, typed, own } = commandLine(analyze, { name: exampleFile(example), shipped: example.name });
    expect(recorded).toBe(`liquidus analyze ${exampleFile(example)}`);
    const [program, ...words] = typed.split(" ");
    expect([program, ...words.slice(0, 2)]).toEqual(["npx", "liquidus", "analyze"]);
    expect(existsSync(new URL(`../../../${words.at(-1)}`, import.meta.url))).toBe(true);
    expect(own).toBeNull();
  }
});

test("a file of the user's is named as far as the page knows it, and what is left to write is said", () => {
  const dropped = commandLine(analyze, { name: "a b.mpr", folder: "day 1/cell" });
  expect(dropped.typed).toBe("npx liquidus analyze 'day 1/cell/a b.mpr'");
  expect(dropped.recorded).toBe("liquidus analyze 'a b.mpr'");
  expect(whereTyped(dropped)).toContain("write the folder of a b.mpr before its name");
  expect(commandLine(analyze, { name: "-x.mpr", folder: "" }).typed).toBe("npx liquidus analyze ./-x.mpr");
  expect(whereTyped(commandLine(() => "liquidus claims"))).not.toContain("write the folder");
});
