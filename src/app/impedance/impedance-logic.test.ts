// What the impedance view decides without a browser: circuits as they are edited, pins, table, clipboard.
// Oracle: the notation's own parser; numbers by hand.
import { describe, expect, test } from "vitest";
import { parameterNames, parseCircuit } from "../../impedance/circuit/notation.ts";
import type { Results } from "../../study/series-results.ts";
import { emptyProject, noConstraints } from "../state/project.ts";
import { useProject } from "../state/project-store.ts";
import { freeName, palette, withElement, withoutElement } from "./circuit/edit-circuit.ts";
import { heldOf, withBounds, withHeld, withNotation, withTie } from "./circuit/model.ts";
import { parseNumber } from "./circuit/parse-number.ts";
import { readPin, toggled, writePin } from "./compare/pins.ts";
import { togglePin } from "./compare/toggle-pin.ts";
import { cellTexts } from "./table/cell-texts.ts";
import { tableForClipboard } from "./table/clipboard.ts";
import { isMeant } from "./table/row-filter.ts";

describe("a circuit that is drawn", () => {
  test("gets elements behind and across another, and behind the whole", () => {
    expect(withElement("R0-p(R1,CPE1)", "C", "series", "R1")).toBe("R0-p(R1-C1,CPE1)");
    expect(withElement("R0-p(R1,CPE1)", "C", "parallel", "R1")).toBe("R0-p(R1,C1,CPE1)");
    expect(withElement("R0-p(R1,CPE1)", "R", "parallel", "R0")).toBe("p(R0,R2)-p(R1,CPE1)");
    expect(withElement("R0-p(R1,CPE1)", "L", "series", null)).toBe("R0-p(R1,CPE1)-L0");
    expect(withElement("R0-R1", "C", "parallel", null)).toBe("p(R0-R1,C1)");
  });

  test("loses elements, and groups that hold one no more; the last one leaves nothing", () => {
    expect(withoutElement("R0-p(R1,CPE1)", "CPE1")).toBe("R0-R1");
    expect(withoutElement("R0-p(R1-C1,CPE1)", "C1")).toBe("R0-p(R1,CPE1)");
    expect(withoutElement("R0", "R0")).toBeNull();
  });

  test.each(palette.map(({ symbol }) => symbol))("%s can be added and removed again", (symbol) => {
    const notation = "R0-p(R1,CPE1)";
    const fresh = freeName(parseCircuit(notation), symbol);
    const more = withElement(notation, symbol, "parallel", "CPE1");
    expect(parseCircuit(more).elements.map(({ name }) => name)).toContain(fresh);
    expect(withoutElement(more, fresh)).toBe(notation);
  });

  test("forgets what was said of parameters that are gone", () => {
    const model = withTie(
      withBounds(
        withHeld(withNotation(noConstraints, "R0-p(R1,CPE1)-p(R2,CPE2)"), "CPE1.n", "fixed", 0.9),
        "R2",
        [1, 10],
      ),
      "CPE2.n",
      "CPE1.n",
    );
    expect(["CPE1.n", "CPE2.n", "R2"].map((name) => heldOf(model, name))).toEqual(["fixed", "tied", "free"]);
    const { fixed, bounds, ties, notation } = withNotation(model, "R0 – p(R1, Q1)");
    expect([fixed, bounds, ties]).toEqual([{ "CPE1.n": 0.9 }, {}, {}]);
    expect(parameterNames(parseCircuit(notation))).toContain("CPE1.n");
  });

  test("numbers are read as people type them", () => {
    expect(["0.9", "2.5e-3", "25 m", "−1", ".5", "3µ", "1e3k"].map(parseNumber)).toEqual([
      0.9, 2.5e-3, 0.025, -1, 0.5, 3e-6, 1e6,
    ]);
    expect(["5.8 × 10⁻⁶", "5.8\u00A0×\u00A010⁻⁶", "5.8*10^-6", "5.8e-6", "31\u2009870"].map(parseNumber)).toEqual([
      5.8e-6, 5.8e-6, 5.8e-6, 5.8e-6, 31870,
    ]);
    expect(["0,01", "2,5e-3", "−1,5", ",5", "12,50", "0,001", "1234,567"].map(parseNumber)).toEqual([
      0.01, 2.5e-3, -1.5, 0.5, 12.5, 0.001, 1234.567,
    ]);
    expect(["1,000", "12,345", "1,000,000", "1,2,3", "1,000.5", "1,"].map(parseNumber)).toEqual(Array(6).fill(null));
    expect(["× 10⁻⁶", "", "m", "1x", "1..2", "1e999"].map(parseNumber)).toEqual(Array(6).fill(null));
  });
});

