// Oracle: the options that the commands themselves define.
import { Command } from "commander";
import { expect, test } from "vitest";
import { cellWarnings } from "../study/cell.ts";
import { assessCommand, phasesCommand, potentialCommand } from "./alloy-commands.ts";
import { analyzeCommand, convertCommand, drtCommand } from "./commands.ts";
import { OPTIONS, withOption } from "./option-words.ts";

const cell = { area: null, areaFrom: null, thickness: null, working: null, counter: null, reference: null };

test("a sentence is followed by the option that it asks for, with what is to be given where it is known", () => {
  const [warning] = cellWarnings(cell, []);
  if (warning === undefined) throw new Error("A cell without area has a warning.");
  expect(withOption(warning)).toBe(
    "No electrode area in the file; values are in Ω. Enter the area to see Ω cm² (--area 0.385cm2).",
  );
  expect(withOption({ message: "Leave it out.", needs: { input: "without", value: "KNA2" } })).toBe(
    "Leave it out (--without KNA2).",
  );
  expect(withOption({ message: "All sweeps pass." })).toBe("All sweeps pass.");
});

test("every option is one of a command", () => {
  const program = new Command();
  const nothing = async (): Promise<void> => {};
  for (const register of [phasesCommand, potentialCommand, assessCommand, analyzeCommand, convertCommand, drtCommand])
    (register as (program: Command, run: () => Promise<void>) => void)(program, nothing);
  const known = program.commands.flatMap(({ options }) => options.map(({ long }) => long));
  const named = Object.values(OPTIONS).flatMap((words) => words("").match(/--[a-z-]+/g) ?? []);
  expect(named.length).toBeGreaterThanOrEqual(Object.keys(OPTIONS).length);
  for (const option of named) expect(known).toContain(option);
});
