import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dataFile, hasData } from "../../../test/support/data.ts";
import { LiquidusError } from "../../base/errors.ts";
import { summarizeColumn } from "../../base/summary.ts";
import { type Column, findColumn, findNumbers, type Table } from "../../base/table.ts";
import { columnNames } from "../columns.ts";
import type { FileFormat, Recognition } from "../format.ts";
import type { InputFile, Measurement } from "../measurement.ts";
import { impedanceFormats } from "./all-formats.ts";

// Oracle: impedance.py (2024-09), pyimpspec (2026-04) and zahner_analysis (2024-12), as recorded beside the files.

function choose(file: InputFile): FileFormat | null {
  for (const sure of ["certain", "possible"] satisfies Recognition[]) {
    const format = impedanceFormats.find((f) => f.recognise(file) === sure);
    if (format !== undefined) return format;
  }
  return null;
}

function fileAt(path: string): InputFile {
  return { name: path.split("/").at(-1) as string, bytes: new Uint8Array(readFileSync(dataFile(path))) };
}

async function readAt(path: string): Promise<Measurement> {
  const file = fileAt(path);
  const format = choose(file);
  if (format === null) throw new Error(`no format takes ${path}`);
  return (await format.load())(file);
}

/** Z″ with its own sign, whichever column holds it. */
function imaginary(table: Table): number[] {
  const own = findNumbers(table, columnNames.imaginaryImpedance);
  if (own !== undefined) return [...own];
  return [...(findNumbers(table, columnNames.negativeImaginaryImpedance) ?? [])].map((x) => -x);
}

interface ExpectedColumn {
  name: string;
  n: number;
  finite: number;
  first: number;
  last: number;
  min: number;
  max: number;
  sum: number;
}

function parts(table: Table): Record<string, Column | undefined> {
  const values = Float64Array.from(imaginary(table));
  const own = { name: "", vendorName: "", unit: null, derived: null, values: () => values };
  return { freq: findColumn(table, "frequency"), "Re(Z)": findColumn(table, "realImpedance"), "Im(Z)": own };
}

function expectColumns(table: Table, expected: ExpectedColumn[], file: string): void {
  for (const column of expected) {
    const found = parts(table)[column.name];
    expect(found, `${file} ${column.name}`).toBeDefined();
    const summary = summarizeColumn(found as Column);
    expect(table.rows, file).toBe(column.n);
    expect(summary.finite, file).toBe(column.finite);
    const ism = file.endsWith(".ism");
    for (const key of ["first", "last", "min", "max", "sum"] as const) {
      // zahner_analysis turns sweeps to ascending frequency; we keep the order of the file
      if (ism && (key === "first" || key === "last")) continue;
      const scale = Math.max(Math.abs(column[key]), key === "sum" ? column.n * Math.abs(column.max) * 1e-6 : 0);
      expect(Math.abs((summary[key] as number) - column[key]), `${file} ${column.name} ${key}`).toBeLessThanOrEqual(
        2e-11 * scale + 1e-300,
      );
    }
  }
}

interface ExpectedFile {
  rows: number;
  columns?: ExpectedColumn[];
  rows_all?: number;
  columns_all?: ExpectedColumn[];
  tables?: { label: string; rows: number; columns: ExpectedColumn[] }[];
  acq_channels?: Record<string, ExpectedColumn>;
}

describe.skipIf(!hasData)("the collection formats/eis", () => {
  const expected: Record<string, ExpectedFile> = hasData
    ? JSON.parse(readFileSync(dataFile("formats/eis/expected.json"), "utf8"))
    : {};

  test.each(Object.entries(expected))("%s holds what its other readers find", async (name, entry) => {
    const { tables, formatTitle } = await readAt(`formats/eis/${name}`);
    expect(formatTitle).not.toMatch(/Delimited/);
    const first = tables[0] as Table;
    if (entry.columns !== undefined) expectColumns(first, entry.columns, name);
    if (entry.rows_all !== undefined && name.endsWith(".ism")) {
      const [re, im] = [findNumbers(first, "realImpedance"), imaginary(first)] as [Float64Array, number[]];
      const [z, w] = (entry.columns ?? []).slice(1) as [ExpectedColumn, ExpectedColumn];
      const ends = [re[0], im[0], re.at(-1), im.at(-1)] as number[];
      const theirs = [z.first, w.first, z.last, w.last];
      const turned =
        (ends[0] as number) - z.first !== 0 && Math.abs((ends[0] as number) - z.last) < 1e-9 * Math.abs(z.last);
      const ours = turned ? [...ends.slice(2), ...ends.slice(0, 2)] : ends;
      for (const [i, value] of ours.entries()) expect(value / (theirs[i] as number)).toBeCloseTo(1, 10);
    }
    if (entry.columns_all !== undefined) expectColumns(tables.at(-1) as Table, entry.columns_all, name);
    for (const [i, each] of (entry.tables ?? []).entries()) {
      expect(tables[i]?.name).toBe(each.label);
      expectColumns(tables[i] as Table, each.columns, name);
    }
    for (const [vendorName, channel] of Object.entries(entry.acq_channels ?? {})) {
      const column = tables.at(-1)?.columns.find((c) => c.vendorName === vendorName) as Column;
      expect(summarizeColumn(column).sum).toBeCloseTo(channel.sum, 10);
    }
  });

  test("Gamry: decimal commas, the open circuit as a table of its own, the default area, date", async () => {
    const { tables, cell, start, technique } = await readAt("formats/eis/data.dta");
    expect(tables.map((t) => [t.name, t.rows])).toEqual([
      ["ZCURVE", 29],
      ["OCVCURVE", 40],
    ]);
    expect(cell.area).toBeNull();
    expect(start).toEqual({ local: "2022-01-01T00:00:01", hasTimeOfDay: true });
    expect(technique).toBe("Potentiostatic EIS");
  });

  test("Zahner: start, comment, amplitude", async () => {
    const { start, cell, settings, tables } = await readAt("formats/eis/rc-data.ism");
    expect(start?.local).toBe("2024-07-16T09:32:48.071");
    expect(cell.comment).toBe("First Line\n2\n3\nLast Line");
    expect(settings.find((s) => s.name === "Amplitude")?.values).toEqual([10]);
    expect(tables.map((t) => t.rows)).toEqual([55, 75]);
  });
});

