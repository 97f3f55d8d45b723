// The command line of a study. Oracles: what a POSIX shell makes of the words; the study of the page itself, planned by the library.
import { execFileSync } from "node:child_process";
import { Command } from "commander";
import { expect, it, test } from "vitest";
import type { SimulateFlags } from "../../cli/simulate.ts";
import { simulateCommand as registered } from "../../cli/simulate-commands.ts";
import { parameterFlags } from "../../cli/simulate-flags.ts";
import { editedStudy, type StudyChanges } from "../../study/studies/edited-study.ts";
import { planStudy } from "../../study/studies/plan-study.ts";
import { studyFromFile } from "../../study/studies/read-study.ts";
import { shippedStudyTexts } from "../../study/studies/shipped.generated.ts";
import { shippedStudy } from "../../study/studies/shipped-studies.ts";
import { studyOutline } from "../../study/studies/study-outline.ts";
import { simulateCommand } from "./command.ts";

const words = (command: string): string[] =>
  execFileSync("sh", ["-c", `for word in ${command}; do printf '%s\\n' "$word"; done`], { encoding: "utf8" })
    .trimEnd()
    .split("\n");

it("a case and a name reach the program as they are, whatever they hold", () => {
  for (const name of ["plain", `say "x" $HOME \`id\``, "it's; rm", "a b"])
    expect(words(simulateCommand(null, `${name}.yaml`, name).recorded)).toEqual([
      "liquidus",
      "simulate",
      `${name}.yaml`,
      "--case",
      name,
    ]);
  expect(words(simulateCommand(null, "-x.yaml").recorded)[2]).toBe("./-x.yaml");
});

const read = (yaml: string) => studyFromFile({ name: "study.yaml", bytes: new TextEncoder().encode(yaml) });

/** What the program understands of a command: its argument and options, by its own definitions. */
async function understood(command: string): Promise<{ readonly study: string; readonly flags: SimulateFlags }> {
  let found: { readonly study: string; readonly flags: SimulateFlags } | null = null;
  const program = new Command().exitOverride();
  registered(program, async (study = "", flags) => {
    found = { study, flags };
  });
  await program.parseAsync(words(command).slice(1), { from: "user" });
  if (found === null) throw new Error(command);
  return found;
}

const changes: readonly (readonly [string, string, StudyChanges])[] = [
  ["the temperature", "staircase-stripping", { case: "NaK65", temperature: "40 °C" }],
  [
    "a number and the temperature",
    "staircase-stripping",
    {
      case: "NaK50",
      temperature: "313.15 K",
      parameters: { "store.capacity": "50 nmol/cm2" },
    },
  ],
  ["nothing", "single-pulse", {}],
];

test.each(changes)("of a shipped study with %s changed gives the run of the page", async (_, name, change) => {
  const yaml = await editedStudy(shippedStudyTexts[name] ?? "", change);
  const source = await read(yaml);
  const outline = await studyOutline(source, change.case);
  const { study, flags } = await understood(
    simulateCommand(outline.overShipped, `${outline.name}.yaml`, outline.case.name).recorded,
  );
  expect(study).toBe(name);
  const [asked] = (
    await planStudy(await shippedStudy(study), {
      only: flags.case ?? [],
      set: parameterFlags(flags.set ?? []),
      ...(flags.temperature === undefined ? {} : { temperature: flags.temperature }),
    })
  ).cases;
  const [shown] = (await planStudy(source, { only: [outline.case.name] })).cases;
  const cellOf = (one: typeof asked) => one?.cell.choice.description;
  expect(cellOf(asked)).toEqual(cellOf(shown));
  expect(asked?.cell.set).toEqual(shown?.cell.set);
  expect(asked?.request.protocol.protocol).toEqual(shown?.request.protocol.protocol);
  expect(cellOf(asked)?.temperature).toBe(outline.case.temperature);
});

const base = shippedStudyTexts["single-pulse"] ?? "";
const { protocol } = (await studyOutline(await read(base))).case;

test.each<readonly [string, StudyChanges]>([
  ["another protocol", { protocol: `${protocol.trimEnd()}\nrest 1 s` }],
  ["another composition", { composition: "NaK65" }],
  ["a mechanism left out", { mechanisms: { deposit: true, filament: true } }],
  ["another name", { name: "mine" }],
])("of a study with %s is that of its file", async (_, change) => {
  const outline = await studyOutline(await read(await editedStudy(base, change)));
  expect(outline.overShipped).toBeNull();
  expect(simulateCommand(outline.overShipped, `${outline.name}.yaml`).recorded).toBe(
    `liquidus simulate ${change.name ?? "single-pulse"}.yaml`,
  );
});
