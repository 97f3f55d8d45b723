// A run that is watched, stopped and taken up again. Oracle: the task that runs the same case in one go; equal to the last bit.
import { expect, it } from "vitest";
import { runTask, type Task } from "../../base/task.ts";
import { plainNumbers } from "../plain-numbers.ts";
import type { CaseSight } from "./case-sight.ts";
import { type LiveCheckpoint, type LiveRun, liveRun } from "./live-run.ts";
import { planStudy } from "./plan-study.ts";
import { studyFromFile } from "./read-study.ts";
import { studyResult } from "./result.ts";
import { type StudyRun, studyTask } from "./run-study.ts";

const text = (protocol: string, more = ""): string => `schema: liquidus.study/1
name: watched
cell: { set: nak-on-nasicon, composition: NaK50 }
protocol: |
${protocol
  .split("\n")
  .map((line) => `  ${line}`)
  .join("\n")}
${more}
observe:
  - { name: capacity, what: stripped charge }
falsifiers: { orientation: alloy above, measured: { limitingCurrentDensity: [0.6 mA/cm2, 1 mA/cm2], voltageLimit: 3 V } }
`;

const pulses = text(
  "stop if V > 3 V\nrepeat 10 {\nstrip at 0.9 mA/cm2 for 1 s\nrest 2 s, impedance 1 MHz to 10 Hz, 5 mV, 3 points per decade, at the end\n}",
);
const long = text("stop if V > 3 V; strip at 0.25 mA/cm2 for 4 mAh/cm2", "settings: { tolerance: 1e-7 }");
const jumped = text(
  "stop if V > 3 V\nrepeat 800 { strip at 1 mA/cm2 for 1 s; rest 2 s }",
  "settings: { tolerance: 1e-5, jump: 3e-2 }",
);

const plan = async (yaml: string) =>
  planStudy(await studyFromFile({ name: "watched.yaml", bytes: new TextEncoder().encode(yaml) }));
const printed = (run: StudyRun): string => JSON.stringify(studyResult(run), plainNumbers);

/** Goes on, and stops again as often as it may be stopped. */
async function inPieces(live: LiveRun, onSight: (sight: CaseSight) => void): Promise<number> {
  let pieces = 0;
  while (!live.ended) {
    const piece: Task<void> = {
      name: "piece",
      run: (control) => live.advance(control, { isStopped: () => true, onSight }),
    };
    await runTask(piece);
    if (pieces % 4 === 0) onSight(live.sight());
    if (pieces % 8 === 0) studyResult(live.run());
    pieces++;
    if (pieces > 10_000) throw new Error("it does not come to an end");
  }
  return pieces;
}

it.each([
  ["pulses with spectra", pulses, 2],
  ["a strip of hours", long, 1],
  ["pulses with cycle jumps", jumped, 2],
])("%s: watched, stopped and resumed, the document is that of one run in one go", async (_, yaml, least) => {
  const whole = await runTask(studyTask(await plan(yaml)));
  const live = liveRun(await plan(yaml));
  const sights: CaseSight[] = [];
  expect(await inPieces(live, (sight) => sights.push(sight))).toBeGreaterThanOrEqual(least);
  expect(printed(live.run())).toBe(printed(whole));
  const times = sights.map(({ progress }) => progress.time);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(live.sight().ended).toBe(true);
});

it("what is kept of a stopped run says so, conserves what it holds, and is a study result", async () => {
  const live = liveRun(await plan(jumped));
  await runTask({ name: "piece", run: (control) => live.advance(control, { isStopped: () => true }) });
  const { cases, stopped } = studyResult(live.run());
  expect(stopped).toBe(true);
  expect(cases[0]?.simulation.end.message).toMatch(/^Stopped: by hand, in step /);
  for (const { relativeDrift } of cases[0]?.conservation ?? []) expect(relativeDrift).toBeLessThan(1e-9);
});

it("a sight holds few points, also of many segments, and the last of them is that of the run", async () => {
  const live = liveRun(await plan(jumped));
  await runTask({ name: "all", run: (control) => live.advance(control) });
  const { document, segments } = live.sight();
  const [whole] = studyResult(live.run()).cases;
  expect(segments).toBe(whole?.simulation.segments.length);
  expect(document.series.time.length).toBeLessThan(6000);
  expect(document.series.voltage.at(-1)).toBe(whole?.simulation.series.voltage.at(-1));
});

const manyPulses = pulses.replace("repeat 10 ", "repeat 30 ");
const staircase = text(
  "staircase current from 0.05 to 1 mA/cm2 in steps of 0.05 mA/cm2, 40 s each, impedance 1 MHz to 10 Hz, 5 uA, 4 points per decade, at the end; rest 10 min",
);

it.each([
  ["pulses with spectra", manyPulses],
  ["pulses with cycle jumps", jumped.replace("repeat 800 ", "repeat 30000 ")],
  ["a staircase", staircase],
])("%s: taken up from a checkpoint in another process, the document is that of one run in one go", async (_, yaml) => {
  const taken: LiveCheckpoint[] = [];
  const whole = liveRun(await plan(yaml));
  const keep = async (one: LiveCheckpoint): Promise<void> => {
    taken.push(structuredClone(one));
  };
  const all: Task<void> = {
    name: "all",
    run: (control) => whole.advance(control, { onCheckpoint: keep, checkpointEvery: 0 }),
  };
  await runTask(all);
  expect(taken.length).toBeGreaterThan(1);
  expect(taken.at(-1)?.run.end).not.toBeNull();
  const chosen = new Set([0, taken.length - 2, taken.length - 1]);
  for (const k of chosen) {
    const live = liveRun(await plan(yaml), taken[k]);
    const before = studyResult(live.run()).cases[0]?.simulation;
    expect(before?.summary.duration).toBeGreaterThan(0);
    await runTask({ name: "rest", run: (control) => live.advance(control) });
    expect(JSON.parse(printed(live.run()))).toEqual(JSON.parse(printed(whole.run())));
  }
});

it("stops at exactly the turn that is asked for, from its start and from a checkpoint", async () => {
  const taken: LiveCheckpoint[] = [];
  const whole = liveRun(await plan(manyPulses));
  const keep = async (one: LiveCheckpoint): Promise<void> => {
    taken.push(structuredClone(one));
  };
  await runTask({ name: "all", run: (control) => whole.advance(control, { onCheckpoint: keep, checkpointEvery: 0 }) });
  const [from] = taken;
  const until = (from?.turns ?? 0) + 3;
  const [fromStart, takenUp] = [liveRun(await plan(manyPulses)), liveRun(await plan(manyPulses), from)];
  for (const live of [fromStart, takenUp]) {
    await runTask({ name: "part", run: (control) => live.advance(control, { until }) });
    expect(live.ended).toBe(false);
    expect(live.progress().turns).toBe(until);
  }
  expect(printed(takenUp.run())).toBe(printed(fromStart.run()));
});
