import { describe, expect, it } from "vitest";
import { kNaAlloy, sodiumFraction } from "../../../test/support/k-na-alloy.ts";
import { activities, mixtureAt, phaseState, phaseWindows, thermodynamicFactor } from "../../thermo/electrode/index.ts";
import { liquidMolarVolume, molarVolume, sodiumPotassium } from "../../thermo/properties/index.ts";
import { alloyFromOption } from "../submodels/alloy/alloy.ts";

const option = { kind: "assessed", database: "K-Na", metal: "NA", other: "K" };
const reversed = { ...option, metal: "K", other: "NA" };
const { models, liquid } = kNaAlloy();

function worst(f: (x: number) => number): number {
  let largest = 0;
  for (let k = 1; k < 200; k++) largest = Math.max(largest, Math.abs(f(k / 200)));
  return largest;
}

describe("assessed liquid", () => {
  // Oracle: the compound energy model of src/thermo, evaluated without the polynomial, for either metal.
  it.each([250, 298.15, 330, 371, 450])("is the liquid of the database at %f K to 1e-12", (temperature) => {
    for (const [place, given] of [option, reversed].map((one, k) => [1 - k, one] as const)) {
      const alloy = alloyFromOption("pool", given, temperature);
      const mixture = mixtureAt(liquid, temperature);
      const byActivity = worst((x) => {
        const fractions = place === 1 ? sodiumFraction(x) : sodiumFraction(1 - x);
        const exact = activities(models, phaseState(liquid, fractions, temperature))[place].activity;
        const c = alloy.concentration(x);
        return (c * alloy.activityPerConcentration(c)) / exact - 1;
      });
      const byFactor = worst((x) => {
        const exact = thermodynamicFactor(mixture, given.metal, x);
        return alloy.thermodynamicFactor(alloy.concentration(x)) - exact;
      });
      expect(byActivity).toBeLessThan(1e-12);
      expect(byFactor).toBeLessThan(1e-12);
    }
  });

  // Oracle: table of the assessment at 25 °C: activities against the solid, factors, the liquid window.
  it("has the tabulated activities, factors and limits at 25 °C", () => {
    const alloy = alloyFromOption("pool", option, 298.15);
    for (const [x, activity, factor] of [
      [0.143, 0.356, 0.858],
      [0.298, 0.629, 0.671],
      [0.478, 0.827, 0.487],
      [0.63, 0.936, 0.426],
      [0.7, 0.98, 0.443],
    ]) {
      const c = alloy.concentration(x);
      expect(Math.abs(c * alloy.activityPerConcentration(c) - activity)).toBeLessThan(1e-3);
      expect(Math.abs(alloy.thermodynamicFactor(c) - factor)).toBeLessThan(1e-3);
    }
    const { lower, upper } = alloy.saturation ?? {};
    expect(lower?.moleFraction).toBeCloseTo(0.143, 3);
    expect(lower?.activity).toBeCloseTo(0.356, 3);
    expect(lower?.solid).toBe("K");
    expect(upper?.moleFraction).toBeCloseTo(0.71, 3);
    expect(upper?.solid).toBe("Na");
  });

  // Oracle: the stable tie lines of src/thermo; solids: the diagram (Na2K melts at 6.9 °C, Na at 97.7 °C).
  it("ends where the stable tie lines begin, at a compound in the cold, and at nothing above the melting points", () => {
    const cold = alloyFromOption("pool", option, 275).saturation;
    const [window] = phaseWindows({ models, phase: "LIQUID", component: "NA" }, 275);
    expect(cold?.upper).toMatchObject({ moleFraction: window.high?.moleFraction, solid: "KNA2" });
    expect(cold?.lower).toMatchObject({ moleFraction: window.low?.moleFraction, solid: "K" });
    const mirrored = alloyFromOption("pool", reversed, 275).saturation;
    expect(mirrored?.lower?.moleFraction).toBeCloseTo(1 - (window.high?.moleFraction ?? 0), 12);
    expect(mirrored?.lower?.solid).toBe("KNA2");
    expect(alloyFromOption("pool", option, 350).saturation).toMatchObject({ upper: { solid: "Na" } });
    expect(alloyFromOption("pool", option, 350).saturation?.lower).toBeUndefined();
    expect(alloyFromOption("pool", option, 380).saturation).toEqual({});
    expect(() => alloyFromOption("pool", option, 255).saturation).toThrow("liquid at no composition at 255 K");
  });

  // Oracle: V(x) of src/thermo, whose tangent it takes.
  it("has the molar volume of the liquid where its volumes are taken", () => {
    const alloy = alloyFromOption("pool", { ...option, volumesAt: 0.63 }, 298.15);
    expect(0.63 / alloy.concentration(0.63) / molarVolume(sodiumPotassium, 0.63, 298.15)).toBeCloseTo(1, 13);
    const ends = alloyFromOption("pool", { ...option, volumesAt: 1 }, 298.15);
    expect(ends.molarVolume).toBeCloseTo(liquidMolarVolume(sodiumPotassium, 0, 298.15), 18);
  });

  it("says what is wrong with its option", () => {
    const made = (changes: object) => () => alloyFromOption("pool", { ...option, ...changes }, 298.15);
    expect(made({ database: "Na-K" })).toThrow(/Database of the alloy of "pool" is "Na-K". Known: K-Na/);
    expect(made({ metal: "Na" })).toThrow(/Did you mean "NA"/);
    expect(made({ other: "NA" })).toThrow(/Known: K/);
    expect(made({ volumesAt: 1.5 })).toThrow(/volumes of the alloy of "pool" is 1.5/);
    expect(made({ interaction: 1 })).toThrow(/no option "interaction"/);
  });
});
