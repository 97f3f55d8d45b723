// What the library computes, as text: the same function runs in Node and in Chromium.
import { runTask } from "../../../src/base/task.ts";
import { computeClaims } from "../../../src/claims/compute.ts";
import * as elementary from "../../../src/numerics/elementary/index.ts";
import { builtInDatabase } from "../../../src/study/alloy-database.ts";
import { alloyPoints } from "../../../src/study/alloy-points.ts";
import { type AnalyzeOptions, analyzeFiles } from "../../../src/study/analyze.ts";
import { phasesTask } from "../../../src/study/phases.ts";
import { plainNumbers } from "../../../src/study/plain-numbers.ts";
import { liveRun } from "../../../src/study/studies/live-run.ts";
import { planStudy } from "../../../src/study/studies/plan-study.ts";
import { studyResult } from "../../../src/study/studies/result.ts";
import { shippedStudy } from "../../../src/study/studies/shipped-studies.ts";

const text = (value: unknown): string => JSON.stringify(value, plainNumbers);
const SYSTEM = "K-Na";

export async function analysis(name: string, bytes: readonly number[], options: AnalyzeOptions): Promise<string> {
  return text((await runTask(analyzeFiles([{ name, bytes: Uint8Array.from(bytes) }], options))).entries);
}

export async function claims(): Promise<string> {
  return text(await runTask(computeClaims({ quick: true })));
}

export async function phases(): Promise<string> {
  return text((await runTask(phasesTask({ system: SYSTEM, source: builtInDatabase() }))).document);
}

export async function states(): Promise<string> {
  const points = alloyPoints({ system: SYSTEM, source: builtInDatabase() });
  const fractions = Array.from({ length: 19 }, (_, k) => (k + 1) / 20);
  return text([255, 275, 298.15, 340].flatMap((kelvin) => fractions.map((fraction) => points.at(fraction, kelvin))));
}

/** The first case of a shipped study. */
export async function study(name: string): Promise<string> {
  const source = await shippedStudy(name);
  const only = source.cases.slice(0, 1).map((one) => one.name);
  const live = liveRun(await planStudy(source, { only }));
  await runTask({ name, run: (control) => live.advance(control) });
  return text(studyResult(live.run()));
}

/** Arguments of the functions of one number: from, to. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  acos: [-1, 1],
  asin: [-1, 1],
  atan: [-10, 10],
  asinh: [-100, 100],
  cbrt: [-1000, 1000],
  cos: [-50, 50],
  cosh: [-20, 20],
  exp: [-50, 50],
  expm1: [-5, 5],
  log: [1e-6, 1000],
  log10: [1e-6, 1e6],
  log1p: [-0.9, 5],
  sin: [-50, 50],
  sinh: [-20, 20],
  tan: [-3, 3],
  tanh: [-5, 5],
};

/** A number that any other bit of 100 000 results changes, by function; beside ours, what is taken from the engine. */
export function bits(): Readonly<Record<string, number>> {
  const all: Record<string, (x: number) => number> = {
    pow: (x) => elementary.pow(1 + x * x, 0.87 * x),
    atan2: (x) => elementary.atan2(x, 2 * x * x - 0.3),
    "x ** 2": (x) => x ** 2,
    "2 ** k": (x) => 2 ** Math.round(100 * x),
    hypot: (x) => elementary.hypot(x, 1.3 * x * x, 0.4),
    sqrt: (x) => Math.sqrt(3 + x),
  };
  for (const name of Object.keys(RANGES)) all[name] = Reflect.get(elementary, name) as (x: number) => number;
  return Object.fromEntries(
    Object.entries(all).map(([name, ours]) => {
      const [low, high] = RANGES[name] ?? [-2, 2];
      const value = new Float64Array(1);
      const words = new Uint32Array(value.buffer);
      let mixed = 0;
      let state = 12345;
      for (let k = 0; k < 100_000; k++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        value[0] = ours(low + ((high - low) * state) / 4294967296);
        for (const word of words) mixed = Math.imul((mixed ^ word) >>> 0, 16777619) ^ (mixed >>> 13);
      }
      return [name, mixed];
    }),
  );
}
