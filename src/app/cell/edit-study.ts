import type { StudyChanges } from "../../study/studies/edited-study.ts";
import { useProject } from "../state/project-store.ts";
import { runJob } from "../work/run-job.ts";

/** Edits wait for one another: each begins with the text that the one before has made. */
let tail: Promise<unknown> = Promise.resolve();

/**
 * Changes the document of a study: one entry of undo.
 * @param name of the change in the list of undo
 */
export function changeStudy(study: string, name: string, changes: StudyChanges, gesture?: string): Promise<void> {
  const edit = async (): Promise<void> => {
    const found = useProject.getState().history.present.studies.find((one) => one.id === study);
    if (found === undefined) return;
    const yaml = await runJob("editStudy", { yaml: found.yaml, changes }, { lane: "study" });
    if (yaml === found.yaml) return;
    useProject.getState().change(
      name,
      (document) => ({
        ...document,
        studies: document.studies.map((one) => (one.id === study ? { ...one, yaml } : one)),
      }),
      gesture,
    );
  };
  const done = tail.then(edit);
  tail = done.catch(() => {});
  return done;
}
