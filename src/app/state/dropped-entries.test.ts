import { describe, expect, test } from "vitest";
import { tooLarge } from "./add-files.ts";
import { type DroppedEntry, MOST_FILES, walkEntries } from "./dropped-entries.ts";
import { sortDropped } from "./open-dropped.ts";

function file(name: string, content = name): DroppedEntry {
  return { isFile: true, isDirectory: false, name, file: (found) => found(new File([content], name)) };
}

/** A folder whose reader gives its entries in portions of 100, as browsers do. */
function folder(name: string, inside: readonly DroppedEntry[]): DroppedEntry {
  return {
    isFile: false,
    isDirectory: true,
    name,
    createReader: () => {
      let at = 0;
      return {
        readEntries: (found) => {
          found(inside.slice(at, at + 100));
          at += 100;
        },
      };
    },
  };
}

describe("what is dropped", () => {
  test("folders are walked to the end, in the order of their names, with the folder of each file", async () => {
    const inner = folder("run 2", [file("b.mpr")]);
    const many = Array.from({ length: 250 }, (_, k) => file(`${k}.mpr`));
    const { files } = await walkEntries([file("single.mpr"), folder("NaK50", [inner, ...many])]);
    expect(files).toHaveLength(252);
    expect(files[0]).toMatchObject({ name: "single.mpr", folder: "" });
    expect(files.slice(1, 4).map(({ name }) => name)).toEqual(["0.mpr", "1.mpr", "2.mpr"]);
    expect(files.at(-1)).toMatchObject({ name: "b.mpr", folder: "NaK50/run 2" });
  });

  test("what systems leave in folders is not taken; a hidden file dropped by itself is", async () => {
    const inside = [".DS_Store", "Thumbs.db", "~$notes.xlsx", "desktop.ini", "a.mpr"].map((name) => file(name));
    const { files } = await walkEntries([folder("NaK50", inside), file(".hidden")]);
    expect(files.map(({ name }) => name)).toEqual(["a.mpr", ".hidden"]);
  });

  test("an entry that cannot be read is named, the others are taken", async () => {
    const locked: DroppedEntry = {
      ...file("locked.mpr"),
      file: (_, failed) => failed(new DOMException("no right", "SecurityError")),
    };
    const { files, unreadable } = await walkEntries([locked, file("a.mpr")]);
    expect(files.map(({ name }) => name)).toEqual(["a.mpr"]);
    expect(unreadable).toEqual(["locked.mpr"]);
  });

  test("a folder in itself ends, and more files than are taken are cut", async () => {
    const inside: DroppedEntry[] = [];
    const endless = folder("loop", inside);
    inside.push(endless, file("a.mpr"));
    expect((await walkEntries([endless])).files.length).toBeLessThan(40);
    const many = folder(
      "many",
      Array.from({ length: MOST_FILES + 10 }, (_, k) => file(`${k}`)),
    );
    const { files, cut } = await walkEntries([many]);
    expect([files.length, cut]).toEqual([MOST_FILES, true]);
  });

  test("is sorted by what it is for: projects, studies by their content, everything else as files", async () => {
    const named = (name: string, content: string) => ({ name, content: new Blob([content]), folder: "" });
    const study = named("mine.yaml", "schema: liquidus.study/1\nname: mine\n");
    const dropped = [named("a.liquidus", ""), study, named("note.yaml", "a: 1"), named("x.mpr", "BIO")];
    const { projects, studies, files } = await sortDropped(dropped);
    expect(projects.map(({ name }) => name)).toEqual(["a.liquidus"]);
    expect(studies).toEqual([{ name: "mine", yaml: await study.content.text(), file: "mine.yaml" }]);
    expect(files.map(({ name }) => name)).toEqual(["note.yaml", "x.mpr"]);
  });

  test("a file above 2 GB is turned away with its size", () => {
    const content = { size: 2_340_000_000 } as Blob;
    expect(tooLarge({ name: "huge.mpr", folder: "", content })).toMatch(/^huge\.mpr has 2\.34 GB; files up to 2 GB/);
    expect(tooLarge({ name: "large.mpr", folder: "", content: { size: 2_000_000_000 } as Blob })).toBeNull();
  });
});
