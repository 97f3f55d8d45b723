import { describe, expect, it } from "vitest";
import { GAS_CONSTANT } from "../../units/constants.ts";
import { readTdb } from "../tdb/index.ts";
import { type Assessment, assess, prepare } from "./assess.ts";
import type { Datum, DatumHead } from "./datum.ts";

// A symmetric system: both components melt at 600 K with 6 kJ/mol; liquid and solid are regular with 2 and 5 kJ/mol.
const text = `ELEMENT AX BCC_A2 10 0 0 ! ELEMENT BX BCC_A2 20 0 0 ! ELEMENT VA VACUUM 0 0 0 !
PHASE LIQUID % 1 1.0 ! CONSTITUENT LIQUID :AX,BX: !
PARAMETER G(LIQUID,AX;0) 1 +6000-10*T; 3000 N ! PARAMETER G(LIQUID,BX;0) 1 +6000-10*T; 3000 N !
PARAMETER L(LIQUID,AX,BX;0) 1 +2000; 3000 N !
PHASE BCC_A2 % 2 1 3 ! CONSTITUENT BCC_A2 :AX,BX:VA: !
PARAMETER G(BCC_A2,AX:VA;0) 1 0; 3000 N ! PARAMETER G(BCC_A2,BX:VA;0) 1 0; 3000 N !
PARAMETER L(BCC_A2,AX,BX:VA;0) 1 +5000; 3000 N !
TYPE_DEFINITION % SEQ *!
`;
const { database } = readTdb(text);
const coefficients = [
  { phase: "LIQUID", constituents: [["AX", "BX"]], order: 0, power: 0 },
  { phase: "BCC_A2", constituents: [["AX", "BX"], ["VA"]], order: 0, power: 0 },
  { phase: "LIQUID", constituents: [["BX"]], order: 0, power: 0 },
];
const system = { database, components: ["AX", "BX"], coefficients } as const;
const head: DatumHead = { id: "made up", value: 500, uncertainty: 1, source: "made up", status: "own" };
const none = new Float64Array(3);

const predicted = (component: string, datum: Datum): { value: number; gradient: Float64Array } => {
  const gradient = new Float64Array(3);
  return { value: prepare({ ...system, component }).predict(datum, none, gradient), gradient };
};

describe("systems that are not K-Na", () => {
  const congruent: Datum = {
    ...head,
    kind: "congruent",
    phases: [
      { phase: "BCC_A2", near: 0.45 },
      { phase: "LIQUID", near: 0.45 },
    ],
  };

  it("melt two solutions congruently where symmetry says", () => {
    // ΔH − TΔS + (L_liquid − L_solid)/4 = 0
    const { value, gradient } = predicted("BX", congruent);
    expect(value).toBeCloseTo((6000 - 3000 / 4) / 10, 8);
    expect(gradient[0]).toBeCloseTo(1 / 40, 9);
    expect(gradient[1]).toBeCloseTo(-1 / 40, 9);
  });

  it("unmix along RT ln(x/(1 − x)) = L (2x − 1)", () => {
    const temperature = 250;
    for (const component of ["AX", "BX"]) {
      const { value, gradient } = predicted(component, {
        ...head,
        kind: "boundary",
        phases: [
          { phase: "BCC_A2", near: 0.2 },
          { phase: "BCC_A2", near: 0.8 },
        ],
        of: "BCC_A2",
        property: "moleFraction",
        at: temperature,
        value: 0.15,
      });
      const rt = GAS_CONSTANT * temperature;
      expect(rt * Math.log(value / (1 - value))).toBeCloseTo(5000 * (2 * value - 1), 7);
      const slope = (2 * value - 1) / (rt / (value * (1 - value)) - 10_000);
      expect((gradient[1] as number) / slope).toBeCloseTo(1, 9);
    }
  });

  it("have dilute slopes of van 't Hoff, at either end, and their derivatives where a pure component moves", () => {
    const slope = (solvent: string, of: string): { value: number; gradient: Float64Array } =>
      predicted("BX", {
        ...head,
        kind: "diluteSlope",
        phases: [{ phase: "BCC_A2" }, { phase: "LIQUID" }],
        of,
        solvent,
      });
    const rt = GAS_CONSTANT * 600;
    const k = Math.exp(-3000 / rt);
    expect(slope("AX", "LIQUID").value / (10 / rt / (1 - k))).toBeCloseTo(1, 9);
    expect(slope("BX", "BCC_A2").value / ((10 / rt / (1 - k)) * k)).toBeCloseTo(1, 9);
    // With h more in G(LIQUID,BX) BX melts at 600 + h/10, where AX gains h less by melting than it would at 600 K.
    const at = (h: number): number => {
      const moved = GAS_CONSTANT * (600 + h / 10);
      return 10 / moved / (1 - Math.exp(-(3000 + h) / moved));
    };
    const expected = (at(0.01) - at(-0.01)) / 0.02;
    expect((slope("BX", "LIQUID").gradient[2] as number) / expected).toBeCloseTo(1, 5);
  });

  it("are fitted with x of either component to the same", () => {
    // From liquid and solid with 2200 and 5100 J/mol.
    const shift = Float64Array.of(200, 100, 0);
    const liquidus = (component: string): Datum => {
      const datum: Datum = {
        ...head,
        id: "liquidus",
        kind: "boundary",
        phases: [{ phase: "LIQUID" }, { phase: "BCC_A2", near: component === "BX" ? 0.1 : 0.9 }],
        of: "LIQUID",
        property: "temperature",
        at: component === "BX" ? 0.2 : 0.8,
        value: 560,
      };
      return { ...datum, value: prepare({ ...system, component }).predict(datum, shift, new Float64Array(3)) };
    };
    const found = ["AX", "BX"].map((component) => {
      const assessment: Assessment = {
        ...system,
        component,
        coefficients: coefficients.slice(0, 2),
        data: [{ ...congruent, id: "congruent", value: 600 - 2900 / 40 }, liquidus(component)],
      };
      return assess(assessment);
    });
    const [a, b] = found as [(typeof found)[number], (typeof found)[number]];
    expect(a.converged && b.converged).toBe(true);
    expect(a.chiSquare).toBeLessThan(1e-12); // two numbers, two coefficients
    expect(a.degreesOfFreedom).toBe(0);
    for (const [k, { value }] of a.coefficients.entries())
      expect(value).toBeCloseTo(b.coefficients[k]?.value as number, 5);
    expect(a.coefficients[0]?.value).toBeCloseTo(2200, 6);
    expect(a.residuals.every(({ leftOut }) => leftOut === null)).toBe(true);
  });

  it("are refused where the models do not hold the component, or hold more than two", () => {
    expect(() => prepare({ ...system, component: "CX" })).toThrow(/holds CX; the models hold AX, BX/);
    const wrong = { ...system, coefficients: [{ phase: "GAS", constituents: [["AX"]], order: 0, power: 0 }] };
    expect(() => prepare({ ...wrong, component: "BX" })).toThrow(/coefficient of GAS is to be found/);
  });
});
