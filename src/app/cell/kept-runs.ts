import { useEffect } from "react";
import { create } from "zustand";
import { without } from "../state/least-recently-used.ts";
import { keptIn } from "../state/persistence/keep-saved.ts";
import { useSaved } from "../state/persistence/saved-store.ts";
import { storedRun, storeRun } from "../state/persistence/stored-runs.ts";
import type { ProjectStudy } from "../state/project.ts";
import { useProject } from "../state/project-store.ts";
import { useSession } from "../state/session-store.ts";
import { whenGone } from "../state/when-gone.ts";
import type { KeptRun } from "../work/jobs.ts";
import { runJob } from "../work/run-job.ts";
import { runHash } from "./run-hash.ts";
import { type CellRun, runKey, studyOf, useRuns } from "./runs-store.ts";

const LANE = "project";

/** Keeps what a run came to over a reload; where the browser gives no room it is lost with the page, which then says so. */
export async function keepRun(study: ProjectStudy, name: string, run: CellRun): Promise<void> {
  const { sight, took, status, overview } = run;
  const database = keptIn();
  if (database === null || sight === null || status === "running") return;
  const project = useSaved.getState().projectId;
  const kept = { sight, took, overview, status: status === "paused" ? "stopped" : status };
  const packed = await runJob("packRun", { run: kept }, { lane: LANE });
  await storeRun(database, await runHash(study, name), project, packed).catch(() => {});
}

interface LookedFor {
  /** By `runKey`: the document of which a run was looked for, whether or not there was one. */
  readonly documents: Readonly<Record<string, string>>;
}

const useLookedFor = create<LookedFor>()(() => ({ documents: {} }));

whenGone(({ studies }) =>
  useLookedFor.setState(({ documents }) => ({ documents: without(documents, (key) => studies.has(studyOf(key))) })),
);

/** Shows the run of exactly this document, case and measured file again, if one is kept. */
async function takeKept(study: ProjectStudy, name: string): Promise<void> {
  const key = runKey(study.id, name);
  const found = await keptRun(study, name).catch(() => null);
  const now = useProject.getState().history.present.studies.find(({ id }) => id === study.id);
  if (now?.yaml !== study.yaml || now.measured !== study.measured) return;
  if (found !== null && useRuns.getState().runs[key] === undefined) {
    const { yaml } = study;
    useRuns.getState().begin(key, { ...found, run: "kept", yaml, startedAt: 0, problem: null, kept: true });
  }
  useLookedFor.setState(({ documents }) => ({ documents: { ...documents, [key]: study.yaml } }));
}

async function keptRun(study: ProjectStudy, name: string): Promise<KeptRun | null> {
  const database = keptIn();
  const packed = database === null ? null : await storedRun(database, await runHash(study, name));
  return packed === null ? null : runJob("unpackRun", { packed }, { lane: LANE });
}

/**
 * Has the run of a case that was begun in this project and is not held shown again from the store.
 * @param name of the case; null: not known yet
 * @returns whether it was begun and there is nothing of it
 */
export function useKeptRun(study: ProjectStudy | null, name: string | null, run: CellRun | null): boolean {
  const key = runKey(study?.id ?? "", name ?? "");
  const begun = useSession(({ runs }) => runs.includes(key));
  const looked = useLookedFor(({ documents }) => documents[key]);
  const missing = begun && run === null && name !== null;
  useEffect(() => {
    if (missing && study !== null && name !== null) void takeKept(study, name);
  }, [missing, study, name]);
  return missing && looked === study?.yaml;
}
