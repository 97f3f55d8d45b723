import { describe, expect, it } from "vitest";
import { exactSpectrum, frequencies } from "../../../test/support/drt-workload.ts";
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
