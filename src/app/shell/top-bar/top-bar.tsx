import { useSession, views } from "../../state/session-store.ts";
import { FindField } from "../find/find-field.tsx";
import { ExportButton } from "./export-button.tsx";
import { Help } from "./help.tsx";
import { ProjectName } from "./project-name.tsx";
import { TaskChip } from "./task-chip.tsx";
import { ThemeMenu } from "./theme-menu.tsx";
import classes from "./top-bar.module.css";
import { UndoButtons } from "./undo-buttons.tsx";
import { viewTitles } from "./views.ts";

/** Mark, project, views; task, undo, find, export, theme, help. */
export function TopBar() {
  const view = useSession(({ view }) => view);
  const set = useSession(({ set }) => set);
  return (
    <header className={classes.bar} data-region tabIndex={-1}>
      <button
        type="button"
        className={`${classes.button} ${classes.mark}`}
        onClick={() => set({ view: null })}
        aria-label="Liquidus: start page"
      >
        <img src="./icon.svg" alt="" width={22} height={22} />
        <span>Liquidus</span>
      </button>
      <ProjectName />
      <nav aria-label="Views" className={classes.views}>
        {views.map((one, k) => (
          <button
            key={one}
            type="button"
            className={classes.button}
            aria-current={one === view ? "page" : undefined}
            aria-keyshortcuts={String(k + 1)}
            onClick={() => set({ view: one })}
          >
            {viewTitles[one]} <kbd aria-hidden>{k + 1}</kbd>
          </button>
        ))}
      </nav>
      <div className={classes.tools}>
        <TaskChip />
        <UndoButtons />
        <FindField />
        <ExportButton />
        <ThemeMenu />
        <Help />
      </div>
    </header>
  );
}
