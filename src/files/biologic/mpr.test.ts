// Oracle: files composed by test/support/mpr-writer.ts from the description of the format, with known numbers.
import { describe, expect, test } from "vitest";
import {
  dataPayload,
  externalPayload,
  logPayload,
  loopPayload,
  mprFile,
  settingsPayload,
  type TestColumn,
  type TestModule,
} from "../../../test/support/mpr-writer.ts";
import { findColumn, findNumbers, numbersOf, type Table } from "../../base/table.ts";
import type { Measurement } from "../measurement.ts";
import { flagColumns, storedColumns } from "./column-ids.ts";
import { readMpr } from "./mpr.ts";
import { biologicMprFormat } from "./mpr-format.ts";

const ROWS = 12;
const series = (value: (i: number) => number): number[] => Array.from({ length: ROWS }, (_, i) => value(i));

const flags: TestColumn = { id: 1, type: "flags", values: series((i) => (i < 6 ? 0b1000_0101 : 0b0011_0010)) };
const time: TestColumn = { id: 4, type: "f8", values: series((i) => 0.1 * i + 1e-9) };
const control: TestColumn = { id: 5, type: "f4", values: series((i) => i / 4) };
const ewe: TestColumn = { id: 6, type: "f4", values: series((i) => 0.5 - i / 8) };
const current: TestColumn = { id: 8, type: "f4", values: series((i) => i - 5) };
const range: TestColumn = { id: 39, type: "u2", values: series(() => 41) };
const halfCharge: TestColumn = { id: 467, type: "f8", values: series((i) => (i % 2 === 0 ? 1 : -1) * i) };
const halfCycle: TestColumn = { id: 468, type: "u4", values: series((i) => Math.floor(i / 2)) };
const columns = [flags, time, control, ewe, current, range, halfCharge, halfCycle];

/** 2025-03-04 09:15:30.250 as OLE date. */
const START = Date.UTC(2025, 2, 4, 9, 15, 30, 250) / 86_400_000 + 25_569;

interface Options {
  readonly layout?: "v0" | "v2" | "v3" | "new";
  readonly columns?: readonly TestColumn[];
  readonly extra?: readonly TestModule[];
  readonly settings?: Uint8Array;
  readonly log?: boolean;
  readonly dataBytes?: (payload: Uint8Array) => Uint8Array;
}

function compose(options: Options = {}): Uint8Array {
  const layout = options.layout ?? "new";
  const payload = dataPayload(options.columns ?? columns, layout, [2, 3, 21, 31, 65]);
  const version = { v0: 0, v2: 2, v3: 3, new: 0 }[layout];
  return mprFile(
    [
      { name: "VMP Set", payload: options.settings ?? settingsPayload() },
      ...(options.extra ?? []),
      { name: "VMP data", payload: options.dataBytes?.(payload) ?? payload, version },
      ...(options.log === false ? [] : [{ name: "VMP LOG", payload: logPayload(START) }]),
    ],
    layout === "new" ? "new" : "old",
  );
}

const thin = (n: number): string => n.toLocaleString("en").replaceAll(",", "\u2009");
const open = (bytes: Uint8Array, name = "cell.mpr"): Measurement => readMpr({ name, bytes });
const codes = (measurement: Measurement): string[] => measurement.warnings.map((warning) => warning.code);
function tableOf(measurement: Measurement): Table {
  const table = measurement.tables[0];
  if (table === undefined) throw new Error("no table");
  return table;
}
const numbers = (measurement: Measurement, name: string): number[] => [...numbersOf(tableOf(measurement), name)];
const quiet = { parameters: { start: 0x1847, count: 1, records: [new Uint8Array(4)] } };

