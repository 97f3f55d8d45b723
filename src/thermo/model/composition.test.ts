import { describe, expect, it } from "vitest";
import { database, parameter, phase, polynomialInT } from "../../../test/support/thermo-database.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import { kNaDatabase } from "../data/index.ts";
import {
  atomsPerFormula,
  BinarySolution,
  chemicalPotentials,
  formulaAmounts,
  moleFractions,
  phaseModel,
} from "./index.ts";

const R = 8.3145;
const regular = database(
  ["A", "B", "C", "VA"],
  [
    phase("SOLUTION", [
      [2, "A,B,C"],
      [3, "VA"],
    ]),
    phase("OXIDE", [
      [2, "A,B"],
      [3, "C,VA"],
    ]),
  ],
  [
    parameter("G(SOLUTION,A:VA;0)", polynomialInT(1000, -2)),
    parameter("G(SOLUTION,B:VA;0)", polynomialInT(400, 3)),
    parameter("L(SOLUTION,A,B:VA;0)", polynomialInT(6000, -1)),
  ],
);

describe("composition", () => {
  it("counts atoms of a formula unit, vacancies not", () => {
    const model = phaseModel(regular, "OXIDE", ["A", "B", "C"]);
    const y = Float64Array.of(0.25, 0.75, 0.4, 0.6);
    const out = new Float64Array(3);
    formulaAmounts(model, y, out);
    expect([...out].map((n) => +n.toFixed(12))).toEqual([0.5, 1.5, 1.2]);
    expect(atomsPerFormula(model, y)).toBeCloseTo(3.2, 12);
    moleFractions(model, y, out);
    expect(out[2]).toBeCloseTo(0.375, 12);
    expect(() => new BinarySolution(model.at(500))).toThrow("is not a substitutional solution of two elements");
  });

  // Oracle: a regular solution, 2 sites, so half of every parameter per mole of atoms.
  it("gives a regular solution its textbook chemical potentials", () => {
    const at = phaseModel(regular, "SOLUTION", ["A", "B"], { gasConstant: R }).at(500);
    const solution = new BinarySolution(at);
    const out = new Float64Array(3);
    for (const x of [1e-9, 0.2, 0.5, 0.93]) {
      const omega = (6000 - 500) / 2;
      const first = (1000 - 1000) / 2 + R * 500 * Math.log(1 - x) + omega * x * x;
      const second = (400 + 1500) / 2 + R * 500 * Math.log(x) + omega * (1 - x) ** 2;
      solution.chemicalPotentials(x, out);
      expect(out[0]).toBeCloseTo(first, 8);
      expect(out[1]).toBeCloseTo(second, 8);
      expect(solution.molarGibbsEnergy(x)).toBeCloseTo((1 - x) * first + x * second, 8);
      solution.derivatives(x, out);
      expect(out[1]).toBeCloseTo(second - first, 8);
      expect((out[2] as number) / ((R * 500) / (x * (1 - x)) - 2 * omega)).toBeCloseTo(1, 12);
      expect(solution.thermodynamicFactor(x, R)).toBeCloseTo(1 - (2 * omega * x * (1 - x)) / (R * 500), 12);
      solution.partialEntropies(x, out);
      expect(out[0]).toBeCloseTo(1 - R * Math.log(1 - x) + 0.5 * x * x, 10);
      expect(out[1]).toBeCloseTo(-1.5 - R * Math.log(x) + 0.5 * (1 - x) ** 2, 10);
      chemicalPotentials(at, Float64Array.of(1 - x, x), out);
      expect(out[0]).toBeCloseTo(first, 8);
      expect(out[1]).toBeCloseTo(second, 8);
    }
  });

  // Oracle: thermodynamic factor, activity coefficients and ΔG of mixing of the shipped assessment at 298.15 K, computed
  // apart from this program (scipy, CODATA R) to the digits printed.
  it("gives the liquid of K-Na its known activity coefficients and thermodynamic factor", () => {
    const liquid = new BinarySolution(phaseModel(kNaDatabase(), "LIQUID", ["K", "NA"]).at(298.15));
    const [mu, pure] = [new Float64Array(2), new Float64Array(2)];
    const thermal = GAS_CONSTANT * 298.15;
    for (const [x, gammaNa, gammaK, factor] of [
      [0.143, 2.03, 1.011, 0.858],
      [0.298, 1.72, 1.06, 0.671],
      [0.478, 1.41, 1.204, 0.487],
      [0.5, 1.377, 1.232, 0.471],
      [0.63, 1.211, 1.458, 0.426],
      [0.7, 1.14, 1.642, 0.443],
    ] as const) {
      liquid.chemicalPotentials(x, mu);
      for (const [i, end, fraction, gamma] of [
        [0, 0, 1 - x, gammaK],
        [1, 1, x, gammaNa],
      ] as const) {
        liquid.chemicalPotentials(end, pure);
        const coefficient = Math.exp(((mu[i] as number) - (pure[i] as number)) / thermal) / fraction;
        expect(Math.abs(coefficient - gamma)).toBeLessThan(gamma === 2.03 ? 5e-3 : 5.1e-4);
      }
      expect(Math.abs(liquid.thermodynamicFactor(x, GAS_CONSTANT) - factor)).toBeLessThan(5.1e-4);
    }
    const ideal = (liquid.molarGibbsEnergy(0) + liquid.molarGibbsEnergy(1)) / 2;
    expect(Math.round(liquid.molarGibbsEnergy(0.5) - ideal)).toBe(-1063);
  });
});
