import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kNaAlloy, sodiumFraction } from "../../../test/support/k-na-alloy.ts";
import { FARADAY, GAS_CONSTANT } from "../../units/constants.ts";
import { assessedUncertainty } from "../assessment/index.ts";
import { activities } from "./activities.ts";
import { phaseState } from "./alloy-state.ts";
import { mixtureAt } from "./mixture.ts";
import { covarianceOf, modelUncertainty, propagateUncertainty } from "./parameter-uncertainty.ts";
import { potentialCurves } from "./potential-curve.ts";
import { reversiblePotential } from "./potentials.ts";
import { referenceEnergy } from "./reference-state.ts";
import { potassium, sodium } from "./sodium-potassium.ts";
import { thermodynamicFactor } from "./thermodynamic-factor.ts";

const { models, liquid } = kNaAlloy();
const ROOM = 298.15;
const potentialOf = (carrier: typeof sodium, x: number, temperature: number): number =>
  reversiblePotential(models, phaseState(liquid, sodiumFraction(x), temperature), carrier).potential;

/** Half a unit of the last printed digit. */
function expectPrinted(value: number, printed: string): void {
  const digits = printed.split(".")[1]?.length ?? 0;
  expect(Math.abs(value - Number(printed))).toBeLessThanOrEqual(0.5 * 10 ** -digits * (1 + 1e-9));
}

describe("activities and potentials of liquid sodium-potassium at 298.15 K", () => {
  // Oracle: the table of the assessment's own author, computed from the same parameters by another program.
  const table = [
    { x: 0.1431, gamma: ["2.03", "1.011"], a: ["0.356", "0.964"], e: ["26.5", "1.0"], factor: "0.858" },
    { x: 0.298, gamma: ["1.720", "1.060"], a: ["0.629", "0.828"], e: ["11.9", "4.9"], factor: "0.671" },
    { x: 0.478, gamma: ["1.410", "1.204"], a: ["0.827", "0.700"], e: ["4.9", "9.2"], factor: "0.487" },
    { x: 0.5, gamma: ["1.377", "1.232"], a: ["0.845", "0.685"], e: ["4.32", "9.71"], factor: "0.471" },
    { x: 0.63, gamma: ["1.211", "1.458"], a: ["0.936", "0.600"], e: ["1.70", "13.1"], factor: "0.426" },
    { x: 0.7, gamma: ["1.140", "1.642"], a: ["0.980", "0.548"], e: ["0.53", "15.4"], factor: "0.443" },
  ];
  it.each(table)("equal the table at x = $x", ({ x, gamma, a, e, factor }) => {
    const state = phaseState(liquid, sodiumFraction(x), ROOM);
    const [k, na] = activities(models, state, { kind: "phase", phase: "LIQUID" });
    expectPrinted(na?.activityCoefficient ?? 0, gamma[0] as string);
    expectPrinted(k?.activityCoefficient ?? 0, gamma[1] as string);
    const [solidK, solidNa] = activities(models, state);
    expectPrinted(solidNa?.activity ?? 0, a[0] as string);
    expectPrinted(solidK?.activity ?? 0, a[1] as string);
    expect(solidNa?.reference).toBe("pure NA in BCC_A2");
    expectPrinted(1000 * potentialOf(sodium, x, ROOM), e[0] as string);
    expectPrinted(1000 * potentialOf(potassium, x, ROOM), e[1] as string);
    expectPrinted(thermodynamicFactor(mixtureAt(liquid, ROOM), "NA", x), factor);
  });

  it("has the energy of mixing and the swing of the sodium potential of the table", () => {
    const mixture = mixtureAt(liquid, ROOM);
    const mixing = mixture.gibbsEnergy(sodiumFraction(0.5)) - (mixture.pureEnergy(0) + mixture.pureEnergy(1)) / 2;
    expectPrinted(mixing, "-1063");
    expectPrinted(1000 * (potentialOf(sodium, 0.1431, ROOM) - potentialOf(sodium, 0.6297, ROOM)), "25");
  });
});

