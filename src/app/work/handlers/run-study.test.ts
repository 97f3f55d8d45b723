// The export of a run that the worker does not hold any longer. Oracle: the export of the same run while it is held.
import { expect, test } from "vitest";
import type { CaseShown, JobInput, JobPartial, RunSource } from "../jobs.ts";
import { exportStudy, runStudy } from "./run-study.ts";

const yaml = `schema: liquidus.study/1
name: kept
cell: { set: nak-on-nasicon, composition: NaK50 }
protocol: |
  stop if V > 3 V
  repeat 150 { strip at 0.9 mA/cm2 for 1 s; rest 1 s }
`;
const source = { study: { id: "kept", yaml, shipped: null, file: "study.yaml", files: [] }, case: "kept" } as const;
const idle = { onProgress: () => {}, emit: () => {}, isCancelled: () => false };
const exported = (run: string, from?: RunSource): Promise<string> =>
  exportStudy(from === undefined ? { run } : { run, source: from }, idle);

/** Runs the case until it was shown so often, or to its end. */
async function shown(
  run: string,
  times: number,
): Promise<{ readonly sights: readonly JobPartial<"runStudy">[]; readonly outcome: CaseShown }> {
  const sights: JobPartial<"runStudy">[] = [];
  const input: JobInput<"runStudy"> = { ...source, run, resume: false, checkpoint: null, coarse: false };
  const outcome = await runStudy(input, {
    ...idle,
    emit: (one) => sights.push(one),
    isCancelled: () => sights.length >= times,
  });
  return { sights, outcome };
}

test("is that of the run as it was shown, wherever it stood, and from a checkpoint beyond that too", async () => {
  const { sights } = await shown("whole", Number.POSITIVE_INFINITY);
  const last = sights.findLast(({ checkpoint }) => checkpoint !== null)?.checkpoint ?? null;
  expect(last).not.toBeNull();
  const { sight } = (await shown("stopped", 1)).outcome;
  expect(sight.ended).toBe(false);
  const reached = sight.progress.turns;
  expect(reached).toBeGreaterThan(0);
  const held = await exported("stopped");
  for (const checkpoint of [null, last])
    expect(await exported(`let go ${checkpoint?.size}`, { ...source, checkpoint, reached })).toBe(held);
});

test("of a run that had ended is that of its end", async () => {
  await shown("ended", Number.POSITIVE_INFINITY);
  const again = await exported("gone", { ...source, checkpoint: null, reached: null });
  expect(again).toBe(await exported("ended"));
  expect(again).toContain('"kind":"completed"');
});
