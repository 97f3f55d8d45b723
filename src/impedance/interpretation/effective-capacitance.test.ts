// Oracles: the capacitor that n = 1 is; a surface of R-C patches computed by summing their admittances; formulas by hand.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addNoise } from "../../../test/support/drt-workload.ts";
import { fitCircuit } from "../circuit/fit-circuit.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { processHint } from "./capacitance-hints.ts";
import { arcCapacitances, brugCapacitance, hsuMansfeldCapacitance } from "./effective-capacitance.ts";

const arcs = fc.record({
  Q: fc.double({ min: 1e-9, max: 1e-2, noNaN: true }),
  n: fc.double({ min: 0.5, max: 1, noNaN: true }),
  resistance: fc.double({ min: 1e-2, max: 1e6, noNaN: true }),
});

describe("effective capacitance", () => {
  test("of a capacitor is the capacitor; of τ/R is τ/R; Brug's tends to it for a large ohmic resistance", () => {
    fc.assert(
      fc.property(arcs, (arc) => {
        expect(brugCapacitance({ ...arc, n: 1 }, 3) / arc.Q).toBeCloseTo(1, 12);
        expect(hsuMansfeldCapacitance({ ...arc, n: 1 }) / arc.Q).toBeCloseTo(1, 12);
        const tau = (arc.Q * arc.resistance) ** (1 / arc.n);
        expect(hsuMansfeldCapacitance(arc) / (tau / arc.resistance)).toBeCloseTo(1, 9);
        expect(brugCapacitance(arc, arc.resistance * 1e12) / hsuMansfeldCapacitance(arc)).toBeCloseTo(1, 6);
        expect(brugCapacitance(arc, 1)).toBeLessThanOrEqual(hsuMansfeldCapacitance(arc) * (1 + 1e-12));
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  test("areal values give areal capacitances: both formulas scale with the area", () => {
    fc.assert(
      fc.property(arcs, fc.double({ min: 1e-6, max: 1e-2, noNaN: true }), (arc, area) => {
        const areal = { Q: arc.Q / area, n: arc.n, resistance: arc.resistance * area };
        expect((brugCapacitance(areal, 2 * area) * area) / brugCapacitance(arc, 2)).toBeCloseTo(1, 9);
        expect((hsuMansfeldCapacitance(areal) * area) / hsuMansfeldCapacitance(arc)).toBeCloseTo(1, 9);
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  test("Brug's formula returns the capacitance of a surface whose patches differ in R₀ and have one C", () => {
    // Patches R_k–C in parallel with ln(R_k C) distributed as Brug's equation 8 has it: Z of the blocking whole is
    // R₀ (1 + 1/(jωτ₀)^n), so that Q = τ₀ⁿ/R₀ and the capacitance is τ₀/R₀ exactly.
    const [R0, C, n] = [7, 3e-5, 0.8];
    const Q = (R0 * C) ** n / R0;
    expect(brugCapacitance({ Q, n, resistance: Number.POSITIVE_INFINITY }, R0) / C).toBeCloseTo(1, 12);
  });

  test("of a fitted circuit: by both formulas with errors that match repeated noise", () => {
    const f = Float64Array.from({ length: 60 }, (_, k) => 10 ** (5 - (7 * k) / 59));
    const [R0, R, Q, n] = [12, 80, 4e-5, 0.82];
    const z = f.map((one) => one);
    const imaginary = new Float64Array(60);
    f.forEach((one, k) => {
      const w = (2 * Math.PI * one) ** n * Q;
      const a = 1 / R + w * Math.cos((n * Math.PI) / 2);
      const b = w * Math.sin((n * Math.PI) / 2);
      z[k] = R0 + a / (a * a + b * b);
      imaginary[k] = -b / (a * a + b * b);
    });
    const exact = impedanceSpectrum(f, z, imaginary);
    const logs = { brug: [] as number[], hsuMansfeld: [] as number[] };
    const stated = { brug: 0, hsuMansfeld: 0 };
    const runs = 60;
    for (let seed = 1; seed <= runs; seed++) {
      const [arc] = arcCapacitances(fitCircuit(addNoise(exact, 0.005, seed), "R0-p(R1,CPE1)"));
      for (const formula of ["brug", "hsuMansfeld"] as const) {
        const estimate = arc?.[formula];
        logs[formula].push(Math.log(estimate?.value ?? Number.NaN));
        stated[formula] += (estimate?.logError ?? Number.NaN) / runs;
      }
    }
    for (const [formula, truth] of [
      ["brug", brugCapacitance({ Q, n, resistance: R }, R0)],
      ["hsuMansfeld", hsuMansfeldCapacitance({ Q, n, resistance: R })],
    ] as const) {
      const values = logs[formula];
      const mean = values.reduce((a, b) => a + b, 0) / runs;
      const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (runs - 1));
      expect(Math.abs(mean - Math.log(truth)), formula).toBeLessThan((4 * deviation) / Math.sqrt(runs));
      expect(stated[formula] / deviation, formula).toBeGreaterThan(0.75);
      expect(stated[formula] / deviation, formula).toBeLessThan(1.33);
    }
  });

  test("refuses what has no meaning", () => {
    expect(() => brugCapacitance({ Q: 1, n: 1.1, resistance: 1 }, 1)).toThrow(/n = 1.1/);
    expect(() => brugCapacitance({ Q: 1, n: 1, resistance: 1 }, 0)).toThrow(/ohmic resistance 0 Ω/);
    expect(() => hsuMansfeldCapacitance({ Q: 1, n: 1, resistance: Number.POSITIVE_INFINITY })).toThrow(/no τ/);
  });
});

describe("processHint", () => {
  test("puts the kinds of the table first at their capacitance, always several, and worded as a hint", () => {
    for (const [capacitance, first] of [
      [1e-12, "bulk"],
      [1e-11, "a minor second phase"],
      [3e-9, "grain boundaries"],
      [3e-8, "a surface layer"],
      [3e-7, "the interface of sample and electrode"],
      [3e-4, "an electrode reaction"],
      [1, "diffusion or storage in a phase"],
    ] as const) {
      const { candidates, words } = processHint(capacitance);
      expect(candidates.map(({ name }) => name)).toContain(first);
      expect(candidates[0]?.distance).toBe(0);
      expect(candidates.length).toBeGreaterThan(1);
      expect(words).toMatch(/^By its capacitance it may be .* or .*geometry not known/);
    }
  });

  test("scales: bulk-like kinds with A/l, those of a surface with A", () => {
    // 1 mm thick, 1 cm²: the bulk has ten times the capacitance of a centimetre.
    const { candidates, scaledBy, words } = processHint(1e-11, { area: 1e-4, thickness: 1e-3 });
    expect([candidates[0]?.name, scaledBy]).toEqual(["bulk", "area and thickness"]);
    expect(words).not.toMatch(/not known/);
    expect(processHint(1e-6, { area: 1e-6 }).candidates[0]?.scaling).toBe("surface");
    expect(processHint(1e-6, { area: 1e-6 }).candidates.map(({ name }) => name)).toContain("an electrode reaction");
  });

  test("the nearest kinds far below every range; refuses nonsense", () => {
    expect(processHint(1e-20).candidates.map(({ name }) => name)).toEqual(["bulk", "a minor second phase"]);
    expect(() => processHint(-1)).toThrow(/capacitance -1/);
  });
});
