import { create } from "zustand";
import type { ProjectSummary } from "./database.ts";

/** Where the project stands as it is now. */
export type SaveStatus =
  /** Nothing was done yet that could be lost. */
  | { readonly kind: "untouched" }
  | { readonly kind: "saving" }
  /** ms since 1970; `file`: name of the project file, null: in this browser. */
  | { readonly kind: "saved"; readonly at: number; readonly file: string | null }
  /** The browser does not keep it; the sentence says why. */
  | { readonly kind: "refused"; readonly sentence: string }
  /** Another page wrote the same project since. */
  | { readonly kind: "elsewhere" };

interface SavedStore {
  readonly projectId: string;
  readonly status: SaveStatus;
  /** Other projects of this browser, the last written first. */
  readonly recent: readonly ProjectSummary[];
  /** The last project was looked for. */
  readonly ready: boolean;
  set(part: Partial<Pick<SavedStore, "projectId" | "status" | "recent" | "ready">>): void;
}

export const useSaved = create<SavedStore>()((set) => ({
  projectId: "",
  status: { kind: "untouched" },
  recent: [],
  ready: false,
  set: (part) => set(part),
}));
