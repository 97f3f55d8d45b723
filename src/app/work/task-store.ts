import { create } from "zustand";
import type { Progress } from "../../base/task.ts";

/** A job that the top bar shows. */
export interface RunningTask {
  readonly id: number;
  readonly title: string;
  readonly startedAt: number;
  readonly progress: Progress | null;
  readonly stop: () => void;
}

interface TaskStore {
  readonly tasks: readonly RunningTask[];
  begin(task: { readonly id: number; readonly title: string; readonly stop: () => void }): {
    readonly report: (progress: Progress) => void;
    readonly end: () => void;
  };
}

/** Jobs with a title that run now, oldest first. */
export const useTasks = create<TaskStore>()((set) => ({
  tasks: [],
  begin: ({ id, title, stop }) => {
    set(({ tasks }) => ({ tasks: [...tasks, { id, title, stop, startedAt: performance.now(), progress: null }] }));
    return {
      report: (progress) =>
        set(({ tasks }) => ({ tasks: tasks.map((task) => (task.id === id ? { ...task, progress } : task)) })),
      end: () => set(({ tasks }) => ({ tasks: tasks.filter((task) => task.id !== id) })),
    };
  },
}));
