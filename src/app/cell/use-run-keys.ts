import { useKeys } from "../shell/keys.ts";
import { tellError } from "../shell/toast-store.ts";
import { useInstant } from "./cursor-store.ts";
import { resumeRun, startRun, stopRun } from "./run-case.ts";
import { saveStudy } from "./save-study.ts";
import type { ShownStudy } from "./shown-study.ts";
import { takeDraft } from "./study/drafts.ts";

/** Begins the case, pauses it, or takes it up again. */
export function runOrPause({ study, case: name, run }: ShownStudy): void {
  if (run?.status === "running") stopRun("paused");
  else if (canResume(run, study.yaml)) void resumeRun(study.id, name).catch(tellError);
  else void runAnew(study.id, name).catch(tellError);
}

/** Takes the draft of the protocol into the study and runs the case from the start; does nothing where the draft has an error. */
export async function runAnew(study: string, name: string): Promise<void> {
  if (await takeDraft(study, name)) await startRun(study, name);
}

/** Whether a run was left standing, and the study is still the one that was run. */
export function canResume(run: ShownStudy["run"], yaml: string): boolean {
  return run !== null && (run.status === "paused" || run.status === "stopped") && run.yaml === yaml;
}

export function useRunKeys(shown: ShownStudy | null): void {
  useKeys([
    {
      key: "F",
      does: "Run or pause the study",
      when: () => shown !== null && shown.outline !== null,
      run: () => shown !== null && runOrPause(shown),
    },
    { does: "Save the study as YAML", when: () => shown !== null, run: () => shown !== null && saveStudy(shown) },
    {
      does: "Stop the study, keep results",
      when: () => shown?.run?.status === "running",
      run: () => stopRun("stopped"),
    },
    {
      key: "Escape",
      does: "Free the instant",
      keyOnly: true,
      when: () => useInstant.getState().pinned,
      run: () => useInstant.getState().pin(null),
    },
  ]);
}
