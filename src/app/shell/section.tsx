import type { ReactNode } from "react";
import classes from "./section.module.css";

export interface SectionProps {
  readonly title: string;
  readonly remark?: string | undefined;
  /** Figures of equal width: for columns of numbers. */
  readonly numbers?: boolean;
  readonly children: ReactNode;
}

/** A part of the inspector. */
export function Section({ title, remark, numbers = false, children }: SectionProps) {
  return (
    <section className={numbers ? `${classes.section} numbers` : classes.section}>
      <header>
        <h3>{title}</h3>
        {remark === undefined ? null : <span>{remark}</span>}
      </header>
      {children}
    </section>
  );
}
