import type { ProjectDocument } from "./project.ts";
import { useProject } from "./project-store.ts";

/** Ids of files and studies that the project no longer has: they were removed, undone, or another project was opened. */
export interface Gone {
  readonly files: ReadonlySet<string>;
  readonly studies: ReadonlySet<string>;
}

interface Identified {
  readonly id: string;
}

function missing(before: readonly Identified[], after: readonly Identified[]): ReadonlySet<string> {
  if (before === after) return new Set();
  const there = new Set(after.map(({ id }) => id));
  return new Set(before.flatMap(({ id }) => (there.has(id) ? [] : [id])));
}

export function goneBetween(before: ProjectDocument, after: ProjectDocument): Gone {
  return { files: missing(before.files, after.files), studies: missing(before.studies, after.studies) };
}

/** Calls `release` whenever something left the project: what was computed of it is not held any longer. */
export function whenGone(release: (gone: Gone) => void): void {
  useProject.subscribe(({ history }, { history: before }) => {
    if (history.present === before.present) return;
    const gone = goneBetween(before.present, history.present);
    if (gone.files.size + gone.studies.size > 0) release(gone);
  });
}

/** Whether a file or study is part of the project now. */
export function isHere(id: string): boolean {
  const { files, studies } = useProject.getState().history.present;
  return files.some((file) => file.id === id) || studies.some((study) => study.id === id);
}
