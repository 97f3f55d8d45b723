// Oracle: text composed here as EC-Lab writes it, with known numbers; for the number parser the language's own.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, test } from "vitest";
import { findColumn, numbersOf, type Table } from "../../base/table.ts";
import type { Measurement } from "../measurement.ts";
import { readMpr } from "./mpr.ts";
import { readMpt } from "./mpt.ts";
import { biologicMptFormat } from "./mpt-format.ts";
import { parseNumber } from "./mpt-number.ts";

const DOT = 0x2e;
const COMMA = 0x2c;

/** As EC-Lab prints a float: `-1.2500000E+001`. */
function print(value: number, decimal: string, digits = 7): string {
  const [mantissa = "", exponent = ""] = value.toExponential(digits).split("e");
  const sign = exponent.startsWith("-") ? "-" : "+";
  return `${mantissa.replace(".", decimal)}E${sign}${exponent.replace(/[+-]/, "").padStart(3, "0")}`;
}

interface Style {
  readonly decimal?: "." | ",";
  readonly eol?: "\n" | "\r\n";
  readonly closingTab?: boolean;
}

const ROWS = 20;
const rowValues = (i: number): readonly number[] => [i % 3, 1e5 / 1.7 ** i, 12.5 + i / 3, -0.25 * i, 3 + i / 7];
/** The numbers as the text gives them, column by column. */
const WRITTEN = [0, 1, 2, 3, 4].map((k) =>
  Array.from({ length: ROWS }, (_, i) => Number(rowValues(i)[k]?.toExponential(7)) + 0),
);
const NAMES = ["Ns", "freq/Hz", "Re(Z)/Ohm", "-Im(Z)/Ohm", "Cs/µF"];

function rowsOf({ decimal = ".", eol = "\n", closingTab = false }: Style): string {
  return Array.from({ length: ROWS }, (_, i) => {
    const [first = 0, ...rest] = rowValues(i);
    return `${[String(first), ...rest.map((value) => print(value, decimal))].join("\t")}${closingTab ? "\t" : ""}${eol}`;
  }).join("");
}

const parameter = (label: string, ...cells: readonly string[]): string =>
  [label, ...cells].map((cell) => cell.padEnd(20)).join("");

function headerLines(decimal: string): string[] {
  const number = (text: string): string => text.replace(".", decimal);
  return [
    "",
    "Galvano Electrochemical Impedance Spectroscopy",
    "",
    "Run on channel : 7 (SN 15265)",
    "User : K. Muster",
    "Safety Limits :",
    "\tDo not start on E overload",
    "Acquisition started on : 03.04.2025 09:15:30.250",
    "Loaded Setting File :  NONE",
    "Saved on :",
    "\tFile : cell.mpr",
    "\tDirectory : C:\\Users\\muster\\",
    "\tHost : 192.0.2.1",
    "Device : SP-300 (SN 1854)",
    "Address : USB",
    "EC-Lab for windows v11.61 (software)",
    "Internet server v11.60 (firmware)",
    "Command interpretor v11.61 (firmware)",
    "Electrode material : NaK50",
    "Electrolyte : NASICON",
    "Comments : first",
    "Comments : second : with colon",
    `Mass of active material : ${number("2.800")} mg`,
    " at x = 0.000",
    `Battery capacity : ${number("105.000")} µA.h`,
    "Reference electrode : (unspecified)",
    `Electrode surface area : ${number("113.100")} mm²`,
    `Characteristic mass : ${number("0.001")} g`,
    "External device configuration :",
    "\tAnalog IN 1 : Temperature",
    "Record Ece",
    "Cycle Definition : Charge/Discharge alternance",
    parameter("Ns", "0", "1"),
    parameter("Is", number("0.050"), number("0.100")),
    parameter("unit Is", "mA", "mA"),
    parameter("vs.", "<None>", "<None>"),
    parameter("ts (h:m:s)", number("0:00:30.0000"), number("0:01:0.0000")),
    "",
    "Modify on : 03/04/2025 10:00:00",
    parameter("Is", number("0.050"), number("0.200")),
    "",
    "Number of loops : 2",
    "Loop 0 from point number 0 to 9",
    "Loop 1 from point number 10 to 19",
    "",
  ];
}

function compose(style: Style & { readonly bare?: boolean } = {}): string {
  const { decimal = ".", eol = "\n", bare = false } = style;
  const lines = bare ? [] : headerLines(decimal);
  const head = [
    "EC-Lab ASCII FILE",
    `Nb header lines : ${lines.length + 3}          `,
    ...lines,
    `${NAMES.join("\t")}\t`,
  ];
  return head.map((line) => line + eol).join("") + rowsOf(style);
}

