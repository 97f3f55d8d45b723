import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kNaDatabase } from "../data/index.ts";
import { functionFromText, functionsOf } from "../database/index.ts";
import { phaseModel } from "../model/index.ts";
import { kNaCoefficients } from "./k-na-data.ts";
import { coefficientName, coefficientOf, withCoefficients } from "./parameter.ts";

const database = kNaDatabase();
const numberOf = (text: string, power: number): number => {
  const parameters = database.parameters.map((parameter) =>
    parameter.phase === "LIQUID" && parameter.order === 1
      ? { ...parameter, function: functionFromText(text, 200, 2200, functionsOf(database)) }
      : parameter,
  );
  const coefficient = { phase: "LIQUID", constituents: [["K", "NA"]], order: 1, power };
  return coefficientOf({ ...database, parameters }, coefficient);
};

describe("coefficients of a database", () => {
  it("are read from its texts", () => {
    expect(kNaCoefficients.map((coefficient) => coefficientOf(database, coefficient))).toEqual([
      2937, -1.06, -554, 7467, -1734, -396.1, -1.9604,
    ]);
    expect(kNaCoefficients.map(coefficientName)).toContain("BCC_A2(K,NA:VA;1)");
  });

  it("are found among terms of every form", () => {
    const text = "-1.5E+3+2*T-3E-2*T*LN(T)+4*T**2-5E5*T**(-1)+GHSERKK#-T";
    expect(numberOf(text, 0)).toBe(-1500);
    expect(numberOf(text, 1)).toBe(1);
    expect(numberOf(text, 2)).toBe(4);
    expect(numberOf(text, -1)).toBe(-5e5);
    expect(numberOf(text, 3)).toBe(0);
  });

  it("come back as they were set, in text and in energy", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e5, max: 1e5, noNaN: true }), { minLength: 7, maxLength: 7 }),
        (values) => {
          const changed = withCoefficients(
            database,
            kNaCoefficients.map((coefficient, k) => ({ ...coefficient, value: (values[k] as number) || 0 })),
          );
          for (const [k, coefficient] of kNaCoefficients.entries()) {
            expect(coefficientOf(changed, coefficient)).toBe((values[k] as number) || 0);
          }
          // The text that would be written says what the function evaluates.
          const out = new Float64Array(3);
          const read = new Float64Array(3);
          for (const parameter of changed.parameters) {
            const text = parameter.function.pieces[0]?.text as string;
            parameter.function.evaluate(300, 101325, out);
            functionFromText(text, 200, 2200, functionsOf(database)).evaluate(300, 101325, read);
            for (let d = 0; d < 3; d++) {
              const scale = 1e5 * 300 ** (1 - d);
              expect(Math.abs((out[d] as number) - (read[d] as number)) / scale).toBeLessThan(1e-9);
            }
          }
        },
      ),
      { seed: 4, numRuns: 50 },
    );
  });

  it("move the energy of their phase only", () => {
    const changed = withCoefficients(database, [{ ...kNaCoefficients[0], value: 3937 } as never]);
    const y = Float64Array.of(0.5, 0.5);
    const energy = (from: typeof database): number => phaseModel(from, "LIQUID", ["K", "NA"]).at(300).energy(y);
    expect(energy(changed) - energy(database)).toBeCloseTo(250, 8);
    expect(changed.parameters.filter((parameter, i) => parameter !== database.parameters[i])).toHaveLength(1);
  });

  it("say what is missing", () => {
    const wrong = { phase: "LIQUID", constituents: [["K", "NA"]], order: 2, power: 0 };
    expect(() => coefficientOf(database, wrong)).toThrow(/0 parameters LIQUID\(K,NA;2\).*LIQUID\(K,NA;0\)/);
    expect(() => withCoefficients(database, [{ ...wrong, order: 1, value: Number.NaN }])).toThrow(
      /not a finite number/,
    );
  });
});
