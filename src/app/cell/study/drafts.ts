import { useMemo } from "react";
import { create } from "zustand";
import type { CheckedProtocol } from "../../../study/studies/checked-protocol.ts";
import { without } from "../../state/least-recently-used.ts";
import { useSession } from "../../state/session-store.ts";
import { whenGone } from "../../state/when-gone.ts";
import { changeStudy } from "../edit-study.ts";
import { runKey, studyOf } from "../runs-store.ts";

/** A protocol that is being written and not yet part of the study. */
export interface Draft {
  readonly text: string;
  /** Null: not yet read. */
  readonly checked: CheckedProtocol | null;
}

interface ChecksStore {
  /** What was last read of each draft, with the text that was read. */
  readonly checks: Readonly<Record<string, { readonly text: string; readonly checked: CheckedProtocol }>>;
}

const useChecks = create<ChecksStore>()(() => ({ checks: {} }));

whenGone(({ studies }) =>
  useChecks.setState(({ checks }) => ({ checks: without(checks, (key) => studies.has(studyOf(key))) })),
);

function draftFrom(text: string | undefined, check: ChecksStore["checks"][string] | undefined): Draft | undefined {
  if (text === undefined) return undefined;
  return { text, checked: check?.text === text ? check.checked : null };
}

/** The draft of a case; undefined: the text is that of the study. */
export function useDraft(key: string): Draft | undefined {
  const text = useSession(({ drafts }) => drafts[key]);
  const check = useChecks(({ checks }) => checks[key]);
  return useMemo(() => draftFrom(text, check), [text, check]);
}

/** Keeps the text that is being written, over a reload too; null: it is that of the study. */
export function keepDraft(key: string, text: string | null): void {
  const { [key]: _, ...others } = useSession.getState().drafts;
  useSession.getState().set({ drafts: text === null ? others : { ...others, [key]: text } });
}

/** Keeps what was read of a text. */
export function keepCheck(key: string, text: string, checked: CheckedProtocol): void {
  useChecks.setState(({ checks }) => ({ checks: { ...checks, [key]: { text, checked } } }));
}

/** Makes the draft of a case part of its study. @returns false where it cannot be run */
export async function takeDraft(study: string, name: string): Promise<boolean> {
  const key = runKey(study, name);
  const draft = draftFrom(useSession.getState().drafts[key], useChecks.getState().checks[key]);
  if (draft === undefined) return true;
  if (draft.checked === null || draft.checked.error !== null) return false;
  await changeStudy(study, `Protocol of ${name}`, { case: name, protocol: draft.text });
  if (useSession.getState().drafts[key] === draft.text) keepDraft(key, null);
  return true;
}
