import { create } from "zustand";
import type { CaseSight } from "../../study/studies/case-sight.ts";
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
  set(key: string, run: CellRun): void;
  part(key: string, part: Partial<CellRun>): void;
  setCoarse(key: string, coarse: CoarseRun | null): void;
}

export const useRuns = create<RunsStore>()((set) => ({
  runs: {},
  coarse: {},
  set: (key, run) => set(({ runs }) => ({ runs: { ...runs, [key]: run } })),
  part: (key, part) =>
    set(({ runs }) => {
      const known = runs[key];
      return known === undefined ? {} : { runs: { ...runs, [key]: { ...known, ...part } } };
    }),
  setCoarse: (key, found) =>
    set(({ coarse }) => {
      const { [key]: _, ...others } = coarse;
      return { coarse: found === null ? others : { ...others, [key]: found } };
    }),
}));

export function runKey(study: string, name: string): string {
  return `${study}\n${name}`;
}
