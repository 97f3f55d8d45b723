import { create } from "zustand";
import { type FileFacts, type Finding, worst } from "./file-facts.ts";
import { without } from "./least-recently-used.ts";
import { type Session, useSession } from "./session-store.ts";
import { isHere, whenGone } from "./when-gone.ts";

/** A file that was dropped and could not even be taken in: too large, or gone. */
export interface TurnedAway {
  readonly key: string;
  readonly name: string;
  readonly folder: string;
  readonly sentence: string;
}

interface FactsStore {
  /** What is in each file, by its id; missing: not yet read. */
  readonly facts: Readonly<Record<string, FileFacts>>;
  /** What the analysis found, by id; told by the views. */
  readonly findings: Readonly<Record<string, readonly Finding[]>>;
  readonly turnedAway: readonly TurnedAway[];
  tellFacts(id: string, facts: FileFacts): void;
  /** What an analysis says of a file: the worst of it stands on its row in the workspace. */
  tellFindings(id: string, findings: readonly Finding[]): void;
  turnAway(files: readonly TurnedAway[]): void;
  dismiss(key: string): void;
}

/** What is known of the files beside what the user said of them: read anew after a reload, never undone. */
export const useFacts = create<FactsStore>()((set) => ({
  facts: {},
  findings: {},
  turnedAway: [],
  tellFacts: (id, facts) => set((store) => ({ facts: { ...store.facts, [id]: facts } })),
  tellFindings: (id, findings) => {
    set((store) => ({ findings: { ...store.findings, [id]: findings } }));
    keepMark(id, worst(findings));
  },
  turnAway: (files) =>
    set(({ turnedAway }) => ({
      turnedAway: [...turnedAway.filter(({ key }) => !files.some((file) => file.key === key)), ...files],
    })),
  dismiss: (key) => set(({ turnedAway }) => ({ turnedAway: turnedAway.filter((file) => file.key !== key) })),
}));

whenGone(({ files }) =>
  useFacts.setState(({ facts, findings }) => ({
    facts: without(facts, (id) => files.has(id)),
    findings: without(findings, (id) => files.has(id)),
  })),
);

/** Keeps the gravest that was found of a file with the session, over a reload and in a project file. */
function keepMark(id: string, found: Finding | null): void {
  const { marks, set } = useSession.getState();
  if (marks[id]?.verdict === found?.verdict && marks[id]?.sentence === found?.sentence) return;
  const others = without(marks, (other) => other === id || !isHere(other));
  set({ marks: found === null || !isHere(id) ? others : { ...others, [id]: found } });
}

/** The gravest finding of a file, of reader and analysis: until it is analysed, that of the analysis before. */
export function worstOf(
  id: string,
  { facts, findings }: Pick<FactsStore, "facts" | "findings">,
  marks: Session["marks"] = {},
): Finding | null {
  const kept = marks[id];
  return worst([...(facts[id]?.findings ?? []), ...(findings[id] ?? (kept === undefined ? [] : [kept]))]);
}
