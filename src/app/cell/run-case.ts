import type { StudyChanges } from "../../study/studies/edited-study.ts";
import { tellError } from "../shell/toast-store.ts";
import type { ProjectStudy } from "../state/project.ts";
import { useProject } from "../state/project-store.ts";
import { useSession } from "../state/session-store.ts";
import type { CaseShown } from "../work/jobs.ts";
import { newestOnly } from "../work/newest-only.ts";
import { runJob, StoppedError } from "../work/run-job.ts";
import { jobStudy } from "./job-study.ts";
import { newestOfEach } from "./keepings.ts";
import { keepRun, keptCheckpoint } from "./kept-runs.ts";
import { type CellRun, runKey, useRuns } from "./runs-store.ts";

const LANE = "cell";
const NEWEST = "cell run";
/** Runs of which the session remembers that they were begun. */
const MOST_BEGUN = 200;

/** Least time in ms between two keepings of a run under way that has no new checkpoint. */
const KEEP_EVERY = 5000;

interface Keeping {
  readonly study: ProjectStudy;
  readonly name: string;
  readonly so: CellRun;
  readonly checkpoint: Blob | null;
}

/** Runs are kept one after the other: a checkpoint may take longer to be kept than the next one to come. */
const keep = newestOfEach<Keeping>(
  ({ study, name, so, checkpoint }) => keepRun(study, name, so, checkpoint),
  tellError,
);

let count = 0;
let running: { readonly key: string; readonly controller: AbortController; as: "paused" | "stopped" } | null = null;

const studyNow = (id: string): ProjectStudy | undefined =>
  useProject.getState().history.present.studies.find((study) => study.id === id);

/** Begins a case from the start. The run before, of whichever case, is left where it stands. */
export async function startRun(study: string, name: string): Promise<void> {
  const found = studyNow(study);
  if (found === undefined) return;
  const key = runKey(study, name);
  endCoarse(study, name);
  const { runs, set } = useSession.getState();
  if (!runs.includes(key)) set({ runs: [...runs, key].slice(-MOST_BEGUN) });
  useRuns.getState().begin(key, {
    status: "running",
    run: `run ${++count}`,
    yaml: found.yaml,
    sight: null,
    took: 0,
    startedAt: performance.now(),
    problem: null,
    overview: useRuns.getState().runs[key]?.overview ?? [],
  });
  await go(found, name, false);
}

/** Takes up the run that was left standing. */
export async function resumeRun(study: string, name: string): Promise<void> {
  const found = studyNow(study);
  const key = runKey(study, name);
  const known = useRuns.getState().runs[key];
  if (found === undefined || known === undefined) return;
  useRuns.getState().part(key, { status: "running", startedAt: performance.now() });
  await go({ ...found, yaml: known.yaml }, name, true);
}

/** Leaves the run standing: what it reached is kept. */
export function stopRun(as: "paused" | "stopped"): void {
  if (running === null) return;
  running.as = as;
  running.controller.abort();
}

async function go(study: ProjectStudy, name: string, resume: boolean): Promise<void> {
  const key = runKey(study.id, name);
  const { part } = useRuns.getState();
  const known = useRuns.getState().runs[key];
  if (known === undefined) return;
  const { run, took } = known;
  let checkpoint: Blob | null = null;
  let keptAt = performance.now() - KEEP_EVERY;
  const keepSoFar = (): void => {
    const so = useRuns.getState().runs[key];
    keptAt = performance.now();
    if (so !== undefined && mine()) keep(`${key}\n${run}`, { study, name, so, checkpoint });
  };
  const mine = (): boolean => useRuns.getState().runs[key]?.run === run;
  const controller = new AbortController();
  const own = { key, controller, as: "stopped" as "paused" | "stopped" };
  running = own;
  const began = performance.now();
  const worked = (): number => took + performance.now() - began;
  try {
    if (resume) checkpoint = await keptCheckpoint(study, name);
    const { files } = useProject.getState().history.present;
    const outcome = await runJob(
      "runStudy",
      { study: jobStudy(study, files), case: name, run, resume, checkpoint, coarse: false },
      {
        lane: LANE,
        replaces: NEWEST,
        title: `${study.name}: ${name}`,
        about: study.name,
        signal: controller.signal,
        onPartial: ({ sight, checkpoint: reached }) => {
          if (!mine()) return;
          part(key, { sight, took: worked() });
          checkpoint = reached ?? checkpoint;
          if (reached !== null || performance.now() - keptAt >= KEEP_EVERY) keepSoFar();
        },
      },
    );
    if (!mine()) return;
    const { sight, stopped, overview } = outcome;
    part(key, {
      sight,
      took: worked(),
      status: stopped ? own.as : sight.document.end.kind === "failed" ? "failed" : "ended",
      ...(stopped ? {} : { overview }),
    });
  } catch (error) {
    if (!mine()) return;
    if (error instanceof StoppedError) part(key, { status: own.as, took: worked() });
    else
      part(key, { status: "failed", took: worked(), problem: error instanceof Error ? error.message : String(error) });
  } finally {
    if (running === own) running = null;
    keepSoFar();
  }
}

interface Drag {
  readonly study: string;
  readonly name: string;
  readonly changes: StudyChanges;
  readonly gesture: number;
}

/** How often a drag was let go: what was asked for before is not shown any more. */
let gestures = 0;

const follow = newestOnly(async ({ study, name, changes, gesture }: Drag): Promise<void> => {
  const found = studyNow(study);
  if (found === undefined || gesture !== gestures) return;
  const show = ({ sight, coarse }: CaseShown): void => {
    if (gesture === gestures) useRuns.getState().setCoarse(runKey(study, name), { sight, words: coarse ?? "" });
  };
  try {
    const { files } = useProject.getState().history.present;
    const outcome = await runJob(
      "runStudy",
      {
        study: jobStudy(found, files),
        case: name,
        run: "coarse",
        resume: false,
        checkpoint: null,
        coarse: true,
        changes,
      },
      { lane: LANE, replaces: NEWEST, onPartial: show },
    );
    if (!outcome.stopped) show(outcome);
  } catch {
    // A number that cannot be run is told by the field it stands in, once it is let go.
  }
});

/** Runs a case coarsely with changes that are not yet in the document: one run at a time, the next one with the newest changes. */
export function coarseRun(study: string, name: string, changes: StudyChanges): Promise<void> {
  return follow({ study, name, changes, gesture: gestures });
}

/** The coarse picture gives way to that of the document. */
export function endCoarse(study: string, name: string): void {
  gestures++;
  useRuns.getState().setCoarse(runKey(study, name), null);
}
