import { create } from "zustand";
import { type DroppedEntry, type DroppedFile, MOST_FILES, walkEntries } from "../state/dropped-entries.ts";
import { openDropped } from "../state/open-dropped.ts";
import { tellError, useToasts } from "./toast-store.ts";

/** How many files are dragged over the window; 0: none are. */
export const useDragged = create<{ readonly count: number }>()(() => ({ count: 0 }));

function countOf(transfer: DataTransfer | null): number {
  if (!transfer?.types.includes("Files")) return 0;
  return Math.max(1, [...transfer.items].filter(({ kind }) => kind === "file").length);
}

/** Files of a drop, folders walked. Entries must be asked for before the event has passed. */
async function filesOf(transfer: DataTransfer): Promise<readonly DroppedFile[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  const entries = items.map((item) => item.webkitGetAsEntry?.() as DroppedEntry | null | undefined);
  if (entries.length === 0 || entries.some((entry) => !entry)) {
    return [...transfer.files].map((content) => ({ content, name: content.name, folder: "" }));
  }
  const { files, unreadable, cut } = await walkEntries(entries as readonly DroppedEntry[]);
  if (unreadable.length > 0) {
    const [first] = unreadable;
    const more = unreadable.length > 1 ? ` and ${unreadable.length - 1} more` : "";
    tellError(new Error(`${first}${more} could not be read: the browser has no right to.`));
  }
  if (cut) useToasts.getState().tell(`More than ${MOST_FILES} files: the first ${MOST_FILES} were taken.`, null, true);
  return files;
}

/**
 * The whole window takes files, from before anything is drawn: the browser would leave the page for a file that nobody
 * hears of.
 * @param ready settled when the page stands as it was kept; what is dropped before waits for it
 */
export function hearDrops(ready: Promise<unknown>): void {
  let depth = 0;
  const dragOver = (count: number): void => useDragged.setState({ count });
  addEventListener("dragenter", (event) => {
    const found = countOf(event.dataTransfer);
    if (found === 0) return;
    event.preventDefault();
    depth++;
    dragOver(found);
  });
  addEventListener("dragover", (event) => {
    if (countOf(event.dataTransfer) === 0) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
  });
  addEventListener("dragleave", () => {
    depth = Math.max(0, depth - 1);
    if (depth === 0) dragOver(0);
  });
  addEventListener("drop", (event) => {
    depth = 0;
    dragOver(0);
    if (!event.dataTransfer || countOf(event.dataTransfer) === 0) return;
    event.preventDefault();
    void Promise.all([filesOf(event.dataTransfer), ready])
      .then(([files]) => openDropped(files))
      .catch(tellError);
  });
}
