import { describe, expect, test } from "vitest";
import { FormatError } from "../../base/errors.ts";
import type { Measurement } from "../measurement.ts";
import { readDelimited } from "./delimited.ts";
import { delimitedFormat } from "./format.ts";

const read = (text: string | Uint8Array, name = "a.csv"): Measurement =>
  readDelimited({ name, bytes: typeof text === "string" ? new TextEncoder().encode(text) : text });

const columnsOf = (text: string, table = 0): [string, string | null, unknown[]][] =>
  (read(text).tables[table]?.columns ?? []).map((c) => [c.name, c.unit, [...c.values()]]);

const utf16 = (text: string, little: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(2 * text.length + 2));
  [...`\ufeff${text}`].forEach((c, i) => {
    view.setUint16(2 * i, c.charCodeAt(0), little);
  });
  return new Uint8Array(view.buffer);
};

describe("headings", () => {
  test.each([
    [
      "Freq,Zreal,Zimag,Zmod,Zphz",
      ["frequency", "realImpedance", "imaginaryImpedance", "impedanceModulus", "impedancePhase"],
    ],
    ["f/Hz,Re(Z)/Ohm,-Im(Z)/Ohm", ["frequency", "realImpedance", "negativeImaginaryImpedance"]],
    ["frequency [kHz],Z' [mΩ],Z'' [mΩ]", ["frequency", "realImpedance", "imaginaryImpedance"]],
    ["Frequency (Hz),Z′ (Ω),−Z″ (Ω)", ["frequency", "realImpedance", "negativeImaginaryImpedance"]],
    ["freq / Hz,Z_re / Ohm,-Z_im / Ohm", ["frequency", "realImpedance", "negativeImaginaryImpedance"]],
    ["time/s,Ewe/V,I/mA", ["time", "workingPotential", "current"]],
    ["t [s],<Ewe>/V,T/°C", ["time", "meanWorkingPotential", "temperature"]],
    ["f,|Z|/Ohm,-Phase(Z)/deg", ["frequency", "impedanceModulus", "negativeImpedancePhase"]],
    ["f,Z' (Ohm.cm2),mystery", ["frequency", "Z' (Ohm.cm2)", "mystery"]],
    ["f,f,Zreal", ["frequency", "f", "realImpedance"]],
  ])("%s", (heading, names) => {
    const width = heading.split(",").length;
    const row = Array.from({ length: width }, (_, i) => i + 1).join(",");
    expect(columnsOf(`${heading}\n${row}\n${row}\n`).map(([name]) => name)).toEqual(names);
  });

  test("headings of other spacing than the rows, after a comment mark, or one short", () => {
    const names = (text: string): string[] => columnsOf(text).map(([name]) => name);
    expect(names("# Freq (Hz)   Zre (ohm)   Zim (ohm)\n3 1 -1\n2 1 -2\n")).toEqual([
      "frequency",
      "realImpedance",
      "imaginaryImpedance",
    ]);
    expect(names("% f, Z', Z''\n3 1 -1\n2 1 -2\n")).toEqual(["frequency", "realImpedance", "imaginaryImpedance"]);
    expect(names("f Z' Z''\n1 3 1 -1\n2 2 1 -2\n")).toEqual([
      "column 1",
      "frequency",
      "realImpedance",
      "imaginaryImpedance",
    ]);
  });

  test("units stand in brackets, after a slash, or in a line of their own", () => {
    expect(columnsOf("f/kHz;Z' (mΩ)\n1;2\n").map(([, unit]) => unit)).toEqual(["kHz", "mΩ"]);
    expect(columnsOf("Frequency\tZ'\tZ''\nHz\tohm\tohm\n3\t2\t-1\n1\t4\t-2\n")).toEqual([
      ["frequency", "Hz", [3, 1]],
      ["realImpedance", "ohm", [2, 4]],
      ["imaginaryImpedance", "ohm", [-1, -2]],
    ]);
  });
});

