import { useProject } from "../state/project-store.ts";
import { whenIdle } from "./when-idle.ts";

/** Whether there is a file of the user: from then on the page works on that alone. */
export const hasFile = (): boolean => useProject.getState().history.present.files.length > 0;

/** Goes through the steps, each when the page has nothing else to do, until there is a file. */
export function rehearseWhenIdle(steps: Iterator<void>): void {
  whenIdle(() => {
    if (hasFile()) steps.return?.();
    else if (!steps.next().done) rehearseWhenIdle(steps);
  });
}
