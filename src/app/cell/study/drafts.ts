import { create } from "zustand";
import type { CheckedProtocol } from "../../../study/studies/checked-protocol.ts";
import { changeStudy } from "../edit-study.ts";
import { runKey } from "../runs-store.ts";

/** A protocol that is being written and not yet part of the study. */
export interface Draft {
  readonly text: string;
  /** Null: not yet read. */
  readonly checked: CheckedProtocol | null;
}

interface DraftStore {
  /** By study and case; missing: the text is that of the study. */
  readonly drafts: Readonly<Record<string, Draft>>;
  set(key: string, draft: Draft | null): void;
  /** Makes the draft of a case part of its study. @returns false where it cannot be run */
  take(study: string, name: string): Promise<boolean>;
}

export const useDrafts = create<DraftStore>()((set, get) => ({
  drafts: {},
  set: (key, draft) =>
    set(({ drafts }) => {
      const { [key]: _, ...others } = drafts;
      return { drafts: draft === null ? others : { ...others, [key]: draft } };
    }),
  take: async (study, name) => {
    const key = runKey(study, name);
    const draft = get().drafts[key];
    if (draft === undefined) return true;
    if (draft.checked === null || draft.checked.error !== null) return false;
    await changeStudy(study, `Protocol of ${name}`, { case: name, protocol: draft.text });
    if (get().drafts[key]?.text === draft.text) get().set(key, null);
    return true;
  },
}));
