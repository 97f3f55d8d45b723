import fc from "fast-check";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { DomainError } from "../../base/errors.ts";
import { findNumbers, lazyColumn, type StoredArray, type Table } from "../../base/table.ts";
import { readDelimited } from "../delimited/delimited.ts";
import { measurementOf } from "../text/measurement.ts";
import { bdfText, bdfVoltage } from "./bdf.ts";
import { csvText } from "./csv.ts";
import { formatNumber } from "./numbers.ts";
import { parquetBytes } from "./parquet.ts";

function tableOf(
  columns: readonly [head: { vendorName: string; name?: string; unit?: string }, values: StoredArray][],
): Table {
  const made = columns.map(([head, values]) => lazyColumn(head, () => values));
  return { name: "t", rows: columns[0]?.[1].length ?? 0, columns: made };
}

describe("csvText", () => {
  test("every double reads back to the same bits", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) =>
        Object.is(Number(formatNumber(x, false)), x),
      ),
      { seed: 1 },
    );
  });

  test("every single reads back to the same bits, and no shorter decimal does", () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const text = formatNumber(x, true);
        const digits = text
          .replace(/e.*$/, "")
          .replace(/^-|\./g, "")
          .replace(/^0+|0+$/g, "").length;
        if (!Object.is(Math.fround(Number(text)), x)) return false;
        return digits <= 1 || Math.fround(Number(x.toPrecision(digits - 1))) !== x;
      }),
      { seed: 2, numRuns: 1000 },
    );
    expect(formatNumber(Math.fround(0.1), true)).toBe("0.1");
  });

  test("units in the headings, NaN empty, text quoted", () => {
    const table = tableOf([
      [{ vendorName: "-Im(Z)/Ohm", unit: "Ohm" }, Float32Array.of(0.1, Number.NaN)],
      [{ vendorName: "Freq", unit: "Hz" }, Float64Array.of(1e5, -0)],
      [{ vendorName: "Note, free" }, ['=1+"x"', "-2"]],
    ]);
    expect(csvText(table)).toBe('-Im(Z)/Ohm,Freq [Hz],"Note, free"\n0.1,100000,"=1+""x"""\n,-0,"-2"\n');
  });
});

describe("parquetBytes", () => {
  const arrays: readonly StoredArray[] = [
    Float64Array.of(0.1, -0, Number.NaN, Number.POSITIVE_INFINITY, 5e-324),
    Float32Array.of(0.1, -0, Number.NaN, 3e38, 1e-45),
    Int32Array.of(-(2 ** 31), 0, 1, 2, 2 ** 31 - 1),
    Uint32Array.of(0, 1, 2 ** 31, 2 ** 32 - 1, 7),
    Int16Array.of(-32768, 0, 1, 2, 32767),
    Uint16Array.of(0, 1, 2, 3, 65535),
    Int8Array.of(-128, 0, 1, 2, 127),
    Uint8Array.of(0, 1, 2, 3, 255),
    ["a", "Ω", "", "=1", "µ"],
  ];
  const table = tableOf(arrays.map((values, i) => [{ vendorName: `c${i}`, unit: "mA" }, values]));
  const measurement = measurementOf(
    { name: "x", title: "X" },
    { tables: [table], warnings: [], privateFields: [{ name: "user", value: "Ada" }] },
  );
  const provenance = { sourceFile: "a.mpr", sha256: "00ff", program: "liquidus 0.1.0", measurement };
  const buffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

  test("hyparquet reads the same bits in the stored widths", async () => {
    const file = buffer(parquetBytes(table, provenance));
    const rows = await parquetReadObjects({ file });
    expect(rows).toHaveLength(5);
    for (const [i, values] of arrays.entries()) {
      const back = rows.map((row) => row[`c${i} [mA]`] as unknown);
      for (const [j, x] of [...values].entries()) expect(Object.is(back[j], x), `column ${i}, row ${j}`).toBe(true);
    }
    const types = parquetMetadata(file)
      .schema.slice(1)
      .map((element) => element.type);
    expect(types).toEqual(["DOUBLE", "FLOAT", ...Array(6).fill("INT32"), "BYTE_ARRAY"]);
  });

  test("provenance is there, private fields only on demand", () => {
    const pairs = (file: ArrayBuffer): Record<string, string | undefined> =>
      Object.fromEntries((parquetMetadata(file).key_value_metadata ?? []).map(({ key, value }) => [key, value]));
    const plain = pairs(buffer(parquetBytes(table, provenance)));
    expect(JSON.parse(plain["liquidus.source"] as string)).toEqual({
      file: "a.mpr",
      sha256: "00ff",
      program: "liquidus 0.1.0",
    });
    expect(JSON.parse(plain["liquidus.columns"] as string)[0]).toEqual({
      column: "c0 [mA]",
      name: "c0",
      vendorName: "c0",
      unit: "mA",
      derived: null,
    });
    expect(JSON.stringify(plain)).not.toContain("Ada");
    expect(JSON.stringify(pairs(buffer(parquetBytes(table, { ...provenance, includePrivate: true }))))).toContain(
      "Ada",
    );
  });

  test("a table without rows is a valid file", async () => {
    const file = buffer(parquetBytes(tableOf([[{ vendorName: "f" }, new Float64Array(0)]]), provenance));
    expect(await parquetReadObjects({ file })).toEqual([]);
  });
});

