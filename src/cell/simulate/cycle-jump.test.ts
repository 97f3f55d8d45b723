import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CellModel } from "../form/cell-model.ts";
import { composeCell } from "../form/compose.ts";
import { benchmarkCellR1 } from "../models/r1.ts";
import { compileProtocol } from "../protocol/compile.ts";
import { parseProtocol } from "../protocol/parse.ts";
import { EDGES_ONLY, type SimulationOptions } from "./options.ts";
import { simulate } from "./simulate.ts";
import type { Trajectory } from "./trajectory.ts";

const AREA = 1e-4; // m²
const model = composeCell(benchmarkCellR1(20));
const planOf = (text: string) => compileProtocol(parseProtocol(text), { area: AREA });

function run(text: string, options: SimulationOptions = {}, cell: CellModel = model): Trajectory {
  return simulate(cell, planOf(text), { record: EDGES_ONLY, ...options });
}

/** Largest |Δy| / (|y| + scale) of the last states: the measure of `CycleJumpOptions.error`. */
function difference(one: Trajectory, other: Trajectory, cell: CellModel = model): number {
  const scales = cell.absoluteTolerances(1);
  return Math.max(
    ...other.finalState.map((value, i) => Math.abs(one.finalState[i] - value) / (scales[i] + Math.abs(value))),
  );
}

const told = ({ warnings }: Trajectory): string =>
  warnings
    .filter(({ code }) => code.startsWith("cycle-jump"))
    .map(({ message }) => message)
    .join(" ");

