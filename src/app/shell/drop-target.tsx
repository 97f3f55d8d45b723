import { IconFileDownload } from "@tabler/icons-react";
import classes from "./drop-target.module.css";
import { useDragged } from "./hear-drops.ts";

/** What is said while files are dragged over the window. */
export function DropTarget() {
  const { count } = useDragged();
  if (count === 0) return null;
  return (
    <div className={classes.target} role="status">
      <IconFileDownload size={40} stroke={1.4} aria-hidden />
      <strong>{count === 1 ? "Drop to read 1 file" : `Drop to read ${count} files`}</strong>
      <span>They are read and computed on this machine.</span>
    </div>
  );
}
