// Names of tracks that were exchanged on the way. Oracles: the states before they were exchanged; exact spectra of known processes.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addNoise } from "../../../test/support/workload/noise.ts";
import { exactSpectrum, frequencies } from "../../../test/support/workload/spectra.ts";
import { analyzeProcessSeries } from "./analyze.ts";
import { stateLayout } from "./layout.ts";
import { untangle } from "./untangle.ts";

const layout = stateLayout(["cole-cole", "cole-cole", "havriliak-negami", "cole-cole"], false);

/** States of sweeps whose tracks have these ln τ: R, α and β tell by which track they were made. */
function states(logTaus: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from(
    logTaus.flatMap((row) => [
      7,
      ...row.flatMap((logTau, k) =>
        layout.shapes[k] === "cole-cole" ? [k + 1, logTau, 0.9] : [k + 1, logTau, 0.9, 0.8],
      ),
    ]),
  );
}

const steady = Array.from({ length: 12 }, (_, i) => [-12 + 0.1 * i, -6, -3 + 0.05 * i, 0.1 * i]);

describe("untangle", () => {
  it("gives exchanged names back, wherever and however often they were exchanged", () => {
    const right = states(steady);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 11 }), fc.constantFrom([0, 1], [0, 3], [1, 3]))),
        (cuts) => {
          const rows = steady.map((row) => [...row]);
          const made = states(rows);
          for (const [from, [a, b]] of cuts) {
            for (let i = from; i < rows.length; i++) {
              for (let e = 0; e < 3; e++) {
                const at = i * layout.size;
                const [p, q] = [
                  at + (layout.offsets[a as number] ?? 0) + e,
                  at + (layout.offsets[b as number] ?? 0) + e,
                ];
                [made[p], made[q]] = [made[q] as number, made[p] as number];
              }
            }
          }
          untangle(made, layout);
          expect([...made]).toEqual([...right]);
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  it("lets times that cross go on, and tracks of another shape alone", () => {
    const crossing = states(Array.from({ length: 12 }, (_, i) => [-8 + 0.6 * i, -2 - 0.6 * i, -5, 0]));
    const before = crossing.slice();
    expect(untangle(crossing, layout)).toBe(false);
    expect(crossing).toEqual(before);
    // Cole-Cole and Havriliak-Negami exchange their times: each keeps its name, the shapes tell which is which.
    const two = stateLayout(["cole-cole", "havriliak-negami"], false);
    const rows = Array.from({ length: 12 }, (_, i) =>
      i < 6 ? [7, 1, -9, 0.9, 2, 0, 0.9, 0.8] : [7, 1, 0, 0.9, 2, -9, 0.9, 0.8],
    );
    expect(untangle(Float64Array.from(rows.flat()), two)).toBe(false);
  });

  it("keeps two processes three decades apart in every one of 61 and 200 sweeps", () => {
    for (const sweeps of [61, 200]) {
      const grid = frequencies(1e6, 1, 50);
      const spectra = Array.from({ length: sweeps }, (_, i) => {
        const onset = Math.max(0, i / sweeps - 0.5);
        const exact = exactSpectrum(
          [
            ["R", 20],
            ["ZARC", 80, 3e-6, 0.95],
            ["ZARC", 60 + 300 * onset, 2e-3 * (1 + onset), 0.85],
          ],
          grid,
        );
        return addNoise(exact, 7e-4, 400 + i);
      });
      const { tracks, misfit } = analyzeProcessSeries(spectra, { position: Float64Array.from(spectra.keys()) });
      expect(misfit).toBeLessThan(1.3);
      expect(tracks).toHaveLength(2);
      for (let i = 0; i < sweeps; i++) {
        expect(Math.abs(Math.log((tracks[0]?.tau[i] ?? 0) / 3e-6))).toBeLessThan(0.05);
        expect(
          Math.abs(Math.log((tracks[1]?.tau[i] ?? 0) / (2e-3 * (1 + Math.max(0, i / sweeps - 0.5))))),
        ).toBeLessThan(0.1);
      }
    }
  });
});
