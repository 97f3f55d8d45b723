import { describe, expect, it } from "vitest";
import { kNaDatabase } from "../data/index.ts";
import { prepare } from "./assess.ts";
import type { Datum, DatumHead, PartialDatum } from "./datum.ts";
import { kNaAssessment, kNaCoefficients, kNaData, kNaIndependentData, kNaSolids } from "./k-na-data.ts";

/** The gas constant with which the numbers of pycalphad below were made. */
const PYCALPHAD = 8.3145;

const { data: _, ...system } = kNaAssessment(kNaDatabase());
const { predict } = prepare({ ...system, gasConstant: PYCALPHAD });
const none = new Float64Array(kNaCoefficients.length);
const gradient = new Float64Array(kNaCoefficients.length);
const head: DatumHead = { id: "test", value: 300, uncertainty: 1, source: "test", status: "own" };
const [inPotassium, compound, inSodium] = kNaSolids;

describe("predictions with the shipped K-Na database", () => {
  const known = (id: string): number => {
    const datum = kNaData.find((one) => one.id === id) as Datum;
    return predict(datum, none, gradient);
  };

  it("equal the invariants and tie lines of pycalphad 0.11.2", () => {
    expect(known("eutectic T")).toBeCloseTo(260.52326565, 8);
    expect(known("eutectic x")).toBeCloseTo(0.323802, 6);
    expect(Math.abs(known("peritectic T") - 280.0446376)).toBeLessThan(1e-7); // its printed digits
    expect(known("peritectic x")).toBeCloseTo(0.5840821, 7);
    const boundary = (of: string, solid: typeof inSodium, near: number): number =>
      predict(
        {
          ...head,
          kind: "boundary",
          phases: [{ phase: "LIQUID", near: solid === inSodium ? 0.7 : 0.15 }, solid as { phase: string }],
          of,
          property: "moleFraction",
          at: 298.15,
          value: near,
        },
        none,
        gradient,
      );
    expect(boundary("LIQUID", inSodium, 0.7)).toBeCloseTo(0.709799751, 9);
    expect(boundary("BCC_A2", inSodium, 0.98)).toBeCloseTo(0.9845802197, 9);
    expect(boundary("LIQUID", inPotassium, 0.15)).toBeCloseTo(0.1431489769, 9);
    expect(boundary("BCC_A2", inPotassium, 0.05)).toBeCloseTo(0.0379412548, 9);
  });

  it("equal what the fit was recorded with", () => {
    expect(known("liquidus 70 at.% Na")).toBeCloseTo(296.6, 1);
    expect(known("liquidus 44 wt% K")).toBeCloseTo(294.2, 1);
    expect(known("liquidus 14 at.% Na")).toBeCloseTo(298.9, 1);
    expect(known("solidus slope at K")).toBeCloseTo(0.001005, 6);
    expect(known("solidus slope at Na")).toBeCloseTo(0.000333, 6);
    expect(known("mixing enthalpy")).toBeCloseTo(734.25, 9); // 2937/4
  });

  it("melt KNA2 congruently at 8.0 °C where the sodium does not come out", () => {
    const datum: Datum = { ...head, kind: "congruent", phases: [compound as { phase: string }, { phase: "LIQUID" }] };
    expect(predict(datum, none, gradient) - 273.15).toBeCloseTo(8.0, 1);
  });

  it("give activities and potentials of the record at 25 °C", () => {
    const at = (kind: PartialDatum["kind"], component: string, reference: string, moleFraction: number): number =>
      predict(
        { ...head, kind, phase: "LIQUID", component, reference, temperature: 298.15, moleFraction },
        none,
        gradient,
      );
    expect(at("activity", "NA", "BCC_A2", 0.5)).toBeCloseTo(0.845, 3);
    expect(at("activity", "K", "BCC_A2", 0.5)).toBeCloseTo(0.685, 3);
    expect(at("activity", "NA", "LIQUID", 0.5) / 0.5).toBeCloseTo(1.377, 3);
    expect(1e3 * at("potential", "NA", "BCC_A2", 0.1431489769)).toBeCloseTo(26.5, 1);
    expect(1e3 * at("potential", "K", "BCC_A2", 0.7)).toBeCloseTo(15.4, 1);
  });

  it("have the derivatives that differences show", () => {
    const phases: Datum[] = [
      { ...head, kind: "congruent", phases: [compound as { phase: string }, { phase: "LIQUID" }] },
      {
        ...head,
        kind: "activity",
        phase: "LIQUID",
        component: "NA",
        reference: "BCC_A2",
        temperature: 310,
        moleFraction: 0.3,
      },
      {
        ...head,
        kind: "potential",
        phase: "LIQUID",
        component: "K",
        reference: "LIQUID",
        temperature: 310,
        moleFraction: 0.3,
      },
      {
        ...head,
        kind: "activity",
        phase: "BCC_A2",
        component: "K",
        reference: "BCC_A2",
        temperature: 310,
        moleFraction: 0.02,
      },
    ];
    const there = new Float64Array(none.length);
    for (const datum of [...kNaData, ...kNaIndependentData, ...phases]) {
      predict(datum, none, gradient);
      for (const [k, { power }] of kNaCoefficients.entries()) {
        const step = 0.3 / 300 ** power;
        const moved = (sign: number): number => {
          const shift = Float64Array.from(none);
          shift[k] = sign * step;
          return predict(datum, shift, there);
        };
        const difference = (moved(1) - moved(-1)) / (2 * step);
        // Two solutions at 1e-12 of the value, 2 × step apart; curvature adds 1e-7 of the slope.
        const tolerance = (1e-11 * Math.abs(predict(datum, none, there))) / step + 1e-6 * Math.abs(difference);
        expect(Math.abs((gradient[k] as number) - difference), `${datum.id} ${k}`).toBeLessThan(tolerance);
      }
    }
  });

  it("are NaN where a trial loses the equilibrium, and never hang", () => {
    const mad = Float64Array.from([1e5, 50, -1e5, 1e6, -1e6, 1e6, 1e3]);
    for (const datum of kNaData) {
      if (datum.kind === "mixingEnthalpy" || datum.kind === "diluteSlope") continue;
      expect(Number.isNaN(predict(datum, mad, gradient)), datum.id).toBe(true);
    }
  });
});
