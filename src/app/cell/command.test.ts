// The command line of a study. Oracle: what a POSIX shell makes of the words.
import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { shippedStudyTexts } from "../../study/studies/shipped.generated.ts";
import { simulateCommand } from "./command.ts";

const words = (command: string): string[] =>
  execFileSync("sh", ["-c", `for word in ${command}; do printf '%s\\n' "$word"; done`], { encoding: "utf8" })
    .trimEnd()
    .split("\n");
const study = { id: "s", name: "", yaml: "mine", shipped: null, measured: null };

it("a case and a name reach the program as they are, whatever they hold", () => {
  for (const name of ["plain", `say "x" $HOME \`id\``, "it's; rm", "a b"])
    expect(words(simulateCommand(study, name, name))).toEqual(["liquidus", "simulate", `${name}.yaml`, "--case", name]);
  expect(words(simulateCommand(study, "-x"))[2]).toBe("./-x.yaml");
});

it("a shipped study that is unchanged is named", () => {
  const yaml = shippedStudyTexts["single-pulse"] ?? "";
  expect(simulateCommand({ ...study, yaml, shipped: "single-pulse" }, "other")).toBe("liquidus simulate single-pulse");
});
