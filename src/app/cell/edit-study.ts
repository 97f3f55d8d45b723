import type { StudyChanges } from "../../study/studies/edited-study.ts";
import { useProject } from "../state/project-store.ts";
import { runJob } from "../work/run-job.ts";
import { jobStudy } from "./job-study.ts";
import type { ShownStudy } from "./shown-study.ts";

/** Edits wait for one another: each begins with the text that the one before has made. */
let tail: Promise<unknown> = Promise.resolve();

interface EditOptions {
  /** Changes of one gesture are one entry of undo. */
  readonly gesture?: string;
  /** Whether a change with which the case can no longer be composed is refused; it rejects with the reason. */
  readonly checked?: boolean;
}

/**
 * Changes the document of a study: one entry of undo.
 * @param name of the change in the list of undo
 */
export function changeStudy(
  study: string,
  name: string,
  changes: StudyChanges,
  { gesture, checked = false }: EditOptions = {},
): Promise<void> {
  const edit = async (): Promise<void> => {
    const { studies, files } = useProject.getState().history.present;
    const found = studies.find((one) => one.id === study);
    if (found === undefined) return;
    const yaml = await runJob("editStudy", { yaml: found.yaml, changes }, { lane: "study" });
    if (yaml === found.yaml) return;
    if (checked) {
      const edited = jobStudy({ ...found, yaml }, files);
      await runJob("outlineStudy", { study: edited, case: changes.case ?? null }, { lane: "study" });
    }
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

/**
 * Changes what a field of the case shows, where the case can be composed with it; a study that cannot be composed as it is takes any
 * change.
 * @returns why the change is refused; null: it is made
 */
export async function changeField(
  { study, case: name, problem }: Pick<ShownStudy, "study" | "case" | "problem">,
  title: string,
  changes: StudyChanges,
): Promise<string | null> {
  try {
    await changeStudy(study.id, title, { case: name, ...changes }, { checked: problem === null });
    return null;
  } catch (error) {
    return withoutPlace(error instanceof Error ? error.message : String(error));
  }
}

/** A sentence of the library about a field, without the line and the name of the field below which it stands. */
function withoutPlace(sentence: string): string {
  const words = sentence.replace(/^\S+, line \d+(?:, [\w.[\]"-]+)?: /, "");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