describe("bdfText", () => {
  const table = tableOf([
    [{ vendorName: "time/s", name: "time", unit: "s" }, Float64Array.of(0, 1.5)],
    [{ vendorName: "Ewe/V", name: "workingPotential", unit: "V" }, Float32Array.of(0.1, 0.2)],
    [{ vendorName: "I/mA", name: "current", unit: "mA" }, Float64Array.of(0.3, -2)],
    [{ vendorName: "(Q-Qo)/mA.h", name: "charge", unit: "mA.h" }, Float64Array.of(0, 36)],
    [{ vendorName: "-Im(Z)/Ohm", name: "negativeImaginaryImpedance", unit: "Ohm" }, Float64Array.of(0, 5)],
    [{ vendorName: "Phase(Z)/deg", name: "impedancePhase", unit: "deg" }, Float64Array.of(-45, 0)],
  ]);

  test("labels, units and the stated sign of the current", () => {
    const [head, first, second] = bdfText(table, { currentSign: -1 }).split("\n");
    expect(head).toBe("Test Time / s,Voltage / V,Current / A,Net Capacity / Ah,Imaginary Impedance / ohm,Phase / deg");
    expect(first).toBe("0,-0.1,-0.0003,0,0,-45");
    expect(second).toBe("1.5,-0.2,0.002,-0.036,-5,0");
    expect(bdfText(table, { currentSign: 1, headings: "machine" })).toMatch(
      /^test_time_second,voltage_volt,current_ampere,/,
    );
  });

  // Exchanging the names of the electrodes turns the voltage of the cell with the current, and leaves a potential against a reference.
  test("the voltage is turned where it is that of the cell", () => {
    const withVoltage = (
      ...columns: readonly [heading: string, name: string, volts: number][]
    ): Parameters<typeof bdfText>[0] =>
      tableOf([
        [{ vendorName: "time/s", name: "time", unit: "s" }, Float64Array.of(0)],
        ...columns.map(([vendorName, name, volts]): Parameters<typeof tableOf>[0][number] => [
          { vendorName, name, unit: "V" },
          Float64Array.of(volts),
        ]),
        [{ vendorName: "I/mA", name: "current", unit: "mA" }, Float64Array.of(1)],
      ]);
    const cell = withVoltage(["Ecell/V", "workingPotential", 0.25]);
    const unsaid = withVoltage(["Ewe/V", "workingPotential", 0.25]);
    const three = withVoltage(["Ewe/V", "workingPotential", 0.25], ["Ece/V", "counterPotential", 0.1]);
    const both = withVoltage(
      ["Ewe/V", "workingPotential", 0.25],
      ["Ece/V", "counterPotential", 0.125],
      ["Ewe-Ece/V", "workingMinusCounterPotential", 0.125],
    );
    for (const [table, reference, kind, volts] of [
      [cell, null, "cell", -0.25],
      [cell, "Na", "cell", -0.25],
      [unsaid, null, "taken-as-cell", -0.25],
      [unsaid, "Na", "reference", 0.25],
      [three, null, "reference", 0.25],
      [both, "Na", "cell", -0.125],
    ] as const) {
      expect(bdfVoltage(table, reference)?.kind).toBe(kind);
      const [, row] = bdfText(table, { currentSign: -1, referenceElectrode: reference }).split("\n");
      expect(row).toBe(`0,${volts},-0.001`);
      const [, same] = bdfText(table, { currentSign: 1, referenceElectrode: reference }).split("\n");
      expect(same).toBe(`0,${Math.abs(volts)},0.001`);
    }
    expect(bdfVoltage(withVoltage(), null)).toBeNull();
  });

  test("every quantity reads back to the bit under our name for it, in its unit", () => {
    const names = ["time", "workingPotential", "current", "cycleNumber", "stepCount", "charge", "temperature"];
    const spectral = ["frequency", "realImpedance", "imaginaryImpedance", "impedanceModulus", "impedancePhase"];
    const units = ["s", "V", "A", null, null, "Ah", "degC", "Hz", "Ω", "Ω", "Ω", "deg"];
    const values = (k: number): Float64Array => Float64Array.of(1 / 3 + k, 2 / 7 + k, Math.PI * 10 ** -k);
    const counts = Float64Array.of(1, 2, 3);
    const all = [...names, ...spectral];
    const whole = tableOf(
      all.map((name, k) => [{ vendorName: name, name, unit: units[k] ?? "1" }, units[k] === null ? counts : values(k)]),
    );
    const bytes = new TextEncoder().encode(bdfText(whole, { currentSign: 1 }));
    const back = readDelimited({ name: "all.bdf.csv", bytes }).tables[0] ?? expect.fail("no table");
    expect(back.columns.map(({ name }) => name).sort()).toEqual([...all].sort());
    for (const [k, name] of all.entries()) {
      // printed in the unit it is stored in, but for the charge, which passes through coulombs
      if (name === "charge") {
        for (const [i, x] of (findNumbers(back, name) ?? []).entries()) expect(x).toBeCloseTo(values(k)[i] ?? 0, 14);
      } else expect(findNumbers(back, name), name).toEqual(units[k] === null ? counts : values(k));
    }
  });

  test("refuses a table with neither time nor voltage, and a unit of another kind", () => {
    const bare = tableOf([[{ vendorName: "I/mA", name: "current", unit: "mA" }, Float64Array.of(1)]]);
    expect(() => bdfText(bare, { currentSign: 1 })).toThrow(DomainError);
    const odd = tableOf([[{ vendorName: "time", name: "time", unit: "mA" }, Float64Array.of(1)]]);
    expect(() => bdfText(odd, { currentSign: 1 })).toThrow(/needs a unit of s/);
  });
});
