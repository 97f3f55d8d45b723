// Undo where a protocol is being written. Oracle: what was done last is taken back first, and comes again last.
import { beforeEach, expect, test } from "vitest";
import { emptyProject, type ProjectStudy } from "./project.ts";
import { useProject } from "./project-store.ts";
import { initialSession, useSession } from "./session-store.ts";
import { redo, undo } from "./undo.ts";

const study: ProjectStudy = { id: "s", name: "pulses", yaml: "a", shipped: null, measured: null };
const drafts = () => useSession.getState().drafts;
const studies = () => useProject.getState().history.present.studies;

beforeEach(() => {
  useProject.getState().open({ present: emptyProject, past: [], future: [] });
  useSession.getState().set({ ...initialSession, view: "cell" });
  useProject.getState().change("Open pulses", (document) => ({ ...document, studies: [study] }));
  useSession.getState().set({ drafts: { "s\none": "strip at" } });
});

test("a text that is being written is taken back before the study, and comes again after it", () => {
  undo();
  expect([drafts(), studies()]).toEqual([{}, [study]]);
  undo();
  expect(studies()).toEqual([]);
  redo();
  expect([drafts(), studies()]).toEqual([{}, [study]]);
  redo();
  expect([drafts(), studies()]).toEqual([{ "s\none": "strip at" }, [study]]);
  redo();
  expect([drafts(), studies()]).toEqual([{ "s\none": "strip at" }, [study]]);
});

test("a text that was taken back does not come again over another change, nor over another text", () => {
  undo();
  useProject.getState().change("Rename", (document) => ({ ...document, name: "other" }));
  redo();
  expect(drafts()).toEqual({});
  useSession.getState().set({ drafts: { "s\none": "rest" } });
  undo();
  useSession.getState().set({ drafts: { "s\none": "rest for 1 s" } });
  redo();
  expect(drafts()).toEqual({ "s\none": "rest for 1 s" });
});

test("where the protocol is not seen, or is of another study, undo is that of the document", () => {
  useSession.getState().set({ drafts: { "other\none": "strip at" } });
  undo();
  expect([drafts(), studies()]).toEqual([{ "other\none": "strip at" }, []]);
  useProject.getState().redo();
  useSession.getState().set({ view: "impedance", drafts: { "s\none": "strip at" } });
  undo();
  expect([drafts(), studies()]).toEqual([{ "s\none": "strip at" }, []]);
});
