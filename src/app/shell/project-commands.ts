import { create } from "zustand";
import { beginProject } from "../state/persistence/keep-saved.ts";
import { useSaved } from "../state/persistence/saved-store.ts";

/** Whether the name of the project is being edited in the top bar. */
export const useRenaming = create<{ readonly renaming: boolean }>()(() => ({ renaming: false }));

export function renameProject(): void {
  useRenaming.setState({ renaming: true });
}

/** Begins an empty project; the one that stood stays under the recent ones. */
export async function newProject(): Promise<void> {
  await beginProject();
}

/** Writes the project to one file. */
export async function saveProject(): Promise<void> {
  const { saveProjectFile } = await import("../state/persistence/project-files.ts");
  await saveProjectFile(useSaved.getState().projectId);
}
