// Law: what is dropped comes into the project that was open then, or into none.
import { expect, test, vi } from "vitest";

const digests: ((id: string) => void)[] = [];
vi.mock("../work/run-job.ts", () => ({
  StoppedError: class extends Error {},
  JobError: class extends Error {},
  runJob: () =>
    new Promise<string>((found) => {
      digests.push(found);
    }),
}));

const { addFiles } = await import("./add-files.ts");
const { useSaved } = await import("./persistence/saved-store.ts");
const { useProject } = await import("./project-store.ts");
const { emptyProject } = await import("./project.ts");
const file = (name: string) => ({ name, folder: "", content: new Blob([name]) });
const names = () => useProject.getState().history.present.files.map(({ name }) => name);

test("a project that is opened while files are read gets none of them, and a sentence says so", async () => {
  useSaved.getState().set({ projectId: "first" });
  const adding = addFiles([file("a.mpr"), file("b.mpr"), file("c.mpr")]);
  const refused = expect(adding).rejects.toThrow("Add 3 files: stopped, another project was opened meanwhile.");
  digests[0]?.("a");
  await vi.waitFor(() => expect(digests).toHaveLength(2));
  expect(names()).toEqual(["a.mpr"]);
  useSaved.getState().set({ projectId: "second" });
  useProject.getState().open({ present: emptyProject, past: [], future: [] });
  digests[1]?.("b");
  await refused;
  expect(names()).toEqual([]);
  expect(digests).toHaveLength(2);
});
