// Oracle: the undamaged example file. Whatever happens to a file, the reader gives the rows that are there with a warning,
// or a FormatError: never another error, never another number of rows without a word.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, test } from "vitest";
import { DomainError, FormatError } from "../../base/errors.ts";
import { numbersOf, type Table } from "../../base/table.ts";
import type { Measurement } from "../measurement.ts";
import { readMpr } from "./mpr.ts";

const examples = ["staircase-stripping.mpr", "symmetric-cell.mpr"] as const;
const load = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url))));

/** Codes that tell of rows that are missing or in doubt. */
const aboutRows: readonly string[] = ["truncated-file", "row-count-differs"];

function tryToRead(name: string, bytes: Uint8Array): Measurement | null {
  try {
    return readMpr({ name, bytes });
  } catch (error) {
    if (error instanceof FormatError || error instanceof DomainError) return null;
    throw error;
  }
}

function rowsOf(measurement: Measurement): number {
  return measurement.tables[0]?.rows ?? -1;
}

const saysSo = (measurement: Measurement): boolean =>
  measurement.warnings.some((warning) => aboutRows.includes(warning.code));

describe.each(examples)("%s", (name) => {
  const whole = load(name);
  const truth = rowsOf(readMpr({ name, bytes: whole }));

  test("cut at every 97th byte", () => {
    const problems: string[] = [];
    let recovered = 0;
    let last = -1;
    for (let length = 0; length < whole.length; length += 97) {
      const measurement = tryToRead(name, whole.subarray(0, length));
      if (measurement === null) {
        if (last >= 0) problems.push(`refused at ${length} bytes, read when shorter`);
        continue;
      }
      const rows = rowsOf(measurement);
      if (rows < last || rows > truth) problems.push(`${rows} rows at ${length} bytes, ${last} when shorter`);
      if (rows !== truth && !saysSo(measurement)) problems.push(`${rows} rows at ${length} bytes and no warning`);
      last = rows;
      recovered++;
    }
    expect(problems).toEqual([]);
    expect(last).toBe(truth);
    expect(recovered).toBeGreaterThan((0.5 * whole.length) / 97);
  });

  test("2 000 seeded bit flips", () => {
    const random = xoroshiro128plus(20_250_304);
    let silent = 0;
    for (let i = 0; i < 2000; i++) {
      // A third of the flips hit the modules' heads, where they do most harm; the others fall anywhere.
      const head = i % 3 === 0 ? Math.min(9000, whole.length) : whole.length;
      const at = uniformInt(random, 0, head - 1);
      const mask = 1 << uniformInt(random, 0, 7);
      const kept = whole[at] as number;
      whole[at] = kept ^ mask;
      const measurement = tryToRead(name, whole);
      if (measurement !== null) {
        if (rowsOf(measurement) !== truth && !saysSo(measurement)) silent++;
        if (i % 40 === 0) for (const column of measurement.tables[0]?.columns ?? []) column.values();
      }
      whole[at] = kept;
    }
    expect(silent).toBe(0);
  });

  test("every bit of the heads of all modules", () => {
    const problems: string[] = [];
    const text = new TextDecoder("latin1").decode(whole);
    for (let module = text.indexOf("MODULE"); module >= 0; module = text.indexOf("MODULE", module + 1)) {
      const name10 = text.slice(module + 6, module + 16).trim();
      // Head of the module, and of its payload: in the data module the count and the column ids.
      for (let at = module; at < Math.min(module + 65 + 6 + 40, whole.length); at++) {
        for (let bit = 0; bit < 8; bit++) {
          const kept = whole[at] as number;
          whole[at] = kept ^ (1 << bit);
          const measurement = tryToRead(name, whole);
          if (measurement !== null && rowsOf(measurement) !== truth && !saysSo(measurement))
            problems.push(`${name10}, byte ${at - module}, bit ${bit}: ${rowsOf(measurement)} rows and no warning`);
          whole[at] = kept;
        }
      }
    }
    expect(problems).toEqual([]);
  });
});

test("the examples hold what they were made from", () => {
  const table = (name: string): Table => {
    const [only] = readMpr({ name, bytes: load(name) }).tables;
    if (only === undefined) throw new Error("no table");
    return only;
  };
  // Staircase of 20 steps of 0.05 mA/cm² on 0.1257 cm², 50 frequencies each.
  const staircase = table("staircase-stripping.mpr");
  expect(staircase.rows).toBe(1000);
  const current = numbersOf(staircase, "meanCurrent");
  const [re, im, modulus] = ["realImpedance", "negativeImaginaryImpedance", "impedanceModulus"].map((name) =>
    numbersOf(staircase, name),
  );
  for (let i = 0; i < 1000; i++) {
    expect(current[i]).toBeCloseTo(0.006285 * (1 + Math.floor(i / 50)), 7);
    expect(Math.hypot(re?.[i] ?? 0, im?.[i] ?? 0) / (modulus?.[i] ?? 0)).toBeCloseTo(1, 6);
  }
  // 8 cycles of ±0.1131 mA, 899 rows of 10 s a half cycle: 0.28243583 mA·h.
  const symmetric = table("symmetric-cell.mpr");
  expect(symmetric.rows).toBe(14_414);
  expect(new Set(numbersOf(symmetric, "cycleNumber")).size).toBeGreaterThanOrEqual(8);
  expect(Math.max(...numbersOf(symmetric, "capacity"))).toBeCloseTo(0.282435833, 3);
});
