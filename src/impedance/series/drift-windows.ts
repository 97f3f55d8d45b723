import type { TaskControl } from "../../base/task.ts";
import type { Warning } from "../../base/warnings.ts";
import { driftAnalysis } from "../drift/drift-analysis.ts";
import type { TimedSpectrum } from "../drift/result.ts";
import type { KramersKronigResult } from "../kramers-kronig/result.ts";
import type { DriftWindow } from "./analysis.ts";
import { attempt } from "./attempt.ts";
import type { UsedSweep } from "./follow.ts";

/** Sweeps analysed together: at most so many. */
const WINDOW = 4;
/** A pause longer than this many lengths of the longer neighbour parts windows: nothing is known of what happened in it. */
const LONGEST_PAUSE = 2;
/** A dc current that differs by more than this part is another one: what a step of it changes is no drift. */
const SAME_CURRENT = 0.02;
/** Fewest points of a sweep. */
const FEWEST_POINTS = 8;
/** Longest series of which drift is analysed unasked. */
const FEW_SWEEPS = 8;

/** Whether drift is analysed unasked: in a short series of which a sweep fails Kramers-Kronig as under a drift. */
export function suspectsDrift(tests: readonly (KramersKronigResult | null)[]): boolean {
  return (
    tests.length <= FEW_SWEEPS && tests.some((test) => test?.faults?.some(({ kind }) => kind === "drift") ?? false)
  );
}

/**
 * Neighbouring sweeps in windows of three or four (fewer where there are fewer), parted at long pauses and where the dc current
 * changes. A sweep without times is in none; one that is alone in its window, which cannot tell a drift, only in short series.
 */
export function driftWindows(sweeps: readonly UsedSweep[]): readonly (readonly UsedSweep[])[] {
  const runs: UsedSweep[][] = [];
  let before: UsedSweep | null = null;
  for (const one of sweeps) {
    if (one.used.frequency.length < FEWEST_POINTS || timesOf(one) === null) continue;
    if (before === null || pause(before, one) > LONGEST_PAUSE || steps(before, one)) runs.push([]);
    runs.at(-1)?.push(one);
    before = one;
  }
  return runs.flatMap((run) => {
    if (run.length === 1 && sweeps.length > FEW_SWEEPS) return [];
    const count = Math.ceil(run.length / WINDOW);
    return Array.from({ length: count }, (_, k) =>
      run.slice(Math.round((k * run.length) / count), Math.round(((k + 1) * run.length) / count)),
    );
  });
}

/** Drift inside each window; one that is refused leaves a warning. */
export async function analyzeDrift(
  windows: readonly (readonly UsedSweep[])[],
  warnings: Warning[],
  control: TaskControl,
  label: string,
): Promise<DriftWindow[]> {
  const found: DriftWindow[] = [];
  for (const [k, window] of windows.entries()) {
    control.report(k, windows.length, `${label}, drift`);
    await control.checkpoint();
    const first = window[0].sweep.index + 1;
    const analysis = attempt(
      () => driftAnalysis(window.map(timedSpectrum)),
      "no-drift-analysis",
      `Drift was not analysed from sweep ${first} on`,
      warnings,
    );
    if (analysis) found.push({ sweeps: window.map(({ place }) => place), analysis });
  }
  control.report(windows.length, windows.length, `${label}, drift`);
  return found;
}

/** Times of the points that are used; null where the file has none, or they stand still. */
function timesOf({ sweep, used }: UsedSweep): Float64Array | null {
  const { time, spectrum } = sweep;
  if (time === null) return null;
  const kept = new Set(used.frequency);
  const times = time.filter((_, k) => kept.has(spectrum.frequency[k]));
  if (times.length !== used.frequency.length || !times.every(Number.isFinite)) return null;
  const [from, to] = ends(times);
  return to > from ? times : null;
}

function timedSpectrum(one: UsedSweep): TimedSpectrum {
  return { spectrum: one.used, time: timesOf(one) ?? new Float64Array(one.used.frequency.length) };
}

function ends(times: Float64Array): readonly [number, number] {
  return [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))];
}

/** The pause between two sweeps, over the length of the longer. */
function pause(a: UsedSweep, b: UsedSweep): number {
  const [[startA, endA], [startB, endB]] = [a, b].map((one) => ends(timesOf(one) as Float64Array));
  return (startB - endA) / Math.max(endA - startA, endB - startB);
}

/** Whether the dc current changes from one sweep to the next. */
function steps({ sweep: { dcCurrent: a } }: UsedSweep, { sweep: { dcCurrent: b } }: UsedSweep): boolean {
  return a !== null && b !== null && Math.abs(a - b) > SAME_CURRENT * Math.max(Math.abs(a), Math.abs(b));
}
