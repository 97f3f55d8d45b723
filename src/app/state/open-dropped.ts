import { addFiles } from "./add-files.ts";
import { addStudy, isStudyText, LARGEST_STUDY } from "./add-studies.ts";
import type { DroppedFile } from "./dropped-entries.ts";
import { useSession } from "./session-store.ts";

/** What is dropped or chosen, sorted by what it is for. */
export interface Sorted {
  readonly projects: readonly DroppedFile[];
  readonly studies: readonly { readonly name: string; readonly yaml: string; readonly file: string }[];
  readonly files: readonly DroppedFile[];
}

/** Sorts by content; only small texts with the name of a document are looked into. */
export async function sortDropped(dropped: readonly DroppedFile[]): Promise<Sorted> {
  const projects: DroppedFile[] = [];
  const studies: { name: string; yaml: string; file: string }[] = [];
  const files: DroppedFile[] = [];
  for (const file of dropped) {
    const { name, content } = file;
    if (/\.liquidus$/i.test(name)) projects.push(file);
    else if (/\.(ya?ml|json)$/i.test(name) && content.size <= LARGEST_STUDY) {
      const text = await content.text().catch(() => "");
      if (isStudyText(text)) studies.push({ name: name.replace(/\.[^.]+$/, ""), yaml: text, file: name });
      else files.push(file);
    } else files.push(file);
  }
  return { projects, studies, files };
}

/**
 * Takes in what was dropped: a project is opened, then studies and files are added to what is open.
 * @throws Error in a sentence where not all of it could be taken in
 */
export async function openDropped(dropped: readonly DroppedFile[]): Promise<void> {
  const { projects, studies, files } = await sortDropped(dropped);
  const [project, ...others] = projects;
  if (project) {
    const { openProjectFile } = await import("./persistence/project-files.ts");
    await openProjectFile(project.content, project.name);
  }
  const { view, set } = useSession.getState();
  for (const study of studies) addStudy({ ...study, shipped: null });
  if (studies.length > 0 && files.length === 0) set({ view: "cell" });
  if (files.length > 0) {
    if (view === null) set({ view: "impedance" });
    await addFiles(files);
  }
  if (project && others.length > 0) {
    const names = others.map(({ name }) => name).join(", ");
    throw new Error(`${project.name} was opened; one project is open at a time, so ${names} was not.`);
  }
}
