import { describe, expect, test } from "vitest";
import { examples } from "../state/examples.ts";
import { projectFileName } from "../state/persistence/project-file-name.ts";
import { dayOf, refusalSentence, statusLine } from "../state/persistence/save-status.ts";
import { emptyProject, type ProjectFile } from "../state/project.ts";
import { type Findable, find, namedValue } from "./find/find.ts";
import { otherWordsOf } from "./find/other-words.ts";
import { isSingleKey, keepsKey, keyName, shownKey } from "./key-names.ts";
import { taskFacts } from "./top-bar/task-facts.ts";
import { viewTitles } from "./top-bar/views.ts";
import { roomOf } from "./use-width.ts";
import { type TreeInput, treeMove, treeRows } from "./workspace/tree-rows.ts";

const press = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe("names of keys", () => {
  test.each([
    [{ ...press, key: "k", ctrlKey: true }, "Ctrl K"],
    [{ ...press, key: "Z", metaKey: true, shiftKey: true }, "Ctrl Shift Z"],
    [{ ...press, key: "?", shiftKey: true }, "?"],
    [{ ...press, key: " " }, "Space"],
    [{ ...press, key: "ArrowLeft", shiftKey: true }, "Shift ArrowLeft"],
    [{ ...press, key: "[", ctrlKey: true, altKey: true, getModifierState: (name: string) => name === "AltGraph" }, "["],
    [{ ...press, key: "p" }, "P"],
  ])("%o is %s", (event, name) => expect(keyName(event)).toBe(name));

  test("are shown as people write them", () => expect(shownKey("Shift ArrowRight")).toBe("Shift →"));

  test("single keys are those without Ctrl, Alt, function keys and Esc", () => {
    expect(["E", "Shift ArrowLeft", "Space", "Delete"].every(isSingleKey)).toBe(true);
    expect(["Ctrl K", "Alt X", "F6", "Shift F6", "Escape"].some(isSingleKey)).toBe(false);
  });

  const element = { tag: "div", type: "", role: null, editable: false, settled: false };
  test.each([
    [{ ...element, tag: "input", type: "text" }, "E", true],
    [{ ...element, tag: "input", type: "text" }, "Ctrl Z", true],
    [{ ...element, tag: "input", type: "text", settled: true }, "Ctrl Z", false],
    [{ ...element, tag: "input", type: "text", settled: true }, "Ctrl C", true],
    [{ ...element, tag: "input", type: "text" }, "Ctrl K", false],
    [{ ...element, editable: true }, "?", true],
    [{ ...element, tag: "input", type: "range" }, "ArrowLeft", true],
    [{ ...element, tag: "input", type: "range" }, "E", false],
    [{ ...element, role: "treeitem" }, "ArrowDown", true],
    [{ ...element, role: "separator" }, "ArrowLeft", true],
    [{ ...element, tag: "button" }, "Space", true],
    [{ ...element, tag: "button" }, "ArrowLeft", false],
    [element, "ArrowLeft", false],
  ])("%o keeps %s for itself: %s", (focused, key, kept) => expect(keepsKey(focused, key)).toBe(kept));
});

