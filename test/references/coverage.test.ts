// Every BioLogic and impedance file of the collection opens. Oracle: the folders it lies in.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { LiquidusError } from "../../src/base/errors.ts";
import type { Measurement } from "../../src/files/measurement.ts";
import { readMeasurement } from "../../src/files/registry.ts";
import { sweepsOfTables } from "../../src/impedance/series/split.ts";
import { dataFile, hasData } from "../support/data.ts";

/** Files beside the data: descriptions, answers of the peers, tables that are not measured. */
const BESIDE = /(?:^|\/)(?:expected|manifest)\.json$|README\.md$|sample_info\.txt$|gamma_2ZARC|_DRT-RR/;
/** EC-Lab's settings without data. */
const WITHOUT_DATA = /\.mps$/;

function filesBelow(path: string): string[] {
  if (!statSync(dataFile(path)).isDirectory()) return [path];
  return readdirSync(dataFile(path))
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

const folders = ["eis", "formats/biologic", "formats/eis", "formats/generated-mpr"];
const files = hasData
  ? folders.flatMap(filesBelow).filter((file) => !BESIDE.test(file) && !WITHOUT_DATA.test(file))
  : [];

const read = (file: string): Promise<Measurement> =>
  readMeasurement({ name: file, bytes: readFileSync(dataFile(file)) });

describe.skipIf(!hasData)("the collection", () => {
  test("every BioLogic and impedance file opens; impedance files give sweeps", async () => {
    const lines: Record<string, { files: number; opened: number; rows: number; sweeps: number }> = {};
    const refused: string[] = [];
    const withoutSweeps: string[] = [];
    for (const file of files) {
      const kind = `${file.split("/").slice(0, 2).join("/")} *${extname(file)}`;
      lines[kind] ??= { files: 0, opened: 0, rows: 0, sweeps: 0 };
      const line = lines[kind];
      line.files++;
      try {
        const { tables } = await read(file);
        line.opened++;
        const sweeps = sweepsOfTables(tables).length;
        line.rows += tables.reduce((sum, table) => sum + table.rows, 0);
        line.sweeps += sweeps;
        if (sweeps === 0 && !file.startsWith("formats/biologic") && !file.includes("GCPL")) withoutSweeps.push(file);
      } catch (error) {
        refused.push(`${file}: ${(error as Error).message}`);
      }
    }
    console.table(lines);
    expect(files.length).toBeGreaterThan(110);
    expect(refused).toEqual([]);
    expect(withoutSweeps).toEqual([]);
  });

  test("diffraction, photoelectron and cycler files are no impedance: refused in a sentence, or opened without sweeps", async () => {
    const others = ["spectra/xrd", "spectra/xps", "spectra/eds", "formats/xrd", "formats/xps", "formats/eds"];
    const wrong: string[] = [];
    for (const file of [...others, "formats/cyclers", "formats/neware", "formats/arbin", "formats/sem"].flatMap(
      filesBelow,
    )) {
      try {
        const sweeps = sweepsOfTables((await read(file)).tables);
        if (sweeps.length > 0) wrong.push(`${file}: ${sweeps.length} sweeps`);
      } catch (error) {
        if (!(error instanceof LiquidusError)) wrong.push(`${file}: ${(error as Error).stack}`);
        else if (!/^\S.*\.$/s.test(error.message)) wrong.push(`${file}: ${error.message}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
