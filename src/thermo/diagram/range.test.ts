import { describe, expect, it } from "vitest";
import { runTask } from "../../base/task.ts";
import { phaseModels } from "../model/index.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import { readTdb } from "../tdb/index.ts";
import { binaryCurves } from "./binary-curves.ts";
import { CurvePoint } from "./gibbs-curve.ts";
import { binaryDiagram, binaryDiagramTask } from "./index.ts";
import { sublatticeCurve } from "./sublattice-curve.ts";

const HEAD = "ELEMENT VA V 0 0 0 !\nELEMENT A L 1 0 0 !\nELEMENT B L 1 0 0 !\n";

/** A regular solution: both pure energies, and the interaction, as functions of T. */
const solution = (name: string, pure: string, interaction: string, high = 3000): string =>
  `PHASE ${name} % 1 1 !\nCONSTITUENT ${name} :A,B: !\nPARAMETER G(${name},A;0) 200 ${pure}; ${high} N !
PARAMETER G(${name},B;0) 200 ${pure}; ${high} N !\nPARAMETER G(${name},A,B;0) 200 ${interaction}; ${high} N !\n`;

const modelsOf = (...phases: string[]): readonly PhaseModel[] =>
  phaseModels(readTdb(HEAD + phases.join("")).database, ["A", "B"]).models;

describe("default range", () => {
  it("is that of the functions where a liquid alone never changes", () => {
    const diagram = binaryDiagram(modelsOf(solution("LIQUID", "0", "0")), { component: "B" });
    expect(diagram.temperatureRange).toEqual([200, 3000]);
    expect(diagram.regions).toEqual([]);
  });

  // Oracle: a regular solution separates where W > 2 R T: above 20000 / (33.3 − 2 R) = 1200.06 K.
  it("reaches a gap of the liquid that opens on heating", () => {
    const diagram = binaryDiagram(modelsOf(solution("LIQUID", "0", "-20000+33.3*T")), { component: "B" });
    expect(diagram.criticalPoints).toHaveLength(1);
    expect(diagram.criticalPoints[0]?.temperature).toBeCloseTo(20000 / (33.3 - 2 * 8.31446261815324), 3);
  });

  it("ends above the liquidus, and tells of what the functions have far above it", () => {
    const models = modelsOf(solution("LIQUID", "0", "-20000+33.3*T"), solution("BCC", "-4000+8*T", "0"));
    const diagram = binaryDiagram(models, { component: "B" });
    expect(diagram.temperatureRange[1]).toBeLessThan(1000);
    expect(diagram.warnings.map(({ code }) => code)).toEqual(["changes-above"]);
  });

  // Oracle: the same system without the phase that is never stable.
  it("leaves a phase out where it is not defined, and says so", () => {
    const two = [solution("LIQUID", "0", "0"), solution("BCC", "-8000+8*T", "10000")];
    const without = binaryDiagram(modelsOf(...two), { component: "B" });
    const diagram = binaryDiagram(modelsOf(...two, solution("HCP", "5000", "0", 500)), { component: "B" });
    expect(diagram.temperatureRange).toEqual(without.temperatureRange);
    expect(diagram.transitions).toEqual(without.transitions);
    expect(diagram.warnings).toHaveLength(1);
    expect(diagram.warnings[0]?.code).toBe("phase-undefined");
    expect(diagram.warnings[0]?.message).toContain("HCP (200 K to 500 K)");
  });

  it("marks where a stable phase ceases to be defined", () => {
    const models = modelsOf(solution("LIQUID", "0", "0"), solution("BCC", "-8000+8*T", "0", 500));
    const diagram = binaryDiagram(models, { component: "B", temperatureRange: [300, 900] });
    expect(diagram.warnings.map(({ code }) => code)).toEqual(["phase-undefined", "unresolved-event"]);
    expect(diagram.warnings[1]?.message).toContain("BCC to LIQUID");
  });
});

