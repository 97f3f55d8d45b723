import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kNaAlloy, sodiumFraction } from "../../../test/support/k-na-alloy.ts";
import { FARADAY } from "../../units/constants.ts";
import { phaseState } from "./alloy-state.ts";
import { exchangeEquilibrium } from "./exchange.ts";
import { poolCapacity, removable } from "./pool.ts";
import { potassiumPerchlorateSolvents } from "./potassium-perchlorate.ts";
import { meanActivityCoefficient, saltSaturation, saltSolubility } from "./salt-solubility.ts";
import { potassium, sodium, standardPotentials } from "./sodium-potassium.ts";

const { models, liquid } = kNaAlloy();
const MILLIAMPERE_HOUR = 3.6;

describe("exchange of potassium for sodium", () => {
  const at = (x: number, solvent: "water" | "propylene-carbonate") =>
    exchangeEquilibrium(
      models,
      phaseState(liquid, sodiumFraction(x), 298.15),
      potassium,
      sodium,
      standardPotentials[solvent],
    );

  // Oracle: exp(0.217 V F/RT) and exp(0.32 V F/RT) by hand.
  it("has the equilibrium constants of the standard potentials", () => {
    expect(at(0.5, "water").reaction).toBe("K(alloy) + Na+ = Na(alloy) + K+");
    expect(at(0.5, "water").equilibriumConstant / 4.66e3).toBeCloseTo(1, 2);
    expect(at(0.5, "propylene-carbonate").equilibriumConstant / 2.56e5).toBeCloseTo(1, 2);
    expect(at(0.5, "water").standardEnergy).toBeCloseTo(-0.217 * FARADAY, 6);
  });

  // Oracle: exp(−ΔG/RT) with ΔG = −0.217 F − 30.1 (T − 298.15) by hand: 2.24e3 at 77 °C, where the potentials of 25 °C give 1.32e3.
  it("carries the potentials in water to other temperatures, and refuses those it does not know", () => {
    const warm = (solvent: "water" | "propylene-carbonate", T: number) =>
      exchangeEquilibrium(
        models,
        phaseState(liquid, sodiumFraction(0.5), T),
        potassium,
        sodium,
        standardPotentials[solvent],
      );
    const byHand = Math.exp((0.217 * FARADAY + 30.1 * 52) / (8.314462618 * 350.15));
    expect(byHand / 2240).toBeCloseTo(1, 1);
    expect(warm("water", 350.15).equilibriumConstant / byHand).toBeCloseTo(1, 2);
    expect(warm("propylene-carbonate", 300).equilibriumConstant).toBeGreaterThan(1e5);
    expect(() => warm("propylene-carbonate", 350.15)).toThrow(
      "at 25 °C and serve from 20 °C to 30 °C, as their change with temperature is not known: no exchange constant at 77 °C",
    );
    expect(() => warm("water", 260)).toThrow("serve from 0 °C to 100 °C: no exchange constant at -13.15 °C");
  });

  // Oracle: at the ratio of ions the two electrodes have one potential.
  it("makes both metals of the alloy stand at one potential", () => {
    const { ionRatio, activities, ionFraction } = at(0.63, "water");
    const RT = 0.025692579;
    const eK = -2.931 + RT * Math.log(ionRatio / activities[0]);
    const eNa = -2.714 + RT * Math.log(1 / activities[1]);
    expect(eK).toBeCloseTo(eNa, 8);
    expect(ionFraction).toBeGreaterThan(0.99);
    const [low, high] = at(0.63, "water").equilibriumConstantRange;
    expect(low).toBeLessThan(high);
  });
});

describe("pool of 40 µL NaK50", () => {
  // Oracle: arithmetic on additive volumes, 0.887 g/cm³; areas of 7, 8 and 10 mm discs.
  const pool = (diameter: number) =>
    poolCapacity({
      volume: 40e-9,
      area: (Math.PI * diameter * diameter) / 4,
      moleFraction: 0.6297,
      molarVolume: (0.6297 * 22.98977e-3 + 0.3703 * 39.0983e-3) / 887,
      molarMass: 0.6297 * 22.98977e-3 + 0.3703 * 39.0983e-3,
      chargeNumber: 1,
      saturation: 0.1431,
    });
  it("gives the areal capacities of the three areas", () => {
    const perArea = (charge: number | null): number => (charge ?? 0) / (1e4 * MILLIAMPERE_HOUR);
    expect(pool(7e-3).charge / MILLIAMPERE_HOUR).toBeCloseTo(20.7, 1);
    expect(pool(7e-3).depth * 1e3).toBeCloseTo(1.04, 2);
    expect(perArea(pool(7e-3).arealCharge)).toBeCloseTo(53.7, 1);
    expect(perArea(pool(8e-3).arealCharge)).toBeCloseTo(41.1, 1);
    expect(perArea(pool(10e-3).arealCharge)).toBeCloseTo(26.3, 1);
    expect(perArea(pool(7e-3).arealChargeToSaturation)).toBeCloseTo(48.5, 1);
    expect(perArea(pool(8e-3).arealChargeToSaturation)).toBeCloseTo(37.1, 1);
  });

  it("refuses a mole fraction outside of 0 to 1, with the range", () => {
    const input = { volume: 40e-9, area: 1e-4, molarVolume: 3.2e-5, molarMass: 0.029, chargeNumber: 1 };
    for (const moleFraction of [1.5, -0.1, Number.NaN]) {
      expect(() => poolCapacity({ ...input, moleFraction, saturation: null })).toThrow("must lie between 0 and 1");
      expect(() => poolCapacity({ ...input, moleFraction, saturation: 0.1 })).toThrow("must lie between 0 and 1");
    }
    expect(() => poolCapacity({ ...input, moleFraction: 0.5, saturation: 1.2 })).toThrow("its saturation 1.2");
    expect(() => poolCapacity({ ...input, moleFraction: 0.5, saturation: null, molarMass: 0 })).toThrow("molar mass 0");
  });

  it("conserves the other component", () => {
    const n = removable(0.63, 0.143);
    expect((0.63 - n) / (1 - n)).toBeCloseTo(0.143, 12);
    expect(() => removable(0.1, 0.143)).toThrow("nothing can be removed");
  });
});

