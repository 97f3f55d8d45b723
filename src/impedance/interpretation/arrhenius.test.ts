// Oracles: resistances made from an activation energy; simulated coverage.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Random } from "../../../test/support/drt-workload.ts";
import { NORMAL_95 } from "../../numerics/probability/normal.ts";
import { BOLTZMANN_OVER_CHARGE } from "../../units/constants.ts";
import { type ArrheniusPoint, arrheniusFit } from "./arrhenius.ts";

const kelvin = [298.15, 308.15, 318.15, 328.15, 338.15, 348.15];

function activated(energy: number, temperatures: readonly number[], factor = 1e-3): ArrheniusPoint[] {
  return temperatures.map((temperature) => ({
    temperature,
    resistance: factor * Math.exp(energy / (BOLTZMANN_OVER_CHARGE * temperature)),
  }));
}

describe("arrheniusFit", () => {
  test("returns the energy that the resistances were made of, in eV and J/mol, and the prefactor; any energy", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 2, noNaN: true }),
        fc.double({ min: 1e-9, max: 1e3, noNaN: true }),
        (E, a) => {
          const fit = arrheniusFit(activated(E, kelvin, a));
          expect(Math.abs(fit.energy / E - 1)).toBeLessThan(1e-9);
          expect(Math.abs(fit.molarEnergy / (E * 96485.332) - 1)).toBeLessThan(1e-7);
          expect(fit.logPrefactor).toBeCloseTo(-Math.log(a), 6);
          expect(fit.rSquared).toBeCloseTo(1, 9);
        },
      ),
      { seed: 3, numRuns: 60 },
    );
  });

  test("ln(T/R) gives the energy of σT = A exp(−E/kT)", () => {
    const points = activated(0.3, kelvin).map((p) => ({ ...p, resistance: p.resistance * p.temperature }));
    expect(arrheniusFit(points, { form: "ln(T/R)" }).energy).toBeCloseTo(0.3, 9);
    // In the other form the energy is smaller by about k T: σT against σ.
    const other = arrheniusFit(points).energy;
    expect(0.3 - other).toBeGreaterThan(BOLTZMANN_OVER_CHARGE * 298);
    expect(0.3 - other).toBeLessThan(BOLTZMANN_OVER_CHARGE * 349);
  });

  test("a point with a wide interval counts little", () => {
    const points = activated(0.5, kelvin).map((p) => ({
      ...p,
      lower: p.resistance * 0.99,
      upper: p.resistance * 1.01,
    }));
    const last = points[5] as ArrheniusPoint;
    const off = {
      ...last,
      resistance: 2 * last.resistance,
      lower: 0.02 * last.resistance,
      upper: 200 * last.resistance,
    };
    expect(Math.abs(arrheniusFit([...points.slice(0, 5), off]).energy - 0.5)).toBeLessThan(1e-3);
  });

  test.each([
    ["intervals given", true, 1],
    ["scatter alone", false, 1],
    ["intervals three times too small", true, 3],
  ] as const)("95 % intervals hold the truth in 93 … 100 of 100: %s", (_, given, factor) => {
    const random = new Random(factor * 7 + Number(given));
    let held = 0;
    const runs = 1000;
    for (let k = 0; k < runs; k++) {
      const points = activated(0.42, kelvin).map(({ temperature, resistance }) => {
        const measured = resistance * Math.exp(0.05 * factor * random.pair()[0]);
        const spread = Math.exp(1.96 * 0.05);
        return {
          temperature,
          resistance: measured,
          ...(given ? { lower: measured / spread, upper: measured * spread } : {}),
        };
      });
      const { energyLower, energyUpper } = arrheniusFit(points);
      if (energyLower <= 0.42 && 0.42 <= energyUpper) held++;
    }
    expect(held / runs).toBeGreaterThan(0.93);
  });

  test("three points: intervals given count until the scatter contradicts them at 10 %; no jump where χ²ᵣ passes 1", () => {
    const spread = Math.exp(NORMAL_95 * 0.05);
    const halfAt = (reduced: number): number => {
      // Residuals of a line in 1/T through three points are one pattern, orthogonal to 1 and 1/T: χ²ᵣ = sum of squares / σ².
      const inverse = [300, 320, 340].map((T) => 1 / T);
      const [a, b, c] = inverse as [number, number, number];
      const pattern = [c - b, a - c, b - a];
      const size = Math.hypot(...pattern);
      const points = activated(0.4, [300, 320, 340]).map(({ temperature, resistance }, k) => {
        const measured = resistance * Math.exp((Math.sqrt(reduced) * 0.05 * (pattern[k] as number)) / size);
        return { temperature, resistance: measured, lower: measured / spread, upper: measured * spread };
      });
      const fit = arrheniusFit(points);
      expect(fit.reducedChiSquared).toBeCloseTo(reduced, 6);
      expect(/scatter/.test(fit.words)).toBe(reduced > 2.7055);
      return fit.energyUpper - fit.energy;
    };
    for (const reduced of [0.01, 0.99, 1.01, 2.7]) expect(halfAt(reduced)).toBeCloseTo(halfAt(0.5), 9);
    // χ² of one degree of freedom: 2.7055 is exceeded in 10 %; Student's t is 12.706
    for (const reduced of [2.71, 20])
      expect(halfAt(reduced) / halfAt(0.5)).toBeCloseTo((12.7062 / NORMAL_95) * Math.sqrt(reduced), 3);
  });

  test("a change of mechanism bends the line and is said with both energies; a straight line is let pass", () => {
    const [cold, hot] = [
      activated(0.8, kelvin),
      activated(0.2, kelvin, 1e-3 * Math.exp(0.6 / (BOLTZMANN_OVER_CHARGE * 323))),
    ];
    const both = cold.map((p, i) => ({ ...p, resistance: p.resistance + (hot[i]?.resistance ?? 0) }));
    const noisy = both.map((p, i) => ({ ...p, resistance: p.resistance * (1 + 0.003 * Math.sin(7 * i * i)) }));
    const fit = arrheniusFit(noisy);
    expect(fit.curvature?.bends).toBe(true);
    expect(fit.curvature?.coldEnergy ?? 0).toBeGreaterThan(fit.curvature?.hotEnergy ?? 1);
    expect(fit.words).toMatch(
      /^Activation energy 0\.\d+ ± 0\.\d+ eV \(.* kJ\/mol, 95 %\).* The points bend: 0\.\d\d eV/,
    );
    const random = new Random(11);
    const bends = Array.from({ length: 300 }, () => {
      const points = activated(0.4, kelvin).map((p) => ({
        ...p,
        resistance: p.resistance * Math.exp(0.02 * random.pair()[0]),
      }));
      return arrheniusFit(points).curvature?.bends;
    }).filter(Boolean).length;
    expect(bends).toBeLessThan(12);
  });

  test("refuses what gives no interval or no logarithm, with the numbers", () => {
    expect(() => arrheniusFit(activated(0.4, kelvin.slice(0, 2)))).toThrow(/2 points at 2 temperatures/);
    expect(() => arrheniusFit(activated(0.4, [300, 300, 300]))).toThrow(/3 points at 1 temperatures/);
    expect(() => arrheniusFit([...activated(0.4, kelvin), { temperature: 25, resistance: -1 }])).toThrow(
      /R = -1 Ω at 25 K/,
    );
  });
});
