import type { ProjectDocument } from "./project.ts";
import { useProject } from "./project-store.ts";
import { useSession } from "./session-store.ts";

/** Takes files out of the project: one entry of undo. The cursor goes to the file that stood after the first of them. */
export function removeFiles(ids: readonly string[]): void {
  const { present } = useProject.getState().history;
  const gone = new Set(ids);
  const removed = present.files.filter(({ id }) => gone.has(id));
  const [first] = removed;
  if (!first) return;
  const place = present.files.indexOf(first);
  const files = present.files.filter(({ id }) => !gone.has(id));
  useProject
    .getState()
    .change(removed.length === 1 ? `Remove ${first.name}` : `Remove ${removed.length} files`, (document) => ({
      ...document,
      files,
    }));
  const { cursor, pin } = useSession.getState();
  if (cursor.file !== null && gone.has(cursor.file)) {
    pin({ file: (files[place] ?? files.at(-1))?.id ?? null, sweep: 0, frequency: null }, false);
  }
}

/** Takes a study out of the project. */
export function removeStudy(id: string): void {
  const { present } = useProject.getState().history;
  const study = present.studies.find((one) => one.id === id);
  if (!study) return;
  const without = (document: ProjectDocument): ProjectDocument => ({
    ...document,
    studies: document.studies.filter((one) => one.id !== id),
  });
  useProject.getState().change(`Remove study ${study.name}`, without);
  const session = useSession.getState();
  if (session.study === id) session.set({ study: null });
}