describe("phases with internal degrees of freedom", () => {
  const liquid = solution("LIQUID", "0", "0");
  const defects = `PHASE DEFECT % 2 1 1 !\nCONSTITUENT DEFECT :A,VA:A: !
PARAMETER G(DEFECT,A:A;0) 200 -20000+20*T; 3000 N !\nPARAMETER G(DEFECT,VA:A;0) 200 30000; 3000 N !\n`;

  // Oracle: per mole of atoms g(y) = (y (20 T − 20000) + (1 − y) 30000 + R T Σ y ln y) / (1 + y), its least value over a fine grid, is 0
  // where the phase melts into the liquid, whose energy is 0.
  it("of one composition are points at their least energy", () => {
    const diagram = binaryDiagram(modelsOf(liquid, defects), { component: "B" });
    const least = (T: number): number => {
      let best = Number.POSITIVE_INFINITY;
      for (let k = 1; k < 20000; k++) {
        const y = k / 20000;
        const mixing = 8.31446261815324 * T * (y * Math.log(y) + (1 - y) * Math.log(1 - y));
        best = Math.min(best, (y * (20 * T - 20000) + (1 - y) * 30000 + mixing) / (1 + y));
      }
      return best;
    };
    const melting = diagram.transitions.find(({ moleFraction }) => moleFraction === 0)?.temperature as number;
    expect(melting).toBeGreaterThan(900);
    expect(Math.abs(least(melting))).toBeLessThan(1e-4);
  });

  const ordered = `PHASE BCC_B2 % 2 .5 .5 !\nCONSTITUENT BCC_B2 :A,B:A,B: !
PARAMETER G(BCC_B2,A:B;0) 100 -3000; 3000 N !\nPARAMETER G(BCC_B2,B:A;0) 100 -3000; 3000 N !\n`;

  // With y = x on both sublattices E = y′ (1 − y″) + y″ (1 − y′) = 2 x (1 − x): a regular solution of W = 2 E.
  it("stand for their disordered state as well", () => {
    const models = modelsOf(solution("LIQUID", "4000-4*T", "0"), solution("BCC_A2", "0", "-6000"), ordered);
    const { curves, warnings } = binaryCurves(models, "B", 101325);
    expect(warnings.map(({ code }) => code)).toEqual(["phase-left-out"]);
    expect(curves.map(({ name }) => name)).toEqual(["BCC_B2", "LIQUID"]);
  });

  // Oracle: with a pair energy E on two sublattices of half a site, order begins at x = ½ at −E / R = 360.8 K; above it the energy
  // is that of the regular solution 2 E x (1 − x), below it is lower.
  it("are followed through a second-order transition", () => {
    const models = modelsOf(ordered);
    const curve = sublatticeCurve(models[0] as PhaseModel, 1, 101325);
    const point = new CurvePoint();
    const R = 8.31446261815324;
    for (const temperature of [300, 400]) {
      const state = curve.at(temperature);
      for (const x of [1e-9, 1e-6, 0.01, 0.2, 0.4, 0.5, 0.7, 1 - 1e-6]) {
        point.u = Math.log(x / (1 - x));
        point.fractions = null;
        state.evaluate(point);
        const solution = -6000 * x * (1 - x) + R * temperature * (x * Math.log(x) + (1 - x) * Math.log1p(-x));
        expect(point.g - solution).toBeLessThan(1e-7);
        if (temperature === 400) expect(point.g).toBeCloseTo(solution, 6);
        else if (x === 0.5) expect(point.g).toBeLessThan(solution - 1);
      }
    }
  });
});

describe("as a task", () => {
  const models = modelsOf(solution("LIQUID", "0", "0"), solution("BCC", "-8000+8*T", "10000"));

  it("gives the same diagram, telling the temperature", async () => {
    const told: string[] = [];
    const task = binaryDiagramTask(models, { component: "B" });
    const diagram = await runTask(task, { onProgress: ({ detail }) => told.push(detail) });
    expect(diagram).toEqual(binaryDiagram(models, { component: "B" }));
    expect(told.length).toBeGreaterThan(20);
    expect(told.every((detail) => detail.endsWith(" K"))).toBe(true);
  });

  it("stops when asked to", async () => {
    let asked = 0;
    const task = binaryDiagramTask(models, { component: "B" });
    await expect(runTask(task, { isCancelled: () => ++asked > 5 })).rejects.toThrow("stopped");
  });
});