/** windows-1252 for letters up to U+00FF. */
const narrow = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const open = (bytes: Uint8Array, name = "cell.mpt"): Measurement => readMpt({ name, bytes });
const codes = (measurement: Measurement): string[] => measurement.warnings.map((warning) => warning.code);
function tableOf(measurement: Measurement): Table {
  const table = measurement.tables[0];
  if (table === undefined) throw new Error("no table");
  return table;
}
const setting = (measurement: Measurement, name: string) =>
  measurement.settings.find((one) => one.name === name)?.values;

function expectRows(measurement: Measurement, rows = ROWS): void {
  const table = tableOf(measurement);
  expect(table.rows).toBe(rows);
  const found = table.columns.slice(0, NAMES.length).map((column) => [...column.values()]);
  expect(found).toEqual(WRITTEN.map((column) => column.slice(0, rows)));
}

describe("numbers", () => {
  test("are those of the language, to the last bit", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer({ min: 0, max: 20 }),
        (value, digits) => {
          for (const text of [value.toExponential(digits), String(value), print(value, ".", digits)]) {
            const wanted = Number(text);
            if (!Number.isFinite(wanted)) continue;
            const bytes = narrow(`a\t ${text} \tb`);
            const comma = narrow(text.replace(".", ","));
            expect(parseNumber(bytes, 2, bytes.length - 2, DOT)).toBe(wanted + 0);
            expect(parseNumber(comma, 0, comma.length, COMMA)).toBe(wanted + 0);
          }
        },
      ),
      { seed: 7, numRuns: 2000 },
    );
  });

  test.each(["", " ", "abc", "1.2.3", "1e", "1e+", "--1", "1-2", "0x10", "1 2", "NaN", "1,5"])("%j is none", (text) => {
    expect(parseNumber(narrow(text), 0, text.length, DOT)).toBeNaN();
  });
});

describe("rows", () => {
  const styles: readonly Style[] = ([".", ","] as const).flatMap((decimal) =>
    (["\n", "\r\n"] as const).flatMap((eol) => [true, false].map((closingTab) => ({ decimal, eol, closingTab }))),
  );
  test.each(styles)("%j", (style) => {
    for (const bare of [true, false]) {
      const measurement = open(narrow(compose({ ...style, bare })));
      expectRows(measurement);
      expect(measurement.warnings).toEqual([]);
      expect(tableOf(measurement).columns.map((column) => column.vendorName)).toEqual(NAMES);
      expect(tableOf(measurement).columns.map((column) => column.name)).toEqual([
        ...["sequence", "frequency", "realImpedance", "negativeImaginaryImpedance", "seriesCapacitance"],
      ]);
    }
  });

  test("names alone, no header", () => {
    const measurement = open(narrow(`${NAMES.join("\t")}\t\n${rowsOf({})}`));
    expectRows(measurement);
    expect(measurement.technique).toBeNull();
    expect(measurement.start).toBeNull();
  });

  test("windows-1252, UTF-8, UTF-8 with mark, and µ lost to U+FFFD", () => {
    const text = compose();
    const lost = text.replace(/[µ²]/g, "\uFFFD");
    for (const bytes of [narrow(text), utf8(text), utf8(`\uFEFF${text}`), utf8(lost)]) {
      const measurement = open(bytes);
      expectRows(measurement);
      expect(findColumn(tableOf(measurement), "seriesCapacitance")?.unit).toBe("µF");
      expect(measurement.cell.area).toBeCloseTo(1.131e-4, 12);
      expect(measurement.cell.capacity).toBeCloseTo(0.378, 9);
    }
  });

  test("missing cells are NaN, blank lines are no rows, repeated names stay", () => {
    const measurement = open(
      narrow(
        "EC-Lab ASCII FILE\nNb header lines : 3\ntime/s\tEwe/V\tEwe/V\t\n1\tXXX\t2\n\n2\tNaN\t\n3\t5\n\t\t\n4\t5\t6\n",
      ),
    );
    const [time, first, second] = tableOf(measurement).columns.map((column) => [...column.values()]);
    expect(time).toEqual([1, 2, 3, 4]);
    expect(first).toEqual([Number.NaN, Number.NaN, 5, 5]);
    expect(second).toEqual([2, Number.NaN, Number.NaN, 6]);
    expect(codes(measurement)).toEqual(["missing-cells"]);
  });

  test("a last row with a missing last cell is a row, one with too few cells is cut", () => {
    const text = "EC-Lab ASCII FILE\nNb header lines : 3\ntime/s\tEwe/V\tI/mA\t\n1\t2\t3\n";
    expect(tableOf(open(narrow(`${text}2\t5\t\n`))).rows).toBe(2);
    const cut = open(narrow(`${text}2\t5\n`));
    expect(tableOf(cut).rows).toBe(1);
    expect(codes(cut)).toEqual(["truncated-file"]);
  });

  test("a column of text stays text, a stray word becomes NaN with its line", () => {
    const measurement = open(
      narrow(
        "EC-Lab ASCII FILE\nNb header lines : 3\ntime/s\tEwe/V\tremark\n03/04/2025 09:15:30\t1\ta\n03/04/2025 09:15:31\tbad\tb\n",
      ),
    );
    expect(tableOf(measurement).columns[0]?.values()).toEqual(["03/04/2025 09:15:30", "03/04/2025 09:15:31"]);
    expect(tableOf(measurement).columns[2]?.values()).toEqual(["a", "b"]);
    expect([...numbersOf(tableOf(measurement), "workingPotential")]).toEqual([1, Number.NaN]);
    expect(measurement.warnings[0]?.message).toMatch(/1 cells of column "Ewe\/V".*line 5/);
  });

  test.each([{}, { closingTab: true }, { eol: "\r\n", decimal: "," }] as const)(
    "cut anywhere, no row is wrong: %j",
    (style) => {
      const whole = narrow(compose({ ...style, bare: true }));
      const firstRow = whole.length - narrow(rowsOf(style)).length;
      // Every byte of the first and last rows, every fifth between.
      for (
        let length = firstRow;
        length <= whole.length;
        length += length < firstRow + 180 || length > whole.length - 180 ? 1 : 5
      ) {
        const measurement = open(whole.subarray(0, length));
        const rows = tableOf(measurement).rows;
        if (rows > 0) expectRows(measurement, rows);
        const cutInRow = length > firstRow && !/[\n\r]/.test(String.fromCharCode(whole[length - 1] as number));
        if (cutInRow && rows < new TextDecoder().decode(whole.subarray(firstRow, length)).split("\n").length)
          expect(codes(measurement)).toContain("truncated-file");
      }
    },
  );
});

