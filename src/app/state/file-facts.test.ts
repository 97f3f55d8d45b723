import { describe, expect, test } from "vitest";
import { arcMpr } from "../../../test/end-to-end/composed-files.ts";
import { inspectFiles } from "../../study/inspect.ts";
import { factsOf, worst } from "./file-facts.ts";
import { cutInMiddle, matches } from "./file-tree.ts";

async function facts(bytes: Uint8Array, name = "a.mpr") {
  const [entry] = await inspectFiles([{ name, bytes }]);
  if (!entry) throw new Error("no entry");
  return factsOf(entry);
}

describe("facts of a file", () => {
  test("technique, sweeps and rows are those of `liquidus inspect`", async () => {
    const found = await facts(arcMpr({}, 3));
    expect(found).toMatchObject({ sweeps: 3, rows: 93, refused: false, parts: [] });
    expect(found.technique).toMatch(/Galvano/);
  });

  test("a file that is cut short shows what was read, and the sentence of the reader", async () => {
    const whole = arcMpr({}, 3);
    const found = await facts(whole.subarray(0, whole.length - 900));
    const finding = worst(found.findings);
    expect(found.refused ? finding?.verdict : "mind").toBe(finding?.verdict);
    expect(finding?.sentence.length).toBeGreaterThan(20);
  });

  test("a refused file says why and counts nothing", async () => {
    const found = await facts(new TextEncoder().encode("PK\u0003\u0004 no instrument file"), "x.zip");
    expect(found).toMatchObject({ refused: true, sweeps: 0 });
    expect(worst(found.findings)?.verdict).toBe("fails");
    expect(worst(found.findings)?.sentence).toMatch(/PK/);
  });

  test("the gravest finding stands on the row", () => {
    const finding = (verdict: "mind" | "fails" | "holds") => ({ verdict, sentence: verdict });
    expect(worst([finding("holds"), finding("mind"), finding("fails")])?.verdict).toBe("fails");
    expect(worst([finding("holds"), finding("mind")])?.verdict).toBe("mind");
    expect(worst([])).toBeNull();
  });
});

test("a long name is cut in the middle: both ends are seen, no letter is torn", () => {
  expect(cutInMiddle("NaK50_SGEIS_strip_2026-10-03_cell_14.mpr", 20)).toBe("NaK50_SGEI…ll_14.mpr");
  expect([...cutInMiddle("𝛕".repeat(50), 21)]).toHaveLength(21);
  expect(cutInMiddle("short.mpr", 20)).toBe("short.mpr");
});

test("a search finds all its words in any order", () => {
  expect(matches("NaK50 strip GEIS", "geis nak")).toBe(true);
  expect(matches("NaK50 strip GEIS", "geis plate")).toBe(false);
});
