import { describe, expect, it } from "vitest";
import { database, parameter, phase, polynomialInT } from "../../../test/support/thermo-database.ts";
import { everyKind } from "../../../test/support/thermo-phases.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import { equivalentOrders } from "./equivalent-sublattices.ts";
import { phaseModel, phaseModels } from "./index.ts";

const R = 8.3145;

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

  // Oracle: a tetrahedron of equal corners has one energy for each number of B on it.
  it("spreads the parameters of an fcc with four equal sublattices", () => {
    const corner = [0.25, "A,B"] as const;
    const fcc = database(
      ["A", "B"],
      [phase("FCC", [corner, corner, corner, corner], {}, "F")],
      [
        parameter("G(FCC,A:A:A:B;0)", polynomialInT(-100)),
        parameter("G(FCC,A:A:B:B;0)", polynomialInT(-200)),
        parameter("G(FCC,A:B:A:B;0)", polynomialInT(-300)),
        parameter("L(FCC,A,B:A,B:*:*;0)", polynomialInT(1000)),
      ],
    );
    const at = phaseModel(fcc, "FCC", ["A", "B"]).at(300);
    const corners = (names: string) =>
      Float64Array.from([...names].flatMap((name) => (name === "A" ? [1, 0] : [0, 1])));
    for (const names of ["AAAB", "AABA", "ABAA", "BAAA"]) expect(at.energy(corners(names))).toBe(-100);
    for (const names of ["BBAA", "AABB", "ABBA"]) expect(at.energy(corners(names))).toBe(-200);
    expect(at.energy(corners("ABAB"))).toBe(-300);
    expect(at.energy(corners("BBBA"))).toBe(0);
    const y = new Float64Array(8).fill(0.5);
    const ends = (4 * -100 + 5 * -200 - 300) / 16;
    expect(at.energy(y)).toBeCloseTo(ends + (6 * 1000) / 16 - GAS_CONSTANT * 300 * Math.LN2, 9);
  });

  it("finds the sublattices of a bcc pairwise equal", () => {
    const sublattices = Array.from({ length: 5 }, () => [1, "A,B"] as const);
    expect(equivalentOrders(phase("BCC", sublattices, {}, "B"))).toHaveLength(8);
    expect(equivalentOrders(phase("BCC", sublattices, {}, "B"))).toContainEqual([3, 2, 0, 1, 4]);
    expect(equivalentOrders(phase("BCC", sublattices, {}, "F"))).toHaveLength(24);
    expect(equivalentOrders(phase("BCC", sublattices))).toEqual([[0, 1, 2, 3, 4]]);
  });

  it("says which parameter has an order without a meaning", () => {
    const strange = database(
      ["A", "B"],
      [phase("LIQUID", [[1, "A,B"]])],
      [parameter("G(LIQUID,A;1)", polynomialInT(1))],
    );
    expect(() => phaseModel(strange, "LIQUID", ["A", "B"])).toThrow(
      "Parameter G(LIQUID,A;1) has order 1: an end member has order 0.",
    );
  });

  it("leaves the disordered part to the ordered phase", () => {
    const { models, left } = phaseModels(everyKind, ["A", "B"]);
    expect(models.map(({ name }) => name)).toContain("ORDERED");
    expect(left).toEqual([{ phase: "DISORDERED", reason: "it is the disordered part of ORDERED, which covers it" }]);
    expect(phaseModels(everyKind, ["A", "B"], { phases: ["disordered"] }).models).toHaveLength(1);
  });
});
