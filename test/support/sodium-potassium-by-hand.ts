import type { PhaseModel } from "../../src/thermo/model/phase-model.ts";
import { handMadeCompound, handMadeSolution } from "./regular-solution.ts";

const solidSodium = (t: number): number =>
  t < 370.87
    ? -11989.434 +
      260.548732 * t -
      51.0393608 * t * Math.log(t) +
      0.072306633 * t ** 2 -
      4.3638283e-5 * t ** 3 +
      132154 / t
    : -11009.884 +
      199.619999 * t -
      38.1198801 * t * Math.log(t) +
      0.009745854 * t ** 2 -
      1.70664e-6 * t ** 3 +
      34342 / t +
      1.65071e23 * t ** -9;
const liquidSodium = (t: number): number =>
  t < 370.87
    ? solidSodium(t) + 2581.02 - 6.95218 * t - 2.76132e-18 * t ** 7
    : -8400.44 + 192.587343 * t - 38.1198801 * t * Math.log(t) + 0.009745854 * t ** 2 - 1.70664e-6 * t ** 3 + 34342 / t;
const solidPotassium = (t: number): number =>
  t < 336.53
    ? -16112.929 +
      389.624197 * t -
      77.0571464 * t * Math.log(t) +
      0.146211135 * t ** 2 -
      8.4949147e-5 * t ** 3 +
      243385 / t
    : -11122.441 +
      192.586544 * t -
      39.2885968 * t * Math.log(t) +
      0.012167386 * t ** 2 -
      2.64387e-6 * t ** 3 +
      43251 / t +
      1.19223e22 * t ** -9;
const liquidPotassium = (t: number): number =>
  t < 336.53
    ? solidPotassium(t) + 2318.096 - 6.886859 * t - 9.44e-19 * t ** 7
    : -8799.422 +
      185.684327 * t -
      39.2885968 * t * Math.log(t) +
      0.012167386 * t ** 2 -
      2.64387e-6 * t ** 3 +
      43251 / t;

/** The K-Na system of SGTE's unaries and the fit of docs/thermodynamics.md at one temperature in K. */
export function sodiumPotassiumByHand(temperature: number, gasConstant: number): PhaseModel[] {
  const components = ["K", "NA"];
  const range = [200, 2200] as const;
  return [
    handMadeSolution({
      name: "LIQUID",
      components,
      pure: [liquidPotassium, liquidSodium],
      interactions: [[0, 1, 2937 - 1.06 * temperature, -554]],
      gasConstant,
      temperatureRange: range,
    }),
    handMadeSolution({
      name: "BCC_A2",
      components,
      pure: [solidPotassium, solidSodium],
      interactions: [[0, 1, 7467, -1734]],
      gasConstant,
      temperatureRange: range,
    }),
    handMadeCompound({
      name: "KNA2",
      components,
      moles: [1, 2],
      energy: (t) => solidPotassium(t) + 2 * solidSodium(t) - 396.1 - 1.9604 * t,
    }),
  ];
}