test("a .mpr and its export in text agree", () => {
  const path = fileURLToPath(new URL("../../../examples/staircase-stripping.mpr", import.meta.url));
  const binary = tableOf(readMpr({ name: "staircase-stripping.mpr", bytes: readFileSync(path) }));
  const head = `EC-Lab ASCII FILE\nNb header lines : 3\n${binary.columns.map((column) => column.vendorName).join("\t")}\t\n`;
  const numbers = binary.columns.map((column) => Float64Array.from(numbersOf(binary, column.name)));
  const lines = Array.from({ length: binary.rows }, (_, i) =>
    numbers.map((values) => print(values[i] ?? 0, ",")).join("\t"),
  );
  const text = tableOf(open(narrow(`${head}${lines.join("\n")}\n`)));
  expect(text.rows).toBe(1000);
  expect(text.columns.map((column) => [column.name, column.unit])).toEqual(
    binary.columns.map((column) => [column.name, column.unit]),
  );
  numbers.forEach((values, k) => {
    const read = text.columns[k]?.values() ?? [];
    const worst = values.reduce(
      (most, value, i) => Math.max(most, Math.abs(Number(read[i]) - value) / (Math.abs(value) + 1e-300)),
      0,
    );
    expect(worst, text.columns[k]?.vendorName).toBeLessThan(1e-7);
  });
  expect(numbersOf(text, "frequency").filter((frequency) => frequency > 6.9e6).length).toBe(20);
});

