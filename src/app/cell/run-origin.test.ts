// What an exported result says of its run. Oracle: the study that was run, and its own outline; another study stands in the fields.
import { expect, test } from "vitest";
import { editedStudy } from "../../study/studies/edited-study.ts";
import { studyFromFile } from "../../study/studies/read-study.ts";
import { shippedStudyTexts } from "../../study/studies/shipped.generated.ts";
import { studyOutline } from "../../study/studies/study-outline.ts";
import { commandLine } from "../shell/command-line.ts";
import type { ProjectStudy } from "../state/project.ts";
import { runOrigin } from "./run-origin.ts";
import type { CellRun } from "./runs-store.ts";

const shipped = shippedStudyTexts["pulsed-stripping"] ?? "";
const only = "rest 1 s";
const outlineOf = async (yaml: string) =>
  studyOutline(await studyFromFile({ name: "study.yaml", bytes: new TextEncoder().encode(yaml) }), only);
const study = (yaml: string): ProjectStudy => ({ id: "a", name: "a", yaml, shipped: null, measured: null });
const runOf = (yaml: string): CellRun => ({
  status: "ended",
  run: "run 1",
  yaml,
  sight: null,
  took: 0,
  startedAt: 0,
  problem: null,
  overview: [],
});
const COMMAND = `liquidus simulate pulsed-stripping --case '${only}'`;

test("a run of what stands in the fields has the command of the study", async () => {
  const warm = await editedStudy(shipped, { temperature: "40 °C" });
  const shown = { study: study(warm), outline: await outlineOf(warm), outlined: warm, run: runOf(warm), case: only };
  expect(runOrigin(shown)).toEqual({
    name: "pulsed-stripping",
    yaml: warm,
    command: commandLine(() => `${COMMAND} --temperature '40 °C'`),
  });
  expect(runOrigin({ ...shown, run: null })).toBeNull();
});

test("after a change it keeps its own document, and nothing of the changed one is in its command", async () => {
  const warm = await editedStudy(shipped, { temperature: "40 °C" });
  const shown = { study: study(warm), outline: await outlineOf(warm), outlined: warm, run: runOf(shipped), case: only };
  expect(runOrigin(shown)).toEqual({
    name: "pulsed-stripping",
    yaml: shipped,
    command: commandLine((file) => `liquidus simulate ${file} --case '${only}'`, { name: "pulsed-stripping.yaml" }),
  });
});

test("while the outline is still that of the study before, the new run is not called by it", async () => {
  const warm = await editedStudy(shipped, { temperature: "40 °C" });
  const shown = {
    study: study(warm),
    outline: await outlineOf(shipped),
    outlined: shipped,
    run: runOf(warm),
    case: only,
  };
  expect(runOrigin(shown)).toMatchObject({
    yaml: warm,
    command: { recorded: expect.stringContaining("pulsed-stripping.yaml ") },
  });
  expect(runOrigin({ ...shown, run: runOf(shipped) })).toMatchObject({ yaml: shipped, command: { recorded: COMMAND } });
});

test("a study that was dropped is run from the user's file, also where its text is that of a shipped one", async () => {
  const dropped = { ...study(shipped), file: "my pulses.yml" };
  const shown = {
    study: dropped,
    outline: await outlineOf(shipped),
    outlined: shipped,
    run: runOf(shipped),
    case: only,
  };
  expect(shown.outline.overShipped).not.toBeNull();
  expect(runOrigin(shown)?.command.recorded).toBe(`liquidus simulate 'my pulses.yml' --case '${only}'`);
});
