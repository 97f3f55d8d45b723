import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyProject } from "../project.ts";
import { initialSession } from "../session-store.ts";
import { DecodeError } from "./decode.ts";
import { contentsOf, decodeHistory } from "./history-decoder.ts";
import { migrateProject } from "./migrate.ts";
import { decodeSession, sessionForProject, sessionToKeep } from "./session-decoder.ts";

function fixture(version: number): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`fixtures/project-${version}.json`, import.meta.url), "utf8"));
}

describe("a project document that was kept", () => {
  test("of version 1 is read as it was written", () => {
    const document = migrateProject(fixture(1));
    expect(document).toMatchObject(fixture(1));
    expect(document.impedance.lambda).toBe(0.0025);
  });

  test("lacks what was added later: the value of an empty project stands for it", () => {
    const { phases: _, ...older } = fixture(1);
    expect(migrateProject(older).phases).toEqual(emptyProject.phases);
    expect(migrateProject(older).compared).toEqual([]);
    const { impedance } = fixture(1) as { impedance: Record<string, unknown> };
    const { along: __, ...settings } = impedance;
    expect(migrateProject({ ...fixture(1), impedance: settings }).impedance.along).toBe(emptyProject.impedance.along);
  });

  test("of a newer program is refused with both versions", () => {
    expect(() => migrateProject({ ...fixture(1), schema: "liquidus.project/9" })).toThrow(
      /liquidus\.project\/9.*liquidus\.project\/1/,
    );
  });

  test.each([
    ["nothing", null, /not a project of Liquidus/],
    ["another schema", { schema: "__proto__" }, /not a project of Liquidus/],
    ["a list", [], /not a project of Liquidus/],
    ["a name that is a number", { ...fixture(1), name: 7 }, /project\.name: a text was expected, 7 was found/],
    ["files that are no list", { ...fixture(1), files: { length: 3 } }, /project\.files: a list was expected/],
    ["a file without a hash", { ...fixture(1), files: [{ id: "../../x" }] }, /project\.files\[0\]\.id: a sha256/],
    ["nine pins", { ...fixture(1), compared: Array(9).fill("a:1") }, /project\.compared: 9 entries, at most 8/],
    ["a λ below zero", { ...fixture(1), impedance: { lambda: -1 } }, /project\.impedance\.lambda/],
  ])("that is %s is refused in a sentence that says where", (_, value, sentence) => {
    expect(() => migrateProject(value)).toThrow(sentence);
    expect(() => migrateProject(value)).toThrow(DecodeError);
  });

  test("whatever it is, it is read or refused: nothing else is thrown", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(fixture(1))), (value, key) => {
        try {
          migrateProject({ ...fixture(1), [key]: value });
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
        }
      }),
    );
  });
});

describe("the history of a project", () => {
  const present = migrateProject(fixture(1));
  const before = { ...present, name: "before" };

  test("keeps what its states share: a list of files that was one object is one object", () => {
    const history = decodeHistory({ present, past: [{ name: "Rename", state: before }], future: [] }, "project");
    expect(history.past[0]?.state.name).toBe("before");
    expect(history.past[0]?.state.files).toBe(history.present.files);
  });

  test("names the contents of removed files too: undo brings them back", () => {
    const removed = { ...present, files: [] };
    expect([...contentsOf({ present: removed, past: [{ name: "Remove", state: present }], future: [] })]).toEqual([
      present.files[0]?.id,
    ]);
  });
});

describe("a session that was kept", () => {
  test("is taken as it was", () => {
    const session = {
      ...initialSession,
      view: "impedance" as const,
      cursor: { file: "a", sweep: 77, frequency: 6100, pinned: true },
    };
    expect({ ...initialSession, ...decodeSession(sessionToKeep(session)) }).toEqual(session);
  });

  test("a part that does not fit is left as it began, the others are taken", () => {
    expect(
      decodeSession({ view: "kitchen", study: "s", cursor: { file: 3 }, scheme: "dark", constructor: "x" }),
    ).toEqual({
      study: "s",
    });
  });

  test("another project takes its cursor and leaves the page as it stands", () => {
    const part = sessionForProject({ view: "cell", theme: "dark", sizes: { inspector: 400 } });
    expect(part.view).toBe("cell");
    expect(part.cursor).toEqual(initialSession.cursor);
    expect(part).not.toHaveProperty("theme");
    expect(part).not.toHaveProperty("sizes");
  });
});
