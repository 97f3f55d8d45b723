import { describe, expect, it } from "vitest";
import { kNaDatabase } from "../data/index.ts";
import { propagateUncertainty } from "../electrode/index.ts";
import { phaseModel } from "../model/index.ts";
import { prepare } from "./assess.ts";
import { kNaAssessment, kNaData } from "./k-na-data.ts";
import { assessedUncertainty, kNaLiquidus } from "./k-na-uncertainty.ts";

const uncertainty = assessedUncertainty();
const liquidus = kNaLiquidus();

describe("the liquidus of K-Na with its band", () => {
  it("is the recorded one", () => {
    const recorded: readonly (readonly [number, number])[] = [
      [0.99, 93.9],
      [0.95, 79.9],
      [0.9, 64.8],
      [0.85, 52.0],
      [0.8, 41.1],
      [0.75, 31.7],
      [0.7, 23.5],
      [0.65, 16.0],
      [0.6, 9.1],
      [0.55, 5.8],
      [0.5, 3.6],
      [0.45, 0.5],
      [0.4, -3.7],
      [0.36, -8.0],
      [0.3, -8.5],
      [0.25, 1.1],
      [0.2, 11.7],
      [0.14, 25.8],
      [0.1, 35.9],
      [0.05, 49.3],
      [0.01, 60.5],
    ];
    // Printed to 0.1 K, from the fit before its coefficients were rounded: another 0.01 K.
    for (const [x, celsius] of recorded) {
      expect(Math.abs(liquidus.at(x).temperature - 273.15 - celsius), `x = ${x}`).toBeLessThan(0.06);
    }
  });

  it("leaves the alloy liquid at 25 °C from x = 0.143 to 0.710", () => {
    const window = kNaLiquidus(uncertainty, 8.3145).window(298.15);
    expect(window?.lower?.moleFraction).toBeCloseTo(0.1431489769, 9);
    expect(window?.upper?.moleFraction).toBeCloseTo(0.709799751, 9);
    expect(window?.lower?.moleFractionDeviation).toBeCloseTo(0.0025, 4);
    expect(window?.upper?.moleFractionDeviation).toBeCloseTo(0.0084, 4);
  });

  it("has no liquid below the eutectic, a sliver above, and no end at a melted pure component", () => {
    expect(liquidus.window(260.3)).toBeNull();
    const sliver = liquidus.window(260.6);
    expect(sliver?.lower?.solid).toBe("BCC_A2");
    expect(sliver?.upper?.solid).toBe("KNA2");
    const hot = liquidus.window(340);
    expect(hot?.lower).toBeNull();
    expect(hot?.upper?.moleFraction).toBeCloseTo(0.907, 3);
  });

  it("has bands that are the standard deviations over draws of the coefficients", () => {
    // dT/dx · σ(x) = σ(T), and the band of T is that of a propagation through whole databases.
    const { temperature, temperatureDeviation } = liquidus.at(0.7);
    const { data: _, ...system } = kNaAssessment(kNaDatabase());
    const seven = kNaData.find(({ id }) => id === "liquidus 70 at.% Na") as (typeof kNaData)[number];
    const spread = propagateUncertainty(uncertainty, (database) => [
      prepare({ ...system, database }).predict(seven, new Float64Array(7), new Float64Array(7)),
    ]);
    expect(spread.values[0]).toBeCloseTo(temperature, 8);
    expect((spread.uncertainty[0] as number) / temperatureDeviation).toBeCloseTo(1, 5);
  });

  it("refuses a mole fraction outside 0 … 1", () => {
    expect(() => liquidus.at(1.2)).toThrow(/x = 1.2/);
  });
});

describe("propagation", () => {
  it("is exact for what is linear in the coefficients", () => {
    const spread = propagateUncertainty(uncertainty, (database) => [
      phaseModel(database, "LIQUID", ["K", "NA"]).at(384).energy(Float64Array.of(0.5, 0.5)),
    ]);
    const c = uncertainty.covariance;
    const variance = ((c[0] as number) + 2 * 384 * (c[1] as number) + 384 ** 2 * (c[8] as number)) / 16;
    expect((spread.uncertainty[0] as number) / Math.sqrt(variance)).toBeCloseTo(1, 7);
  });

  it("takes as many values as there are coefficients", () => {
    expect(() => uncertainty.withParameters([1, 2])).toThrow(/2 values for 7/);
  });
});
