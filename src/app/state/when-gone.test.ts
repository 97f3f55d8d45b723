import { expect, test } from "vitest";
import { useFacts } from "./facts-store.ts";
import { refusedFacts } from "./file-facts.ts";
import { emptyProject, type ProjectFile } from "./project.ts";
import { useProject } from "./project-store.ts";
import { goneBetween, isHere } from "./when-gone.ts";

const file = (id: string): ProjectFile => ({
  id,
  name: id,
  folder: "",
  size: 1,
  area: null,
  working: null,
  counter: null,
});
const withFiles = (...ids: string[]) => ({ ...emptyProject, files: ids.map(file) });

test("what is in the one and not in the other is gone", () => {
  expect(goneBetween(withFiles("a", "b"), withFiles("b", "c"))).toEqual({ files: new Set("a"), studies: new Set() });
});

test("facts and findings go with their file, when it is removed and when another project is opened", () => {
  const { open, change } = useProject.getState();
  const { tellFacts, tellFindings } = useFacts.getState();
  open({ present: withFiles("a", "b"), past: [], future: [] });
  for (const id of ["a", "b"]) {
    tellFacts(id, refusedFacts(id));
    tellFindings(id, []);
  }
  change("Remove a", () => withFiles("b"));
  expect(isHere("a")).toBe(false);
  expect(Object.keys(useFacts.getState().facts)).toEqual(["b"]);
  expect(Object.keys(useFacts.getState().findings)).toEqual(["b"]);
  open({ present: withFiles("c"), past: [], future: [] });
  expect(useFacts.getState()).toMatchObject({ facts: {}, findings: {} });
});
