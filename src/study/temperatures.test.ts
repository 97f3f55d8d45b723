// Oracle: resistances made from an activation energy.
import { expect, it } from "vitest";
import { BOLTZMANN_OVER_CHARGE } from "../units/constants.ts";
import { activationEnergies } from "./temperatures.ts";

const kelvin = [300, 320, 340, 360];

/** What is read of a file with one sweep at each temperature. */
function fileOf(ohmic: readonly number[], relative: number): Parameters<typeof activationEnergies>[0][number] {
  const bounds = (r: number) => ({ lower: r / (1 + relative), upper: r * (1 + relative) });
  const sweeps = kelvin.map((temperature, k) => {
    const polarizationResistance = 1e-4 * Math.exp(0.4 / (BOLTZMANN_OVER_CHARGE * temperature));
    return {
      drt: {
        ohmicResistance: ohmic[k] as number,
        ohmicResistanceBounds: bounds(ohmic[k] as number),
        polarizationResistance,
        polarizationResistanceBounds: bounds(polarizationResistance),
        peaks: [],
      },
    };
  });
  return { series: { sweeps } };
}

it("R∞ and Rp enter with the bounds of the distribution: exact points have the interval that these give", () => {
  const energy = (relative: number) =>
    activationEnergies([fileOf([4, 3, 2.5, 2], relative)], [kelvin], true).activation.find(
      ({ quantity }) => quantity === "Rp",
    );
  const [narrow, wide] = [energy(0.01), energy(0.1)];
  expect(narrow?.energy).toBeCloseTo(0.4, 9);
  expect(narrow?.reducedChiSquared).toBeCloseTo(0, 9);
  const half = (e: typeof wide): number => (e?.energyUpper ?? 0) - (e?.energy ?? 0);
  expect(half(wide) / half(narrow)).toBeCloseTo(Math.log(1.1) / Math.log(1.01), 6);
});

it("a resistance that is not positive is left out with a warning that says where", () => {
  const { activation, warnings } = activationEnergies([fileOf([4, -0.2, 2.5, 2], 0.01)], [kelvin], true);
  expect(activation.find(({ quantity }) => quantity === "R∞")?.temperature).toEqual([300, 340, 360]);
  expect(warnings).toEqual([
    {
      file: 0,
      code: "not-activated",
      message:
        "R∞ is not positive in 1 of 4 sweeps (-0.2 Ω at 320 K): without logarithm, left out of its activation energy.",
    },
  ]);
});
