// What the cell view exports. Oracle: the command line, byte for byte.
import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { exportStudy, runStudy } from "../../src/app/work/handlers/run-study.ts";
import type { CaseShown } from "../../src/app/work/jobs.ts";
import { shippedStudyTexts } from "../../src/study/studies/shipped.generated.ts";
import { liquidus } from "../end-to-end/run-cli.ts";

const surroundings = (emit: (shown: CaseShown) => void = () => {}) => ({
  emit,
  onProgress: () => {},
  isCancelled: () => false,
});

it("the finished run is the document that liquidus simulate --json prints", async () => {
  const study = { id: "s", yaml: "", shipped: "single-pulse", files: [] };
  const outcome = await runStudy(
    { study, case: "single-pulse", run: "run 1", resume: false, coarse: false },
    surroundings(),
  );
  expect(outcome.stopped).toBe(false);
  const printed = await liquidus(["simulate", "single-pulse", "--json"], tmpdir());
  expect(await exportStudy({ run: "run 1" }, surroundings())).toBe(printed.stdout);
});

it("a coarse run says what makes it coarse, and leaves the full one standing", async () => {
  const study = { id: "s", yaml: shippedStudyTexts["single-pulse"] as string, shipped: null, files: [] };
  const before = await exportStudy({ run: "run 1" }, surroundings());
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
  expect(await exportStudy({ run: "run 1" }, surroundings())).toBe(before);
});
