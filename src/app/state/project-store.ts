import { create } from "zustand";
import { changed, type History, redone, undone } from "./history.ts";
import { emptyProject, type ProjectDocument } from "./project.ts";

interface ProjectStore {
  readonly history: History<ProjectDocument>;
  /** The gesture of the last change; changes of one gesture are one entry. */
  readonly gesture: string | null;
  /**
   * Changes the document.
   * @param name of the change in the list of undo: "λ 1.1 × 10⁻³ → 2.5 × 10⁻³"
   * @param gesture joins changes that follow one another under the same gesture; left out: an entry of its own
   */
  change(name: string, recipe: (document: ProjectDocument) => ProjectDocument, gesture?: string): void;
  /** Ends a gesture: the next change is an entry of its own. */
  settle(): void;
  undo(): void;
  redo(): void;
  /** Another project takes the place of this one. */
  open(history: History<ProjectDocument>): void;
}

export const useProject = create<ProjectStore>()((set) => ({
  history: { present: emptyProject, past: [], future: [] },
  gesture: null,
  change: (name, recipe, gesture) =>
    set((store) => {
      const { history } = store;
      const state = recipe(history.present);
      if (state === history.present) return store;
      const joins = gesture !== undefined && gesture === store.gesture;
      return { history: changed(history, name, state, joins), gesture: gesture ?? null };
    }),
  settle: () => set({ gesture: null }),
  undo: () => set(({ history }) => ({ history: undone(history), gesture: null })),
  redo: () => set(({ history }) => ({ history: redone(history), gesture: null })),
  open: (history) => set({ history, gesture: null }),
}));

/** A part of the document as it stands. */
export function useDocument<Part>(select: (document: ProjectDocument) => Part): Part {
  return useProject(({ history }) => select(history.present));
}
