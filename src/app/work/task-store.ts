import { create } from "zustand";
import type { Progress } from "../../base/task.ts";
import { useSession, type View } from "../state/session-store.ts";

/** A job that the top bar shows. */
export interface RunningTask {
  readonly id: number;
  readonly title: string;
  /** ms on the clock of `performance.now()`. */
  readonly startedAt: number;
  readonly progress: Progress | null;
  readonly stop: () => void;
}

/** A task that came to its end. */
export interface EndedTask {
  readonly title: string;
  /** ms. */
  readonly took: number;
  readonly outcome: "done" | "stopped" | "failed";
  /** The view in which it was begun. */
  readonly begunIn: View | null;
}

interface TaskStore {
  readonly tasks: readonly RunningTask[];
  /** The last one that ended. */
  readonly ended: EndedTask | null;
  begin(task: { readonly title: string; readonly stop: () => void }): {
    readonly report: (progress: Progress) => void;
    readonly end: (outcome?: EndedTask["outcome"]) => void;
  };
}

let begun = 0;

/** Jobs with a title that run now, oldest first. */
export const useTasks = create<TaskStore>()((set) => ({
  tasks: [],
  ended: null,
  begin: ({ title, stop }) => {
    const id = ++begun;
    const startedAt = performance.now();
    const begunIn = useSession.getState().view;
    set(({ tasks }) => ({ tasks: [...tasks, { id, title, stop, startedAt, progress: null }] }));
    return {
      report: (progress) =>
        set(({ tasks }) => ({ tasks: tasks.map((task) => (task.id === id ? { ...task, progress } : task)) })),
      end: (outcome = "done") =>
        set(({ tasks }) => ({
          tasks: tasks.filter((task) => task.id !== id),
          ended: { title, took: performance.now() - startedAt, outcome, begunIn },
        })),
    };
  },
}));
