import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CancelledError } from "./errors.ts";
import { CompensatedSum, summarizeColumn } from "./summary.ts";
import { lazyColumn, numbersOf } from "./table.ts";
import { runTask } from "./task.ts";
import { version } from "./version.ts";

function compensatedSum(values: readonly number[]): number {
  const sum = new CompensatedSum();
  for (const x of values) sum.add(x);
  return sum.value;
}

describe("CompensatedSum", () => {
  it("keeps what plain summation loses", () => {
    // Oracle: Neumaier's own example, exact sum 2.
    expect(compensatedSum([1, 1e100, 1, -1e100])).toBe(2);
  });

  it("is exact for integers scaled by powers of two, in any order", () => {
    // Oracle: the sum in integer arithmetic.
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), { maxLength: 500 }), (integers) => {
        const exact = Number(integers.reduce((sum, x) => sum + BigInt(x), 0n));
        expect(compensatedSum(integers.map((x) => x / 1024))).toBe(exact / 1024);
      }),
      { seed: 5, numRuns: 50 },
    );
  });
});

describe("summarizeColumn", () => {
  it("counts and adds finite values only; first and last are row values", () => {
    const column = lazyColumn({ vendorName: "x" }, () => Float64Array.of(Number.NaN, 3, -1, Number.POSITIVE_INFINITY));
    expect(summarizeColumn(column)).toEqual({ finite: 2, first: null, last: null, min: -1, max: 3, sum: 2 });
  });

  it("gives nulls for text and for an empty column", () => {
    const nothing = { finite: 0, first: null, last: null, min: null, max: null, sum: null };
    expect(summarizeColumn(lazyColumn({ vendorName: "x" }, () => ["a"]))).toEqual(nothing);
    expect(summarizeColumn(lazyColumn({ vendorName: "x" }, () => new Float32Array(0)))).toEqual(nothing);
  });
});

describe("lazyColumn", () => {
  it("decodes once, on first use", () => {
    let decoded = 0;
    const column = lazyColumn({ vendorName: "x" }, () => {
      decoded++;
      return Float64Array.of(1);
    });
    expect(decoded).toBe(0);
    expect(column.values()).toBe(column.values());
    expect(decoded).toBe(1);
  });

  it("names the columns there are when one is asked for that is not there", () => {
    const table = { name: "t", rows: 0, columns: [lazyColumn({ vendorName: "freq/Hz" }, () => [])] };
    expect(() => numbersOf(table, "time")).toThrow('Table "t" has no numeric column "time"; it has freq/Hz.');
  });
});

describe("runTask", () => {
  const count = {
    name: "count",
    run: async (control: { report: (done: number, total: number) => void; checkpoint: () => Promise<void> }) => {
      for (let i = 0; i < 10; i++) {
        control.report(i, 10);
        await control.checkpoint();
      }
      return 10;
    },
  };

  it("reports progress and returns the result", async () => {
    const seen: number[] = [];
    expect(await runTask(count, { onProgress: ({ done }) => seen.push(done) })).toBe(10);
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("stops at a checkpoint once cancelled", async () => {
    let steps = 0;
    const stopped = runTask(count, { onProgress: () => steps++, isCancelled: () => steps >= 3 });
    await expect(stopped).rejects.toThrow(CancelledError);
    expect(steps).toBe(3);
  });
});

describe("version", () => {
  it("is that of package.json", () => {
    const { version: published } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(version).toBe(published);
  });
});
