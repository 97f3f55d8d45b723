import { describe, expect, it } from "vitest";
import { handMadeCompound, handMadeSolution } from "../../../test/support/regular-solution.ts";
import { database, parameter, phase, polynomialInT } from "../../../test/support/thermo-database.ts";
import { kNaDatabase } from "../data/index.ts";
import { phaseModels } from "../model/index.ts";
import { readTdb } from "../tdb/index.ts";
import { equilibrium } from "./index.ts";

const R = 8.3145;
const zero = (): number => 0;

describe("a lattice with vacancies that cost nothing when all are there", () => {
  // as B2 of pure Co in public Al-Co-Cr-Ni data: G(A:VA) = 48 kJ/mol of atoms, the empty lattice 0
  const vacant = database(
    ["A", "B", "VA"],
    [
      phase("B2", [
        [0.5, "A,B,VA"],
        [0.5, "A,B,VA"],
        [3, "VA"],
      ]),
      phase("LIQUID", [[1, "A,B"]]),
    ],
    [
      parameter("G(B2,A:VA:VA;0)", polynomialInT(24000)),
      parameter("G(B2,VA:A:VA;0)", polynomialInT(24000)),
      parameter("G(B2,B:VA:VA;0)", polynomialInT(24000)),
      parameter("G(B2,VA:B:VA;0)", polynomialInT(24000)),
      parameter("G(B2,A:B:VA;0)", polynomialInT(-20000)),
      parameter("G(B2,B:A:VA;0)", polynomialInT(-20000)),
      parameter("G(LIQUID,A;0)", polynomialInT(9000, -5.5)),
      parameter("G(LIQUID,B;0)", polynomialInT(9000, -5.5)),
    ],
  );
  const models = phaseModels(vacant, ["A", "B"], { gasConstant: R }).models;

  it.each([1500, 2000, 2050, 2100, 2300, 2526, 2800, 3000])("leaves the pure liquid stable at %d K", (temperature) => {
    const { phases, largestDrivingForce } = equilibrium(models, { temperature, composition: { A: 1 } });
    expect(phases.map(({ name }) => name)).toEqual([temperature < 1900 ? "B2" : "LIQUID"]);
    expect(largestDrivingForce).toBeLessThan(0);
    if (temperature > 1900) expect(phases[0].gibbsEnergy).toBeCloseTo(9000 - 5.5 * temperature, 9);
  });

  it("balances mass to 10⁻¹⁴, in one phase and in two", () => {
    for (let k = 1; k < 40; k++) {
      const composition = { A: 1 - k / 40, B: k / 40 };
      for (const temperature of [400, 900, 1500, 1800, 2200]) {
        const { phases } = equilibrium(models, { temperature, composition });
        for (const symbol of ["A", "B"] as const) {
          const sum = phases.reduce(
            (total, { fraction, moleFractions }) => total + fraction * moleFractions[symbol],
            0,
          );
          expect(Math.abs(sum - composition[symbol])).toBeLessThan(1e-14);
        }
      }
    }
  });

  it("is named where it is the only phase", () => {
    expect(() =>
      equilibrium(models, { temperature: 3000, composition: { A: 1 } }, { metastable: { only: ["B2"] } }),
    ).toThrow(/the lattice of B2 has no state at 3000 K: its atoms spread over ever more empty sites/);
  });
});

describe("compounds at their own composition in a ternary system", () => {
  const components = ["A", "B", "C"];
  // formulas with six decimals, as files have them
  const moles = [
    [0.333334, 0.333333, 0.333333],
    [0, 0.5, 0.5],
    [0.666667, 0.333333, 0],
    [0.666667, 0, 0.333333],
  ];
  const energies = [-60000, -30000, -35000, -50000];
  const models = [
    ...moles.map((of, k) =>
      handMadeCompound({ name: `C${k}`, components, moles: of, energy: () => energies[k] as number }),
    ),
    handMadeSolution({ name: "S", components, pure: components.map(() => zero), gasConstant: R }),
  ];

  it.each([300, 400, 800, 1000, 1184])("is the compound alone at %d K, with potentials on its plane", (temperature) => {
    const composition = { A: 0.333334, B: 0.333333, C: 0.333333 };
    const found = equilibrium(models, { temperature, composition });
    expect(found.phases.map(({ name, fraction }) => [name, fraction])).toEqual([["C0", expect.closeTo(1, 12)]]);
    expect(Math.abs(found.gibbsEnergy + 60000)).toBeLessThan(1e-6);
    expect(found.largestDrivingForce).toBeLessThan(0);
    expect(equilibrium(models, { temperature, composition })).toEqual(found);
  });

  it.each([300, 400, 800, 1000])(
    "is on the tie line to the second compound at exactly a third, %d K",
    (temperature) => {
      const third = 1 / 3;
      const { phases } = equilibrium(models, { temperature, composition: { A: third, B: third, C: third } });
      expect(phases.map(({ name, fraction }) => [name, fraction])).toEqual([
        ["C0", expect.closeTo(third / 0.333334, 12)],
        ["C1", expect.closeTo(1 - third / 0.333334, 12)],
      ]);
    },
  );
});

