import type { ReactNode } from "react";
import classes from "./section.module.css";

export interface SectionProps {
  readonly title: string;
  readonly remark?: string | undefined;
  /** Figures of equal width: for columns of numbers. */
  readonly numbers?: boolean;
  /** What stands in it is of other settings than those in the fields; the remark says so. */
  readonly faded?: boolean;
  readonly children: ReactNode;
}

/** A part of the inspector. */
export function Section({ title, remark, numbers = false, faded = false, children }: SectionProps) {
  return (
    <section className={numbers ? `${classes.section} numbers` : classes.section} data-faded={faded}>
      <header>
        <h3>{title}</h3>
        {remark === undefined ? null : <span>{remark}</span>}
      </header>
      {children}
    </section>
  );
}
