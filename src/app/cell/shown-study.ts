import { useEffect } from "react";
import { create } from "zustand";
import type { StudyOutline } from "../../study/studies/study-outline.ts";
import { caseTab } from "../state/case-tab.ts";
import { without } from "../state/least-recently-used.ts";
import type { ProjectFile, ProjectStudy } from "../state/project.ts";
import { useDocument } from "../state/project-store.ts";
import { useSession } from "../state/session-store.ts";
import { isHere, whenGone } from "../state/when-gone.ts";
import { runJob, StoppedError } from "../work/run-job.ts";
import { jobStudy } from "./job-study.ts";
import { useKeptRun } from "./kept-runs.ts";
import { type CellRun, type CoarseRun, runKey, studyOf, useRuns } from "./runs-store.ts";
import { keepMeaning } from "./stale.ts";

interface Outlined {
  readonly outline: StudyOutline | null;
  /** The document that the outline is of. */
  readonly outlined: string | null;
  /** Why the study cannot be run as it stands. */
  readonly problem: string | null;
}

interface OutlineStore {
  /** By study and case; the old one stays until the new one is ready. */
  readonly outlines: Readonly<Record<string, Outlined>>;
  set(key: string, part: Partial<Outlined>): void;
}

const nothing: Outlined = { outline: null, outlined: null, problem: null };

const useOutlines = create<OutlineStore>()((set) => ({
  outlines: {},
  set: (key, part) =>
    set(({ outlines }) =>
      isHere(studyOf(key)) ? { outlines: { ...outlines, [key]: { ...(outlines[key] ?? nothing), ...part } } } : {},
    ),
}));

whenGone(({ studies }) =>
  useOutlines.setState(({ outlines }) => ({ outlines: without(outlines, (key) => studies.has(studyOf(key))) })),
);

/** The study that is open in this view, with the case that is looked at. */
export interface ShownStudy {
  readonly study: ProjectStudy;
  /** Null while it is read for the first time, or where it cannot be. */
  readonly outline: StudyOutline | null;
  /** The document that the outline is of: it lags behind the study while it is read anew. */
  readonly outlined: string | null;
  readonly problem: string | null;
  readonly case: string;
  readonly run: CellRun | null;
  readonly coarse: CoarseRun | null;
  /** The case was run, and nothing of it is left. */
  readonly lost: boolean;
}

async function readOutline(study: ProjectStudy, files: readonly ProjectFile[], name: string | null): Promise<void> {
  const key = `${study.id}\n${name ?? ""}`;
  const { set } = useOutlines.getState();
  try {
    const outline = await runJob(
      "outlineStudy",
      { study: jobStudy(study, files), case: name },
      { lane: "study", replaces: "outline", about: study.name },
    );
    keepMeaning(study.yaml, outline.case.name, outline.case.meaning);
    set(key, { outline, outlined: study.yaml, problem: null });
  } catch (error) {
    if (error instanceof StoppedError) return;
    set(key, { problem: error instanceof Error ? error.message : String(error) });
  }
}

/** The open study; null: the project has none. */
export function useShownStudy(): ShownStudy | null {
  const studies = useDocument((document) => document.studies);
  const files = useDocument((document) => document.files);
  const open = useSession((session) => session.study);
  const study = studies.find(({ id }) => id === open) ?? studies.at(-1) ?? null;
  const chosen = useSession(({ tabs }) => (study === null ? undefined : tabs[caseTab(study.id)])) ?? null;
  const known = useOutlines(({ outlines }) => outlines[`${study?.id}\n${chosen ?? ""}`]);
  useEffect(() => {
    if (study !== null) void readOutline(study, files, chosen);
  }, [study, files, chosen]);
  const name = known?.outline?.case.name ?? chosen ?? "";
  const key = runKey(study?.id ?? "", name);
  const run = useRuns(({ runs }) => runs[key]) ?? null;
  useEffect(() => {
    if (run !== null) useRuns.getState().touch(key);
  }, [key, run]);
  const coarse = useRuns((store) => store.coarse[key]) ?? null;
  const lost = useKeptRun(study, known?.outline?.case.name ?? null, run);
  if (study === null) return null;
  const { outline, outlined, problem } = known ?? nothing;
  return { lost, study, outline, outlined, problem, case: name, run, coarse };
}