describe("numbers", () => {
  test.each([
    ["semicolons and decimal commas", "f;a;b\n1,5;2,25;-3,5\n2;3;4\n"],
    ["tabs and decimal commas", "f\ta\tb\n1,5\t2,25\t-3,5\n2\t3\t4\n"],
    ["blanks", "  f   a   b\n 1.5  2.25  -3.5\n 2  3  4\n"],
    ["quoted cells with decimal commas", 'f,a,b\n"1,5","2,25","-3,5"\n2,3,4\n'],
    ["exponents of Fortran, a true minus", "f,a,b\n1.5D+00,22.5d-1,−3.5\n2,3,4\n"],
    ["old Macintosh line ends", "f,a,b\r1.5,2.25,-3.5\r2,3,4\r"],
  ])("%s", (_, text) => {
    expect(columnsOf(text).map(([, , values]) => values)).toEqual([
      [1.5, 2],
      [2.25, 3],
      [-3.5, 4],
    ]);
  });

  test("UTF-16 of either order, and Windows-1252", () => {
    const text = "f/Hz\tZ'/Ω\n1\t2\n3\t4\n";
    for (const little of [true, false]) expect(read(utf16(text, little)).tables[0]?.columns[1]?.unit).toBe("Ω");
    const western = Uint8Array.from("I/µA;f/Hz\n1;2\n", (c) => c.charCodeAt(0));
    expect(read(western).tables[0]?.columns[0]).toMatchObject({ name: "current", unit: "µA" });
  });

  test("missing and overloaded values are not a number", () => {
    expect(columnsOf("f,a,b\n1,2,3\n2,NaN,OVLD\n3,,1.#IND\n").map(([, , values]) => values)).toEqual([
      [1, 2, 3],
      [2, Number.NaN, Number.NaN],
      [3, Number.NaN, Number.NaN],
    ]);
  });

  test("a text column stays text, a damaged number is left empty with a warning", () => {
    const { tables, warnings } = read("f,a,note\n1,2,x\n2,3?,y\n3,4,z\n");
    expect(tables[0]?.columns.map((c) => [...c.values()])).toEqual([
      [1, 2, 3],
      [2, Number.NaN, 4],
      ["x", "y", "z"],
    ]);
    expect(warnings.map((w) => w.code)).toEqual(["unreadable-cells"]);
  });

  test("thousands and two decimal marks are refused, three digits after every comma told", () => {
    expect(() => read("f;a\n1.234,5;2\n1;2\n")).toThrow(FormatError);
    expect(() => read("f;a\n1,5;2\n2.5;2\n")).toThrow(/"1,5" in line 2 has a comma and "2.5" in line 3 a point/);
    expect(read("f;a\n1,500;2\n2,250;2\n").warnings.map((w) => w.code)).toEqual(["decimal-comma-assumed"]);
  });
});

describe("blocks", () => {
  test("each line of headings begins a table; a preamble becomes settings, private keys apart", () => {
    const text = "Sample: A1\nOperator: Ada\nf,Zreal,Zimag\n3,1,-1\n2,1,-2\n\nf,Zreal,Zimag\n3,5,-1\n2,5,-2\n1,5,-3\n";
    const { tables, settings, privateFields } = read(text);
    expect(tables.map((t) => t.rows)).toEqual([2, 3]);
    expect(settings).toEqual([{ name: "Sample", unit: null, values: ["A1"] }]);
    expect(privateFields).toEqual([{ name: "Operator", value: "Ada" }]);
  });

  test("stray lines and rows of another length are told", () => {
    const codes = (text: string): string[] => read(text).warnings.map((w) => w.code);
    expect(codes("f,a\n1,2\nstopped\n3,4\n")).toEqual(["lines-left-out"]);
    expect(codes("f,a,b\n1,2,3\n4,5\n7,8,9\n")).toEqual(["uneven-rows"]);
    expect(codes("f,a,b\n1,2,3\n4,5,6\n7,8")).toEqual(["truncated-file"]);
  });

  test("a plain Zimag that is positive throughout is told", () => {
    const text = `f,Zreal,Zimag\n${[5, 4, 3, 2, 1].map((f) => `${f},1,${f}\n`).join("")}`;
    expect(read(text).warnings.map((w) => w.code)).toEqual(["imaginary-part-positive"]);
    expect(read(text.replace("Zimag", "-Zimag")).warnings).toEqual([]);
  });

  test("without headings three columns are f, Z', Z″; other widths get numbers", () => {
    expect(columnsOf("2 1 -1\n1 1 -2\n").map(([name]) => name)).toEqual([
      "frequency",
      "realImpedance",
      "imaginaryImpedance",
    ]);
    expect(columnsOf("0 1 -1\n-1 1 -2\n").map(([name]) => name)).toEqual(["column 1", "column 2", "column 3"]);
    expect(columnsOf("2 1\n1 1\n").map(([name]) => name)).toEqual(["column 1", "column 2"]);
  });
});

test("recognises rows of two numbers and nothing else", () => {
  const recognise = (text: string): string =>
    delimitedFormat.recognise({ name: "a.csv", bytes: new TextEncoder().encode(text) });
  expect(recognise("1,2\n")).toBe("possible");
  expect(recognise("tau\n1\n2\n3\n")).toBe("possible");
  expect(recognise("On 3 May we saw 4 cells.\n")).toBe("no");
  expect(recognise("")).toBe("no");
});
