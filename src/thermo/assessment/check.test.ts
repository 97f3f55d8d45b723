import { describe, expect, it } from "vitest";
import { kNaDatabase } from "../data/index.ts";
import { checkAgainst } from "./check.ts";
import { kNaComponent, kNaComponents, kNaData, kNaIndependentData } from "./k-na-data.ts";
import { kNaFromSourcedData } from "./k-na-sourced.ts";
import { assessedUncertainty } from "./k-na-uncertainty.ts";

describe("what was not used in the fit of K-Na", () => {
  it("agrees with it: both ends of the liquid range at 25 °C as a later paper states them", () => {
    const options = { components: kNaComponents, component: kNaComponent };
    const check = checkAgainst(kNaIndependentData, assessedUncertainty(), options);
    expect(check.rows.map(({ residual }) => Number(residual.toFixed(2)))).toEqual([1.06, 0.94]);
    expect(check.rootMeanSquareTemperatureResidual).toBeLessThan(2);
    expect(check.chiSquare).toBeLessThan(3.84); // 95 % of χ² with one degree of freedom, for two numbers
    const used = new Set(kNaData.map(({ id }) => id));
    expect(kNaIndependentData.some(({ id }) => used.has(id))).toBe(false);
  });

  it("is what the recalled data are to a fit of the sourced ones alone", () => {
    // Recorded: L0 = 2796, L1 = −560, 699 J/mol; peritectic at 276.8 to 281.1 K, x 0.54 to 0.57, for 0 to −6 J/K.
    const fits = [0, -2, -4, -6].map((term) => kNaFromSourcedData(kNaDatabase(), term));
    for (const { result, mixingEnthalpy } of fits) {
      const [l0, , l1] = result.coefficients.map(({ value }) => value) as [number, number, number];
      expect(Math.abs(l0 - 2796)).toBeLessThan(6);
      expect(Math.abs(l1 + 560)).toBeLessThan(6);
      expect(Math.abs(mixingEnthalpy - 699)).toBeLessThan(2);
      expect(result.converged).toBe(true);
    }
    expect(fits[0]?.peritecticTemperature).toBeCloseTo(276.8, 1);
    expect(fits[3]?.peritecticTemperature).toBeCloseTo(281.1, 1);
    expect(fits[0]?.peritecticMoleFraction).toBeCloseTo(0.54, 2);
    expect(fits[3]?.peritecticMoleFraction).toBeCloseTo(0.57, 2);
  });
});
