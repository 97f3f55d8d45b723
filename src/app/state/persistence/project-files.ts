import { runJob } from "../../work/run-job.ts";
import { contentOf, keepContent } from "../contents.ts";
import { useProject } from "../project-store.ts";
import { useSession } from "../session-store.ts";
import { beginProject, toldSavedTo } from "./keep-saved.ts";
import { projectFileName } from "./project-file-name.ts";
import { sessionOfProject } from "./session-decoder.ts";

/** The parts of the File System Access interface that are used; not every browser has them. */
interface SaveTarget {
  readonly name: string;
  createWritable(): Promise<{ write(content: Blob): Promise<void>; close(): Promise<void> }>;
}
type AskForTarget = (options: {
  readonly suggestedName: string;
  readonly types: readonly {
    readonly description: string;
    readonly accept: Readonly<Record<string, readonly string[]>>;
  }[];
}) => Promise<SaveTarget>;

/** The file that this project was saved to or asked for, so that the next saving does not ask again. */
let target: { readonly project: string; readonly file: SaveTarget } | null = null;

/**
 * Writes the project to one file: where the browser lets a page write files, to the same one each time; else a download.
 * @param projectId of the project in this browser
 * @throws DOMException AbortError when the user leaves the dialog; JobError in a sentence
 */
export async function saveProjectFile(projectId: string): Promise<void> {
  const name = projectFileName(useProject.getState().history.present.name);
  const file = target?.project === projectId ? target.file : await askForTarget(name);
  const { present } = useProject.getState().history;
  const contents = new Map(
    present.files.flatMap(({ id }) => {
      const content = contentOf(id);
      return content ? [[id, content] as const] : [];
    }),
  );
  const project = { document: present, session: sessionOfProject(useSession.getState()), contents };
  const packed = await runJob(
    "packProject",
    { project, savedAt: Date.now() },
    { lane: "project", title: "Writing the project file", about: name },
  );
  if (file === null) {
    download(packed, name);
    toldSavedTo(name, present);
    return;
  }
  const writable = await file.createWritable();
  await writable.write(packed);
  await writable.close();
  target = { project: projectId, file };
  toldSavedTo(file.name, present);
}

/** Null: this browser only downloads. */
async function askForTarget(suggestedName: string): Promise<SaveTarget | null> {
  const { showSaveFilePicker: ask } = globalThis as { readonly showSaveFilePicker?: AskForTarget };
  if (ask === undefined) return null;
  return ask({
    suggestedName,
    types: [{ description: "Liquidus project", accept: { "application/x-liquidus": [".liquidus"] } }],
  });
}

function download(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Opens a project file in the place of the project, which stays under the recent ones. @throws JobError in a sentence; NotKept */
export async function openProjectFile(file: Blob, name: string): Promise<void> {
  const { document, session, contents } = await runJob(
    "unpackProject",
    { file },
    { lane: "project", title: `Opening ${name}`, about: name },
  );
  for (const [id, content] of contents) keepContent(id, content);
  await beginProject({ present: document, past: [], future: [] }, session);
}
