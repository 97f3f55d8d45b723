// What a run leaves out where nobody reads it changes nothing else. Oracle: the run that leaves out nothing, to the bit.
import { expect, it } from "vitest";
import { runTask } from "../../base/task.ts";
import { planStudy } from "./plan-study.ts";
import type { StudySource } from "./read-study.ts";
import { relaxationOf } from "./relaxation.ts";
import { type StudyRun, studyTask } from "./run-study.ts";
import { shippedStudy } from "./shipped-studies.ts";
import { casesOf } from "./study-cases.ts";

/** Five stairs of a shipped staircase, with a spectrum after each. */
async function shortStaircase(): Promise<StudySource> {
  const source = await shippedStudy("staircase-stripping");
  const protocol = (source.study.protocol ?? "").replace(/to 1 mA\/cm2/, "to 0.09 mA/cm2");
  const { observe: _, ...rest } = source.study;
  const study = { ...rest, protocol };
  return { ...source, study, cases: casesOf(study) };
}
const run = async (falsifiers: boolean): Promise<StudyRun> =>
  runTask(studyTask(await planStudy(await shortStaircase(), { only: ["NaK50"] }), { falsifiers }));

it("a study without its falsifiers is the same run, and a part of its spectra is transformed as all are", async () => {
  const [whole, bare] = [(await run(true)).runs[0], (await run(false)).runs[0]];
  expect(whole?.falsifiers.length).toBeGreaterThan(0);
  expect(bare?.falsifiers).toEqual([]);
  expect(bare?.document).toEqual(whole?.document);
  expect(bare?.relaxation).toEqual(whole?.relaxation);
  const all = whole?.relaxation ?? expect.fail("no spectra");
  expect(all.spectra.length).toBeGreaterThan(3);
  for (const [place, index] of all.spectra.entries()) {
    const one = relaxationOf(whole?.document ?? expect.fail("no run"), (k) => k === index);
    expect(one?.spectra).toEqual([index]);
    expect(one?.series.sweeps[0]?.drt).toEqual(all.series.sweeps[place]?.drt);
  }
  expect(relaxationOf(whole?.document ?? expect.fail("no run"), () => false)).toBeNull();
});

it("a shipped study is read once, and read again by another name it is refused", async () => {
  expect(await shippedStudy("single-pulse")).toBe(await shippedStudy("single-pulse"));
  await expect(shippedStudy("single-puls")).rejects.toThrow(
    'There is no study "single-puls". Did you mean "single-pulse"?',
  );
});
