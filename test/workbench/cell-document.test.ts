// What the cell view exports. Oracle: the command line, byte for byte.
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { calibrateStudy } from "../../src/app/work/handlers/calibrate-study.ts";
import { exportStudy, runStudy } from "../../src/app/work/handlers/run-study.ts";
import type { CaseShown } from "../../src/app/work/jobs.ts";
import { editedStudy, newStudyText } from "../../src/study/studies/edited-study.ts";
import { shippedStudyTexts } from "../../src/study/studies/shipped.generated.ts";
import { misfitSentence } from "../../src/study/studies/study-sentences.ts";
import { example, liquidus } from "../end-to-end/run-cli.ts";

const surroundings = (emit: (shown: CaseShown) => void = () => {}) => ({
  emit,
  onProgress: () => {},
  isCancelled: () => false,
});

it("the finished run is the document that liquidus simulate --json prints", async () => {
  const study = { id: "s", yaml: "", shipped: "single-pulse", file: "study.yaml", files: [] };
  const outcome = await runStudy(
    { study, case: "single-pulse", run: "run 1", resume: false, coarse: false },
    surroundings(),
  );
  expect(outcome.stopped).toBe(false);
  const printed = await liquidus(["simulate", "single-pulse", "--json"], tmpdir());
  expect(await exportStudy({ run: "run 1" }, surroundings())).toBe(printed.stdout);
  const source = { study, case: "single-pulse", checkpoint: null, reached: Number.POSITIVE_INFINITY };
  expect(await exportStudy({ run: "of an earlier page", source }, surroundings())).toBe(printed.stdout);
});

it("a measured file of the project is laid over the run, its misfit told", async () => {
  const measured = { file: "staircase-stripping.mpr", area: "0.385 cm2" };
  const protocol = "rest 1 s\nstrip at 0.1 mA/cm2 for 1 min";
  const yaml = await editedStudy(newStudyText("nak-on-nasicon", { composition: "NaK50" }), { measured, protocol });
  const content = new Blob([new Uint8Array(readFileSync(example))]);
  const study = {
    id: "s",
    yaml,
    shipped: null,
    file: "study.yaml",
    files: [{ id: "0".repeat(64), name: "staircase-stripping.mpr", content }],
  };
  const { sight } = await runStudy(
    { study, case: "my-nak-on-nasicon", run: "run 2", resume: false, coarse: false },
    surroundings(),
  );
  expect(sight.comparison?.voltage?.points).toBeGreaterThan(10);
  expect(misfitSentence({ measured: sight.comparison })).toMatch(
    /^Against staircase-stripping\.mpr: the voltage differs by .* rms over \d+ points/,
  );
});

it("a coarse run says what makes it coarse, and leaves the full one standing", async () => {
  const study = {
    id: "s",
    yaml: shippedStudyTexts["single-pulse"] as string,
    shipped: null,
    file: "study.yaml",
    files: [],
  };
  await runStudy({ study, case: "single-pulse", run: "run 3", resume: false, coarse: false }, surroundings());
  const before = await exportStudy({ run: "run 3" }, surroundings());
  const coarse = await runStudy(
    {
      study,
      case: "single-pulse",
      run: "coarse",
      resume: false,
      coarse: true,
      changes: { parameters: { "pool.diffusivity": "1e-9 m2/s" } },
    },
    surroundings(),
  );
  expect(coarse.coarse).toMatch(/^tolerance .*, 12 cells in the pool$/);
  expect(await exportStudy({ run: "run 3" }, surroundings())).toBe(before);
});

it("a run that was left standing is taken up after others; one that is no longer in memory from its start", async () => {
  const study = { id: "s", yaml: "", shipped: "staircase-stripping", file: "study.yaml", files: [] };
  const none = { id: "s", yaml: "no study", shipped: null, file: "study.yaml", files: [] };
  // Longer than a turn of the run, after which it looks whether it is to stop.
  const one = { case: "NaK50", coarse: false };
  const left = { ...surroundings(), isCancelled: () => true };
  expect((await runStudy({ ...one, study, run: "first", resume: false }, left)).stopped).toBe(true);
  await runStudy({ ...one, study, run: "second", resume: false }, left);
  const ended = await runStudy({ ...one, study: none, run: "first", resume: true }, surroundings());
  expect([ended.stopped, ended.sight.ended]).toEqual([false, true]);
  for (let k = 0; k < 6; k++) await runStudy({ ...one, study, run: `other ${k}`, resume: false }, left);
  await expect(exportStudy({ run: "first" }, surroundings())).rejects.toThrow(
    "This run is no longer in memory. Run the study again, then export it.",
  );
  const again = await runStudy({ ...one, study, run: "first", resume: true }, surroundings());
  expect(again.sight.document.segments).toEqual(ended.sight.document.segments);
});

it("a fit that is stopped gives the document of a stopped calibration, not an error", async () => {
  let searching = false;
  const found = await calibrateStudy(
    { study: { id: "s", yaml: "", shipped: "p2-family", file: "study.yaml", files: [] } },
    {
      emit: () => {},
      onProgress: ({ detail }) => {
        searching ||= /random sets/.test(detail ?? "");
      },
      isCancelled: () => searching,
    },
  );
  expect(found).toMatchObject({ schema: "liquidus.calibration/1", error: { kind: "Interrupted" } });
  expect("error" in found && found.error.message).toMatch(/^Stopped (before the first run|during the search)/);
}, 60_000);
