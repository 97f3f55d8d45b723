import { describe, expect, it } from "vitest";
import { handMadeCompound, handMadeSolution } from "../../../test/support/regular-solution.ts";
import { database, parameter, phase, polynomialInT } from "../../../test/support/thermo-database.ts";
import { phaseModel } from "../model/index.ts";
import { drivingForce, equilibrium, twoPhaseEquilibria } from "./index.ts";

const R = 8.314;

describe("inner states of a phase", () => {
  // G = w (1 + η²)/2 + RT Σ ±: minimum at η = tanh(−w η / RT), critical temperature −w / R (Bragg and Williams)
  const w = -8000;
  const bragg = database(
    ["A", "B", "VA"],
    [
      phase("B2", [
        [0.5, "A,B"],
        [0.5, "A,B"],
      ]),
    ],
    [parameter("G(B2,A:B;0)", polynomialInT(w)), parameter("G(B2,B:A;0)", polynomialInT(w))],
  );
  const model = phaseModel(bragg, "B2", ["A", "B"], { gasConstant: R });

  it.each([0.3, 0.6, 0.9, 0.99])(
    "orders as Bragg and Williams have it at T = %d of the critical temperature",
    (share) => {
      const temperature = (share * -w) / R;
      let order = 1;
      for (let k = 0; k < 20000; k++) order = Math.tanh((-w * order) / (R * temperature));
      const { phases } = equilibrium([model], { temperature, composition: { A: 0.5, B: 0.5 } });
      expect(phases).toHaveLength(1);
      expect(Math.abs(phases[0].siteFractions[0] - phases[0].siteFractions[2])).toBeCloseTo(order, 9);
    },
  );

  it("is disordered above it", () => {
    const { phases } = equilibrium([model], { temperature: (1.001 * -w) / R, composition: { A: 0.5, B: 0.5 } });
    expect([...phases[0].siteFractions]).toEqual([0.5, 0.5, 0.5, 0.5].map((y) => expect.closeTo(y, 9)));
  });

  // FeO-like: neutral only if 2 y(A+2) + 3 y(A+3) = 2, so that one vacancy goes with two A+3
  const ionic = database(
    ["A", "O", "VA"],
    [
      phase("HALITE", [
        [1, "A+2,A+3,VA"],
        [1, "O-2"],
      ]),
      phase("METAL", [[1, "A"]]),
      phase("GAS", [[2, "O"]]),
    ],
    [
      parameter("G(HALITE,A+2:O-2;0)", polynomialInT(-100000)),
      parameter("G(HALITE,A+3:O-2;0)", polynomialInT(-80000)),
      parameter("G(HALITE,VA:O-2;0)", polynomialInT(-60000)),
    ],
    [
      { name: "A+2", elements: { A: 1 }, charge: 2 },
      { name: "A+3", elements: { A: 1 }, charge: 3 },
      { name: "O-2", elements: { O: 1 }, charge: -2 },
    ],
  );

  it("keeps charged constituents neutral, with G of the only neutral state there is", () => {
    const halite = phaseModel(ionic, "HALITE", ["A", "O"], { gasConstant: R });
    const vacancies = 0.04;
    const metal = 1 - vacancies;
    const temperature = 1000;
    const { phases, gibbsEnergy } = equilibrium([halite], {
      temperature,
      composition: { A: metal / (1 + metal), O: 1 / (1 + metal) },
    });
    const y = [1 - 3 * vacancies, 2 * vacancies, vacancies];
    expect([...phases[0].siteFractions]).toEqual([...y, 1].map((value) => expect.closeTo(value, 9)));
    const energy =
      y.reduce(
        (sum, value, i) => sum + value * [-100000, -80000, -60000][i] + R * temperature * value * Math.log(value),
        0,
      ) /
      (1 + metal);
    expect(gibbsEnergy).toBeCloseTo(energy, 5);
  });

  it("refuses a composition that no neutral state has", () => {
    const halite = phaseModel(ionic, "HALITE", ["A", "O"], { gasConstant: R });
    expect(() => equilibrium([halite], { temperature: 1000, composition: { A: 0.6, O: 0.4 } })).toThrow(
      "no mixture of HALITE has the composition x(A) = 0.6, x(O) = 0.4",
    );
  });
});