describe("what Ctrl K finds", () => {
  test.each([
    ["sweep 78", { kind: "sweep", sweep: 78 }],
    ["78", { kind: "sweep", sweep: 78 }],
    ["6.1 kHz", { kind: "frequency", frequency: 6100 }],
    ["f = 5 mHz", { kind: "frequency", frequency: 0.005 }],
    ["7 MHz", { kind: "frequency", frequency: 7e6 }],
    ["λ 2.5e-3", { kind: "lambda", lambda: 2.5e-3 }],
    ["lambda 2,5 × 10⁻³", { kind: "lambda", lambda: 2.5e-3 }],
  ])("%s", (search, value) => expect(namedValue(search)).toEqual(value));

  test("a time constant is the frequency 1/(2πτ)", () => {
    const found = namedValue("τ 26 µs");
    expect(found?.kind === "frequency" && found.frequency).toBeCloseTo(1 / (2 * Math.PI * 26e-6), 6);
  });

  test.each(["", "undo", "6.1", "λ 0", "sweep", "5 kg"])("%s names no value", (search) =>
    expect(namedValue(search)).toBeNull(),
  );

  const one = (group: Findable["group"], title: string, remark = ""): Findable => ({
    key: `${group} ${title}`,
    group,
    title,
    remark,
    run: () => {},
  });
  test("the beginning of a name counts more than its inside; nothing is asked: the commands", () => {
    const all = [one("File", "unstrip.mpr"), one("File", "strip.mpr"), one("Command", "Undo")];
    expect(find(all, "strip").map(({ title }) => title)).toEqual(["strip.mpr", "unstrip.mpr"]);
    expect(find(all, "").map(({ title }) => title)).toEqual(["Undo"]);
    expect(find(all, "strip plate")).toEqual([]);
  });

  test("words of a title count first, then examples stand as they are shipped, behind what is the user's own", () => {
    const shipped = examples.map(({ title, view }) => one("Example", title, `example, ${viewTitles[view]}`));
    const titles = (search: string, more: readonly Findable[] = []) =>
      find([...shipped, ...more], search).map(({ title }) => title);
    expect(titles("staircase").slice(0, 3)).toEqual([
      "Staircase stripping of NaK",
      "Staircase stripping of NaK50, NaK65 and NaK80",
      "Staircase plating on NaK50",
    ]);
    expect(titles("staircase plating")[0]).toBe("Staircase plating on NaK50");
    expect(titles("plating")[0]).toBe("Plating on NaK50 at 0.7 and 0.4 mA/cm2");
    expect(titles("staircase", [one("File", "NaK_staircase_of_a_very_long_name_2024.mpr")])[0]).toMatch(
      /^NaK_staircase/,
    );
    expect(titles("strip", [one("File", "strip.mpr")])[0]).toBe("strip.mpr");
  });

  test.each([
    ["lambda", "λ smaller by 0.1 decade"],
    ["smooth", "λ smaller by 0.1 decade"],
    ["kramers", "Show the validity of the spectra"],
    ["DRT", "Show Impedance"],
    ["dark", "Use the dark theme"],
    ["dark mode", "Use the dark theme"],
    ["shortcuts", "Show all keys of this view"],
  ])("%s finds the command that is called otherwise: %s", (search, title) => {
    const titles = [
      "Undo",
      "Show Impedance",
      "Show the validity of the spectra",
      "Use the dark theme",
      "λ smaller by 0.1 decade",
      "Show all keys of this view",
    ];
    const all = titles.map((name) => ({ ...one("Command", name), words: otherWordsOf(name) }));
    expect(find(all, search).map((found) => found.title)).toContain(title);
  });

  test("what is called so comes before what is only known so", () => {
    const all = [{ ...one("Command", "Show Impedance"), words: "DRT" }, one("File", "my_old_cell_drt.mpr")];
    expect(find(all, "drt").map(({ group }) => group)).toEqual(["File", "Command"]);
  });
});

