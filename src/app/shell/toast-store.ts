import { create } from "zustand";
import { NotKept } from "../state/persistence/keep-saved.ts";
import { useSaved } from "../state/persistence/saved-store.ts";
import { useProject } from "../state/project-store.ts";
import { isStop } from "./is-stop.ts";
import { saveProject } from "./project-commands.ts";

/** A sentence at the lower edge: a long task finished in another view, a deletion with "Undo", an action that failed. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action: { readonly label: string; readonly run: () => void } | null;
  /** A failure stays until it is closed. */
  readonly stays: boolean;
}

interface ToastStore {
  readonly toasts: readonly Toast[];
  tell(text: string, action?: Toast["action"], stays?: boolean): void;
  close(id: number): void;
}

/** Toasts seen at once. */
const MOST = 3;
let told = 0;

export const useToasts = create<ToastStore>()((set) => ({
  toasts: [],
  tell: (text, action = null, stays = false) =>
    set(({ toasts }) => ({ toasts: [...toasts, { id: ++told, text, action, stays }].slice(-MOST) })),
  close: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
}));

/** Says that something was removed, with the way back as long as it is the last change. */
export function tellRemoved(what: string): void {
  const { history } = useProject.getState();
  useToasts.getState().tell(`Removed ${what}.`, {
    label: "Undo",
    run: () => {
      if (useProject.getState().history === history) useProject.getState().undo();
    },
  });
}

/** Says why an action could not be done. */
export function tellError(error: unknown): void {
  if (isStop(error)) return;
  const save = { label: "Save to a file", run: () => void saveProject().catch(tellError) };
  const lost = error instanceof NotKept && useSaved.getState().status.kind === "refused";
  useToasts.getState().tell(error instanceof Error ? error.message : String(error), lost ? save : null, true);
}