describe("header", () => {
  const measurement = open(narrow(compose({ decimal: "," })));

  test("technique, start, instrument, cell", () => {
    expect(measurement.technique).toBe("Galvano Electrochemical Impedance Spectroscopy");
    expect(measurement.start).toEqual({ local: "2025-03-04T09:15:30.250", hasTimeOfDay: true });
    expect(measurement.instrument).toEqual({
      maker: "BioLogic",
      model: "SP-300",
      serialNumber: "1854",
      channel: "7",
      software: "EC-Lab 11.61",
    });
    expect(measurement.cell.area).toBeCloseTo(1.131e-4, 12);
    expect(measurement.cell.activeMass).toBeCloseTo(2.8e-6, 12);
    expect(measurement.cell.capacity).toBeCloseTo(0.378, 9);
    expect(measurement.cell.electrodeMaterial).toBe("NaK50");
    expect(measurement.cell.referenceElectrode).toBeNull();
    expect(measurement.cell.comment).toBe("first\nsecond : with colon");
  });

  test("parameters, changes, loops, other lines", () => {
    expect(setting(measurement, "Is")).toEqual([0.05, 0.1]);
    expect(setting(measurement, "Is vs.")).toEqual(["<None>", "<None>"]);
    expect(setting(measurement, "ts (h:m:s)")).toEqual(["0:00:30,0000", "0:01:0,0000"]);
    expect(setting(measurement, "Is (from 03/04/2025 10:00:00)")).toEqual([0.05, 0.2]);
    expect(setting(measurement, "Loop starts")).toEqual([0, 10]);
    expect(setting(measurement, "Record Ece")).toEqual([]);
    expect(setting(measurement, "External device configuration: Analog IN 1")).toEqual(["Temperature"]);
    expect(setting(measurement, "Server version")).toEqual(["11.60"]);
  });

  test("what names a person or a computer is kept apart", () => {
    expect(measurement.privateFields.map((field) => field.name)).toEqual([
      "User",
      "File",
      "Directory",
      "Host",
      "Address",
    ]);
    expect(JSON.stringify(measurement.settings)).not.toMatch(/[Mm]uster|192\.0\.2/);
  });

  test("a wrong number of header lines is mended and said", () => {
    const text = compose().replace(/Nb header lines : \d+/, "Nb header lines : 9");
    const mended = open(narrow(text));
    expectRows(mended);
    expect(codes(mended)).toEqual(["header-count-differs"]);
  });

  test("the default area counts as not entered", () => {
    const text = compose().replace("113.100 mm²", "0.001 cm²");
    expect(open(narrow(text)).cell.area).toBeNull();
  });
});

describe("other files", () => {
  test.each([
    ["", /cell.mpt is empty \(0 bytes\)/],
    ["hello\nworld\n", /starts with "hello"/],
    ["EC-Lab ASCII FILE\n", /no line of tab-separated column names/],
    ["EC-Lab ASCII FILE\nNb header lines : 70\n\nGCPL\n", /states 70 header lines/],
  ])("%j is refused in a sentence", (text, message) => {
    expect(() => open(narrow(text))).toThrow(message);
    expect(() => open(narrow(text))).toThrow(expect.objectContaining({ name: "FormatError" }));
  });

  test("a table far wider than its bytes is not allocated", () => {
    const text = `EC-Lab ASCII FILE\nNb header lines : 3\ntime/s\tEwe/V${"\ttime/s".repeat(20_000)}\n${"1\n".repeat(20_000)}`;
    expect(() => open(narrow(text))).toThrow(/column names but only/);
  });

  test("are recognised by content, then by name", async () => {
    const recognise = (name: string, text: string): string =>
      biologicMptFormat.recognise({ name, bytes: narrow(text) });
    expect(recognise("a.txt", compose())).toBe("certain");
    expect(recognise("a.txt", compose().replace("EC-Lab", "BT-Lab"))).toBe("certain");
    expect(recognise("a.txt", "time/s\tEwe/V\tI/mA\t\n")).toBe("certain");
    expect(recognise("a.txt", "time/s\tvoltage\n")).toBe("possible");
    expect(recognise("a.txt", "1\t2\n")).toBe("no");
    expect(recognise("a.mpt", "1\t2\n")).toBe("possible");
    expect(recognise("a.txt", "")).toBe("no");
    const read = await biologicMptFormat.load();
    expect(tableOf(read({ name: "a.txt", bytes: narrow(compose()) })).rows).toBe(ROWS);
  });
});

test("1 000 seeded bit flips: a table or a FormatError, nothing else", () => {
  const bytes = narrow(compose());
  const random = xoroshiro128plus(20_250_304);
  for (let i = 0; i < 1000; i++) {
    const at = uniformInt(random, 0, bytes.length - 1);
    const kept = bytes[at] as number;
    bytes[at] = kept ^ (1 << uniformInt(random, 0, 7));
    try {
      const table = tableOf(open(bytes));
      expect(table.columns.every((column) => column.values().length === table.rows)).toBe(true);
    } catch (error) {
      expect(error).toMatchObject({ name: "FormatError" });
    }
    bytes[at] = kept;
  }
});
