import { describe, expect, it } from "vitest";
import { addNoise, CASES, draw, exactSpectrum, FAMILIES, frequencies } from "../../test/support/drt-workload.ts";
import { isolatedPoints } from "./isolated-points.ts";
import { resolveProcesses } from "./processes/resolve.ts";
import type { ImpedanceSpectrum } from "./spectrum.ts";

const F60 = frequencies(1e5, 1e-1, 60);

/** The spectrum with one point multiplied by a factor. */
function slipped(spectrum: ImpedanceSpectrum, at: number, factor: number): ImpedanceSpectrum {
  const change = (values: Float64Array): Float64Array => values.map((x, k) => (k === at ? factor * x : x));
  return { ...spectrum, real: change(spectrum.real), imaginary: change(spectrum.imaginary) };
}

const arcs = addNoise(
  exactSpectrum(
    [
      ["R", 10],
      ["ZARC", 20, 1e-4, 0.9],
      ["ZARC", 30, 1e-1, 0.9],
    ],
    F60,
  ),
  0.005,
  5001,
);

describe("isolatedPoints", () => {
  it.each([
    [30, 0.1],
    [30, 0.01],
    [30, 0],
    [17, 3],
    [0, 0.2],
    [59, 5],
    [1, 0.1],
  ])("names the point %i multiplied by %f, and no other", (at, factor) => {
    expect(isolatedPoints(slipped(arcs, at, factor))).toEqual([at]);
  });

  it("names none in valid spectra, few or many points, with noise or without", () => {
    // Oracle: draws of every family and of an ideal RC; no point was touched.
    for (const family of FAMILIES) {
      for (const seed of [5001, 5002, 5003]) {
        const { elements, frequency } = draw(family, seed);
        const exact = exactSpectrum(elements, frequency);
        for (const noise of [0, 0.005, 0.03]) {
          expect(isolatedPoints(noise === 0 ? exact : addNoise(exact, noise, seed)), `${family} ${seed}`).toEqual([]);
        }
      }
    }
    for (const points of [8, 15, 30, 200]) {
      expect(isolatedPoints(exactSpectrum(CASES.rc.elements, frequencies(1e6, 1e-2, points)))).toEqual([]);
    }
  });

  it.each([0.1, 0.01, 0.001, 0])("a slip by %f leaves the processes as they are", (factor) => {
    // Oracle: the two arcs that were put in, 20 Ω at 0.1 ms and 30 Ω at 0.1 s.
    const { processes } = resolveProcesses(slipped(arcs, 30, factor));
    expect(processes).toHaveLength(2);
    expect(Math.abs(processes[0].resistance / 20 - 1)).toBeLessThan(0.05);
    expect(Math.abs(processes[1].resistance / 30 - 1)).toBeLessThan(0.05);
  });
});