describe("layouts", () => {
  const small = columns.filter((column) => column.id < 256);
  test.each([
    ["new", columns],
    ["v3", columns],
    ["v2", columns],
    ["v0", small],
  ] as const)("%s: every column in its stored width", (layout, used) => {
    const measurement = open(compose({ layout, columns: used }));
    const table = tableOf(measurement);
    expect(table.rows).toBe(ROWS);
    expect(codes(measurement).filter((code) => code !== "parameters-not-read")).toEqual([]);
    expect(numbers(measurement, "time")).toEqual(time.values);
    expect(numbers(measurement, "workingPotential")).toEqual(ewe.values.map(Math.fround));
    expect(findNumbers(table, "workingPotential")).toBeInstanceOf(Float32Array);
    expect(findNumbers(table, "time")).toBeInstanceOf(Float64Array);
    expect(findNumbers(table, "currentRange")).toBeInstanceOf(Uint16Array);
    expect(findNumbers(table, "mode")).toBeInstanceOf(Uint8Array);
    expect(numbers(measurement, "mode")).toEqual(series((i) => (i < 6 ? 1 : 2)));
    expect(numbers(measurement, "oxidation")).toEqual(series((i) => (i < 6 ? 1 : 0)));
    expect(numbers(measurement, "error")).toEqual(series(() => 0));
    expect(numbers(measurement, "controlChanges")).toEqual(series((i) => (i < 6 ? 0 : 1)));
    expect(numbers(measurement, "sequenceChanges")).toEqual(series((i) => (i < 6 ? 0 : 1)));
    expect(numbers(measurement, "counterIncrement")).toEqual(series((i) => (i < 6 ? 1 : 0)));
    expect(table.columns.slice(0, 8).map((column) => column.vendorName)).toEqual([
      ...["mode", "ox/red", "error", "control changes", "Ns changes", "counter inc.", "time/s", "control/V/mA"],
    ]);
  });

  test("every id of the table decodes in its width, wherever it stands", () => {
    const all = [...storedColumns].map(
      ([id, { type }]): TestColumn => ({ id, type, values: series((i) => (id + i) % 200) }),
    );
    const measurement = open(compose({ columns: [flags, ...all] }));
    expect(codes(measurement).filter((code) => code !== "parameters-not-read")).toEqual([]);
    const stored = tableOf(measurement).columns.filter((column) => column.derived === null);
    expect(stored.length).toBe(all.length + flagColumns.size);
    all.forEach((column, i) => {
      expect([...(stored[i + flagColumns.size]?.values() ?? [])]).toEqual(column.values);
    });
    expect(stored.filter((column) => column.name === column.vendorName).map((column) => column.name)).toEqual([
      "mode",
      "error",
    ]);
  });

  test("bytes that begin anywhere in their buffer", () => {
    const bytes = compose();
    const shifted = new Uint8Array(bytes.length + 3).subarray(3);
    shifted.set(bytes);
    expect(numbers(open(shifted), "time")).toEqual(time.values);
  });
});

describe("derived columns", () => {
  test("follow the rules of the text export, after the stored ones", () => {
    const measurement = open(compose());
    const table = tableOf(measurement);
    const firstDerived = table.columns.findIndex((column) => column.derived !== null);
    expect(table.columns.slice(firstDerived).every((column) => column.derived !== null)).toBe(true);
    expect(numbers(measurement, "controlCurrent")).toEqual(series((i) => (i < 6 ? i / 4 : 0)));
    expect(numbers(measurement, "controlVoltage")).toEqual(series((i) => (i < 6 ? 0 : i / 4)));
    expect(numbers(measurement, "cycleNumber")).toEqual(series((i) => Math.floor(i / 4)));
    expect(numbers(measurement, "positiveCharge")).toEqual(series((i) => (i % 2 === 0 ? i : 0)));
    expect(numbers(measurement, "negativeCharge")).toEqual(series((i) => (i % 2 === 0 ? 0 : i)));
    expect(numbers(measurement, "capacity")).toEqual(series((i) => i));
    expect(numbers(measurement, "power")).toEqual(series((i) => ((0.5 - i / 8) * (i - 5)) / 1000));
    expect(findColumn(table, "capacity")?.unit).toBe("mA.h");
  });

  test("Ewe-Ece from whatever of the two is stored; neither it nor P beside a spectrum", () => {
    const ece: TestColumn = { id: 441, type: "f4", values: series((i) => i / 16) };
    const frequency: TestColumn = { id: 32, type: "f4", values: series((i) => 2 ** i) };
    const measurement = open(compose({ columns: [...columns, ece] }));
    expect(numbers(measurement, "workingMinusCounterPotential")).toEqual(series((i) => 0.5 - i / 8 - i / 16));
    const spectrum = tableOf(open(compose({ columns: [...columns, ece, frequency] })));
    expect(findColumn(spectrum, "power")).toBeUndefined();
    expect(findColumn(spectrum, "workingMinusCounterPotential")).toBeUndefined();
  });

  test("Re(Z) and -Im(Z) from modulus and phase", () => {
    const modulus: TestColumn = { id: 36, type: "f4", values: series((i) => i) };
    const phase: TestColumn = { id: 35, type: "f4", values: series(() => -30) };
    const measurement = open(compose({ columns: [...columns, modulus, phase] }));
    numbers(measurement, "realImpedance").forEach((value, i) => {
      expect(value).toBeCloseTo((i * Math.sqrt(3)) / 2, 12);
    });
    numbers(measurement, "negativeImaginaryImpedance").forEach((value, i) => {
      expect(value).toBeCloseTo(i / 2, 12);
    });
  });

  test("are left out where the file stores them", () => {
    const stored: TestColumn = { id: 24, type: "f8", values: series(() => 7) };
    const measurement = open(compose({ columns: [...columns, stored] }));
    expect(tableOf(measurement).columns.filter((column) => column.name === "cycleNumber").length).toBe(1);
    expect(numbers(measurement, "cycleNumber")).toEqual(series(() => 7));
  });
});

