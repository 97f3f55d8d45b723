import { IconX } from "@tabler/icons-react";
import { withoutDirectionControls } from "../../figures/plotly.ts";
import { tellError, useToasts } from "../shell/toast-store.ts";
import type { ProjectSummary } from "../state/persistence/database.ts";
import { forgetKept, openKept } from "../state/persistence/keep-saved.ts";
import { dayOf } from "../state/persistence/save-status.ts";
import { useSaved } from "../state/persistence/saved-store.ts";
import { useSession } from "../state/session-store.ts";
import classes from "./start-view.module.css";

/** Projects listed. */
const LISTED = 12;

function counted(count: number, one: string, several: string): string | null {
  if (count === 0) return null;
  return `${count} ${count === 1 ? one : several}`;
}

function holds({ files, studies }: ProjectSummary): string {
  const parts = [counted(files, "file", "files"), counted(studies, "study", "studies")].filter((part) => part !== null);
  return parts.length === 0 ? "empty" : parts.join(", ");
}

/** Projects of this browser; the one that is open stands among them. */
export function RecentProjects() {
  const { recent, projectId } = useSaved();
  const set = useSession(({ set }) => set);
  const now = Date.now();
  if (recent.length === 0) return null;
  const open = (id: string): void => {
    if (id === projectId) {
      set({ view: "impedance" });
      return;
    }
    void openKept(id)
      .then(() => {
        if (useSession.getState().view === null) set({ view: "impedance" });
      })
      .catch(tellError);
  };
  return (
    <section aria-labelledby="start-recent">
      <h2 id="start-recent">Recent</h2>
      <ul className={classes.recent}>
        {recent.slice(0, LISTED).map((project) => (
          <li key={project.id}>
            <button type="button" className={classes.project} onClick={() => open(project.id)}>
              <span>{withoutDirectionControls(project.name)}</span>
              <span>{holds(project)}</span>
              <span>{project.id === projectId ? "open now" : dayOf(project.savedAt, now)}</span>
            </button>
            <button
              type="button"
              className={classes.forget}
              disabled={project.id === projectId}
              aria-label={`Remove ${project.name} from this browser`}
              title="Remove from this browser"
              onClick={() => void forget(project).catch(tellError)}
            >
              <IconX size={14} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function forget(project: ProjectSummary): Promise<void> {
  const undo = await forgetKept(project.id);
  useToasts.getState().tell(`Removed ${project.name} from this browser.`, {
    label: "Undo",
    run: () => void undo().catch(tellError),
  });
}
