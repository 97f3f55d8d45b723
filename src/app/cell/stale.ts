import type { ProjectStudy } from "../state/project.ts";
import type { CellRun } from "./runs-store.ts";

/** What is said of results that belong to other values than those that stand in the fields. */
export const STALE = "computed with other values; run again";

/** What is said of results that are not those of a full run with the values that stand in the fields; null: they are. */
export function sightRemark({
  coarse,
  stale,
}: {
  readonly coarse: string | null;
  readonly stale: boolean;
}): string | null {
  return coarse !== null ? `coarse: ${coarse}` : stale ? STALE : null;
}

/** A study without what its writing alone changes: spaces, line ends, quotes and the sign of degrees, which an edit sets anew. */
const written = (yaml: string): string => yaml.replace(/[\s"'°]+/g, "");

/** Whether the study was changed since the run: by a value, a switch, the protocol or the file laid over. */
export function isStale(run: Pick<CellRun, "yaml"> | null, study: Pick<ProjectStudy, "yaml">): boolean {
  return run !== null && run.yaml !== study.yaml && written(run.yaml) !== written(study.yaml);
}