describe("unknown column ids", () => {
  test.each([
    ["u1", 1],
    ["u2", 2],
    ["f4", 4],
    ["f8", 8],
  ] as const)("one of type %s: its size follows, the others stay exact", (type, size) => {
    const unknown: TestColumn = { id: 9000, type, values: series((i) => i) };
    const measurement = open(compose({ columns: [flags, time, unknown, ewe, current] }));
    expect(codes(measurement)).toContain("unknown-column");
    expect(measurement.warnings.find((warning) => warning.code === "unknown-column")?.message).toContain(
      `${size} bytes`,
    );
    expect(numbers(measurement, "unknown9000")).toEqual(unknown.values);
    expect(numbers(measurement, "time")).toEqual(time.values);
    expect(numbers(measurement, "current")).toEqual(current.values);
  });

  test("two: told apart by a time that must not decrease and values that must be finite", () => {
    const hard = (id: number, type: "f4" | "f8"): TestColumn => ({
      id,
      type,
      values: series((i) => Math.sin(9 * i) * 1e3),
    });
    const measurement = open(compose({ columns: [flags, hard(9000, "f4"), time, hard(9001, "f8"), ewe] }));
    expect(numbers(measurement, "time")).toEqual(time.values);
    expect(numbers(measurement, "workingPotential")).toEqual(ewe.values);
    expect(numbers(measurement, "unknown9001")).toEqual(hard(9001, "f8").values);
  });

  test("several that cannot be told apart are refused with their ids", () => {
    const unknown = (id: number, type: "f4" | "f8"): TestColumn => ({ id, type, values: series((i) => i) });
    const bytes = compose({ columns: [flags, time, unknown(9000, "f4"), unknown(9001, "f8")] });
    expect(() => open(bytes)).toThrow(/9000, 9001/);
  });
});

