import type { ReactNode } from "react";
import classes from "./fact.module.css";

export interface FactProps {
  readonly name: ReactNode;
  /** Where the value is from: "from file", "typed". */
  readonly tag?: string | undefined;
  readonly children: ReactNode;
}

/** A name at the left, its value at the right. */
export function Fact({ name, tag, children }: FactProps) {
  return (
    <div className={classes.fact}>
      <span className={classes.name}>
        {name}
        {tag === undefined ? null : <span className={classes.tag}>{tag}</span>}
      </span>
      <span className={classes.value}>{children}</span>
    </div>
  );
}
