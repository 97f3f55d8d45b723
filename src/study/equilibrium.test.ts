import { describe, expect, test } from "vitest";
import { builtInDatabase } from "./alloy-database.ts";
import { alloyEquilibrium } from "./equilibrium.ts";
import { potentials } from "./potential.ts";

const source = builtInDatabase();

describe("reference of potentials", () => {
  const of = (phases?: readonly string[]) => {
    const [state] = alloyEquilibrium({
      source,
      compositions: ["Na50K50"],
      temperatures: [298.15],
      ...(phases === undefined ? {} : { phases }),
    }).states;
    return state;
  };

  // Oracle: Na50K50 is wholly liquid at 25 °C; leaving the solids out changes nothing of it, and pure Na stays solid.
  test("is the stable pure metal also where its phase is left out of the alloy", () => {
    const [all, alone] = [of(), of(["LIQUID"])];
    expect(alone?.potentials.Na).toBeCloseTo(all?.potentials.Na ?? Number.NaN, 12);
    expect(alone?.activities.K).toBeCloseTo(all?.activities.K ?? Number.NaN, 12);
    expect(1000 * (alone?.potentials.Na ?? Number.NaN)).toBeCloseTo(4.32, 1);
    expect(alone?.activityReferences.Na).toBe("pure Na in BCC_A2");
  });

  test("is the same along a curve", () => {
    const [all, alone] = [undefined, ["LIQUID"]].map((phases) => {
      const request = { source, system: "Na-K", temperature: 298.15, alloys: ["Na50K50"] };
      return potentials(phases === undefined ? request : { ...request, phases }).document.alloys[0];
    });
    expect(alone?.potentials.Na).toBeCloseTo(all?.potentials.Na ?? Number.NaN, 12);
    expect(alone?.uncertainties?.Na).toBeCloseTo(all?.uncertainties?.Na ?? Number.NaN, 9);
    expect(alone?.temperatureCoefficients.K).toBeCloseTo(all?.temperatureCoefficients.K ?? Number.NaN, 12);
    expect(alone?.activities.Na).toBeCloseTo(all?.activities.Na ?? Number.NaN, 12);
  });
});

describe("uncertainty of potentials", () => {
  // Oracle: the band of the potentials along the composition axis, from the same covariance.
  test("is that of the curve at the same composition", () => {
    const [state] = alloyEquilibrium({ source, compositions: ["Na50K50"], temperatures: [298.15] }).states;
    const [entry] = potentials({ source, system: "Na-K", temperature: 298.15, alloys: ["Na50K50"] }).document.alloys;
    const [own, along] = [state?.potentialUncertainties?.Na, entry?.uncertainties?.Na];
    expect(own).toBeCloseTo(along ?? Number.NaN, 9);
  });

  test("is absent for an absent metal", () => {
    const [state] = alloyEquilibrium({ source, compositions: ["Na100K0"], temperatures: [298.15] }).states;
    expect(state?.potentialUncertainties?.K).toBeNull();
  });
});