describe("saturation with a salt", () => {
  const {
    water,
    acetone,
    "ethyl-acetate": ethylAcetate,
    "ethylene-carbonate-dimethyl-carbonate": carbonates,
  } = potassiumPerchlorateSolvents;

  // Oracle: the quoted 0.108 mol/L through Davies' equation by hand (γ± = 0.7765) and without it; both must lie in the range.
  it("has a range that holds the quoted solubility", () => {
    const [low, high] = water.range;
    expect((0.108 * meanActivityCoefficient("davies", 108, water)) ** 2).toBeCloseTo(7.0e-3, 4);
    expect((0.108 * meanActivityCoefficient("davies", 108, water)) ** 2).toBeGreaterThanOrEqual(low);
    expect(0.108 ** 2).toBeLessThanOrEqual(high);
  });

  // Oracle: √K without activity coefficients; 1.05e-2 = (0.1339 · 0.7653)² with Davies.
  it("gives the solubility in water", () => {
    expect(saltSolubility(water)).toBeCloseTo(1000 * Math.sqrt(1.05e-2), 6);
    expect(saltSolubility(water, "davies")).toBeCloseTo(133.9, 1);
    // A measured solubility stays what it is under any activity model.
    for (const model of ["ideal", "davies", "debye-hueckel"] as const) {
      expect(saltSolubility(acetone, model)).toBeCloseTo(9.05, 2);
    }
    expect(saltSaturation({ cation: 10, anion: 10 }, acetone, "debye-hueckel").isWithinModel).toBe(false);
  });

  // Oracle: the measured solubilities, which are what stays dissolved of any larger amount of the salt alone.
  it("takes the dilute root where the activity model lets c γ fall again", () => {
    for (const total of [10, 50, 200, 300, 1000, 5000]) {
      const limiting = saltSaturation({ cation: total, anion: total }, acetone, "debye-hueckel");
      expect(limiting.cation).toBeCloseTo(9.05, 2);
      expect(limiting.precipitated).toBeCloseTo(total - limiting.cation, 9);
      expect(limiting.supersaturation).toBeGreaterThan(1);
      const davies = saltSaturation({ cation: total, anion: total }, ethylAcetate, "davies");
      expect(davies.cation).toBeCloseTo(0.0968, 4);
      expect(davies.precipitated).toBeCloseTo(total - davies.cation, 9);
    }
    expect(saltSaturation({ cation: 9, anion: 9 }, acetone, "debye-hueckel").precipitated).toBe(0);
    expect(saltSaturation({ cation: 0, anion: 9 }, acetone, "debye-hueckel").precipitated).toBe(0);
  });

  // The dissolved rest, 0.102 mol/L, lies within Davies' 0.5 mol/L; the 2 mol/L that were put in do not.
  it("judges the model at equilibrium and with all salt dissolved", () => {
    expect(saltSaturation({ cation: 2000, anion: 2000 }, water, "davies").isWithinModel).toBe(false);
    expect(saltSaturation({ cation: 150, anion: 150 }, water, "davies").isWithinModel).toBe(true);
  });

  it("balances mass and holds the product with common ions", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 2000, noNaN: true }),
        fc.double({ min: 1, max: 2000, noNaN: true }),
        (cation, anion) => {
          const result = saltSaturation({ cation, anion, otherIonicStrength: 100 }, water, "davies");
          expect(result.cation + result.precipitated).toBeCloseTo(cation, 8);
          expect(result.anion + result.precipitated).toBeCloseTo(anion, 8);
          const product = (result.cation * result.anion * result.activityCoefficient ** 2) / 1e6;
          if (result.precipitated > 0) expect(product / 1.05e-2).toBeCloseTo(1, 6);
          else expect(result.supersaturation).toBeLessThanOrEqual(1);
        },
      ),
      { seed: 3, numRuns: 60 },
    );
  });

  it("asks for what nobody has measured", () => {
    expect(() => saltSaturation({ cation: 10, anion: 1000 }, carbonates)).toThrow(
      "give one, between 0.000001 and 0.0004",
    );
    expect(saltSaturation({ cation: 10, anion: 1000 }, carbonates, "ideal", 1e-4).cation).toBeCloseTo(0.1009, 3);
    expect(() => saltSaturation({ cation: 10, anion: 10 }, carbonates, "davies", 1e-4)).toThrow("permittivity");
  });
});
