// How tables read on the terminal. Oracle: the rules of the workbench's numbers, by hand.
import { expect, test } from "vitest";
import { foldedTable, marked, quantityColumns, textTable, wrapped } from "./text-table.ts";

test("a quantity under one prefix, the value to the place of its interval's second digit", () => {
  const [value, bounds] = quantityColumns("τ", "s", [
    { value: 9.02e-7, lower: 8.8e-7, upper: 9.24e-7 },
    { value: 5.7e-5, lower: 5.1e-5, upper: 6.4e-5 },
    { value: 7.3e-6 },
    { value: null },
  ]);
  expect(value).toEqual({ head: "τ / µs", cells: ["0.902", "57.0", "7.30", "–"] });
  expect(bounds).toEqual({ head: "95 %", cells: ["0.880–0.924", "51.0–64.0", "–", "–"] });
});

test("values over more than three decades carry their own prefix; without any interval there is one column", () => {
  const columns = quantityColumns("τ", "s", [{ value: 1e-6 }, { value: 12 }]);
  expect(columns).toEqual([{ head: "τ", cells: ["1\u00A0µs", "12\u00A0s"] }]);
  expect(quantityColumns("R", "Ω", [{ value: 1234 }], false)).toEqual([{ head: "R / Ω", cells: ["1\u2009230"] }]);
});

test("an interval without an upper end is told by its lower one, under one prefix and under its own", () => {
  const loose = { value: 4.7e-5, lower: 1.34e-5, upper: Number.POSITIVE_INFINITY };
  const [value, bounds] = quantityColumns("C", "F", [loose, { value: 2e-5, lower: 1.7e-5, upper: 2.3e-5 }]);
  expect([value?.cells, bounds?.cells]).toEqual([
    ["47", "20.0"],
    [">\u200913", "17.0–23.0"],
  ]);
  const [own, ends] = quantityColumns("C", "F", [loose, { value: 2, lower: 1.9, upper: 2.1 }]);
  expect([own?.cells[0], ends?.cells[0]]).toEqual(["47 µF", ">\u200913"]);
});

test("large values are rounded to tens and hundreds of their interval", () => {
  const [value, bounds] = quantityColumns("R", "Ω", [{ value: 123456, lower: 122000, upper: 125000 }], false);
  expect([value?.cells, bounds?.cells]).toEqual([["123\u2009500"], ["122\u2009000–125\u2009000"]]);
});

test("columns stand right, the last one is wrapped, a gap shows where rows were left out", () => {
  const text = textTable(
    [
      { head: "sweep", cells: ["1", "100"] },
      { head: "peaks", cells: [Array.from({ length: 12 }, (_, k) => `peak-${k}`).join(" "), "none"] },
    ],
    { left: ["peaks"], width: 60, gapAfter: 1 },
  );
  const lines = text.trimEnd().split("\n");
  expect(lines[0]).toMatch(/^ {2}sweep {2}peaks$/);
  expect(lines.at(-2)).toBe("      …");
  expect(lines.at(-1)).toBe("    100  none");
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
});

test("a table that is too wide is folded: the leading columns open each part", () => {
  const column = (head: string): { head: string; cells: string[] } => ({ head, cells: ["1234567890"] });
  const text = foldedTable(["id", "a", "b", "c", "d"].map(column), 1, { width: 40 });
  expect(text.split("\n\n")).toHaveLength(2);
  for (const part of text.split("\n\n")) expect(part).toMatch(/^ {10}id/);
});

test("bounds stay beside their values where a table is folded", () => {
  const column = (head: string): { head: string; cells: string[] } => ({ head, cells: ["1234567890"] });
  const text = foldedTable(["id", "a", "95 %", "b", "95 %"].map(column), 1, { width: 50 });
  expect(text.split("\n\n").map((part) => part.split("\n")[0]?.trim().split(/ {2,}/))).toEqual([
    ["id", "a", "95 %"],
    ["id", "b", "95 %"],
  ]);
});

test("sentences are wrapped under their mark; long words and no-break spaces hold", () => {
  expect(wrapped("a bb ccc dddddddddd", 6)).toEqual(["a bb", "ccc", "dddddddddd"]);
  expect(wrapped("a\u00A0bb ccc", 4)).toEqual(["a\u00A0bb", "ccc"]);
  expect(marked("✓", "one two", "  ", 8)).toBe("  ✓ one\n    two\n");
});
