import { describe, expect, it } from "vitest";
import { FARADAY, GAS_CONSTANT } from "../../../units/constants.ts";
import { alloyFromOption } from "../../submodels/alloy/alloy.ts";
import { siValue } from "../set-values.ts";
import {
  lithium,
  magnesium,
  magnesiumInGallium,
  potassium,
  potassiumInSodium,
  sodium,
  sodiumInPotassium,
} from "./index.ts";

const alloys = [sodiumInPotassium, potassiumInSodium, magnesiumInGallium];

describe("data of electrodes", () => {
  it.each(alloys)("make an alloy that has a liquid at every temperature: $name", ({ material, temperatures }) => {
    const [low, high] = temperatures;
    for (let k = 0; k <= 6; k++) {
      const temperature = low + (k / 6) * (high - low);
      const alloy = alloyFromOption("pool", material.alloy, temperature);
      const { lower, upper } = alloy.saturation ?? {};
      expect(lower?.moleFraction ?? 0).toBeLessThan(upper?.moleFraction ?? 1);
      for (const x of [0.05, 0.5, 0.95]) {
        expect(alloy.thermodynamicFactor(alloy.concentration(x))).toBeGreaterThan(0);
      }
    }
  });

  it("state every number in a unit that is known, with a source", () => {
    for (const { parameters } of [...alloys, lithium, sodium, potassium, magnesium]) {
      for (const given of Object.values(parameters)) {
        expect(siValue(given)).toBeGreaterThan(0);
        expect(given.source).not.toBe("");
      }
    }
  });

  // Oracles: molar mass over density.
  it("have the molar volumes of the metals", () => {
    const expected = [
      [lithium, 6.94e-3 / 534],
      [sodium, 22.99e-3 / 970],
      [potassium, 39.098e-3 / 890],
      [magnesium, 24.305e-3 / 1738],
    ] as const;
    for (const [{ parameters }, volume] of expected) {
      expect(siValue(parameters["geometry.metalMolarVolume"]) / volume).toBeCloseTo(1, 2);
    }
    const { molarVolume, otherMolarVolume } = alloyFromOption("pool", magnesiumInGallium.material.alloy, 330);
    expect(molarVolume / (24.305e-3 / (1584 + 0.234 * (923 - 330)))).toBeCloseTo(1, 2);
    expect(otherMolarVolume / (69.723e-3 / (6077 - 0.611 * (330 - 302.9)))).toBeCloseTo(1, 2);
  });

  // Oracles: hand calculation of the estimate that the data state.
  it("carry the estimate of Mg in Ga that they state", () => {
    const temperature = 330;
    const thermal = GAS_CONSTANT * temperature;
    const alloy = alloyFromOption("pool", magnesiumInGallium.material.alloy, temperature);
    const chi = (-44000 * (1 - temperature / 3000)) / thermal;
    const reference = (8202.243 - 8.83693 * temperature) / thermal;
    const c = alloy.concentration(0.037);
    const logActivity = Math.log(c * alloy.activityPerConcentration(c));
    expect(logActivity).toBeCloseTo(Math.log(0.037) + chi * 0.963 ** 2 + reference, 3);
    // 0.2 V against Mg, as two electrons a Mg²⁺
    expect((-thermal / (2 * FARADAY)) * logActivity).toBeCloseTo(0.208, 2);
    // depression of the freezing point of gallium, and the line of ln x over 1/T
    const depression = (5590 * 3.3) / (GAS_CONSTANT * 302.9 ** 2);
    expect(depression).toBeCloseTo(0.024, 3);
    const slope = Math.log(0.13 / 0.024) / (1 / 299.6 - 1 / 476);
    for (const at of [302.92, 330, 360, 390, 420]) {
      const limit = alloyFromOption("pool", magnesiumInGallium.material.alloy, at).saturation?.upper;
      const x = 0.024 * Math.exp(slope * (1 / 299.6 - 1 / at));
      expect(Math.abs((limit?.moleFraction ?? 0) / x - 1)).toBeLessThan(0.02);
      expect(limit?.solid).toBe("Mg2Ga5");
    }
  });
});
