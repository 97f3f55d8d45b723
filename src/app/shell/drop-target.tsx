import { IconFileDownload } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { type DroppedEntry, type DroppedFile, MOST_FILES, walkEntries } from "../state/dropped-entries.ts";
import { openDropped } from "../state/open-dropped.ts";
import classes from "./drop-target.module.css";
import { tellError, useToasts } from "./toast-store.ts";

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

/** The whole window takes files while they are dragged over it. */
export function DropTarget() {
  const [count, setCount] = useState(0);
  useEffect(() => {
    let depth = 0;
    const enter = (event: DragEvent): void => {
      const found = countOf(event.dataTransfer);
      if (found === 0) return;
      event.preventDefault();
      depth++;
      setCount(found);
    };
    const over = (event: DragEvent): void => {
      if (countOf(event.dataTransfer) === 0) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    };
    const leave = (): void => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setCount(0);
    };
    const drop = (event: DragEvent): void => {
      depth = 0;
      setCount(0);
      if (!event.dataTransfer || countOf(event.dataTransfer) === 0) return;
      event.preventDefault();
      void filesOf(event.dataTransfer).then(openDropped).catch(tellError);
    };
    const heard = { dragenter: enter, dragover: over, dragleave: leave, drop } as const;
    for (const [name, hear] of Object.entries(heard)) addEventListener(name, hear as EventListener);
    return () => {
      for (const [name, hear] of Object.entries(heard)) removeEventListener(name, hear as EventListener);
    };
  }, []);
  if (count === 0) return null;
  return (
    <div className={classes.target} role="status">
      <IconFileDownload size={40} stroke={1.4} aria-hidden />
      <strong>{count === 1 ? "Drop to read 1 file" : `Drop to read ${count} files`}</strong>
      <span>They are read and computed on this machine.</span>
    </div>
  );
}
