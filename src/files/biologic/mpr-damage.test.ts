// Oracle: the undamaged example file. Whatever happens to a file, the reader gives the rows that are there with a warning,
// or a FormatError: never another error, never another number of rows without a word.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { describe, expect, test } from "vitest";
import { DomainError, FormatError } from "../../base/errors.ts";
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
    let recovered = 0;
    let last = -1;
    for (let length = 0; length < whole.length; length += 97) {
      const measurement = tryToRead(name, whole.subarray(0, length));
      if (measurement === null) {
        expect(last, `refused at ${length} bytes, read when shorter`).toBe(-1);
        continue;
      }
      const rows = rowsOf(measurement);
      expect(rows).toBeGreaterThanOrEqual(last);
      if (rows !== truth) expect(saysSo(measurement), `${rows} rows at ${length} bytes`).toBe(true);
      if (rows !== truth) expect(rows).toBeLessThan(truth);
      last = rows;
      recovered++;
    }
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

  test("every bit of the head of the data module", () => {
    const dataAt = new TextDecoder("latin1").decode(whole).indexOf("MODULEVMP data");
    for (let at = dataAt; at < dataAt + 65 + 6 + 40; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const kept = whole[at] as number;
        whole[at] = kept ^ (1 << bit);
        const measurement = tryToRead(name, whole);
        if (measurement !== null && rowsOf(measurement) !== truth)
          expect(saysSo(measurement), `byte ${at - dataAt}, bit ${bit}: ${rowsOf(measurement)} rows`).toBe(true);
        whole[at] = kept;
      }
    }
  });
});
