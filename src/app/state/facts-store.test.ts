// Marks of files over a reload and in a project file. Oracle: what is decoded of what was kept says of a file what was told of it.
import { beforeEach, expect, test } from "vitest";
import { useFacts, worstOf } from "./facts-store.ts";
import type { Finding } from "./file-facts.ts";
import { decodeSession, sessionOfProject, sessionToKeep } from "./persistence/session-decoder.ts";
import { emptyProject, type ProjectFile } from "./project.ts";
import { useProject } from "./project-store.ts";
import { initialSession, useSession } from "./session-store.ts";

const file = (id: string): ProjectFile => ({
  id,
  name: id,
  folder: "",
  size: 1,
  area: null,
  working: null,
  counter: null,
});
const project = { ...emptyProject, files: ["a", "b", "c"].map(file) };
const fails: Finding = { verdict: "fails", sentence: "2 of 2 sweeps fail Kramers-Kronig." };
const mind: Finding = { verdict: "mind", sentence: "No electrode area." };

const told = (id: string, findings: readonly Finding[]) => useFacts.getState().tellFindings(id, findings);
/** What stands on the row of a file, with these marks of before. */
const row = (id: string, marks = useSession.getState().marks) => worstOf(id, useFacts.getState(), marks);

beforeEach(() => {
  useSession.getState().set(initialSession);
  useProject.getState().open({ present: emptyProject, past: [], future: [] });
  useProject.getState().open({ present: project, past: [], future: [] });
});

test.each([
  ["this browser", sessionToKeep],
  ["a project file", sessionOfProject],
])("marks are kept in %s: the gravest of each file, and none where nothing was found", (_, keep) => {
  told("a", [mind, fails]);
  told("b", []);
  const { marks } = decodeSession(JSON.parse(JSON.stringify(keep(useSession.getState()))));
  useProject.getState().open({ present: emptyProject, past: [], future: [] });
  useProject.getState().open({ present: project, past: [], future: [] });
  expect(row("a", {})).toBeNull();
  expect(["a", "b", "c"].map((id) => row(id, marks))).toEqual([fails, null, null]);
});

test("a new analysis has the word, also where it finds nothing any more", () => {
  useSession.getState().set({ marks: { a: fails, b: fails } });
  expect(row("a")).toEqual(fails);
  told("a", [mind]);
  told("b", []);
  expect([row("a"), row("b")]).toEqual([mind, null]);
  expect(useSession.getState().marks).toEqual({ a: mind });
});

test("marks of files that left are not kept, and a mark that is none is not read", () => {
  told("a", [fails]);
  useProject.getState().change("Remove a", (document) => ({ ...document, files: [file("b")] }));
  told("b", [mind]);
  told("a", [fails]);
  expect(Object.keys(useSession.getState().marks)).toEqual(["b"]);
  expect(decodeSession({ marks: { a: { verdict: "great", sentence: "" } } }).marks).toBeUndefined();
});