interface ExpectedSpectrum {
  file: string;
  n: number;
  spectra: number;
  Z_first: [number, number];
  Z_last: [number, number];
  f_first: number;
  f_last: number;
}

describe.skipIf(!hasData)("the collection eis", () => {
  const all: ExpectedSpectrum[] = hasData ? JSON.parse(readFileSync(dataFile("eis/expected.json"), "utf8")) : [];
  const ours = all.filter(({ file, n }) => n !== undefined && !/\.mp[rt]$/.test(file));

  test.each(ours)("$file", async ({ file, n, f_first, f_last, Z_first, Z_last }) => {
    const table = (await readAt(`eis/${file}`)).tables[0] as Table;
    const frequency = findNumbers(table, "frequency") as Float64Array;
    const real = findNumbers(table, "realImpedance") as Float64Array;
    const im = imaginary(table);
    expect(table.rows).toBe(n);
    const close = (a: number | undefined, b: number): void =>
      expect(Math.abs((a as number) - b), `${a} for ${b}`).toBeLessThanOrEqual(1e-7 * Math.abs(b));
    close(frequency[0], f_first);
    close(frequency.at(-1), f_last);
    close(real[0], Z_first[0]);
    close(im[0], Z_first[1]);
    close(real.at(-1), Z_last[0]);
    close(im.at(-1), Z_last[1]);
  });

  test("every other file opens, or is refused in a sentence", async () => {
    const folder = dataFile("eis");
    const paths = readdirSync(folder, { recursive: true }).map(String);
    for (const path of paths) {
      if (/\.(mpr|mpt|json|md)$/.test(path) || statSync(join(folder, path)).isDirectory()) continue;
      const file = fileAt(`eis/${path}`);
      const format = choose(file);
      if (/sample_info/.test(path)) {
        expect(format).toBeNull();
        continue;
      }
      const { tables } = await readAt(`eis/${path}`);
      const isReference = /DRT-RR|gamma_/.test(path);
      expect(tables.length, path).toBeGreaterThan(0);
      expect(tables[0]?.columns.some((c) => c.name === "realImpedance") ?? false, path).toBe(!isReference);
    }
  });

  test("hostile files are refused by every reader that is handed them", async () => {
    for (const name of readdirSync(dataFile("formats/hostile"))) {
      if (/\.(mpr|mpt|json)$/.test(name)) continue;
      const file = fileAt(`formats/hostile/${name}`);
      for (const format of impedanceFormats) {
        const read = await format.load();
        expect(() => read(file), `${name} by ${format.name}`).toThrow(LiquidusError);
      }
      expect(choose(file)).toBeNull();
    }
  });
});

describe.skipIf(!hasData)("damaged copies of real files", () => {
  const names = hasData ? readdirSync(dataFile("formats/eis")).filter((name) => !name.endsWith(".json")) : [];

  test.each(names)("%s: cut at every 97th byte and with 60 flipped bits, only our errors", async (name) => {
    const file = fileAt(`formats/eis/${name}`);
    const format = choose(file) as FileFormat;
    const read = await format.load();
    const count = ({ tables }: Measurement): number => tables.reduce((n, table) => n + table.rows, 0);
    const full = count(read(file));
    const attempt = (bytes: Uint8Array, what: string): void => {
      try {
        const measurement = read({ name, bytes });
        if (count(measurement) < full && /data\.(ids|P00)|\.ism|dta/i.test(name)) {
          expect(measurement.warnings.length, what).toBeGreaterThan(0);
        }
      } catch (error) {
        if (!(error instanceof LiquidusError)) throw new Error(what, { cause: error });
      }
    };
    const step = 97 * Math.ceil(file.bytes.length / 40_000);
    for (let n = 0; n < file.bytes.length; n += step) attempt(file.bytes.subarray(0, n), `cut at ${n}`);
    // a linear congruential sequence: the same damage in every run
    let state = 12345;
    for (let k = 0; k < 60; k++) {
      state = (state * 1103515245 + 12345) % 2 ** 31;
      const damaged = Uint8Array.from(file.bytes);
      const at = state % damaged.length;
      damaged[at] = (damaged[at] as number) ^ (1 << (k % 8));
      attempt(damaged, `bit ${k % 8} of byte ${at}`);
    }
  });
});