describe("laws", () => {
  const composition = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  const temperature = fc.double({ min: 260, max: 500, noNaN: true });

  // Oracle: Gibbs-Duhem, x dμ₁ + (1 − x) dμ₂ = 0: against the pure liquids G(0) = G(1) = 0, so ∫ (μ₁ − μ₂) dx vanishes.
  it("gives both potentials the same area against composition", () => {
    const against = { kind: "phase", phase: "LIQUID" } as const;
    const area = (carrier: typeof sodium): number => {
      // Midpoints of z with x = z²(3 − 2z): smooth at the logarithmic ends.
      const n = 4000;
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const z = (i + 0.5) / n;
        const x = z * z * (3 - 2 * z);
        const state = phaseState(liquid, sodiumFraction(x), ROOM);
        sum += (reversiblePotential(models, state, carrier, against).potential * 6 * z * (1 - z)) / n;
      }
      return sum;
    };
    expect(area(sodium)).toBeCloseTo(area(potassium), 9);
  });

  // Oracle: a → γ∞ x, so dE/d ln x → −RT/zF.
  it("follows Nernst at infinite dilution", () => {
    for (const T of [280, 400]) {
      const slope = (potentialOf(sodium, 2e-9, T) - potentialOf(sodium, 1e-9, T)) / Math.log(2);
      expect(slope).toBeCloseTo(-(GAS_CONSTANT * T) / FARADAY, 9);
    }
    const state = phaseState(liquid, sodiumFraction(1e-9), ROOM);
    const henry = activities(models, state, { kind: "infinite-dilution", phase: "LIQUID" });
    expect(henry[1]?.activityCoefficient).toBeCloseTo(1, 7);
    const zero = activities(models, state, { kind: "ser" });
    expect(zero[0]?.activity).toBeCloseTo(Math.exp((zero[0]?.chemicalPotential ?? 0) / (GAS_CONSTANT * ROOM)), 12);
  });

  // Oracle: central differences.
  it("has the temperature coefficient and the thermodynamic factor of finite differences", () => {
    fc.assert(
      fc.property(composition, temperature, (x, T) => {
        const step = 0.01;
        for (const carrier of [sodium, potassium]) {
          const { temperatureCoefficient, reference } = reversiblePotential(
            models,
            phaseState(liquid, sodiumFraction(x), T),
            carrier,
          );
          // Across the melting point the reference changes its phase.
          const same = [T - step, T + step].every(
            (t) => referenceEnergy(models, carrier.component, t).description === reference,
          );
          if (!same) continue;
          const difference = (potentialOf(carrier, x, T + step) - potentialOf(carrier, x, T - step)) / (2 * step);
          expect(Math.abs((temperatureCoefficient ?? Number.NaN) - difference)).toBeLessThan(1e-9);
        }
        const h = 1e-5;
        const lnA = (y: number): number => (-potentialOf(sodium, y, T) * FARADAY) / (GAS_CONSTANT * T);
        const factor = thermodynamicFactor(mixtureAt(liquid, T), "NA", x);
        expect(factor).toBeCloseTo((x * (lnA(x + h) - lnA(x - h))) / (2 * h), 5);
        expect(thermodynamicFactor(mixtureAt(liquid, T), "K", 1 - x)).toBeCloseTo(factor, 12);
      }),
      { seed: 11, numRuns: 40 },
    );
  });

  it("is zero for the pure metals at their melting point in either phase, and refuses what has no potential", () => {
    const solid = referenceEnergy(models, "NA", 370.87, { kind: "phase", phase: "BCC_A2" });
    const melt = referenceEnergy(models, "NA", 370.87, { kind: "phase", phase: "LIQUID" });
    expect(solid.energy).toBeCloseTo(melt.energy, 2);
    expect(potentialOf(sodium, 1 - 1e-12, 400)).toBeCloseTo(0, 12);
    expect(() => phaseState(liquid, sodiumFraction(0), ROOM)).toThrow("mole fraction 0 of NA");
    expect(() => referenceEnergy(models, "NA", ROOM, { kind: "phase", phase: "FCC" })).toThrow("there is no phase FCC");
    const compound = models.find(({ name }) => name === "KNA2");
    if (compound) expect(() => mixtureAt(compound, 270)).toThrow("more than one sublattice");
  });
});

describe("propagated uncertainty", () => {
  // Oracle: linear error propagation by hand. f = a + 2b with correlation r: σ² = σa² + 4σb² + 4 r σa σb.
  it("honours the correlation of the parameters", () => {
    let given: Float64Array = new Float64Array(2);
    const uncertainty = (correlation: number) => ({
      names: ["a", "b"],
      values: Float64Array.of(3, 5),
      covariance: covarianceOf([0.2, 0.1], [1, correlation, correlation, 1]),
      withParameters: (values: Float64Array) => {
        given = values;
        return models;
      },
    });
    const of = (correlation: number) =>
      propagateUncertainty(uncertainty(correlation), () => [(given[0] as number) + 2 * (given[1] as number)]);
    expect(of(0).values[0]).toBeCloseTo(13, 12);
    expect(of(0).uncertainty[0]).toBeCloseTo(Math.sqrt(0.08), 10);
    expect(of(-1).uncertainty[0]).toBeCloseTo(0, 6);
    expect(of(1).uncertainty[0]).toBeCloseTo(0.4, 10);
  });

  // Oracle: RT ln γ_Na = x_K² (a + bT + L1 (x_K − 3 x_Na)) is linear in the parameters of the liquid, so σ² = gᵀ C g.
  it("gives the potentials of the liquid the band of its correlated parameters", () => {
    const assessed = assessedUncertainty();
    const x = 0.3;
    const [curve] = potentialCurves(models, [sodium], {
      of: "NA",
      temperature: ROOM,
      moleFractions: [x],
      phase: "LIQUID",
      uncertainty: modelUncertainty(assessed, ["K", "NA"]),
    });
    const square = (1 - x) ** 2;
    const g = assessed.names.map((name) => {
      if (!name.startsWith("LIQUID")) return 0;
      if (name.includes(";1")) return square * (1 - 4 * x);
      return name.endsWith("T") ? square * ROOM : square;
    });
    const n = g.length;
    let variance = 0;
    let independent = 0;
    for (let k = 0; k < n; k++) {
      for (let l = 0; l < n; l++) {
        const term = (g[k] as number) * (g[l] as number) * (assessed.covariance[k * n + l] as number);
        variance += term;
        if (k === l) independent += term;
      }
    }
    const sigma = curve?.uncertainty?.[0] ?? Number.NaN;
    expect((sigma * FARADAY) / Math.sqrt(variance)).toBeCloseTo(1, 6);
    expect(sigma * FARADAY).toBeLessThan(0.7 * Math.sqrt(independent));
  });

  it("moves a plateau with its phase boundary", () => {
    const [curve] = potentialCurves(models, [sodium], {
      of: "NA",
      temperature: ROOM,
      moleFractions: [0.08, 0.12, 0.75, 0.95],
      uncertainty: modelUncertainty(assessedUncertainty(), ["K", "NA"]),
    });
    const [a, b, c, d] = curve?.uncertainty ?? [];
    expect(a).toBeGreaterThan(1e-4);
    expect((a as number) / (b as number)).toBeCloseTo(1, 6);
    expect((c as number) / (d as number)).toBeCloseTo(1, 6);
  });
});