describe("the tree", () => {
  const file = (id: string, name: string, folder: string): ProjectFile => ({
    id,
    name,
    folder,
    size: 1,
    area: null,
    working: null,
    counter: null,
  });
  const input: TreeInput = {
    document: {
      ...emptyProject,
      files: [file("a", "a.mpr", "run"), file("b", "b.mpr", ""), file("c", "c.mpr", "run")],
    },
    turnedAway: [{ key: "x", name: "huge.mpr", folder: "run", sentence: "too large" }],
    examples: [],
    factsOf: (id) =>
      id === "a"
        ? {
            technique: "SGEIS",
            format: "mpr",
            sweeps: 147,
            rows: 1,
            parts: [
              { name: "Staircase", sweeps: 96, firstSweep: 0, rows: 1 },
              { name: "Rest", sweeps: 51, firstSweep: 96, rows: 1 },
            ],
            findings: [],
            refused: false,
            mark: null,
          }
        : undefined,
    findingOf: () => null,
    twinOf: () => null,
    openness: {},
    selected: "a",
    search: "",
  };
  const labels = (more: Partial<TreeInput> = {}) => treeRows({ ...input, ...more }).map(({ label }) => label);

  test("groups by folder; the file under the cursor shows its techniques; what was turned away stays", () => {
    expect(labels()).toEqual(["run", "a.mpr", "Staircase", "Rest", "c.mpr", "huge.mpr", "Files", "b.mpr"]);
    expect(labels({ selected: "b" })).not.toContain("Staircase");
    expect(labels({ openness: { "folder run": false } })).toEqual(["run", "Files", "b.mpr"]);
  });

  test("a file with the measurement of one before it repeats nothing that is said there, and keeps what is its own", () => {
    const finding = (sentence: string) => ({ verdict: "mind", sentence }) as const;
    const [first] = input.document.files;
    const findingAt = (findingOf: TreeInput["findingOf"], id: string) => {
      const twinOf = (one: string) => (one === "b" && first ? first : null);
      const row = treeRows({ ...input, findingOf, twinOf }).find((one) => one.kind === "file" && one.file.id === id);
      return row?.kind === "file" ? row.finding : undefined;
    };
    const same = (): ReturnType<TreeInput["findingOf"]> => finding("No electrode area.");
    expect(findingAt(same, "a")).toEqual(finding("No electrode area."));
    expect(findingAt(same, "b")).toBeNull();
    expect(findingAt((id) => finding(id === "b" ? "Cut short." : "No electrode area."), "b")).toEqual(
      finding("Cut short."),
    );
  });

  test("a search looks at names and techniques and opens what holds a hit", () => {
    expect(labels({ search: "sgeis", selected: null, openness: { "folder run": false } })).toEqual(["run", "a.mpr"]);
    expect(labels({ search: "nowhere" })).toEqual([]);
  });

  test("arrows move as the tree pattern of ARIA has them", () => {
    const rows = treeRows(input);
    expect(treeMove(rows, 0, "ArrowDown")).toEqual({ focus: 1 });
    expect(treeMove(rows, 0, "ArrowUp")).toBeNull();
    expect(treeMove(rows, 0, "ArrowLeft")).toEqual({ open: false });
    expect(treeMove(rows, 0, "ArrowRight")).toEqual({ focus: 1 });
    expect(treeMove(rows, 2, "ArrowLeft")).toEqual({ focus: 1 });
    expect(treeMove(rows, 4, "ArrowLeft")).toEqual({ focus: 0 });
    expect(treeMove(rows, 1, "End")).toEqual({ focus: 7 });
    const closed = treeRows({ ...input, openness: { "folder run": false } });
    expect(treeMove(closed, 0, "ArrowRight")).toEqual({ open: true });
  });
});

describe("what the top bar says", () => {
  const noon = new Date(2026, 10, 21, 12, 4).getTime();

  test("where and when the project is saved, and why not", () => {
    expect(statusLine({ kind: "saved", at: noon, file: null })).toBe("Saved in this browser, 12:04");
    expect(statusLine({ kind: "saved", at: noon, file: "NaK.liquidus" })).toBe("Saved in NaK.liquidus, 12:04");
    expect(refusalSentence(new DOMException("", "QuotaExceededError"))).toBe("Not saved: this browser gives no room.");
  });

  test("days of recent projects", () => {
    expect(dayOf(noon, noon + 3_600_000)).toBe("today, 12:04");
    expect(dayOf(noon, noon + 86_400_000)).toBe("yesterday, 12:04");
    expect(dayOf(noon, noon + 5 * 86_400_000)).toBe("21 November");
    expect(dayOf(noon, noon + 100 * 86_400_000)).toBe("21 November 2026");
  });

  test("a task: count, rate and time left once they can be told", () => {
    const task = { id: 1, title: "x", startedAt: 0, stop: () => {} };
    const progress = { task: "x", done: 31_870, total: 50_000, detail: "" };
    expect(taskFacts({ ...task, progress }, 10_000)).toEqual({
      fraction: 0.6374,
      count: "31\u202f870 of 50\u202f000",
      rate: "about 6\u00a0s left, 3\u202f200 per s",
    });
    expect(taskFacts({ ...task, progress }, 500).rate).toBeNull();
    expect(taskFacts({ ...task, progress: null }, 10_000)).toEqual({ fraction: null, count: null, rate: null });
  });

  test("a name of a project is a name of a file on every system", () => {
    expect(projectFileName('NaK: on/NASICON "October"')).toBe("NaK on NASICON October.liquidus");
    expect(projectFileName("../..")).toBe("project.liquidus");
    expect(projectFileName("a\u202egnp.exe")).toBe("a gnp.exe.liquidus");
  });
});

test("the room of the window decides the layout", () => {
  expect([899, 900, 1180, 1181, 1899, 1900].map(roomOf)).toEqual([
    "column",
    "compact",
    "compact",
    "regular",
    "regular",
    "wide",
  ]);
});
