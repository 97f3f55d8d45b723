// Oracle: expected.json of the collection: values that independent readers and EC-Lab's own exports agree on.
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { dataFile, hasData } from "../../../test/support/data.ts";
import { summarizeColumn } from "../../base/summary.ts";
import type { Column } from "../../base/table.ts";
import type { Measurement } from "../measurement.ts";
import { readMpr } from "./mpr.ts";

interface ExpectedColumn {
  readonly name: string;
  readonly id: number;
  readonly stored?: string;
  readonly n: number;
  readonly finite: number;
  readonly first: number;
  readonly last: number;
  readonly min: number;
  readonly max: number;
  readonly sum: number;
}

interface Expected {
  readonly rows: number;
  readonly columns: readonly ExpectedColumn[];
  readonly expect?: string;
  readonly log?: { readonly ole_timestamp: number; readonly channel_number: number; readonly ec_lab_version: string };
  readonly loop?: { readonly indexes: readonly number[] };
  readonly settings?: {
    readonly electrode_area: number;
    readonly active_material_mass: number;
    readonly electrode_material: string;
    readonly comments: string;
  };
  readonly technique_params?: Readonly<Record<string, readonly (number | string)[]>>;
}

const load = (folder: string): Record<string, Expected> =>
  hasData ? JSON.parse(readFileSync(dataFile(`formats/${folder}/expected.json`), "utf8")) : {};

const open = (path: string): Measurement => readMpr({ name: basename(path), bytes: readFileSync(dataFile(path)) });

function compare(column: Column, expected: ExpectedColumn): void {
  const { finite, first, last, min, max, sum } = summarizeColumn(column);
  const relative = expected.stored === "f4" ? 1e-6 : 1e-9;
  const scale = Math.max(Math.abs(expected.min), Math.abs(expected.max));
  const close = (value: number | null, wanted: number, size: number): void => {
    expect(value, column.vendorName).not.toBeNull();
    expect(Math.abs((value ?? 0) - wanted), `${column.vendorName}: ${value} against ${wanted}`).toBeLessThanOrEqual(
      relative * size,
    );
  };
  expect(column.values().length).toBe(expected.n);
  expect(finite).toBe(expected.finite);
  if (finite === 0) return;
  close(first, expected.first, scale);
  close(last, expected.last, scale);
  close(min, expected.min, scale);
  close(max, expected.max, scale);
  close(sum, expected.sum, Math.max(Math.abs(expected.sum), 1e-3 * scale));
}

function compareStored(measurement: Measurement, expected: Expected): void {
  const table = measurement.tables[0];
  expect(table?.rows).toBe(expected.rows);
  const stored = (table?.columns ?? []).filter(
    (column) => column.derived === null && !column.name.startsWith("unknown"),
  );
  expect(stored.length).toBe(expected.columns.length);
  stored.forEach((column, i) => {
    const wanted = expected.columns[i];
    if (wanted === undefined) return;
    if (wanted.id !== 441) expect(column.vendorName).toBe(wanted.name);
    compare(column, wanted);
  });
}

describe.skipIf(!hasData)("collection of .mpr files", () => {
  for (const folder of ["biologic", "generated-mpr"]) {
    const files = Object.entries(load(folder)).filter(([name]) => name.endsWith(".mpr"));
    test.each(files)(`${folder}/%s`, (name, expected) => {
      const measurement = open(`formats/${folder}/${name}`);
      compareStored(measurement, expected);
      const codes = measurement.warnings.map((warning) => warning.code);
      expect(codes).not.toContain("row-count-differs");
      expect(codes).not.toContain("truncated-file");
      if (folder !== "biologic") return;
      expect(codes.includes("log-missing")).toBe(expected.log === undefined);
      expect(measurement.start?.hasTimeOfDay).toBe(expected.log !== undefined);
      if (expected.log !== undefined) {
        const start = Date.parse(`${measurement.start?.local}Z`);
        expect(Math.abs(start / 86_400_000 + 25_569 - expected.log.ole_timestamp)).toBeLessThan(1e-7);
        expect(measurement.instrument.channel).toBe(String(expected.log.channel_number + 1));
        expect(measurement.instrument.software).toContain(expected.log.ec_lab_version);
      }
      const loops = measurement.settings.find((setting) => setting.name === "Loop starts");
      expect(loops?.values).toEqual(expected.loop?.indexes.slice(0, -1));
      for (const [parameter, values] of Object.entries(expected.technique_params ?? {})) {
        const found = measurement.settings.find((setting) => setting.name === parameter);
        if (found === undefined) continue;
        values.forEach((value, i) => {
          if (typeof value === "number" && typeof found.values[i] === "number")
            expect(Math.abs(Number(found.values[i]) - value), parameter).toBeLessThanOrEqual(1e-6 * Math.abs(value));
          else if (parameter === "I Range" && typeof found.values[i] === "string")
            expect(found.values[i], parameter).toBe(value);
        });
      }
    });
  }

  const others = ["eis/hybrid-drt/PEIS_SSB.mpr", "eis/yadg/peis.mpr", "eis/yadg/geis.issue_149.mpr"];
  test.each(others)("%s opens without a warning", (path) => {
    const measurement = open(path);
    expect(measurement.warnings).toEqual([]);
    expect(measurement.tables[0]?.rows).toBe(path.includes("SSB") ? 89 : path.includes("geis") ? 84 : 32);
  });
});

describe.skipIf(!hasData)("damaged .mpr files", () => {
  const files = Object.entries(load("hostile")).filter(([name]) => name.endsWith(".mpr"));
  test("all that the folder holds are tried", () => {
    const present = readdirSync(dataFile("formats/hostile")).filter((name) => name.endsWith(".mpr"));
    expect(files.map(([name]) => name).sort()).toEqual(present.sort());
  });

  test.each(files)("%s", (name, expected) => {
    const path = `formats/hostile/${name}`;
    if (expected.rows === undefined || expected.rows === null) {
      expect(() => open(path)).toThrow(expect.objectContaining({ name: "FormatError" }));
      return;
    }
    const measurement = open(path);
    expect(measurement.tables[0]?.rows).toBe(expected.rows);
    if (expected.columns !== undefined) compareStored(measurement, expected);
    const codes = measurement.warnings.map((warning) => warning.code);
    if (/recover the first/.test(expected.expect ?? "") && !name.includes("last_byte"))
      expect(codes).toContain("truncated-file");
    if (/warn/.test(expected.expect ?? "")) expect(codes.length).toBeGreaterThan(0);
    if (/unknown_700/.test(name)) expect(codes).toContain("unknown-column");
    if (/n_points/.test(name)) expect(codes).toContain("row-count-differs");
  });
});
