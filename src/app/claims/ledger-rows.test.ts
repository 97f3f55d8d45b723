// Oracle: the document of the ledger itself, read in another way.
import { describe, expect, test } from "vitest";
import { runTask } from "../../base/task.ts";
import { claimText, computedBy, functionsOf, verdictWords, withoutCode } from "../../claims/claim-words.ts";
import { computeClaims } from "../../claims/compute.ts";
import { claimsTable } from "../../claims/table.ts";
import { originText } from "../export/clipboard-text.ts";
import { chipCounts, ledgerGroups, piecesOf, rowMove } from "./ledger-rows.ts";

const document = await runTask(computeClaims({ quick: true }));
const claim = (id: string) => {
  const found = document.claims.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no claim ${id}.`);
  return found;
};
const none = new Set<string>();

describe("rows of the ledger", () => {
  test("stand under their papers, every claim once, in the order of the ledger", () => {
    const groups = ledgerGroups(document, "all", none);
    expect(groups.map(({ paper }) => paper)).toEqual(["P1", "P2"]);
    const ids = groups.flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(ids.toSorted()).toEqual(document.claims.map(({ id }) => id).toSorted());
    for (const { paper, rows } of groups) {
      const own = document.claims.filter((one) => one.paper === paper).map(({ id }) => id);
      expect(rows.map(({ id }) => id)).toEqual(own);
    }
  });

  test("a chip shows as many rows as it counts", () => {
    const chips = chipCounts(document);
    for (const { chip, count } of chips) {
      const shown = ledgerGroups(document, chip, none).flatMap(({ rows }) => rows);
      expect([chip, shown.length]).toEqual([chip, count]);
    }
    const [all, ...others] = chips.map(({ count }) => count);
    expect(others.reduce((sum, count) => sum + count, 0)).toBe(all);
  });

  test("one that waits names its study, one that was decided by arithmetic its value", () => {
    const rows = ledgerGroups(document, "all", new Set(["B7", "B11"])).flatMap(({ rows }) => rows);
    const row = (id: string) => rows.find((one) => one.id === id);
    expect(row("B7")).toMatchObject({ waits: true, computed: "needs the study staircase-stripping" });
    expect(row("B11")).toMatchObject({ waits: false, computed: "41.4\u00A0%", verdictWord: "Contradicted" });
    expect(claim("B7").because).not.toContain("--quick");
  });
});

describe("what stands beside the paper's value", () => {
  const rows = new Map(ledgerGroups(document, "all", none).flatMap(({ rows }) => rows.map((row) => [row.id, row])));

  test("is a dash where the verdict waits: a partial result is no value to compare", () => {
    for (const { id, verdict } of document.claims)
      if (verdict === "pending") expect([id, rows.get(id)?.computed]).toEqual([id, "–"]);
    expect(rows.get("A12")?.paper).toContain("3.3");
  });

  test("has names where it does not pair with the paper's", () => {
    expect(rows.get("A2a")?.computed).toMatch(/^at 14 at\.% Na: .*; at 50 at\.% Na: .*; at 70 at\.% Na: /);
    expect(rows.get("A1")?.computed).toMatch(/^14\.3/);
  });
});

describe("words of a claim", () => {
  test("hold no name of a function, and formulas as they are set", () => {
    for (const { id, statement, method, dependsOn, because, wouldChange } of document.claims) {
      const words = [statement, because, wouldChange, ...[method, ...dependsOn].map(withoutCode)].join(" ");
      expect([id, words.match(/\b[a-z]{2,}[A-Z][a-z]\w*|\b(?:thermo|arithmetic|study|cell)\/\w+|`/g)]).toEqual([
        id,
        null,
      ]);
      expect([id, words.match(/ClO4|KC8|PF6/g)]).toEqual([id, null]);
    }
  });

  test("name how it is computed, and the functions", () => {
    expect(computedBy(claim("A1"))).toBe("equilibrium");
    expect(computedBy(claim("A7"))).toBe("arithmetic");
    expect(computedBy(claim("B7"))).toBe("study staircase-stripping");
    expect(computedBy(claim("A6"))).toBe("input");
    expect(functionsOf(claim("B11"))).toEqual(["deficitAfterRest"]);
  });

  test("as text hold both values, the verdict and the arithmetic", () => {
    const text = claimText(claim("A7"));
    for (const part of [
      "A7 (P1, Figure 2c",
      "Paper: ≈350",
      "Computed: 140 (115–171)",
      "Verdict: Contradicted",
      "70 / 0.5 = 140",
    ])
      expect(text).toContain(part);
  });

  test("there are words for every verdict", () => {
    for (const { verdict } of document.claims) expect(verdictWords[verdict]).toBeTruthy();
  });
});

test("the keys of the table stay within it", () => {
  expect([rowMove(3, 0, "ArrowUp"), rowMove(3, 2, "ArrowDown"), rowMove(30, 3, "PageDown")]).toEqual([0, 2, 13]);
  expect([rowMove(3, 1, "Home"), rowMove(3, 1, "End"), rowMove(3, 1, "x"), rowMove(0, 0, "End")]).toEqual([
    0,
    2,
    null,
    null,
  ]);
});

test("copied for Origin it has a row a claim behind its heads", () => {
  expect(originText(claimsTable(document)).trimEnd().split("\n")).toHaveLength(document.claims.length + 3);
});

test("a text is broken between values and intervals only, and is whole again when they are joined", () => {
  expect(piecesOf("14.3 at.% (13.5–15.1); 71 at.% (69.7–72.2)")).toEqual([
    "14.3 at.%",
    "(13.5–15.1);",
    "71 at.%",
    "(69.7–72.2)",
  ]);
  for (const { rows } of ledgerGroups(document, "all", new Set()))
    for (const { paper, computed } of rows)
      for (const text of [paper, computed]) expect(piecesOf(text).join(" ")).toBe(text);
});
