import type { PhaseModel } from "../../src/thermo/model/phase-model.ts";
import { compoundModel, linear, pieces, plus, polynomial, solutionModel, times } from "./gibbs-models.ts";

/** The constant pycalphad computes with, J/(mol K). */
export const PYCALPHAD_GAS_CONSTANT = 8.3145;

const GHSERNA = pieces(
  370.87,
  polynomial(-11989.434, 260.548732, -51.0393608, { 2: 0.072306633, 3: -4.3638283e-5, "-1": 132154 }),
  polynomial(-11009.884, 199.619999, -38.1198801, { 2: 0.009745854, 3: -1.70664e-6, "-1": 34342, "-9": 1.65071e23 }),
);
const GLIQNA = pieces(
  370.87,
  plus(GHSERNA, polynomial(2581.02, -6.95218, 0, { 7: -2.76132e-18 })),
  polynomial(-8400.44, 192.587343, -38.1198801, { 2: 0.009745854, 3: -1.70664e-6, "-1": 34342 }),
);
const GHSERKK = pieces(
  336.53,
  polynomial(-16112.929, 389.624197, -77.0571464, { 2: 0.146211135, 3: -8.4949147e-5, "-1": 243385 }),
  polynomial(-11122.441, 192.586544, -39.2885968, { 2: 0.012167386, 3: -2.64387e-6, "-1": 43251, "-9": 1.19223e22 }),
);
const GLIQKK = pieces(
  336.53,
  plus(GHSERKK, polynomial(2318.096, -6.886859, 0, { 7: -9.44e-19 })),
  polynomial(-8799.422, 185.684327, -39.2885968, { 2: 0.012167386, 3: -2.64387e-6, "-1": 43251 }),
);

/** K-Na by hand: SGTE unaries and the shipped fit, with the site of the vacancies of bcc left out. */
export function potassiumSodium(gasConstant: number = PYCALPHAD_GAS_CONSTANT): PhaseModel[] {
  const components = ["K", "NA"] as const;
  const temperatureRange = [200, 2200] as const;
  return [
    solutionModel({
      name: "LIQUID",
      components,
      ends: [GLIQKK, GLIQNA],
      interactions: [linear(2937, -1.06), linear(-554)],
      gasConstant,
      temperatureRange,
    }),
    solutionModel({
      name: "BCC_A2",
      components,
      ends: [GHSERKK, GHSERNA],
      interactions: [linear(7467), linear(-1734)],
      gasConstant,
      temperatureRange,
    }),
    compoundModel(
      "KNA2",
      components,
      [1, 2],
      plus(linear(-396.1, -1.9604), GHSERKK, times(2, GHSERNA)),
      temperatureRange,
    ),
  ];
}
