// Law: whatever is dropped is taken in, or a sentence names it.
import { beforeEach, expect, test, vi } from "vitest";

const done: string[] = [];
vi.mock("./persistence/project-files.ts", () => ({
  openProjectFile: async (_: Blob, name: string) => {
    done.push(`open ${name}`);
  },
}));
vi.mock("./add-files.ts", () => ({
  addFiles: async (files: readonly { readonly name: string }[]) => {
    done.push(`add ${files.map(({ name }) => name).join(" ")}`);
    return [];
  },
}));

const { openDropped } = await import("./open-dropped.ts");
const file = (name: string) => ({ name, folder: "", content: new Blob(["x"]) });

beforeEach(() => {
  done.length = 0;
});

test("files that are dropped with a project are added to it once it is open", async () => {
  await openDropped([file("a.mpr"), file("p.liquidus"), file("b.mpr")]);
  expect(done).toEqual(["open p.liquidus", "add a.mpr b.mpr"]);
});

test("of two projects the first is opened, and a sentence names the other", async () => {
  await expect(openDropped([file("p.liquidus"), file("q.liquidus"), file("a.mpr")])).rejects.toThrow(
    "p.liquidus was opened; one project is open at a time, so q.liquidus was not.",
  );
  expect(done).toEqual(["open p.liquidus", "add a.mpr"]);
});
