import { describe, expect, it } from "vitest";
import { overVoltage, rcCell, segment } from "../../../test/support/rc-cell.ts";
import { makeConsistent } from "../../numerics/dae/make-consistent.ts";
import { createRosenbrock } from "../../numerics/dae/rosenbrock.ts";
import { NormalStream } from "../../numerics/random/normal-stream.ts";
import { composeCell } from "../form/compose.ts";
import { benchmarkCellR1 } from "../models/r1.ts";
import type { Segment } from "../protocol/segment.ts";
import { EDGES_ONLY } from "./options.ts";
import { simulate } from "./simulate.ts";

const model = composeCell(benchmarkCellR1());
const pulses = (count: number): Segment[] =>
  Array.from({ length: 2 * count }, (_, k) => segment(k % 2 === 0 ? { value: 10, duration: 1 } : { duration: 2 }));

describe("R1a through segments", () => {
  it("is what the integrator gives directly, to the bit", () => {
    const relativeTolerance = 1e-5;
    const run = simulate(model, pulses(10), { relativeTolerance, record: EDGES_ONLY });
    const absoluteTolerance = model.absoluteTolerances(relativeTolerance);
    const integrator = createRosenbrock(model, { relativeTolerance, absoluteTolerance });
    const state = model.initialState();
    for (const [k, { endVoltage }] of run.segments.entries()) {
      model.control = { quantity: "current", value: k % 2 === 0 ? 10 : 0, slope: 0, start: 0 };
      makeConsistent(model, 0, state);
      integrator.start(0, state);
      integrator.advance(k % 2 === 0 ? 1 : 2);
      state.set(integrator.state);
      expect(endVoltage).toBe(state[model.voltage]);
    }
    // The charge is the sum i·t itself.
    state[model.charge] = 100;
    expect(run.finalState).toEqual(state);
  });

  it("stays within 1e-6 V of the reference at the default tolerance", () => {
    // SUNDIALS IDA 6.4 at rtol 1e-10: t, V, contact fraction, surface concentration (bench/results, R1a, N = 200).
    const reference = [
      [1, 0.2319675712057077, 0.9953420832798324],
      [3, 0.008268282713843, 0.995524722806809],
      [4, 0.2322630608663174, 0.9901814689274648],
    ];
    const run = simulate(model, pulses(2), { record: { unknowns: ["contact.contact fraction"] } });
    const contact = run.recorded["contact.contact fraction"];
    for (const [k, [end, voltage, fraction]] of reference.entries()) {
      expect(run.segments[k].end).toBe(end);
      expect(Math.abs(run.segments[k].endVoltage - voltage)).toBeLessThan(1e-6);
      expect(Math.abs(contact[2 * k + 1] - fraction)).toBeLessThan(1e-6);
    }
  });

  it("jumps only in the voltage and the current at a switch", () => {
    const { states } = simulate(model, pulses(2), { record: { states: () => true } });
    const surface = model.indexOf("pool.surface concentration");
    for (let k = 1; k + 1 < states.length; k += 2) {
      const [before, after] = [states[k].state, states[k + 1].state];
      const changed = [...before.keys()].filter((i) => before[i] !== after[i]);
      expect(changed.filter((i) => i !== surface)).toEqual([model.current, model.voltage]);
      // Algebraic too: it gives up the error that integration left, within the tolerance.
      expect(Math.abs(after[surface] - before[surface])).toBeLessThan(1e-2);
    }
  });
});

describe("a strip beyond what diffusion can deliver", () => {
  const beyond = { value: 40, duration: 1e5 };

  it("ends at its voltage limit", () => {
    const above = { quantity: "voltage", direction: "above", value: 1, action: "next", sentence: "until 1 V" } as const;
    const { segments, end } = simulate(model, [segment({ ...beyond, limits: [above] })], { record: EDGES_ONLY });
    expect(end.kind).toBe("completed");
    expect(segments[0].endedBy).toBe("until 1 V");
    expect(segments[0].endVoltage).toBeCloseTo(1, 9);
    expect(segments[0].end).toBeLessThan(0.2);
  });

  it("without a limit runs into voltages of many volts or fails, and says where and what to try", () => {
    const run = simulate(model, [segment({ duration: 100 }), segment(beyond)], {
      record: EDGES_ONLY,
      maximumSteps: 2000,
    });
    if (run.end.kind !== "failed") throw new Error(`a failure was expected, got ${run.end.kind}`);
    const { message, failure } = run.end;
    expect(message).toMatch(
      /failed in step 1, "a step of a test", 0\.\d+ s into it, at 100\.\d+ s.* 40 A\/m², \d[\d.]* V.*Give the step a voltage limit/,
    );
    // The segment has a clock of its own, which no sentence tells.
    for (const told of [message, failure.message, failure.cause]) expect(told).not.toMatch(/ t = |on the way to/);
    expect(failure.time).toBeCloseTo(run.segments[1].end, 12);
    expect(run.segments[1].endVoltage).toBeGreaterThan(2);
    expect(run.finalState.every(Number.isFinite)).toBe(true);
  });
});

