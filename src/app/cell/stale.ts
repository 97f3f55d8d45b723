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

/** What documents of late were found to run, by case and document. */
const meanings = new Map<string, string>();
const MOST_MEANINGS = 60;

/** Keeps what a case of a document runs, as its outline says. */
export function keepMeaning(yaml: string, name: string, meaning: string): void {
  meanings.delete(`${name}\n${yaml}`);
  meanings.set(`${name}\n${yaml}`, meaning);
  for (const oldest of [...meanings.keys()].slice(0, -MOST_MEANINGS)) meanings.delete(oldest);
}

/** Whether the study was changed since the run of a case: by a value, a switch, the protocol or the file laid over, not by its words alone. */
export function isStale(run: Pick<CellRun, "yaml"> | null, study: Pick<ProjectStudy, "yaml">, name = ""): boolean {
  if (run === null || run.yaml === study.yaml || written(run.yaml) === written(study.yaml)) return false;
  const ran = meanings.get(`${name}\n${run.yaml}`);
  return ran === undefined || ran !== meanings.get(`${name}\n${study.yaml}`);
}
