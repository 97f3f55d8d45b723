import type { ReactNode } from "react";
import classes from "./empty-view.module.css";

/** One sentence, and the action. */
export function EmptyView({ sentence, children }: { readonly sentence: string; readonly children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p>{sentence}</p>
      {children}
    </div>
  );
}