/** Pulses of 1 µs to 1 s after rests of 1 ms to 1 h, with every tenth pair 1 µs beside 1 h. */
function mixedPulses(count: number, seed: number): Segment[] {
  const random = new NormalStream(seed);
  return Array.from({ length: count }, (_, k) => {
    const shortest = k % 10 === 0;
    const pulse = shortest ? 1e-6 : 10 ** (-3 + 3 * random.uniform());
    const rest = shortest ? 3600 : 10 ** (-3 + 4 * random.uniform());
    const value = (random.uniform() < 0.5 ? 1 : -1) * (1 + 9 * random.uniform());
    return [segment({ value, duration: pulse }), segment({ duration: rest })];
  }).flat();
}

describe("no pulse is skipped (PyBaMM#5145)", () => {
  // Oracle: Σ i·t, and the exact response of an RC cell to every pulse: one that is skipped leaves its voltage out.
  const numbers = { openCircuitVoltage: 0.1, series: 0.02, parallel: 0.01, capacitance: 2 };

  it("in 5000 pulses of 1 µs to 1 s among rests of 1 ms to 1 h", () => {
    const segments = mixedPulses(5000, 5145);
    const cell = rcCell(numbers);
    const run = simulate(cell, segments, { record: EDGES_ONLY, relativeTolerance: 1e-6 });
    expect(run.end.kind).toBe("completed");
    expect(run.segments).toHaveLength(10_000);
    expect(run.time).toHaveLength(20_000);
    let charge = 0;
    let carry = 0;
    let passed = 0;
    let v = 0;
    let worst = 0;
    for (const [k, { control, duration }] of segments.entries()) {
      const value = control.from as number;
      const term = value * duration - carry;
      const next = charge + term;
      carry = next - charge - term;
      charge = next;
      passed += Math.abs(value * duration);
      const record = run.segments[k];
      expect(record.charge).toBe(value * duration);
      expect(record.end - record.start).toBeCloseTo(duration, 8);
      v = overVoltage(numbers, v, value, 0, duration);
      worst = Math.max(worst, Math.abs(record.endVoltage - (0.1 + v + value * numbers.series)));
    }
    expect(Math.abs(run.charge[run.charge.length - 1] - charge)).toBeLessThan(4 * Number.EPSILON * passed);
    expect(worst).toBeLessThan(1e-6);
  });

  it("in 60 of them on R1, and the metal is conserved", () => {
    const segments = mixedPulses(60, 1);
    const run = simulate(model, segments, { record: EDGES_ONLY });
    expect(run.end.kind).toBe("completed");
    expect(run.segments).toHaveLength(120);
    const charge = segments.reduce((sum, { control, duration }) => sum + (control.from as number) * duration, 0);
    expect(run.finalState[model.charge]).toBeCloseTo(charge, 11);
    for (const [k, { control }] of segments.entries()) {
      const before = k === 0 ? 0 : (segments[k - 1].control.from as number);
      const jump =
        run.segments[k].startVoltage - (k === 0 ? model.initialState()[model.voltage] : run.segments[k - 1].endVoltage);
      const step = (control.from as number) - before;
      // 15 mΩ·m² of the electrolyte and 2 mΩ·m² or more of the contact
      expect(jump / step).toBeGreaterThan(0.0169);
    }
    for (const inventory of model.inventories) {
      const start = inventory.of(model.initialState());
      const drift = inventory.of(run.finalState) - start - inventory.perCurrent * run.finalState[model.charge];
      expect(Math.abs(drift)).toBeLessThan(1e-12 * Math.abs(start));
    }
  });
});
