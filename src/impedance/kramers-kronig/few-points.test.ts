import { describe, expect, it } from "vitest";
import { addNoise, type Element, exactSpectrum, frequencies } from "../../../test/support/drt-workload.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { kramersKronig } from "./kramers-kronig.ts";

const CELLS: Readonly<Record<string, readonly Element[]>> = {
  "ideal arc": [
    ["R", 10],
    ["ZARC", 50, 1e-3, 1],
  ],
  "depressed arc": [
    ["R", 10],
    ["ZARC", 50, 1e-3, 0.8],
  ],
  "two arcs": [
    ["R", 10],
    ["ZARC", 20, 3e-4, 0.9],
    ["ZARC", 30, 3e-3, 0.85],
  ],
};

/** Points and decades. */
const SWEEPS = [
  [10, 4],
  [14, 4.67],
  [15, 5],
  [18, 6],
  [20, 6],
  [24, 8],
  [30, 6],
] as const;

/** A sweep about 160 Hz; |Z| grows by `drift` from its first to its last point. */
function sweep(cell: string, points: number, decades: number, seed: number, drift = 0): ImpedanceSpectrum {
  const f = frequencies(160 * 10 ** (decades / 2), 160 * 10 ** (-decades / 2), points);
  const z = exactSpectrum(CELLS[cell], f);
  const gain = (v: number, k: number): number => v * (1 + (drift * k) / (points - 1));
  return addNoise({ frequency: f, real: z.real.map(gain), imaginary: z.imaginary.map(gain) }, 0.003, seed);
}

const verdicts = (cell: string, points: number, decades: number, drift: number): string[] =>
  Array.from({ length: 6 }, (_, k) => kramersKronig(sweep(cell, points, decades, 5001 + k, drift)).verdict);

describe("few points a decade", () => {
  // Oracle: the spectra obey the relations, and their noise is 0.3 %.
  it.each(SWEEPS)("%d points over %d decades: valid spectra pass, with their own noise", (points, decades) => {
    let passed = 0;
    let failed = 0;
    for (const cell of Object.keys(CELLS)) {
      for (let seed = 5001; seed <= 5006; seed++) {
        const { verdict, noise } = kramersKronig(sweep(cell, points, decades, seed));
        if (verdict === "fails") failed++;
        if (verdict !== "passes") continue;
        passed++;
        expect(noise).toBeLessThan(0.007);
      }
    }
    expect(passed).toBeGreaterThanOrEqual(16);
    expect(failed).toBeLessThanOrEqual(1);
  });

  it.each(SWEEPS)("%d points over %d decades: a drift by 10 percent does not pass", (points, decades) => {
    const all = Object.keys(CELLS).flatMap((cell) => verdicts(cell, points, decades, 0.1));
    expect(all.filter((verdict) => verdict === "passes").length).toBeLessThanOrEqual(2);
  });

  it("says that they are too few, not that the points scatter", () => {
    const result = kramersKronig(sweep("two arcs", 15, 5, 5001, 0.1));
    expect(result.verdict).toBe("not tested");
    expect(result.reason).toMatch(/points a decade are too few to tell/);
    expect(result.faults?.map(({ kind }) => kind)).toEqual(["too-few-points"]);
  });

  it("passes exact spectra of any density", () => {
    for (const [points, decades] of SWEEPS) {
      for (const cell of Object.keys(CELLS)) {
        const f = frequencies(160 * 10 ** (decades / 2), 160 * 10 ** (-decades / 2), points);
        const { verdict, reason } = kramersKronig(exactSpectrum(CELLS[cell], f));
        expect(verdict, `${cell}, ${points} points: ${reason}`).toBe("passes");
      }
    }
  });
});