describe("counts and cuts", () => {
  const record = 1 + 8 + 4 + 4 + 4 + 2 + 8 + 4;
  const withCount = (count: number) => (payload: Uint8Array) => {
    new DataView(payload.buffer).setUint32(0, count, true);
    return payload;
  };

  test.each([0, 3, 24, 0xffffffff])("a counter of %i gives the 12 rows that are there, and a warning", (count) => {
    const measurement = open(compose({ dataBytes: withCount(count) }));
    expect(tableOf(measurement).rows).toBe(ROWS);
    expect(codes(measurement)).toContain("row-count-differs");
    expect(measurement.warnings.some((warning) => warning.message.includes(String(count)))).toBe(true);
  });

  test("a file cut inside row 8 gives 7 rows", () => {
    const whole = compose({ log: false });
    const measurement = open(whole.subarray(0, whole.length - 4 * record - 5));
    expect(tableOf(measurement).rows).toBe(7);
    expect(codes(measurement)).toEqual(expect.arrayContaining(["truncated-file", "log-missing"]));
    expect(measurement.warnings.find((warning) => warning.code === "truncated-file")?.message).toMatch(
      /12 rows.*7 complete/,
    );
    expect(numbers(measurement, "time")).toEqual(time.values.slice(0, 7));
  });

  test("a file cut before its first row says how many bytes there are, and how many the module promises", () => {
    const whole = compose({ log: false });
    const measurement = open(whole.subarray(0, whole.length - ROWS * record));
    expect(tableOf(measurement).rows).toBe(0);
    expect(measurement.warnings.find((warning) => warning.code === "truncated-file")?.message).toBe(
      `cell.mpr ends early (${thin(whole.length - ROWS * record)} of at least ${thin(whole.length)} bytes): its data module states 12 rows of ${record} bytes, none of them is complete. Copy it again from the instrument's computer.`,
    );
  });

  test("records that do not fill the module are refused", () => {
    const bytes = compose({ dataBytes: (payload) => payload.slice(0, -3) });
    expect(() => open(bytes)).toThrow(/not a whole number/);
  });

  test("a file without rows is read", () => {
    const empty = columns.map((column) => ({ ...column, values: [] }));
    const measurement = open(compose({ columns: empty }));
    expect(tableOf(measurement).rows).toBe(0);
    expect(numbers(measurement, "time")).toEqual([]);
  });
});

describe("settings and log", () => {
  test("area in its unit, and nothing where nothing was entered", () => {
    const area = (value: number, unit: number) =>
      open(compose({ settings: settingsPayload({ ...quiet, area: value, areaUnit: unit }) })).cell.area;
    expect(area(0.1257, 2)).toBeCloseTo(1.257e-5, 12);
    expect(area(113.1, 3)).toBeCloseTo(1.131e-4, 12);
    expect(area(0.001, 2)).toBeNull();
    expect(area(0.001, 3)).toBeNull();
    expect(area(0, 2)).toBeNull();
    expect(area(1, 7)).toBeNull();
  });

  test("mass, capacity, comment; the word MODULE in a comment is no module", () => {
    const settings = settingsPayload({ ...quiet, mass: 2.8, capacity: 0.5, comment: "MODULEVMP data \xb5" });
    const { cell } = open(compose({ settings }));
    expect(cell.activeMass).toBeCloseTo(2.8e-6, 12);
    expect(cell.capacity).toBeCloseTo(1.8, 9);
    expect(cell.comment).toBe("MODULEVMP data µ");
    expect(cell.referenceElectrode).toBeNull();
  });

  test("an unknown technique is named by its id and everything is decoded", () => {
    const measurement = open(compose({ settings: settingsPayload({ ...quiet, technique: 200 }) }));
    expect(measurement.technique).toBe("technique 200");
    expect(codes(measurement)).toContain("technique-unknown");
    expect(measurement.settings.find((setting) => setting.name === "Parameters, raw")?.values).toEqual(["00000000"]);
    expect(numbers(measurement, "time")).toEqual(time.values);
  });

  test.each([
    [0x1847, 4],
    [0x1846, 1],
    [0x1845, 1],
    [0x572, 1],
  ])("parameters of CP with the block at %i, references in %i bytes", (start, reference) => {
    const recordOf = (value: number): Uint8Array => {
      const bytes = new Uint8Array(45 + reference);
      const view = new DataView(bytes.buffer);
      view.setFloat32(0, value, true);
      view.setFloat32(5 + reference, 30 * value, true);
      view.setFloat32(9 + reference, Number.NaN, true);
      bytes[35 + reference] = 10;
      return bytes;
    };
    const parameters = { start, count: 16, records: [recordOf(1), recordOf(2)] };
    const measurement = open(compose({ settings: settingsPayload({ technique: 25, parameters }) }));
    const values = (name: string) => measurement.settings.find((setting) => setting.name === name)?.values;
    expect(values("Is")).toEqual([1, 2]);
    expect(values("ts (h:m:s)")).toEqual([30, 60]);
    expect(values("EM (V)")).toEqual(["pass", "pass"]);
    expect(measurement.warnings).toEqual([]);
  });

  test("start to the ms, channel, serial number, version; path and addresses apart", () => {
    const measurement = open(compose());
    expect(measurement.start).toEqual({ local: "2025-03-04T09:15:30.250", hasTimeOfDay: true });
    expect(measurement.instrument).toEqual({
      maker: "BioLogic",
      model: null,
      serialNumber: "1854",
      channel: "2",
      software: "EC-Lab 11.50",
    });
    expect(measurement.privateFields.map((field) => field.name)).toEqual(["File", "Host", "Address"]);
    expect(JSON.stringify(measurement.settings)).not.toMatch(/measurements|192\.0\.2/);
  });

  test("without a log only the date is known", () => {
    const measurement = open(compose({ log: false }));
    expect(measurement.start).toEqual({ local: "2025-03-04", hasTimeOfDay: false });
    expect(codes(measurement)).toContain("log-missing");
  });

  test("loops start at their rows", () => {
    const bytes = compose({ extra: [{ name: "VMP loop", payload: loopPayload([0, 4, 8], ROWS) }] });
    expect(open(bytes).settings.find((setting) => setting.name === "Loop starts")?.values).toEqual([0, 4, 8]);
    const absurd = loopPayload([0, 4, 8], ROWS);
    new DataView(absurd.buffer).setUint32(0, 0xffffffff, true);
    expect(codes(open(compose({ extra: [{ name: "VMP loop", payload: absurd }] })))).toContain("loops-not-read");
  });
});

