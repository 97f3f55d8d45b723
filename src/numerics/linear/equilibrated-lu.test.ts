import { describe, expect, it } from "vitest";
import { equilibratedWorkspace, factorEquilibrated, solveEquilibrated } from "./equilibrated-lu.ts";

function solved(rows: readonly (readonly number[])[], x: readonly number[]): Float64Array | undefined {
  const n = x.length;
  const a = Float64Array.from(rows.flat());
  const order = new Int32Array(n);
  const work = new Float64Array(equilibratedWorkspace(n));
  const b = Float64Array.from(rows, (row) => row.reduce((sum, entry, j) => sum + entry * x[j], 0));
  if (!factorEquilibrated(a, n, order, work)) return undefined;
  solveEquilibrated(a, n, order, b, work);
  return b;
}

describe("scaled elimination", () => {
  it("is not deceived by a column that is steep in several rows, as of an exhausted surface", () => {
    // Unknowns V, E, c: row 0 adds E to V, rows 1 and 2 contain ∂i/∂c = 1e21 beside entries of order 1.
    const rows = [
      [-1, 1, 0],
      [0, 3, 1e21],
      [0, 1, 2e21],
    ];
    const x = solved(rows, [0.5, 0.5, 1e-21]);
    expect(x).toBeDefined();
    expect(x?.[0]).toBeCloseTo(0.5, 12);
    expect(x?.[1]).toBeCloseTo(0.5, 12);
    expect((x?.[2] ?? 0) * 1e21).toBeCloseTo(1, 12);
  });

  it("refuses a matrix of rank one less, however it is scaled", () => {
    const rows = [
      [1e8, 2e-3, 5],
      [2e8, 4e-3, 10],
      [1, 1e-11, 1],
    ];
    expect(solved(rows, [1, 1, 1])).toBeUndefined();
  });
});
