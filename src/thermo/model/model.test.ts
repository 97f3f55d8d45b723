import { describe, expect, it } from "vitest";
import { database, parameter, phase, polynomialInT } from "../../../test/support/thermo-database.ts";
import { expectDerivatives, randomSiteFractions } from "../../../test/support/thermo-identities.ts";
import { phaseModel, phaseModels } from "./index.ts";

const R = 8.3145;

/** A reproducible stream of numbers in [0, 1): Lehmer's, 16807 modulo 2³¹ − 1. */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

const binary = database(
  ["A", "B", "VA"],
  [
    phase("LIQUID", [[1, "A,B"]]),
    phase("SOLID", [
      [1, "A,B"],
      [3, "VA"],
    ]),
    phase("AB2", [
      [1, "A"],
      [2, "B"],
    ]),
  ],
  [
    parameter("G(LIQUID,A;0)", polynomialInT(1000, -5, -20)),
    parameter("G(LIQUID,B;0)", polynomialInT(-2000, 3, -25, 0.001, 1e4)),
    parameter("L(LIQUID,A,B;0)", polynomialInT(3000, -1)),
    parameter("L(LIQUID,A,B;1)", polynomialInT(-500)),
    parameter("G(SOLID,A:VA;0)", polynomialInT(0, 0, -20)),
    parameter("L(SOLID,A,B:VA;2)", polynomialInT(700, 0.3)),
    parameter("G(AB2,A:B;0)", polynomialInT(-9000, 2, -60)),
  ],
);

describe("phase model", () => {
  // Oracle: the formula, worked by hand.
  it("computes a binary solution", () => {
    const at = phaseModel(binary, "LIQUID", ["a", "B", "va"], { gasConstant: R }).at(500);
    const [x, y] = [0.3, 0.7];
    const ends = x * (1000 - 5 * 500 - 20 * 500 * Math.log(500));
    const other = y * (-2000 + 3 * 500 - 25 * 500 * Math.log(500) + 0.001 * 250000 + 20);
    const mixing = R * 500 * (x * Math.log(x) + y * Math.log(y));
    expect(at.energy(Float64Array.of(x, y))).toBeCloseTo(
      ends + other + mixing + x * y * (3000 - 500 - 500 * (x - y)),
      9,
    );
    expect(at.energy(Float64Array.of(1, 0))).toBeCloseTo(1000 - 5 * 500 - 20 * 500 * Math.log(500), 9);
  });

  it("has exact derivatives", () => {
    const random = stream(7);
    for (const name of ["LIQUID", "SOLID", "AB2"]) {
      const model = phaseModel(binary, name, ["A", "B"]);
      for (let k = 0; k < 5; k++) expectDerivatives(model, 300 + 900 * random(), randomSiteFractions(model, random));
    }
  });

  it("leaves out what cannot form and says why", () => {
    const { models, left } = phaseModels(binary, ["A"]);
    expect(models.map(({ name }) => name)).toEqual(["LIQUID", "SOLID"]);
    expect(models.every(({ isStoichiometric }) => isStoichiometric)).toBe(true);
    expect(left).toEqual([{ phase: "AB2", reason: "sublattice 2 holds only B, none of which is made of A" }]);
  });

  it("quotes the range of its functions", () => {
    expect(() => phaseModel(binary, "AB2", ["A", "B"]).at(100)).toThrow(
      "AB2 are defined from 200 to 3000 K, not at 100 K",
    );
  });
});