describe("analog inputs", () => {
  const payload = externalPayload("Force/N", 0, 10, 0, 1100);
  const input = (values: readonly number[]): Options => ({
    layout: "v3",
    columns: [flags, time, { id: 16, type: "f4", values }],
    extra: [{ name: "VMP ExtDev", payload }],
  });

  test("volts are scaled", () => {
    const measurement = open(compose(input(series((i) => i / 2))));
    expect(numbers(measurement, "Force/N")).toEqual(series((i) => 55 * i));
    expect(findColumn(tableOf(measurement), "Force/N")?.unit).toBe("N");
  });

  test("numbers beyond the range in volts were scaled before they were stored", () => {
    const measurement = open(compose(input(series((i) => 160 + i))));
    expect(numbers(measurement, "Force/N")).toEqual(series((i) => 160 + i));
    expect(findColumn(tableOf(measurement), "Force/N")?.derived).toMatch(/^as stored/);
  });
});

describe("other files", () => {
  const refused = (bytes: Uint8Array): string => {
    try {
      open(bytes);
    } catch (error) {
      if (error instanceof Error && error.name === "FormatError") return error.message;
    }
    return "was read";
  };
  const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

  test("are refused in a sentence", () => {
    expect(refused(new Uint8Array(0))).toBe(
      "cell.mpr is empty (0 bytes); copy it again from the instrument's computer.",
    );
    expect(refused(ascii("PK\x03\x04 and more"))).toMatch(/starts with "PK": this is a zip archive/);
    expect(refused(ascii("EC-Lab ASCII FILE\r\n"))).toMatch(/text export/);
    expect(refused(ascii("BIO-LOGIC MODULAR FILE"))).toMatch(/no complete module/);
    expect(refused(compose().subarray(0, 3000))).toMatch(/no "VMP data" module/);
  });

  test("are recognised by content, then by name", async () => {
    const recognise = (name: string, bytes: Uint8Array): string => biologicMprFormat.recognise({ name, bytes });
    expect(recognise("x.dat", compose())).toBe("certain");
    expect(recognise("x.MPR", ascii("PK"))).toBe("possible");
    expect(recognise("x.dat", ascii("PK"))).toBe("no");
    expect(recognise("x.dat", new Uint8Array(0))).toBe("no");
    const read = await biologicMprFormat.load();
    expect(tableOf(read({ name: "x.dat", bytes: compose() })).rows).toBe(ROWS);
  });
});
