import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capillaryTime, poreRadius } from "./capillarity.ts";
import { amountFromCharge, chargeFromAmount, cycleTime, discArea, layerThickness } from "./charge.ts";
import { braggAngle, braggSpacing, CU_K_ALPHA, CU_K_ALPHA_1 } from "./diffraction.ts";
import { deficitAfterRest, diffusionLength, diffusionTime, restForDeficit } from "./diffusion.ts";
import { crowtherDiameter, crowtherProjections, timeConstantOf } from "./sampling.ts";
import { staircaseCharge, staircaseSteps } from "./staircase.ts";

const seed = { seed: 12, numRuns: 200 };
const share = fc.double({ min: 1e-3, max: 1, noNaN: true });

describe("charge", () => {
  it("gives the hand numbers: 1 mAh/cm² is 8.9 µm of Na and 37.3 µmol/cm²", () => {
    // Oracle: nak.md section 2, 23.70 cm³/mol; F = 96485.332 C/mol.
    expect(1e6 * layerThickness(36_000, 23.7e-6)).toBeCloseTo(8.843, 3);
    expect(100 * amountFromCharge(36_000)).toBeCloseTo(37.311, 3);
    expect(cycleTime(36_000, 4)).toBe(18_000);
    expect(1e4 * discArea(7e-3)).toBeCloseTo(0.38485, 5);
  });
  it("undoes itself", () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 3 }), (q, z) => {
        expect(chargeFromAmount(amountFromCharge(q, z), z)).toBeCloseTo(q, 14);
      }),
      seed,
    );
  });
});

describe("staircase", () => {
  it("equals the sum over its steps", () => {
    // Oracle: the sum written out.
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 200 }), (first, more) => {
        const stairs = { first: first / 100, step: 0.01, hold: 40 };
        const last = (first + more) / 100;
        let sum = 0;
        for (let k = 0; k <= more; k++) sum += 40 * ((first + k) / 100);
        expect(staircaseSteps(stairs, last)).toBe(more + 1);
        expect(staircaseCharge(stairs, last)).toBeCloseTo(sum, 8);
      }),
      seed,
    );
  });
});

describe("diffusion", () => {
  it("leaves what the superposition of two constant currents leaves", () => {
    // Oracle: surface depletion √t of a constant current, switched off at t_p: (√(t_p + t_r) − √t_r) / √t_p.
    fc.assert(
      fc.property(share, fc.double({ min: 0, max: 50, noNaN: true }), (pulse, rest) => {
        const direct = (Math.sqrt(pulse + rest) - Math.sqrt(rest)) / Math.sqrt(pulse);
        expect(deficitAfterRest(rest / pulse)).toBeCloseTo(direct, 10);
      }),
      seed,
    );
  });
  it("falls with the rest, and its inverse finds the rest", () => {
    fc.assert(
      fc.property(share, (d) => {
        expect(deficitAfterRest(restForDeficit(d))).toBeCloseTo(d, 12);
      }),
      seed,
    );
    expect(deficitAfterRest(0)).toBe(1);
    expect(restForDeficit(0.5)).toBeCloseTo(0.5625, 12);
    expect(() => restForDeficit(0)).toThrow("restForDeficit: share 0");
  });
  it("ties length and time", () => {
    expect(1e6 * diffusionLength(1e-9, 1)).toBeCloseTo(44.721, 3);
    expect(diffusionTime(diffusionLength(1e-9, 7), 1e-9)).toBeCloseTo(7, 12);
  });
});

describe("diffraction", () => {
  it("obeys Bragg's law both ways", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 3, noNaN: true }), (angle) => {
        expect(braggAngle(braggSpacing(angle))).toBeCloseTo(angle, 12);
      }),
      seed,
    );
    expect(braggSpacing(Math.PI)).toBe(CU_K_ALPHA_1 / 2);
  });
  it("weights the doublet two to one", () => {
    // Oracle: 1.5418 Å, the mean of every handbook.
    expect(1e10 * CU_K_ALPHA).toBeCloseTo(1.5419, 4);
  });
});

describe("sampling and capillarity", () => {
  it("gives the hand numbers", () => {
    expect(crowtherProjections(4000 / 1.3)).toBeCloseTo(4833.2, 1);
    expect(crowtherDiameter(crowtherProjections(512))).toBeCloseTo(512, 10);
    expect(timeConstantOf(5)).toBeCloseTo(0.031831, 6);
    // Oracle: claims.md, γ 0.12 N/m, θ 120 and 140°: 12 and 18 nm under 10 MPa.
    const degree = Math.PI / 180;
    expect(1e9 * poreRadius(0.12, 120 * degree, 1e7)).toBeCloseTo(12, 10);
    expect(1e9 * poreRadius(0.12, 140 * degree, 1e7)).toBeCloseTo(18.385, 3);
    expect(capillaryTime(1000, 1e-3, 0.1)).toBeCloseTo(3.1623e-3, 7);
  });
});
