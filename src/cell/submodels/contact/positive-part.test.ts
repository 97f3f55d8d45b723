import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contactReciprocal, contactReciprocalSlope, LEAST_CONTACT } from "./contact-reciprocal.ts";
import { positivePart, positivePartSlope, smoothStep, smoothStepSlope } from "./positive-part.ts";

/** Central difference of fourth order. */
function slopeOf(f: (x: number) => number, x: number, h: number): number {
  return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);
}

describe("laws with an onset", () => {
  it("are exactly nothing below it and exactly the straight law, or 1, beyond its width", () => {
    for (const y of [-1e9, -1, -1e-300, 0]) {
      expect([positivePart(y, 0.01), positivePartSlope(y, 0.01), smoothStep(y, 0.01)]).toEqual([0, 0, 0]);
    }
    for (const y of [0.01, 0.3, 1e9]) {
      expect([positivePart(y, 0.01), positivePartSlope(y, 0.01), smoothStep(y, 0.01)]).toEqual([y, 1, 1]);
    }
    expect(positivePart(Number.NaN, 0.01)).toBeNaN();
    expect(smoothStep(Number.NaN, 0.01)).toBeNaN();
  });

  it("rise without a jump up to the curvature, and their slopes are those of their values (seeded property)", () => {
    const w = 0.3;
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: w - 1e-3, noNaN: true }), (y) => {
        expect(Math.abs(positivePartSlope(y, w) - slopeOf((x) => positivePart(x, w), y, 1e-4))).toBeLessThan(1e-9);
        expect(Math.abs(smoothStepSlope(y, w) - slopeOf((x) => smoothStep(x, w), y, 1e-4))).toBeLessThan(1e-8);
        expect(positivePartSlope(y, w)).toBeGreaterThan(0);
        expect(smoothStepSlope(y, w)).toBeGreaterThan(0);
      }),
      { seed: 1, numRuns: 100 },
    );
    // oracle: second differences over h of a function with a continuous third derivative on each side fall as h
    for (const edge of [0, w]) {
      for (const f of [(x: number) => positivePart(x, w), (x: number) => smoothStep(x, w)]) {
        const bend = (h: number): number => (f(edge + h) - 2 * f(edge) + f(edge - h)) / (h * h);
        expect(Math.abs(bend(1e-5) / bend(1e-4))).toBeLessThan(0.11);
      }
    }
  });

  it("take 1/φ of any contact that counts, and nothing of none", () => {
    expect(contactReciprocal(0.2) * 0.2).toBeCloseTo(1, 10);
    expect(contactReciprocal(1e-4) * 1e-4).toBeCloseTo(1, 3);
    expect(contactReciprocal(0)).toBe(0);
    for (const fraction of [0.3, 1e-5, 3e-7, 0, -2e-6]) {
      const h = 1e-2 * Math.max(LEAST_CONTACT, Math.abs(fraction));
      const slope = contactReciprocalSlope(fraction);
      expect(Math.abs(slope - slopeOf(contactReciprocal, fraction, h))).toBeLessThan(1e-6 * Math.abs(slope));
    }
  });
});
