import { create } from "zustand";
import type { CaseSight } from "../../study/studies/case-sight.ts";
import { surplus, touched, without } from "../state/least-recently-used.ts";
import { isHere, whenGone } from "../state/when-gone.ts";
import type { ShownFigure } from "../work/jobs.ts";

export type RunStatus = "running" | "paused" | "stopped" | "ended" | "failed";

/** A case of a study that was run in this view. */
export interface CellRun {
  readonly status: RunStatus;
  /** Key of the run in the worker. */
  readonly run: string;
  /** The study document that was run. */
  readonly yaml: string;
  readonly sight: CaseSight | null;
  /** ms of work. */
  readonly took: number;
  readonly startedAt: number;
  /** Why it could not be run. */
  readonly problem: string | null;
  /** What compares the cases that were run. */
  readonly overview: readonly ShownFigure[];
}

/** A run with a number that is being dragged. */
export interface CoarseRun {
  readonly sight: CaseSight | null;
  /** What makes it coarse. */
  readonly words: string;
}

interface RunsStore {
  /** By `runKey`. */
  readonly runs: Readonly<Record<string, CellRun>>;
  readonly coarse: Readonly<Record<string, CoarseRun>>;
  /** Keys of the runs, the one used last at the end. */
  readonly used: readonly string[];
  /** Begins a run: what was run of another text of the same study is not held any longer. */
  begin(key: string, run: CellRun): void;
  part(key: string, part: Partial<CellRun>): void;
  /** The run is looked at. */
  touch(key: string): void;
  setCoarse(key: string, coarse: CoarseRun | null): void;
}

/** Runs whose results are held, as many as the worker holds. */
export const MOST_RUNS = 6;

type Held = Pick<RunsStore, "runs" | "used">;

export const useRuns = create<RunsStore>()((set) => ({
  runs: {},
  coarse: {},
  used: [],
  begin: (key, run) =>
    set(({ runs, used }) => {
      const others = without(
        runs,
        (other, { yaml, status }) => studyOf(other) === studyOf(key) && yaml !== run.yaml && status !== "running",
      );
      return bounded({ runs: { ...others, [key]: run }, used: touched(used, key) });
    }),
  part: (key, part) =>
    set(({ runs, used }) => {
      const known = runs[key];
      return known === undefined ? {} : bounded({ runs: { ...runs, [key]: { ...known, ...part } }, used });
    }),
  touch: (key) => set(({ runs, used }) => (runs[key] === undefined ? {} : { used: touched(used, key) })),
  setCoarse: (key, found) =>
    set(({ coarse }) => {
      const { [key]: _, ...others } = coarse;
      return { coarse: found === null ? others : { ...others, [key]: found } };
    }),
}));

/** The runs of studies of the project that were used last, and those that are under way. */
function bounded({ runs, used }: Held): Held {
  const isRunning = (key: string): boolean => runs[key]?.status === "running";
  const held = used.filter((key) => runs[key] !== undefined);
  const gone = surplus(held, MOST_RUNS, isRunning);
  const left = without(runs, (key) => gone.has(key) || !(isRunning(key) || isHere(studyOf(key))));
  return { runs: left, used: held.filter((key) => left[key] !== undefined) };
}

whenGone(({ studies }) => {
  if (studies.size === 0) return;
  useRuns.setState(({ runs, used, coarse }) => ({
    ...bounded({ runs, used }),
    coarse: without(coarse, (key) => studies.has(studyOf(key))),
  }));
});

export function runKey(study: string, name: string): string {
  return `${study}\n${name}`;
}

/** The study of a key that begins with it. */
export function studyOf(key: string): string {
  return key.slice(0, key.indexOf("\n"));
}
