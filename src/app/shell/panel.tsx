import { type ReactNode, useEffect, useRef } from "react";
import { useExport } from "./export-store.ts";
import { InTurn } from "./in-turn.tsx";
import classes from "./panel.module.css";

export interface PanelProps {
  readonly title: string;
  /** One grey remark beside the title. */
  readonly remark?: ReactNode;
  /** Tabs in the place of the title, which is then for screen readers only. */
  readonly tabs?: ReactNode;
  /** Tools at the right; shown on hover and focus. */
  readonly tools?: ReactNode;
  /** The panel's content is being computed anew: a line on the upper edge. */
  readonly busy?: boolean;
  /** The panel's content is of other settings than those in the fields: faded; the remark says so. */
  readonly faded?: boolean;
  readonly children: ReactNode;
}

/** A head of 30 px and a body that fills the rest. */
export function Panel({ title, remark, tabs, tools, busy = false, faded = false, children }: PanelProps) {
  const activate = (): void => useExport.getState().activate(title);
  // Another tab of the panel that was pointed at last: what is seen is what is exported.
  const before = useRef(title);
  useEffect(() => {
    const { active, activate } = useExport.getState();
    if (before.current !== title && active === before.current) activate(title);
    before.current = title;
  }, [title]);
  return (
    <section
      className={classes.panel}
      aria-label={title}
      aria-busy={busy}
      onPointerEnter={activate}
      onFocusCapture={activate}
    >
      <header className={tabs === undefined ? classes.head : `${classes.head} ${classes.tabbed}`}>
        <h2 className={tabs === undefined ? undefined : "visually-hidden"}>{title}</h2>
        {tabs}
        {remark === undefined ? null : <span className={classes.remark}>{remark}</span>}
        <span className={classes.tools}>
          <InTurn rank="beside">{tools}</InTurn>
        </span>
      </header>
      <div className={classes.body} data-faded={faded}>
        {children}
      </div>
    </section>
  );
}