describe("compositions at the edge of what the phases hold", () => {
  it.each([1e-3, 1e-8, 1e-9, 1e-10, 1e-15])("refuses x = %d of a component that no phase holds", (x) => {
    const only = handMadeCompound({ name: "HCP", components: ["A", "B"], moles: [1, 0], energy: zero });
    expect(() => equilibrium([only], { temperature: 1000, composition: { A: 1 - x, B: x } })).toThrow(
      "no mixture of HCP has the composition",
    );
  });

  it("refuses the metal corner of ternary oxides, at every distance", () => {
    const oxides = database(
      ["A", "B", "O", "VA"],
      [
        phase("FLUORITE", [
          [2, "A+4,B+3"],
          [4, "O-2,VA"],
        ]),
        phase("SESQUI", [
          [2, "A+4,B+3"],
          [3, "O-2"],
          [1, "O-2,VA"],
        ]),
      ],
      [],
      [
        { name: "A+4", elements: { A: 1 }, charge: 4 },
        { name: "B+3", elements: { B: 1 }, charge: 3 },
        { name: "O-2", elements: { O: 1 }, charge: -2 },
      ],
    );
    const models = phaseModels(oxides, ["A", "B", "O"], { gasConstant: R }).models;
    expect(models).toHaveLength(2);
    for (const corner of ["A", "B", "O"]) {
      for (const rest of [0.1, 1e-3, 1e-6, 1e-9, 1e-12]) {
        const composition = Object.fromEntries(
          ["A", "B", "O"].map((symbol) => [symbol, symbol === corner ? 1 - 2 * rest : rest]),
        );
        expect(() => equilibrium(models, { temperature: 1200, composition })).toThrow("no mixture of FLUORITE, SESQUI");
      }
    }
  });

  it("follows μ = RT ln x + constant down to x = 10⁻⁶⁰, and refuses less", () => {
    const { models } = phaseModels(kNaDatabase(), ["K", "NA"], { gasConstant: R });
    const excess = (temperature: number, x: number): number => {
      const { chemicalPotentials } = equilibrium(models, { temperature, composition: { NA: 1, K: x } });
      return chemicalPotentials.K - R * temperature * Math.log(x);
    };
    for (const temperature of [210, 300, 800]) {
      const limit = excess(temperature, 1e-16);
      for (const x of [1e-20, 1e-30, 1e-45, 1e-60]) expect(Math.abs(excess(temperature, x) - limit)).toBeLessThan(1e-6);
      for (const x of [1e-100, 1e-300]) {
        expect(() => excess(temperature, x)).toThrow(`the mole fraction of K is ${x}; below 1e-60 put 0`);
      }
    }
  });
});

describe("K-Na around its liquidus", () => {
  it("is found on a ladder of 10⁻¹² to 10⁻³ K around a temperature on the liquidus", () => {
    const { models } = phaseModels(kNaDatabase(), ["K", "NA"]);
    const composition = { NA: 0.6839948206286048, K: 1 - 0.6839948206286048 };
    for (const step of [0, 1e-12, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3]) {
      for (const sign of [-1, 1]) {
        const { phases, largestDrivingForce } = equilibrium(models, {
          temperature: 294.167724609375 + sign * step,
          composition,
        });
        expect(phases.map(({ name }) => name)).toContain("LIQUID");
        expect(largestDrivingForce).toBeLessThan(1e-6);
      }
    }
  });
});

describe("a gas beside graphite, near the composition of one of its molecules", () => {
  it("is found at every composition around CO2, from 400 K on", () => {
    const gas = (name: string, energy: string) => `PARAMETER G(GAS,${name};0) 298.15 ${energy}; 6000 N !`;
    const { database: carbonOxygen } = readTdb(
      [
        "ELEMENT C GRAPHITE 12 0 0 !",
        "ELEMENT O GAS 16 0 0 !",
        "SPECIES C1 C !",
        "SPECIES C1O1 C1O1 !",
        "SPECIES C1O2 C1O2 !",
        "SPECIES O2 O2 !",
        "PHASE GAS:G % 1 1 !",
        "CONSTITUENT GAS:G :C,C1O1,C1O2,O,O2: !",
        gas("C", "710000-180*T"),
        gas("C1O1", "-110000-220*T"),
        gas("C1O2", "-393500-240*T"),
        gas("O", "248000-170*T"),
        gas("O2", "-220*T"),
        "PHASE GRAPHITE % 1 1 !",
        "CONSTITUENT GRAPHITE :C: !",
        "PARAMETER G(GRAPHITE,C;0) 298.15 -9*T; 6000 N !",
      ].join("\n"),
    );
    const models = phaseModels(carbonOxygen, ["C", "O"]).models;
    for (let temperature = 400; temperature < 3000; temperature += 130) {
      for (let x = 0.3; x < 0.37; x += 0.0048) {
        const { largestDrivingForce } = equilibrium(models, { temperature, composition: { C: x, O: 1 - x } });
        expect(largestDrivingForce).toBeLessThan(1e-3);
      }
    }
  });
});
