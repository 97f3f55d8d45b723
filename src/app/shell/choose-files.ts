import type { DroppedFile } from "../state/dropped-entries.ts";
import { openDropped } from "../state/open-dropped.ts";

/** The system's own dialog for files. @returns the files with the folders they came in; empty where it was left */
function ask(folder: boolean): Promise<readonly DroppedFile[]> {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.webkitdirectory = folder;
  input.hidden = true;
  document.body.append(input);
  return new Promise((found) => {
    const settle = (): void => {
      const files = [...(input.files ?? [])].map((file) => ({
        content: file,
        name: file.name,
        folder: file.webkitRelativePath.split("/").slice(0, -1).join("/"),
      }));
      input.remove();
      found(files);
    };
    input.addEventListener("change", settle, { once: true });
    input.addEventListener("cancel", settle, { once: true });
    input.click();
  });
}

/** Asks for instrument files, studies or a project, and takes them in. */
export async function chooseFiles(): Promise<void> {
  const files = await ask(false);
  if (files.length > 0) await openDropped(files);
}

export async function chooseFolder(): Promise<void> {
  const files = (await ask(true)).filter(({ name }) => !name.startsWith("."));
  if (files.length > 0) await openDropped(files);
}
