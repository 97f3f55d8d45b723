import { useMemo } from "react";
import { create } from "zustand";
import type { ProjectDocument } from "./project.ts";
import { useProject } from "./project-store.ts";
import { type Session, useSession } from "./session-store.ts";

/** A protocol that is being written: the text stands in the session, and becomes part of the document once it can be run. */
interface Writing {
  /** Study and case. */
  readonly key: string;
  readonly text: string;
}

interface TakenBack extends Writing {
  /** The document over which it was taken back: after another change it does not come again. */
  readonly over: ProjectDocument;
}

const useTakenBack = create<{ readonly taken: TakenBack | null }>()(() => ({ taken: null }));

/** The protocol that is being written in the study that is seen; null: there is none. Of several, the one written last. */
function writingNow(
  document: ProjectDocument,
  { view, study, drafts }: Pick<Session, "view" | "study" | "drafts">,
): Writing | null {
  if (view !== "cell") return null;
  const open = document.studies.find(({ id }) => id === study) ?? document.studies.at(-1);
  if (open === undefined) return null;
  const [key, text] = Object.entries(drafts).findLast(([key]) => key.startsWith(`${open.id}\n`)) ?? [];
  return key === undefined || text === undefined ? null : { key, text };
}

/** What comes again: the text that was taken back last, where nothing happened since. */
function takenNow(
  document: ProjectDocument,
  session: Pick<Session, "view" | "drafts">,
  taken: TakenBack | null,
): TakenBack | null {
  const isNext = taken !== null && taken.over === document && session.view === "cell" && !(taken.key in session.drafts);
  return isNext ? taken : null;
}

/** Takes back the protocol that is being written, else the last change of the document. */
export function undo(): void {
  const { history, undo } = useProject.getState();
  const session = useSession.getState();
  const writing = writingNow(history.present, session);
  if (writing === null) {
    undo();
    return;
  }
  const { [writing.key]: _, ...others } = session.drafts;
  useTakenBack.setState({ taken: { ...writing, over: history.present } });
  session.set({ drafts: others });
}

/** Brings back what was taken back last. */
export function redo(): void {
  const { history, redo } = useProject.getState();
  const session = useSession.getState();
  const taken = takenNow(history.present, session, useTakenBack.getState().taken);
  if (taken === null) {
    redo();
    return;
  }
  useTakenBack.setState({ taken: null });
  session.set({ drafts: { ...session.drafts, [taken.key]: taken.text } });
}

/** Names of what undo takes back and redo brings back, the next one first. */
export function useUndoNames(): { readonly back: readonly string[]; readonly forth: readonly string[] } {
  const history = useProject(({ history }) => history);
  const view = useSession(({ view }) => view);
  const study = useSession(({ study }) => study);
  const drafts = useSession(({ drafts }) => drafts);
  const taken = useTakenBack(({ taken }) => taken);
  const writing = writingNow(history.present, { view, study, drafts })?.key;
  const again = takenNow(history.present, { view, drafts }, taken)?.key;
  return useMemo(
    () => ({
      back: [...nameOf(writing), ...history.past.toReversed().map(({ name }) => name)],
      forth: [...nameOf(again), ...history.future.map(({ name }) => name)],
    }),
    [history, writing, again],
  );
}

function nameOf(key: string | undefined): readonly string[] {
  return key === undefined ? [] : [`Writing in the protocol of ${key.slice(key.indexOf("\n") + 1)}`];
}
