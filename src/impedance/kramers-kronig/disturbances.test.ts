import { describe, expect, it } from "vitest";
import { addNoise, driftingSpectrum, exactSpectrum, frequencies } from "../../../test/support/drt-workload.ts";
import { DomainError } from "../../base/errors.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { kramersKronig } from "./kramers-kronig.ts";
import { zHit } from "./z-hit.ts";

const TWO_ARCS = exactSpectrum(
  [
    ["R", 5],
    ["ZARC", 20, 1e-3, 0.9],
    ["ZARC", 30, 1e-1, 0.85],
  ],
  frequencies(1e5, 1e-1, 60),
);

/** With one point multiplied by a factor. */
function withGlitch(z: ImpedanceSpectrum, at: number, factor: number): ImpedanceSpectrum {
  const scaled = (values: Float64Array): Float64Array => values.map((v, k) => (k === at ? v * factor : v));
  return { frequency: z.frequency, real: scaled(z.real), imaginary: scaled(z.imaginary) };
}

describe("a point that is not finite", () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY])("is refused and named where it is %d", (value) => {
    const z = withGlitch(TWO_ARCS, 7, value);
    const named = new RegExp(`at ${z.frequency[7]} Hz \\(point 7\\) is not finite`);
    for (const act of [() => kramersKronig(z), () => kramersKronig(z, { rule: "mu" }), () => zHit(z)]) {
      expect(act).toThrow(DomainError);
      expect(act).toThrow(named);
    }
    expect(() => zHit(TWO_ARCS, { reference: z })).toThrow(named);
  });
});

describe("one glitch among 60 points", () => {
  // Oracle: the point and the noise are those that were put in.
  it.each([0.5, 0.1, 0.01, 0.001, 3, 100])("of %d times Z is named, and the rest judged by its own noise", (factor) => {
    for (const noise of [0, 0.003]) {
      for (const at of [5, 20, 31, 45]) {
        const z = withGlitch(noise > 0 ? addNoise(TWO_ARCS, noise, 5000 + at) : TWO_ARCS, at, factor);
        const result = kramersKronig(z);
        expect(result.verdict, result.reason).toBe("passes");
        expect(result.disturbed).toEqual([z.frequency[at]]);
        expect(result.noise).toBeLessThan(0.0045);
        expect(result.rmsResidual).toBeLessThan(0.007);
        expect(result.reason).toContain("is disturbed and was left out of the test");
      }
    }
  });

  it("of ten times or a tenth of Z is named at the ends as well", () => {
    for (const at of [0, 1, 58, 59]) {
      for (const factor of [0.1, 10]) {
        expect(kramersKronig(withGlitch(addNoise(TWO_ARCS, 0.003, 5001), at, factor)).disturbed).toEqual([
          TWO_ARCS.frequency[at],
        ]);
      }
    }
  });

  it("does not hide a change of the cell", () => {
    const drifting = driftingSpectrum(0.05, 0.002, 5001);
    expect(kramersKronig(withGlitch(drifting, 40, 0.01)).verdict).toBe("fails");
  });
});
