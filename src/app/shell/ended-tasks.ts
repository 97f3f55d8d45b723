import { useSession } from "../state/session-store.ts";
import { useTasks } from "../work/task-store.ts";
import { useToasts } from "./toast-store.ts";
import { viewTitles } from "./top-bar/views.ts";

/** ms from which on a task is a long one. */
const LONG = 5000;

/** Says that a long task has finished, where it was begun in another view than the one shown. @returns ends it */
export function tellEndedTasks(): () => void {
  return useTasks.subscribe(({ ended }, before) => {
    if (ended === null || ended === before.ended || ended.outcome !== "done" || ended.took < LONG) return;
    const { view, set } = useSession.getState();
    const { title, begunIn } = ended;
    if (begunIn === null || begunIn === view) return;
    useToasts.getState().tell(`${title}: finished.`, {
      label: `Show ${viewTitles[begunIn]}`,
      run: () => set({ view: begunIn }),
    });
  });
}
