import type { CaseSight } from "../../study/studies/case-sight.ts";
import type { ShownStudy } from "./shown-study.ts";
import { isStale } from "./stale.ts";

/** What is looked at of a case: the coarse run while a number is dragged, else the run. */
export interface SeenSight {
  readonly sight: CaseSight;
  /** What makes it coarse; null: it is the full run. */
  readonly coarse: string | null;
  /** Whether it was computed with other values than the fields show. */
  readonly stale: boolean;
}

/** The one sight that figures, numbers and checks are of; null: nothing was computed. */
export function seenSight({
  run,
  coarse,
  study,
  case: name,
}: Pick<ShownStudy, "run" | "coarse" | "study"> & { readonly case?: string }): SeenSight | null {
  if (coarse?.sight) return { sight: coarse.sight, coarse: coarse.words, stale: false };
  return run?.sight ? { sight: run.sight, coarse: null, stale: isStale(run, study, name) } : null;
}
