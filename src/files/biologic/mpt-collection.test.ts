// Oracles: expected.json of the collection (an independent reader), and the .mpr of the same measurement.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { dataFile, hasData } from "../../../test/support/data.ts";
import { summarizeColumn } from "../../base/summary.ts";
import { type Column, isText } from "../../base/table.ts";
import type { Measurement } from "../measurement.ts";
import { readMpr } from "./mpr.ts";
import { readMpt } from "./mpt.ts";

interface ExpectedColumn {
  readonly name: string;
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
  readonly technique: string | null;
  readonly acquisition_started: string | null;
  readonly loops?: readonly (readonly number[])[];
  readonly mpr_pair?: string;
}

const expectedFiles: readonly [string, Expected][] = hasData
  ? Object.entries<Expected>(JSON.parse(readFileSync(dataFile("formats/biologic/expected.json"), "utf8"))).filter(
      ([name]) => name.endsWith(".mpt"),
    )
  : [];

const bytesOf = (path: string): { name: string; bytes: Uint8Array } => ({
  name: basename(path),
  bytes: readFileSync(dataFile(path)),
});

function numbers(column: Column): Float64Array {
  const values = column.values();
  if (isText(values)) throw new Error(`${column.vendorName} holds text`);
  return Float64Array.from(values);
}

describe.skipIf(!hasData)("collection of .mpt files", () => {
  test.each(expectedFiles)("%s", (name, expected) => {
    const measurement = readMpt(bytesOf(`formats/biologic/${name}`));
    const table = measurement.tables[0];
    expect(table?.rows).toBe(expected.rows);
    expect(table?.columns.map((column) => column.vendorName)).toEqual(
      expected.columns.map((column) => column.name.trim()),
    );
    expect(measurement.technique).toBe(expected.technique);
    table?.columns.forEach((column, i) => {
      const wanted = expected.columns[i];
      const summary = summarizeColumn(column);
      expect(summary.finite).toBe(wanted?.finite);
      if (wanted === undefined || summary.finite === 0) return;
      const scale = Math.max(Math.abs(wanted.min), Math.abs(wanted.max));
      for (const key of ["first", "last", "min", "max"] as const) {
        if (wanted[key] === null || Number.isNaN(wanted[key])) continue;
        expect(Math.abs((summary[key] ?? 0) - wanted[key]), `${column.vendorName} ${key}`).toBeLessThanOrEqual(
          1e-9 * scale,
        );
      }
      expect(Math.abs((summary.sum ?? 0) - wanted.sum), `${column.vendorName} sum`).toBeLessThanOrEqual(
        1e-9 * Math.max(Math.abs(wanted.sum), scale),
      );
    });
    if (expected.acquisition_started === null) expect(measurement.start).toBeNull();
    else {
      const [, month, day, year, rest] = /(\d+)\/(\d+)\/(\d+) (.*)/.exec(expected.acquisition_started) ?? [];
      expect(measurement.start).toEqual({ local: `${year}-${month}-${day}T${rest}`, hasTimeOfDay: true });
    }
    const loops = measurement.settings.find((setting) => setting.name === "Loop starts");
    expect(loops?.values).toEqual(expected.loops?.map((loop) => loop[0]));
    expect(
      measurement.settings.some((setting) =>
        setting.values.some((value) => /\\Users\\|\d+\.\d+\.\d+\.\d+/.test(String(value))),
      ),
    ).toBe(false);
    expect(measurement.warnings).toEqual([]);
  });

  test("a row that is cut is left out and said", () => {
    const measurement = readMpt(bytesOf("formats/hostile/mpt_cut_mid_row.mpt"));
    expect(measurement.warnings.map((warning) => warning.code)).toEqual(["truncated-file"]);
    const time = measurement.tables[0]?.columns.find((column) => column.name === "time");
    expect(time?.values().length).toBe(measurement.tables[0]?.rows);
  });

  test.each([
    ["eis/impedance.py/exampleDataBioLogic.mpt", 43],
    ["eis/pyimpspec/case-multiple-spectra.mpt", 87],
    ["eis/pyimpspec/data.mpt", 29],
    ["eis/yadg/geis.issue_149.mpt", 84],
    ["eis/yadg/peis.mpt", 32],
  ])("%s has %i rows", (path, rows) => {
    const measurement = readMpt(bytesOf(path));
    expect(measurement.tables[0]?.rows).toBe(rows);
    expect(measurement.warnings).toEqual([]);
  });
});

describe.skipIf(!hasData)(".mpr and .mpt of one measurement agree", () => {
  const pairs = expectedFiles
    .filter(([, expected]) => expected.mpr_pair !== undefined)
    .map(([name, expected]) => [`formats/biologic/${name}`, `formats/biologic/${expected.mpr_pair}`] as const);
  const all = [...pairs, ["eis/yadg/geis.issue_149.mpt", "eis/yadg/geis.issue_149.mpr"] as const];

  // EC-Lab prints −1 or 0 for indicators of points that it holds to be invalid, and computes these from cell constants.
  const notComparable = /^(totalHarmonicDistortionOf|nonStationaryDistortionOf|noiseToSignalRatioOf|harmonic)/;

  test.each(all)("%s", (textPath, binaryPath) => {
    const text: Measurement = readMpt(bytesOf(textPath));
    const binary: Measurement = readMpr(bytesOf(binaryPath));
    if (text.start !== null && binary.start?.hasTimeOfDay)
      expect(binary.start.local).toBe(text.start.local.length === 19 ? `${text.start.local}.000` : text.start.local);
    if (text.technique !== null) {
      expect(binary.technique).toBe(text.technique);
      expect(binary.instrument.channel).toBe(text.instrument.channel);
      expect(binary.instrument.serialNumber).toBe(text.instrument.serialNumber);
      if (text.instrument.software !== null) expect(binary.instrument.software).toBe(text.instrument.software);
      for (const key of ["area", "activeMass", "capacity"] as const) {
        const [a, b] = [binary.cell[key], text.cell[key]];
        if (a === null || b === null) {
          // EC-Lab prints mass and capacity for battery techniques only; the area always.
          if (key === "area") expect([a, b]).toEqual([null, null]);
        } else expect(Math.abs(a / b - 1)).toBeLessThan(1e-3);
      }
    }
    const rows = text.tables[0]?.rows ?? 0;
    expect(binary.tables[0]?.rows).toBe(rows);
    let compared = 0;
    const used = new Set<Column>();
    for (const column of binary.tables[0]?.columns ?? []) {
      if (notComparable.test(column.name)) continue;
      const other = text.tables[0]?.columns.find(
        (one) => one.name === column.name && one.unit === column.unit && !used.has(one),
      );
      if (other === undefined) continue;
      used.add(other);
      const [a, b] = [numbers(column), numbers(other)];
      const scale = b.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const worst = a.reduce((most, value, i) => {
        const wanted = b[i] ?? 0;
        // Where a loop begins with a half cycle of one row, EC-Lab prints a capacity of 0 for any charge.
        if (column.name === "capacity" && wanted === 0) return most;
        return Math.max(most, Math.abs(value - wanted));
      }, 0);
      expect(worst, `${column.vendorName} ${column.derived ?? "stored"}`).toBeLessThanOrEqual(1e-6 * scale);
      compared++;
    }
    expect(compared).toBeGreaterThan(3);
  });
});
