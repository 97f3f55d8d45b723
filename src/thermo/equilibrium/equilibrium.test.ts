import { describe, expect, it } from "vitest";
import { sodiumPotassiumByHand } from "../../../test/support/sodium-potassium-by-hand.ts";
import { equilibrium } from "./index.ts";

const R = 8.3145;

describe("equilibrium of K-Na, against pycalphad 0.11.2 with R = 8.3145", () => {
  it.each([
    { x: 0.85, liquid: 0.709799751, solid: 0.9845802197 },
    { x: 0.1, liquid: 0.1431489769, solid: 0.0379412548 },
  ])("has the tie line at 298.15 K around x = $x", ({ x, liquid, solid }) => {
    const found = equilibrium(sodiumPotassiumByHand(298.15, R), {
      temperature: 298.15,
      composition: { K: 1 - x, NA: x },
    });
    expect(found.phases.map(({ name }) => name)).toEqual(["BCC_A2", "LIQUID"]);
    expect(Math.abs(found.phases[0].moleFractions.NA - solid)).toBeLessThan(1e-10);
    expect(Math.abs(found.phases[1].moleFractions.NA - liquid)).toBeLessThan(1e-10);
    expect(found.largestDrivingForce).toBeLessThan(0);
  });

  it("has liquid just above the eutectic and solids just below", () => {
    const names = (temperature: number) =>
      equilibrium(sodiumPotassiumByHand(temperature, R), {
        temperature,
        composition: { K: 0.676198, NA: 0.323802 },
      }).phases.map(({ name }) => name);
    expect(names(260.52326565 + 1e-4)).toContain("LIQUID");
    expect(names(260.52326565 - 1e-4)).toEqual(["BCC_A2", "KNA2"]);
  });
});
