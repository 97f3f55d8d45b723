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
import type { KeptRun, RunSource } from "../work/jobs.ts";
import { runJob } from "../work/run-job.ts";
import { jobStudy } from "./job-study.ts";
import { takesPlaceOf } from "./keepings.ts";
import { runHash } from "./run-hash.ts";
import { type CellRun, runKey, studyOf, useRuns } from "./runs-store.ts";

const LANE = "project";

/**
 * Keeps what a run came to over a reload; where the browser gives no room it is lost with the page, which then says so. A run that is
 * under way is kept as one that was stopped here; it does not take the place of one that came further.
 * @param checkpoint from which it can be taken up; null: from its start
 */
export async function keepRun(study: ProjectStudy, name: string, run: CellRun, checkpoint: Blob | null): Promise<void> {
  const { sight, took, status, overview } = run;
  const database = keptIn();
  if (database === null || sight === null) return;
  const standing = { ended: sight.ended, turns: sight.progress.turns };
  const hash = await runHash(study, name);
  const stored = await storedRun(database, hash).catch(() => null);
  if (!takesPlaceOf(standing, stored?.standing ?? null)) return;
  const project = useSaved.getState().projectId;
  const kept = {
    sight,
    took,
    overview,
    status: status === "ended" || status === "failed" ? status : "stopped",
  } as const;
  const packed = await runJob("packRun", { run: kept }, { lane: LANE });
  await storeRun(database, hash, { project, packed, checkpoint, standing }).catch(() => {});
}

/** From where a run of this document, case and measured file can be taken up; null: from its start. */
export async function keptCheckpoint(study: ProjectStudy, name: string): Promise<Blob | null> {
  const database = keptIn();
  const stored = database === null ? null : await storedRun(database, await runHash(study, name)).catch(() => null);
  return stored?.checkpoint ?? null;
}

/** A run for the worker, which may hold it no longer. */
export async function runSource(study: ProjectStudy, name: string, { yaml, sight }: CellRun): Promise<RunSource> {
  const { files } = useProject.getState().history.present;
  const ran = { ...study, yaml };
  const checkpoint = await keptCheckpoint(ran, name);
  return {
    study: jobStudy(ran, files),
    case: name,
    checkpoint,
    reached: sight?.ended ? null : (sight?.progress.turns ?? 0),
  };
}

interface LookedFor {
  /** By `runKey`: the document of which a run was looked for, whether or not there was one. */
  readonly documents: Readonly<Record<string, string>>;
}

const useLookedFor = create<LookedFor>()(() => ({ documents: {} }));

whenGone(({ studies }) =>
  useLookedFor.setState(({ documents }) => ({ documents: without(documents, (key) => studies.has(studyOf(key))) })),
);

let found = 0;

/** Shows the run of exactly this document, case and measured file again, if one is kept. */
async function takeKept(study: ProjectStudy, name: string): Promise<void> {
  const key = runKey(study.id, name);
  const kept = await keptRun(study, name).catch(() => null);
  const now = useProject.getState().history.present.studies.find(({ id }) => id === study.id);
  if (now?.yaml !== study.yaml || now.measured !== study.measured) return;
  if (kept !== null && useRuns.getState().runs[key] === undefined) {
    const { yaml } = study;
    useRuns.getState().begin(key, { ...kept, run: `kept ${++found}`, yaml, startedAt: 0, problem: null });
  }
  useLookedFor.setState(({ documents }) => ({ documents: { ...documents, [key]: study.yaml } }));
}

async function keptRun(study: ProjectStudy, name: string): Promise<KeptRun | null> {
  const database = keptIn();
  const stored = database === null ? null : await storedRun(database, await runHash(study, name));
  return stored === null ? null : runJob("unpackRun", { packed: stored.packed }, { lane: LANE });
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
