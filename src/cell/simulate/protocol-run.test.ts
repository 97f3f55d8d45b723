import { describe, expect, it } from "vitest";
import { overVoltage, rcCell } from "../../../test/support/rc-cell.ts";
import { runTask } from "../../base/task.ts";
import { compileProtocol } from "../protocol/compile.ts";
import { parseProtocol } from "../protocol/parse.ts";
import { EDGES_ONLY } from "./options.ts";
import { simulate, simulationTask } from "./simulate.ts";
import type { Trajectory } from "./trajectory.ts";

// Oracle: the RC cell in closed form (test/support/rc-cell.ts) and the words of the protocol.
const numbers = { openCircuitVoltage: 0.5, series: 0.02, parallel: 0.01, capacitance: 30 };
const cell = rcCell(numbers);
const run = (text: string, more = {}): Trajectory =>
  simulate(cell, compileProtocol(parseProtocol(text)), { relativeTolerance: 1e-10, record: EDGES_ONLY, ...more });
const ends = ({ segments }: Trajectory): string[] => segments.map(({ step, endedBy }) => `${step}: ${endedBy}`);

describe("a compiled protocol", () => {
  it("leaves a repetition at its limit and goes on behind it", () => {
    // V = 0.7 V + v: v passes 0.05 V (half of its way) after τ ln 2 = 0.208 s, in the third pulse of 0.1 s
    const text =
      "repeat 10 { strip at 1 mA/cm2 for 0.1 s or until V > 0.75 V then leave the repeat; rest 1 us }; rest 1 s";
    const trajectory = run(text);
    expect(ends(trajectory)).toEqual([
      "1.1 (pass 1 of 10): for 0.1 s",
      "1.2 (pass 1 of 10): for 1 µs",
      "1.1 (pass 2 of 10): for 0.1 s",
      "1.2 (pass 2 of 10): for 1 µs",
      "1.1 (pass 3 of 10): until V > 0.75 V then leave the repeat",
      "2: for 1 s",
    ]);
    expect(trajectory.end.kind).toBe("completed");
    expect(trajectory.segments[4].endVoltage).toBeCloseTo(0.75, 10);
  });

  it("keeps however many states inside a segment without standing still", () => {
    // V = 0.7 V + v, halves of a duration that are too short to be numbers are not asked for
    const { states } = run("strip at 1 mA/cm2 for 1 s", { record: { states: () => true, statesInside: 2000 } });
    expect(states.length).toBeLessThan(1100);
    const half = states.filter(({ at }) => at === "inside").at(-1);
    expect(half?.time).toBe(0.5);
  });

  it("stops as a whole at a safety limit", () => {
    const trajectory = run("strip at 1 mA/cm2 for 10 s; rest 1 s; stop if V > 0.75 V");
    expect(trajectory.segments).toHaveLength(1);
    expect(trajectory.end.kind === "stopped-by-limit" && trajectory.end.message).toMatch(
      /met in step 1, "strip at 1 mA/,
    );
  });

  it("takes a voltage against open circuit from the cell", () => {
    const trajectory = run("rest 1 s; hold at 0.1 V vs open circuit for 1 s; rest 1 s");
    expect(trajectory.segments[1].startVoltage).toBeCloseTo(0.6, 12);
    expect(trajectory.segments[1].startCurrent).toBeCloseTo(0.1 / numbers.series, 9);
  });

  it("runs a cyclic voltammetry through its vertices and back", () => {
    const trajectory = run("rest 1 s; cyclic voltammetry from open circuit to 1 V to 0 V at 100 mV/s, 2 cycles");
    const vertices = trajectory.segments.slice(1).map(({ endVoltage }) => endVoltage);
    for (const [k, vertex] of [1, 0, 1, 0].entries()) expect(vertices[k]).toBeCloseTo(vertex, 10);
    expect(vertices.at(-1)).toBeCloseTo(0.5, 10);
    expect(trajectory.segments.at(-1)?.end).toBeCloseTo(1 + 5 + 10 + 10 + 10 + 5, 9);
  });

  it("climbs a staircase", () => {
    const trajectory = run("staircase current from 0.1 to 0.5 mA/cm2 in steps of 0.1 mA/cm2, 2 s each");
    let v = 0;
    for (const [k, { endVoltage }] of trajectory.segments.entries()) {
      v = overVoltage(numbers, v, k + 1, 0, 2);
      expect(endVoltage).toBeCloseTo(0.5 + v + (k + 1) * numbers.series, 10);
    }
    expect(trajectory.segments).toHaveLength(5);
  });

  it("hands its spectra over with the state and the time, and records their indices", () => {
    const moments: string[] = [];
    const trajectory = run(
      "strip at 1 mA/cm2 for 1 s, with impedance 7 MHz to 5 Hz, 5 uA; impedance 1 kHz to 1 Hz, 5 uA",
      {
        takeSpectrum: ({ at, time, index, state }: { at: string; time: number; index: number; state: Float64Array }) =>
          moments.push(`${index} ${at} ${time} ${state[cell.current]}`) - 1,
      },
    );
    expect(moments).toEqual(["0 end 1 10", "1 start 1 0"]);
    expect(trajectory.segments.map(({ spectra }) => spectra)).toEqual([[0], [1]]);
  });

  it("warns of voltages that no instrument reaches, where no limit stands against them", () => {
    // V = 0.5 V + 0.02 Ω·m² · i at once: 500 A/m² are over 10 V
    const warned = (text: string) => run(text).warnings.map(({ message }) => message);
    expect(warned("strip at 50 mA/cm2 for 1 s")).toEqual([
      expect.stringMatching(
        /^Step 1, "strip at 50 mA\/cm2 for 1 s" went to 15\.\d+ V without a voltage limit; an instrument/,
      ),
    ]);
    expect(warned("repeat 3 { strip at 50 mA/cm2 for 1 s; rest 1 s }")[0]).toMatch(/, and 2 more segments went to/);
    expect(warned("strip at 50 mA/cm2 for 1 s or until 20 V")).toEqual([]);
    expect(warned("strip at 1 mA/cm2 for 1 s")).toEqual([]);
  });

  it("tells a task how long it is", async () => {
    const compiled = compileProtocol(parseProtocol("repeat 600 { strip at 1 mA/cm2 for 1 s; rest 2 s }"));
    const details: string[] = [];
    await runTask(simulationTask(cell, compiled, { record: EDGES_ONLY }), {
      onProgress: ({ detail }) => details.push(detail),
    });
    expect(details[0]).toMatch(/^pass \d+ of 600, \d+ s of 1800 s, (strip at 1 mA\/cm2 for 1 s|rest for 2 s)$/);
  });
});