describe("jumps over equal passes (oracle: every pass in full)", () => {
  const pulses = "repeat 600 { strip at 0.3 mA/cm2 for 1 s; rest 2 s }; strip at 0.3 mA/cm2 for 1 s";
  const full = run(pulses);

  it.each([1e-2, 1e-3, 1e-4])("ends within the error that it states, which is below the %d asked for", (error) => {
    const jumped = run(pulses, { cycleJump: { error } });
    const report = jumped.cycleJump;
    expect(report?.passesJumped).toBeGreaterThan(500);
    expect((report?.passesComputed ?? 0) + (report?.passesJumped ?? 0)).toBe(600);
    expect(report?.passesTried).toBeLessThan(250);
    expect(report?.estimatedError).toBeLessThan(error);
    expect(difference(jumped, full)).toBeLessThan((report?.estimatedError ?? 0) + 1e-6);
    expect(told(jumped)).toContain("600 repeats were skipped");
  });

  it("keeps charge, time and metal: Σ of the records, and Faraday's law", () => {
    const jumped = run(pulses, { cycleJump: { error: 1e-3 } });
    expect(jumped.finalState[model.charge]).toBe(full.finalState[model.charge]);
    expect(jumped.time.at(-1)).toBe(full.time.at(-1));
    expect(jumped.segments.reduce((sum, { charge }) => sum + charge, 0)).toBeCloseTo(1803, 10);
    const [metal] = model.inventories;
    const start = metal.of(model.initialState());
    const drift = metal.of(jumped.finalState) - start - metal.perCurrent * 1803;
    expect(Math.abs(drift / start)).toBeLessThan(1e-14);
    let passes = 0;
    let end = 0;
    for (const record of jumped.segments) {
      expect(record.start).toBe(end);
      end = record.end;
      if (record.passes === undefined) continue;
      passes += record.passes;
      expect(record.charge).toBeCloseTo(3 * record.passes, 9);
      expect(record.end - record.start).toBeCloseTo(3 * record.passes, 9);
      expect(record.endedBy).toBe("cycle jump");
      expect(record.step).toMatch(/^1 \(passes \d+ to \d+ of 600\)$|^1\.1 \(passes \d+ to \d+ of 600\)$/);
    }
    expect(passes).toBe(jumped.cycleJump?.passesJumped);
    expect(jumped.time).toHaveLength(2 * jumped.segments.length);
  });

  it("leaves the run as it is where it is not asked for, and gives the same twice", () => {
    expect(full.cycleJump).toBeUndefined();
    expect(full.segments).toHaveLength(1201);
    const [one, other] = [1, 2].map(() => run(pulses, { cycleJump: { error: 1e-3 } }));
    expect(one.finalState).toEqual(other.finalState);
  });

  it("meets a limit of the protocol in the same pass", () => {
    const pulsed = "repeat 400 { strip at 0.8 mA/cm2 for 1 s; rest 2 s }";
    const settings = { relativeTolerance: 1e-5 };
    const ends = run(pulsed, settings).segments.flatMap(({ endVoltage }, k) => (k % 2 === 0 ? [endVoltage] : []));
    const limit = 0.5 * (ends[332] + ends[333]);
    expect(ends.findIndex((voltage) => voltage > limit)).toBe(333);
    const text = `stop if V > ${limit} V; ${pulsed}`;
    const all = run(text, settings);
    const jumped = run(text, { ...settings, cycleJump: { error: 1e-3 } });
    expect(all.end.kind).toBe("stopped-by-limit");
    expect(jumped.segments.length).toBeLessThan(0.5 * all.segments.length);
    expect(jumped.segments.at(-1)?.step).toBe("1.1 (pass 334 of 400)");
    expect(all.segments.at(-1)?.step).toBe("1.1 (pass 334 of 400)");
    expect(Math.abs((jumped.time.at(-1) ?? 0) - (all.time.at(-1) ?? 0))).toBeLessThan(1e-3);
  });

  it("takes every spectrum that is asked for", () => {
    const times: number[] = [];
    const takeSpectrum = ({ time }: { readonly time: number }): number => times.push(time) - 1;
    const text =
      "repeat 130 { strip at 0.1 mA/cm2 for 1 s; rest 2 s; impedance 1 MHz to 1 Hz, 5 uA, every 30 passes }; rest 1 s";
    const jumped = run(text, { takeSpectrum, cycleJump: { error: 1e-2 } });
    expect(times).toEqual([90, 180, 270, 360]);
    expect(jumped.cycleJump?.passesJumped).toBeGreaterThan(40);
    expect(told(jumped)).toContain("a spectrum is taken there");
  });

  const refusals: Readonly<Record<string, readonly [protocol: string, reason: string]>> = {
    "limits end each pass": [
      "repeat 30 { strip at 1 mA/cm2 for 1 s or until 0.2 V; rest 1 s }",
      "at a time of its own",
    ],
    "the repetition is short": ["repeat 9 { repeat 3 { strip at 1 mA/cm2 for 1 s }; rest 9 s }", "has 3 passes"],
    "nothing is repeated": ["strip at 1 mA/cm2 for 1 s", "repeats nothing"],
    "the cell changes too fast": ["repeat 60 { strip at 1 mA/cm2 for 1 s; rest 2 s }", "an estimated error of"],
  };
  it.each(Object.entries(refusals))("runs every pass and says so where %s", (_, [protocol, reason]) => {
    const jumped = run(protocol, { cycleJump: { error: 1e-7 } });
    expect(jumped.cycleJump?.passesJumped).toBe(0);
    expect(told(jumped)).toContain("No repeat was skipped");
    expect(told(jumped)).toContain(reason);
    const all = run(protocol);
    expect(jumped.finalState).toEqual(all.finalState);
    expect(jumped.segments).toHaveLength(all.segments.length);
  });

  it("stays within the time of the experiment", () => {
    const options = { maximumTime: 500, cycleJump: { error: 1e-3 } };
    const jumped = run(pulses, options);
    const all = run(pulses, { maximumTime: 500 });
    expect(jumped.cycleJump?.passesJumped).toBeGreaterThan(50);
    expect(jumped.end).toEqual(all.end);
    expect(jumped.time.at(-1)).toBe(500);
  });

  it("refuses options that mean nothing", () => {
    expect(() => run(pulses, { cycleJump: { error: 0 } })).toThrow("between 0 and 1");
    expect(() => run(pulses, { cycleJump: { error: 1e-3, largest: 2 } })).toThrow("at least 8 passes");
  });

  it("agrees for random cells and protocols with every pass in full, within what it states", () => {
    const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
    const draws = fc.record({
      current: number(0.05, 1.2),
      plates: fc.boolean(),
      pulse: number(0.2, 4),
      rest: number(0, 6),
      diffusivity: number(-0.5, 0.5),
      loss: number(-1.5, 0.5),
      healing: number(-1, 0.5),
      error: fc.constantFrom(1e-2, 1e-3, 1e-4),
    });
    let jumps = 0;
    fc.assert(
      fc.property(draws, ({ current, plates, pulse, rest, diffusivity, loss, healing, error }) => {
        const cell = composeCell(benchmarkCellR1(12)).withParameters({
          "pool.diffusivity": 3e-9 * 10 ** diffusivity,
          "contact.lossRate": 0.1 * 10 ** loss,
          "contact.healingRate": 0.02 * 10 ** healing,
        });
        const back = plates ? `plate at ${current / 2} mA/cm2 for ${pulse} s; ` : "";
        const text =
          `stop if |V| > 2 V; repeat 150 { strip at ${current} mA/cm2 for ${pulse} s; ${back}rest ${rest + 0.01} s };` +
          ` strip at ${current} mA/cm2 for 0.1 s`;
        const jumped = run(text, { relativeTolerance: 1e-5, cycleJump: { error } }, cell);
        const all = run(text, { relativeTolerance: 1e-5 }, cell);
        jumps += jumped.cycleJump?.jumps ?? 0;
        expect(jumped.end.kind).toBe(all.end.kind);
        expect(jumped.cycleJump?.estimatedError).toBeLessThan(error);
        const settled = all.end.kind === "completed";
        if (!settled) expect(jumped.segments.at(-1)?.step).toBe(all.segments.at(-1)?.step);
        else expect(difference(jumped, all, cell)).toBeLessThan((jumped.cycleJump?.estimatedError ?? 0) + 1e-4);
      }),
      { seed: 3, numRuns: 12 },
    );
    expect(jumps).toBeGreaterThan(24);
  });
});
