import { create } from "zustand";
import { useSession } from "./session-store.ts";

interface DescribedCell {
  /** Parameter set of the new study that is asked for; empty: the first; null: none is. */
  readonly set: string | null;
}

/** The form of a new study in the cell view. */
export const useDescribedCell = create<DescribedCell>()(() => ({ set: null }));

/** Opens the form of a new study. */
export function describeCell(set = ""): void {
  useDescribedCell.setState({ set });
  useSession.getState().set({ view: "cell" });
}

export function endDescribing(): void {
  useDescribedCell.setState({ set: null });
}