describe("drivingForce", () => {
  const zero = (): number => 0;
  const components = ["A", "B", "C"];
  const ideal = handMadeSolution({ name: "S", components, pure: components.map(() => zero), gasConstant: R });

  it("of an ideal solution is RT ln Σ exp(μ/RT), at x = exp(μ/RT) over its sum", () => {
    const rt = R * 700;
    const potentials = { A: -3000, B: -9000, C: 1000 };
    const weights = Object.values(potentials).map((mu) => Math.exp(mu / rt));
    const sum = weights.reduce((a, b) => a + b);
    const { value, moleFractions } = drivingForce(ideal.at(700), potentials);
    expect(value).toBeCloseTo(rt * Math.log(sum), 8);
    components.forEach((symbol, c) => {
      expect(moleFractions[symbol]).toBeCloseTo(weights[c] / sum, 8);
    });
  });

  it("of a compound is Σ μ x − G per mole of atoms", () => {
    const compound = handMadeCompound({ name: "AB2", components, moles: [1, 2, 0], energy: () => -30000 });
    expect(drivingForce(compound.at(700), { A: -4000, B: -7000, C: 0 }).value).toBeCloseTo(-6000 + 10000, 9);
  });

  it("needs every potential", () => {
    expect(() => drivingForce(ideal.at(700), { A: 0, B: 0 })).toThrow("the chemical potential of C is undefined");
  });
});

describe("twoPhaseEquilibria", () => {
  const zero = (): number => 0;
  const solution = (name: string, ends: readonly number[], interaction: number) =>
    handMadeSolution({
      name,
      components: ["A", "B"],
      pure: ends.map((end) => () => end),
      interactions: [[0, 1, interaction]],
      gasConstant: R,
    });

  it("of one phase with itself is its miscibility gap; none where it has none", () => {
    const phaseAt = solution("S", [0, 0], 3 * R * 600).at(600);
    const [line, ...more] = twoPhaseEquilibria(phaseAt, phaseAt);
    expect(more).toEqual([]);
    const [low, high] = line.ends.map(({ moleFraction }) => moleFraction);
    expect(low + high).toBeCloseTo(1, 11);
    expect(Math.log((1 - low) / low)).toBeCloseTo(3 * (1 - 2 * low), 9);
    const whole = solution("S", [0, 0], R * 600).at(600);
    expect(twoPhaseEquilibria(whole, whole)).toEqual([]);
  });

  it("finds both sides of an azeotrope, in ascending mole fraction, as equilibrium does", () => {
    const [flat, bent] = [solution("L", [300, 300], -R * 600 * 0.5), solution("S", [0, 0], R * 600 * 0.5)];
    const lines = twoPhaseEquilibria(flat.at(600), bent.at(600));
    expect(lines.map(({ ends }) => ends.map(({ name }) => name).join("-"))).toEqual(["S-L", "L-S"]);
    for (const { ends, chemicalPotentials } of lines) {
      const x = (ends[0].moleFraction + ends[1].moleFraction) / 2;
      const found = equilibrium([flat, bent], { temperature: 600, composition: { A: 1 - x, B: x } });
      expect(found.chemicalPotentials.A).toBeCloseTo(chemicalPotentials.A, 7);
      expect(found.phases.map(({ moleFractions }) => moleFractions.B).sort()).toEqual(
        ends.map(({ moleFraction }) => expect.closeTo(moleFraction, 9)),
      );
    }
  });

  it("refuses phases of other systems or temperatures", () => {
    const one = solution("S", [0, 0], 0);
    const other = handMadeSolution({ name: "T", components: ["A", "C"], pure: [zero, zero], gasConstant: R });
    expect(() => twoPhaseEquilibria(one.at(600), other.at(600))).toThrow("both must be of one binary system");
    expect(() => twoPhaseEquilibria(one.at(600), one.at(700))).toThrow("S stands at 600 K and 101325 Pa, S at 700 K");
  });
});
