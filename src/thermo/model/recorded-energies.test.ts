import { describe, expect, it } from "vitest";
import { database, parameter, phase, polynomialInT } from "../../../test/support/thermo-database.ts";
import { atomsPerFormula, type PhaseModel, phaseModel } from "./index.ts";

// Oracle: energies per mole of atoms that pycalphad records in pycalphad/tests/test_energy.py (0.11.2), some of them
// taken from Thermo-Calc there; R = 8.3145, relative tolerance 1e-5 as recorded.
const gasConstant = 8.3145;
const constant = (value: number) => polynomialInT(value);

function expectMolarEnergy(model: PhaseModel, T: number, y: readonly number[], recorded: number): void {
  const siteFractions = Float64Array.from(y);
  const energy = model.at(T).energy(siteFractions) / atomsPerFormula(model, siteFractions);
  expect(Math.abs(energy / recorded - 1), `${model.name}: ${energy}, recorded ${recorded}`).toBeLessThan(1e-5);
}

describe("recorded energies of small databases", () => {
  const orders = (text: string, values: readonly number[]) =>
    values.map((value, order) => parameter(`${text};${order})`, constant(value)));
  const reciprocal = database(
    ["AL", "C", "CR", "MO", "NB", "TA", "VA"],
    [
      phase("FCC_A1", [
        [1, "MO,NB"],
        [1, "C,VA"],
      ]),
      phase("FCC_A1_NO_VA", [
        [1, "AL,C"],
        [1, "MO,NB"],
      ]),
      phase("PHASE_THREE", [
        [1, "MO,NB"],
        [1, "CR,TA"],
        [1, "C,VA"],
      ]),
      phase("PHASE_THREE_MIX", [
        [1, "MO,NB"],
        [1, "CR,TA"],
        [1, "C,VA"],
      ]),
    ],
    [
      ...orders("G(FCC_A1,MO,NB:C,VA", [-300000, -200000, -100000]),
      ...orders("G(FCC_A1_NO_VA,AL,C:MO,NB", [-300000, -200000, -100000]),
      ...orders("G(PHASE_THREE,MO,NB:CR,TA:C,VA", [-200000]),
      ...orders("G(PHASE_THREE_MIX,MO,NB:CR:C,VA", [-300000, -200000, -100000]),
      ...orders("G(PHASE_THREE_MIX,MO,NB:TA:C,VA", [-600000, -500000, -400000]),
    ],
  );
  const all = ["AL", "C", "CR", "MO", "NB", "TA"];

  it("are reproduced for interactions on two sublattices", () => {
    const y = [0.3, 0.7, 0.2, 0.8, 0.4, 0.6];
    const model = (name: string) => phaseModel(reciprocal, name, all, { gasConstant });
    expectMolarEnergy(model("FCC_A1"), 1773.15, [0.3, 0.7, 0.8, 0.2], -16195.14703);
    expectMolarEnergy(model("FCC_A1_NO_VA"), 1000, [0.9, 0.1, 0.75, 0.25], -7739.223);
    expectMolarEnergy(model("PHASE_THREE"), 1000, y, -6853.4168);
    expectMolarEnergy(model("PHASE_THREE_MIX"), 1000, y, -12817.416);
  });

  const magnetic = { antiferromagneticFactor: -1, shortRangeShare: 0.4 };
  const ordering = (metals: string, interstitials: string, more: readonly (readonly [string, number])[] = []) =>
    database(
      ["A", "B", "C", "VA"],
      [
        phase(
          "DISORD",
          [
            [1, metals],
            [3, interstitials],
          ],
          { magnetic },
        ),
        phase(
          "ORDERED",
          [
            [0.5, metals],
            [0.5, metals],
            [3, interstitials],
          ],
          { magnetic, disorderedPart: "DISORD" },
        ),
      ],
      [
        parameter("G(DISORD,A:VA;0)", constant(-10000)),
        parameter("G(DISORD,B:VA;0)", constant(-10000)),
        ...more.map(([text, value]) => parameter(text, constant(value))),
      ],
    );

  it("are reproduced for ordering with interstitials", () => {
    const model = (source: ReturnType<typeof database>) => phaseModel(source, "ORDERED", ["A", "B"], { gasConstant });
    expectMolarEnergy(model(ordering("A,B,VA", "VA")), 300, [1, 0, 0, 1, 0, 0, 1], -10000);
    expectMolarEnergy(model(ordering("A,B", "C,VA")), 300, [1, 0, 1, 0, 1], -10000);
    expectMolarEnergy(model(ordering("A,B,VA", "C,VA")), 300, [1, 0, 0, 1, 0, 0, 1], -10000);
    const both = ordering("A,B", "B,VA", [
      ["G(DISORD,A:B;0)", -20000],
      ["G(DISORD,B:B;0)", -20000],
      ["G(ORDERED,A:B:B;0)", -1000],
      ["G(ORDERED,A:B:VA;0)", -2000],
    ]);
    expectMolarEnergy(model(both), 300, [0.5, 0.5, 0.5, 0.5, 0.25, 0.75], -10535.395);
    expectMolarEnergy(model(both), 300, [1, 0, 0, 1, 0.25, 0.75], -10297.421);
  });
});
