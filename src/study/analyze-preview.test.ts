// The first picture of a series. Oracles: the λ that was asked for or `PREVIEW_LAMBDA`; the same analysis with nobody watching.
import { expect, test } from "vitest";
import { seriesMpr } from "../../test/support/series-mpr.ts";
import { runTask } from "../base/task.ts";
import { PREVIEW_LAMBDA } from "../impedance/series/map-of-sweeps.ts";
import { type AnalyzeOptions, analyzeFiles, type FileAnalysis } from "./analyze.ts";
import { plainNumbers } from "./plain-numbers.ts";

const file = { name: "a.mpr", bytes: seriesMpr(4, 31) };

async function watched(options: AnalyzeOptions) {
  const stages: string[] = [];
  const pictures: FileAnalysis[] = [];
  const task = analyzeFiles([file], options, (soFar, stage) => {
    stages.push(stage);
    pictures.push(soFar);
  });
  const { entries } = await runTask(task);
  return { stages, first: pictures[0]?.series ?? null, entries: JSON.stringify(entries, plainNumbers) };
}

test.each([
  ["auto", PREVIEW_LAMBDA],
  [2.5e-2, 2.5e-2],
] as const)("with λ %s it is at λ %f, γ ≥ 0, untested; the results do not depend on it", async (lambda, expected) => {
  const { stages, first, entries } = await watched({ circuit: "none", lambda });
  expect(stages).toEqual(["preview", "sweeps"]);
  expect(first?.sweeps.map(({ drt }) => drt?.lambda)).toEqual(Array(4).fill(expected));
  expect(
    first?.sweeps.every(({ drt, kramersKronig }) => kramersKronig === null && drt?.gamma.every((g) => g >= 0)),
  ).toBe(true);
  expect(first?.map?.sweeps).toBe(4);
  const alone = await runTask(analyzeFiles([file], { circuit: "none", lambda }));
  expect(JSON.stringify(alone.entries, plainNumbers)).toBe(entries);
});
