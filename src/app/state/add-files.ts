import { runJob } from "../work/run-job.ts";
import { keepContent } from "./contents.ts";
import type { ProjectFile } from "./project.ts";
import { useProject } from "./project-store.ts";

/** A file as it was dropped: its content, its name, and the folder it came with. */
export interface DroppedFile {
  readonly content: Blob;
  readonly name: string;
  readonly folder: string;
}

/**
 * Adds files to the project: one entry of undo. A content that is already there is not added again.
 * @returns the ids of all, in order, also of those that were there
 */
export async function addFiles(dropped: readonly DroppedFile[]): Promise<readonly string[]> {
  const added: ProjectFile[] = [];
  const known = new Set(useProject.getState().history.present.files.map(({ id }) => id));
  const ids: string[] = [];
  for (const { content, name, folder } of dropped) {
    const id = await runJob("digest", { content }, { lane: "files", about: name });
    ids.push(id);
    keepContent(id, content);
    if (known.has(id)) continue;
    known.add(id);
    added.push({ id, name, folder, size: content.size, area: null, working: null, counter: null });
  }
  if (added.length === 0) return ids;
  const [first] = added;
  const title = added.length === 1 ? `Add ${first?.name}` : `Add ${added.length} files`;
  useProject.getState().change(title, (document) => ({ ...document, files: [...document.files, ...added] }));
  return ids;
}