describe("pins", () => {
  test("come and go; of nine the oldest goes", () => {
    const pin = (sweep: number) => ({ file: "a:b", sweep });
    let pins: readonly string[] = [];
    for (let sweep = 0; sweep < 9; sweep++) pins = toggled(pins, pin(sweep));
    expect(pins.map((text) => readPin(text)?.sweep)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(toggled(pins, pin(4))).not.toContain(writePin(pin(4)));
    expect(readPin("nothing")).toBeNull();
  });

  test("are part of what undo takes back, one entry each, under their names", () => {
    useProject.getState().open({ present: emptyProject, past: [], future: [] });
    const { undo, redo } = useProject.getState();
    const now = () => useProject.getState().history;
    togglePin("a", 3);
    togglePin("a", 7);
    expect(now().present.compared).toEqual(["a:3", "a:7"]);
    togglePin("a", 3);
    expect(now().past.map(({ name }) => name)).toEqual(["Pin sweep 4", "Pin sweep 8", "Unpin sweep 4"]);
    undo();
    undo();
    expect(now().present.compared).toEqual(["a:3"]);
    redo();
    expect(now().present.compared).toEqual(["a:3", "a:7"]);
  });
});

const results: Results = {
  sweeps: [0, 1],
  verdicts: [
    { word: "passes", residual: 0.002 },
    { word: "fails", residual: 0.03 },
  ],
  columns: [
    {
      id: "R P1",
      name: "Resistance of process 1",
      symbol: "R",
      subscript: "1",
      unit: "Ω cm²",
      cells: [{ value: 154.25, lower: 143.25, upper: 165.25 }, null],
      bounded: true,
      process: null,
    },
  ],
};

describe("the table", () => {
  test("pastes with long name, unit and comment, bounds in columns of their own, every digit kept", () => {
    const [names, units, comments, first, second] = tableForClipboard(results, [0, 1], "=a\tb.mpr").split("\n");
    expect(names).toBe(
      "Sweep\tResistance of process 1\tResistance of process 1, lower\tResistance of process 1, upper\tKramers-Kronig\tKramers-Kronig residual",
    );
    expect(units).toBe("\tΩ cm²\tΩ cm²\tΩ cm²\t\t%");
    expect(comments).toBe("'=a b.mpr\t\t95 %\t95 %\t\t");
    expect([first, second]).toEqual(["1\t154.25\t143.25\t165.25\tpasses\t0.2", "2\t\t\t\tfails\t3"]);
  });

  test("shows a value to the place of its interval", () => {
    expect(cellTexts(results.columns[0] as Results["columns"][number])).toEqual({
      values: ["154", "–"],
      intervals: ["±\u200911", ""],
    });
  });

  test("shows times with the digits that tell neighbours apart", () => {
    const times = (...values: number[]) => ({
      id: "t",
      cells: values.map((value) => ({ value, lower: null, upper: null })),
    });
    expect(cellTexts(times(0, 40.1, 80.2, 3120)).values).toEqual(["0", "40", "80", "3\u2009120"]);
    expect(cellTexts(times(1203.1, 1203.4, 1240)).values).toEqual(["1\u2009203.1", "1\u2009203.4", "1\u2009240.0"]);
    expect(cellTexts(times(7, 7, 100)).values).toEqual(["7", "7", "100"]);
    expect(cellTexts(times(1203, 1203 + 1e-9)).values[0]).toBe("1\u2009203.0000");
  });

  test("marks what the data do not determine, on the screen and in what is pasted", () => {
    const [column] = results.columns as [Results["columns"][number]];
    const open = {
      ...column,
      process: 1,
      cells: [
        { value: 4.9, lower: null, upper: null, determined: false },
        { ...column.cells[0], determined: true },
      ],
    } as Results["columns"][number];
    expect(cellTexts(open).intervals).toEqual(["◌", "±\u200911"]);
    const [names, , , first, second] = tableForClipboard({ ...results, columns: [open] }, [0, 1], "a.mpr").split("\n");
    const at = names?.split("\t").indexOf("Process 1 determined by the data") ?? -1;
    expect([first, second].map((row) => row?.split("\t")[at])).toEqual(["no", "yes"]);
  });

  test("is filtered by verdicts, numbers and ranges", () => {
    const meant = (typed: string) =>
      [1, 2, 3, 12].filter((number) => isMeant(typed, number, number === 3 ? "fails" : "passes"));
    expect([meant(""), meant("fails"), meant("2-3"), meant("1, 10–12")]).toEqual([[1, 2, 3, 12], [3], [2, 3], [1, 12]]);
  });
});

test("a number on the command line is short, and the program reads it as it was", async () => {
  const { numberWord } = await import("./command.ts");
  expect([3.98e-6, 0.0025, 1e-3, 9.99e-4, 120, 1e21, -2e-7, 0].map(numberWord)).toEqual([
    "3.98e-6",
    "0.0025",
    "0.001",
    "9.99e-4",
    "120",
    "1e+21",
    "-2e-7",
    "0",
  ]);
  for (const value of [3.98e-6, 1.2345678e-9, 7e-4]) expect(Number(numberWord(value))).toBe(value);
});
