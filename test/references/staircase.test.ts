// Oracle: the circuit from which examples/staircase-stripping.mpr was generated (staircase-stripping.truth.json).
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { runTask } from "../../src/base/task.ts";
import { type AnalyzeEntry, analyzeFiles } from "../../src/study/analyze.ts";
import { compareStaircase, type FoundStep, staircaseTable, type TrueStep } from "./staircase-truth.ts";

interface Truth {
  /** cm². */
  readonly area: number;
  readonly start: string;
  readonly steps: readonly TrueStep[];
}

const examples = new URL("../../examples/", import.meta.url);
const truth: Truth = JSON.parse(readFileSync(new URL("staircase-stripping.truth.json", examples), "utf8"));

describe("the shipped staircase against its truth", () => {
  let entry: AnalyzeEntry;
  let steps: readonly FoundStep[];

  beforeAll(async () => {
    const name = "staircase-stripping.mpr";
    const { files } = await runTask(analyzeFiles([{ name, bytes: readFileSync(new URL(name, examples)) }]));
    entry = files[0]?.entry as AnalyzeEntry;
    steps = compareStaircase(entry.sweeps, truth.steps);
    console.log(staircaseTable(steps));
  }, 60_000);

  test("area, start and the current of every step", () => {
    expect((entry.cell.area as number) * 1e4).toBeCloseTo(truth.area, 6);
    expect(entry.start?.local).toMatch(truth.start.slice(0, 19));
    for (const { sweep, truth: step } of steps) expect((sweep.dcCurrent as number) * 1e3).toBeCloseTo(step.current, 6);
  });

  test("two arcs are found, and every sweep obeys Kramers-Kronig", () => {
    expect(entry.circuit?.notation).toBe("R0-p(R1,CPE1)-p(R2,CPE2)");
    expect(entry.sweeps.map(({ kramersKronig }) => kramersKronig?.verdict)).toEqual(entry.sweeps.map(() => "passes"));
  });

  test("R within 2 % and τ within 0.05 decade at all twenty steps, for grain boundary and interface", () => {
    for (const { truth: step, arcs } of steps) {
      for (const arc of arcs) {
        const where = `step ${step.step}, ${arc.name}`;
        expect(Math.abs(arc.resistanceDeviation), where).toBeLessThan(0.02);
        expect(Math.abs(arc.tauDecades), where).toBeLessThan(0.05);
      }
    }
  });

  test("the standard errors cover the truth: 40 resistances, of which at most 5 are off by more than two", () => {
    // 4.6 % lie outside by chance: of 40 more than five with probability 0.9 %, and the noise is fixed.
    const outside = steps.flatMap(({ sweep, arcs }) =>
      arcs.filter(({ resistance }, k) => {
        const arc = sweep.circuit?.arcs[k];
        return !arc || !(Math.abs(arc.resistance - resistance) < 2 * (arc.resistanceError as number));
      }),
    );
    expect(outside.length).toBeLessThanOrEqual(5);
  });

  test("both arcs show as peaks of γ, within 0.01 decade, with their resistances inside 2 %", () => {
    for (const { truth: step, arcs } of steps) {
      for (const arc of arcs) {
        const where = `step ${step.step}, ${arc.name}`;
        expect(Math.abs(arc.peak?.tauDecades ?? 9), where).toBeLessThan(0.01);
        expect(Math.abs((arc.peak?.resistance ?? 0) / arc.resistance - 1), where).toBeLessThan(0.02);
      }
    }
  });

  test("both arcs are followed through the series; their intervals of 95 % hold the truth", () => {
    expect(entry.mapFrom).toBe("series");
    expect(entry.series).toMatchObject({ along: "current", unit: "A" });
    expect(entry.tracks).toHaveLength(2);
    let outside = 0;
    for (const [k, name] of (["gb", "int"] as const).entries()) {
      const track = entry.tracks?.[k];
      expect(track?.present).toEqual([{ from: 0, to: 19 }]);
      for (const [i, step] of truth.steps.entries()) {
        const [lower, upper] = [track?.resistanceLower[i] ?? 0, track?.resistanceUpper[i] ?? 0];
        const resistance = step[`R${name}`];
        expect(Math.abs((track?.resistance[i] ?? 0) / resistance - 1), `${name}, step ${i}`).toBeLessThan(0.02);
        if (resistance < lower || resistance > upper) outside++;
      }
    }
    // Of 40 at 95 % more than six lie outside with a probability of 1.4 %; neighbours are not independent.
    expect(outside).toBeLessThanOrEqual(6);
  });

  test("the onset lies between the last step at which the interface stands still and the first at which it has grown", () => {
    const grown = truth.steps.findIndex(({ Rint }) => Rint > (truth.steps[0] as TrueStep).Rint);
    const [last, first] = [truth.steps[grown - 1], truth.steps[grown]] as [TrueStep, TrueStep];
    const { onset } = entry;
    expect(onset?.unit).toBe("A");
    const [from, to] = [last.current * 1e-3, first.current * 1e-3];
    expect(onset?.position ?? 0).toBeGreaterThan(from);
    expect(onset?.position ?? 1).toBeLessThan(to);
    // the 95 % interval reaches at most half a step beyond the two steps between which the sweeps tell nothing
    expect(onset?.lower ?? 0).toBeGreaterThan(from - (to - from) / 2);
    expect(onset?.upper ?? 1).toBeLessThan(to + (to - from) / 2);
    expect(onset?.density?.position).toBeCloseTo((onset?.position ?? 0) / (truth.area * 1e-4), 9);
  });
});
