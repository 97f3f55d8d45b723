import { describe, expect, it } from "vitest";
import { overVoltage, overVoltageHeld, rcCell, segment } from "../../../test/support/rc-cell.ts";
import { CancelledError, DomainError } from "../../base/errors.ts";
import { runTask } from "../../base/task.ts";
import type { Limit, Segment, SegmentOutcome } from "../protocol/segment.ts";
import { EDGES_ONLY, type SimulationOptions } from "./options.ts";
import { simulate, simulationTask } from "./simulate.ts";

// Oracle: V = U + v + R₀ i, C v' = i − v/R in closed form (test/support/rc-cell.ts).
const numbers = { openCircuitVoltage: 0.5, series: 0.02, parallel: 0.01, capacitance: 30 };
const { openCircuitVoltage: u, series, parallel, capacitance } = numbers;
const tau = parallel * capacitance;
const cell = rcCell(numbers);
const tight: SimulationOptions = { relativeTolerance: 1e-11, record: EDGES_ONLY };
const v = cell.indexOf("rc.voltage");

const limit = (
  quantity: Limit["quantity"],
  direction: Limit["direction"],
  value: number,
  action: Limit["action"] = "next",
): Limit => ({
  quantity,
  direction,
  value,
  action,
  sentence: `until ${quantity} ${direction} ${value}`,
});

describe("every control against the exact response of an RC cell", () => {
  it("a constant current", () => {
    const run = simulate(cell, [segment({ value: 10, duration: 0.7 })], tight);
    const exact = overVoltage(numbers, 0, 10, 0, 0.7);
    expect(run.finalState[v]).toBeCloseTo(exact, 11);
    expect(run.segments[0].startVoltage).toBeCloseTo(u + 10 * series, 14);
    expect(run.segments[0].endVoltage).toBeCloseTo(u + exact + 10 * series, 11);
    expect(run.end).toEqual({ kind: "completed" });
    expect(run.segments[0].endedBy).toBe("for its duration");
  });

  it("a ramp of current, from the present value", () => {
    const run = simulate(cell, [segment({ value: 4 }), segment({ value: "present", slope: -3, duration: 2 })], tight);
    const first = overVoltage(numbers, 0, 4, 0, 1);
    expect(run.finalState[v]).toBeCloseTo(overVoltage(numbers, first, 4, -3, 2), 11);
    expect(run.segments[1].charge).toBe(4 * 2 - 1.5 * 4);
  });

  it("a held voltage", () => {
    const run = simulate(cell, [segment({ quantity: "voltage", value: 0.7, duration: 0.4 })], tight);
    const exact = overVoltageHeld(numbers, 0, 0.7, 0, 0.4);
    expect(run.finalState[v]).toBeCloseTo(exact, 11);
    expect(run.segments[0].startCurrent).toBeCloseTo((0.7 - u) / series, 12);
    expect(run.segments[0].endCurrent).toBeCloseTo((0.7 - u - exact) / series, 9);
  });

  it("a hold after a galvanostatic step, at the voltage that the cell has", () => {
    const run = simulate(cell, [segment({ value: 10 }), segment({ quantity: "voltage", value: "present" })], tight);
    const first = overVoltage(numbers, 0, 10, 0, 1);
    const held = u + first + 10 * series;
    expect(run.segments[1].startVoltage).toBe(run.segments[0].endVoltage);
    expect(run.segments[1].startCurrent).toBeCloseTo(10, 9);
    expect(run.finalState[v]).toBeCloseTo(overVoltageHeld(numbers, first, held, 0, 1), 11);
  });

  it("a ramp of voltage", () => {
    const run = simulate(cell, [segment({ quantity: "voltage", value: 0.5, slope: 0.1, duration: 3 })], tight);
    expect(run.finalState[v]).toBeCloseTo(overVoltageHeld(numbers, 0, 0.5, 0.1, 3), 11);
  });

  it("a power, with the time as a function of the current", () => {
    // P = i (U + v) + R₀ i² and C v' = i (R → ∞): dt = −C (P/i³ + R₀/i) di
    const open = { ...numbers, parallel: 1e9 };
    for (const power of [8, -2]) {
      const run = simulate(rcCell(open), [segment({ quantity: "power", value: power, duration: 0.4 })], tight);
      const { startCurrent, endCurrent, endVoltage } = run.segments[0];
      expect(startCurrent).toBeCloseTo((-u + Math.sqrt(u * u + 4 * series * power)) / (2 * series), 10);
      expect(endCurrent * endVoltage).toBeCloseTo(power, 10);
      const time =
        capacitance *
        ((power / 2) * (1 / endCurrent ** 2 - 1 / startCurrent ** 2) - series * Math.log(endCurrent / startCurrent));
      expect(time).toBeCloseTo(0.4, 9);
    }
  });

  it("a power in both directions where the cell has no voltage of its own", () => {
    const symmetric = rcCell({ ...numbers, openCircuitVoltage: 0 });
    for (const power of [8, -8]) {
      const run = simulate(symmetric, [segment({ quantity: "power", value: power, duration: 0 })], tight);
      expect(run.segments[0].startCurrent).toBeCloseTo(Math.sign(power) * Math.sqrt(8 / series), 9);
    }
  });

  it("a power against the overpotential that is left of the step before", () => {
    const symmetric = rcCell({ ...numbers, openCircuitVoltage: 0, parallel: 0.05 });
    const steps = [segment({ value: 10, duration: 5 }), segment({ quantity: "power", value: -2, duration: 0.1 })];
    const { startCurrent, startVoltage } = simulate(symmetric, steps, tight).segments[1];
    const v = overVoltage({ ...numbers, parallel: 0.05 }, 0, 10, 0, 5);
    expect(v).toBeGreaterThan(0.4);
    // R₀ i² + v i = 2 W/m², i < 0
    expect(startCurrent).toBeCloseTo((-v - Math.sqrt(v * v + 8 * series)) / (2 * series), 9);
    expect(startVoltage * startCurrent).toBeCloseTo(2, 10);
  });

  it("a rest", () => {
    const run = simulate(cell, [segment({ value: 10 }), segment({ duration: 0.9 })], tight);
    const first = overVoltage(numbers, 0, 10, 0, 1);
    expect(run.finalState[v]).toBeCloseTo(first * Math.exp(-0.9 / tau), 12);
    expect(run.segments[1].startVoltage).toBeCloseTo(u + first, 11);
  });

  it("constant current, then constant voltage until the current has fallen", () => {
    const run = simulate(
      cell,
      [
        segment({ step: "1", value: 10, duration: 100, limits: [limit("voltage", "above", 0.75)] }),
        segment({ step: "2", quantity: "voltage", value: 0.75, duration: 100, limits: [limit("current", "below", 9)] }),
      ],
      tight,
    );
    const met = -tau * Math.log(1 - (0.75 - u - 10 * series) / (10 * parallel));
    expect(run.segments[0].end).toBeCloseTo(met, 9);
    expect(run.segments[0].endVoltage).toBeCloseTo(0.75, 12);
    expect(run.segments[0].limit).toBe(0);
    // v rises to R/(R + R₀) of 0.25 V, and i = (0.25 V − v)/R₀
    const start = 0.05;
    const last = 0.25 / (1 + series / parallel);
    const rate = (1 / series + 1 / parallel) / capacitance;
    const seconds = -Math.log((0.25 - 9 * series - last) / (start - last)) / rate;
    expect(run.segments[1].end - run.segments[1].start).toBeCloseTo(seconds, 9);
    expect(run.segments[1].endedBy).toBe("until current below 9");
  });
});

describe("the method", () => {
  it("may be Radau, which gives the same", () => {
    const steps = [
      segment({ value: 4, duration: 0.5 }),
      segment({ value: "present", slope: -3 }),
      segment({ quantity: "voltage", value: 0.7, limits: [limit("current", "below", 9)] }),
      segment({ quantity: "power", value: 2 }),
      segment({}),
    ];
    const first = simulate(cell, steps, tight);
    const second = simulate(cell, steps, { ...tight, integrator: "radau" });
    for (const [k, { end, endVoltage, endCurrent }] of second.segments.entries()) {
      expect(end).toBeCloseTo(first.segments[k].end, 9);
      expect(endVoltage).toBeCloseTo(first.segments[k].endVoltage, 9);
      expect(endCurrent).toBeCloseTo(first.segments[k].endCurrent, 7);
    }
    expect(() => simulate(cell, steps, { integrator: "euler" as "radau" })).toThrow(/known: rosenbrock, radau/);
  });
});

describe("edges", () => {
  it("leave the differential unknowns as they are, to the bit, and record both sides of a jump", () => {
    const run = simulate(cell, [segment({ value: 10 }), segment({ quantity: "voltage", value: 0.2 })], {
      ...tight,
      record: { unknowns: ["rc.voltage"], states: () => true },
    });
    expect(run.time).toEqual(Float64Array.of(0, 1, 1, 2));
    expect(run.segment).toEqual(Int32Array.of(0, 0, 1, 1));
    const recorded = run.recorded["rc.voltage"];
    expect(recorded[1]).toBe(recorded[2]);
    expect(run.voltage[1]).not.toBe(run.voltage[2]);
    expect(run.states.map(({ at, segment: index }) => `${index} ${at}`)).toEqual([
      "0 start",
      "0 end",
      "1 start",
      "1 end",
    ]);
    expect(run.states[1].state[v]).toBe(run.states[2].state[v]);
    expect(run.states[1].state[cell.charge]).toBe(run.states[2].state[cell.charge]);
  });

  it("put the control of the model back", () => {
    const before = cell.control;
    simulate(cell, [segment({ value: 3 })], tight);
    expect(cell.control).toBe(before);
  });

  it("refuse what is no number", () => {
    expect(() => simulate(cell, [segment({ duration: -1 })])).toThrow(DomainError);
    expect(() => simulate(cell, [segment({ value: Number.NaN })])).toThrow(/step 1, "a step of a test"/);
    expect(() => simulate(cell, [], { relativeTolerance: 0 })).toThrow(/relativeTolerance is 0/);
    expect(() => simulate(cell, [], { maximumTime: Number.POSITIVE_INFINITY })).toThrow(/maximumTime is Infinity/);
    expect(() => simulate(cell, [], { initialState: new Float64Array(2) })).toThrow(/2 numbers for a cell of 4/);
  });
});

describe("limits", () => {
  const first = (change: Parameters<typeof segment>[0]) => simulate(cell, [segment(change)], tight).segments[0];

  it("on the voltage are met at the exact time", () => {
    const value = u + 10 * (series + 0.3 * parallel);
    const { end, endVoltage } = first({ value: 10, duration: 10, limits: [limit("voltage", "above", value)] });
    expect(end).toBeCloseTo(-tau * Math.log(0.7), 9);
    expect(endVoltage).toBeCloseTo(value, 13);
  });

  it("on the charge of a constant current are computed: i·t is the charge itself", () => {
    for (const value of [10, -0.3, 7.7]) {
      const record = first({ value, duration: 1e6, limits: [limit("charge", "above", 3.3)] });
      expect(record.end).toBe(3.3 / Math.abs(value));
      expect(record.charge).toBeCloseTo(Math.sign(value) * 3.3, 15);
    }
  });

  it("on the charge of a ramp are computed, of a hold are found", () => {
    const ramp = first({ value: -1, slope: 2, duration: 10, limits: [limit("charge", "above", 2)] });
    expect(ramp.end).toBeCloseTo(2, 14);
    const hold = first({ quantity: "voltage", value: 0.7, duration: 10, limits: [limit("charge", "above", 0.5)] });
    expect(hold.charge).toBeCloseTo(0.5, 12);
  });

  it("on what is imposed are computed", () => {
    expect(first({ value: 1, slope: 2, duration: 10, limits: [limit("current", "above", 5)] }).end).toBe(2);
    const ramp = { quantity: "voltage", value: 0.4, slope: -0.1, duration: 10 } as const;
    expect(first({ ...ramp, limits: [limit("voltage", "below", 0.1)] }).end).toBeCloseTo(3, 14);
  });

  it("on the slope of the voltage use V' of the equations", () => {
    const record = first({ value: 10, duration: 10, limits: [limit("voltage-slope", "below", 0.01)] });
    // V' = (i/C) e^{−t/τ}
    expect(record.end).toBeCloseTo(tau * Math.log(10 / capacitance / 0.01), 7);
  });

  it("on the slope are met where it changes its sign, however fast", () => {
    const record = first({ value: 10, slope: -3, duration: 3, limits: [limit("voltage-slope", "below", 1e-9)] });
    // V' = (R + R₀) b + (R (a − b τ)/τ) e^{−t/τ}
    const lag = parallel * (10 + 3 * tau);
    expect(record.end).toBeCloseTo(tau * Math.log(lag / tau / (3 * (parallel + series))), 7);
  });

  it("that a jump has crossed already end the segment at once, with their reason", () => {
    const record = first({ value: 10, limits: [limit("voltage", "above", u + 5 * series)] });
    expect(record).toMatchObject({ start: 0, end: 0, limit: 0, charge: 0, endedBy: "until voltage above 0.6" });
    expect(record.startVoltage).toBeCloseTo(u + 10 * series, 14);
  });

  it("that are just met at the start count if the quantity moves past them", () => {
    const rest = { ...tight, initialState: cell.initialState() };
    const at = (value: number) =>
      simulate(cell, [segment({ value, limits: [limit("current", "above", Math.abs(value))] })], rest).segments[0].end;
    expect(at(3)).toBe(1);
    const voltage = simulate(cell, [segment({ limits: [limit("voltage", "below", u)] })], rest);
    expect(voltage.segments[0].end).toBe(1);
  });

  it("end the protocol where they say so", () => {
    const run = simulate(
      cell,
      [segment({ value: 10, duration: 9, limits: [limit("voltage", "above", 0.75, "stop")] }), segment({})],
      tight,
    );
    expect(run.segments).toHaveLength(1);
    expect(run.end).toMatchObject({ kind: "stopped-by-limit" });
    expect(run.end.kind === "stopped-by-limit" && run.end.message).toMatch(/until voltage above 0.75, met in step 1, /);
  });

  it("are told to the source of the segments, which may leave a repetition", () => {
    const told: (string | undefined)[] = [];
    const source = {
      *[Symbol.iterator](): Generator<Segment, void, SegmentOutcome | undefined> {
        for (let pass = 0; pass < 10; pass++) {
          const outcome = yield segment({
            value: 10,
            duration: 0.1,
            limits: [limit("voltage", "above", 0.75, "leave-repeat")],
          });
          told.push(outcome?.endedBy?.action);
          if (outcome?.endedBy?.action === "leave-repeat") return;
        }
      },
    };
    const run = simulate(cell, source, tight);
    expect(run.segments).toHaveLength(3);
    expect(told).toEqual([undefined, undefined, "leave-repeat"]);
  });
});

describe("guards", () => {
  it("a protocol without end is stopped at the maximum time", () => {
    const run = simulate(cell, [segment({ duration: Number.POSITIVE_INFINITY })], { ...tight, maximumTime: 1e5 });
    expect(run.segments[0]).toMatchObject({ end: 1e5, endedBy: "maximum time" });
    expect(run.end.kind === "stopped-by-limit" && run.end.message).toMatch(/reached 100000 s in step 1/);
  });

  it("a source without end is stopped at the maximum number of segments", () => {
    const endless = {
      *[Symbol.iterator](): Generator<Segment> {
        for (;;) yield segment({ duration: 0 });
      },
    };
    const run = simulate(cell, endless, { ...tight, maximumSegments: 50 });
    expect(run.segments).toHaveLength(50);
    expect(run.end.kind).toBe("stopped-by-limit");
  });

  it("a power above what the cell can give is refused with the power that it can give", () => {
    const run = simulate(cell, [segment({ value: 1 }), segment({ quantity: "power", value: -5 })], tight);
    expect(run.segments.map(({ endedBy }) => endedBy)).toEqual(["for its duration", "failed"]);
    const held = u + overVoltage(numbers, 0, 1, 0, 1);
    const most = Number((held ** 2 / (4 * series)).toPrecision(6));
    expect(run.end).toMatchObject({ kind: "failed", failure: { reason: "inconsistent-start" } });
    expect(run.end.kind === "failed" && run.end.message).toContain(`it gives at most ${most} W/m²`);
  });

  it("a power that the cell can no longer give fails where it ends, with all before kept", () => {
    // C v' = i, U + v = w, P = −i (w + R₀ i): no current once w² < 4 R₀ P
    const open = rcCell({ ...numbers, parallel: 1e9 });
    const run = simulate(open, [segment({ quantity: "power", value: -1, duration: 100 })], {
      ...tight,
      record: { steps: true },
    });
    expect(run.end.kind === "failed" && run.end.message).toMatch(
      /step 1, "a step of a test".*gives at most 1(\.0000\d*)? W/,
    );
    const rest = u + run.finalState[open.indexOf("rc.voltage")];
    expect(rest ** 2).toBeCloseTo(4 * series, 5);
    expect(run.time.at(-1)).toBe(run.segments[0].end);
    expect(run.time.length).toBeGreaterThan(10);
  });
});

describe("the record", () => {
  const pulse = [segment({ value: 10, duration: 0.5 }), segment({ duration: 0.5 })];
  const at = (t: number) => u + (t <= 0.5 ? overVoltage(numbers, 0, 10, 0, t) + 10 * series : 0);

  it("holds points at a fixed interval", () => {
    const run = simulate(cell, pulse, { ...tight, record: { every: 0.1 } });
    const inside = [0, 0.1, 0.2, 0.30000000000000004, 0.4, 0.5];
    expect([...run.time.slice(0, 6)]).toEqual(inside);
    expect(run.time).toHaveLength(12);
    for (const [k, t] of inside.entries()) expect(run.voltage[k]).toBeCloseTo(at(t), 9);
  });

  it("holds points wherever the voltage has moved", () => {
    const run = simulate(cell, pulse, { ...tight, record: { voltageChange: 2e-3 } });
    for (let k = 1; k < run.time.length; k++) {
      if (run.segment[k] === run.segment[k - 1]) {
        expect(Math.abs(run.voltage[k] - run.voltage[k - 1])).toBeLessThan(4.1e-3);
      }
    }
    expect(run.time.length).toBeGreaterThan(40);
  });

  it("keeps to its room, and says what was left out", () => {
    const run = simulate(cell, pulse, { ...tight, record: { every: 1e-4, maximumPoints: 100 } });
    expect(run.time.length).toBeLessThanOrEqual(100);
    expect(run.time.length).toBeGreaterThan(40);
    expect(run.time).toContain(0.5);
    expect(run.warnings).toMatchObject([{ code: "points-thinned" }]);
    const many = Array.from({ length: 1000 }, () => segment({ duration: 0.01 }));
    const edges = simulate(cell, many, { ...tight, record: { maximumPoints: 100 } });
    expect(edges.segments).toHaveLength(1000);
    expect(edges.time.length).toBeLessThanOrEqual(100);
    expect(edges.warnings[0].message).toMatch(/edges of one segment in 32/);
    const alternating = Array.from({ length: 2000 }, (_, k) => segment({ step: String(k % 2), duration: 0.01 }));
    const whole = simulate(cell, alternating, { ...tight, record: { maximumPoints: 2000 } });
    const seen = new Set(Array.from(whole.segment, (k) => whole.segments[k]?.step));
    expect([seen.size, whole.warnings[0].message]).toEqual([2, expect.stringMatching(/edges of 16 segments in/)]);
  });

  it("has enough for a plot unless told otherwise: no gap above a few millivolts", () => {
    const { time, voltage, segment: owner } = simulate(cell, pulse);
    for (let k = 1; k < time.length; k++) {
      if (owner[k] === owner[k - 1]) expect(Math.abs(voltage[k] - voltage[k - 1])).toBeLessThan(5e-3);
    }
  });
});

describe("the task", () => {
  it("gives what the plain call gives, and tells how far it is", async () => {
    const many = Array.from({ length: 1000 }, (_, k) =>
      segment({ step: `1.1 (pass ${k + 1} of 1000)`, sentence: "strip", value: k % 2 }),
    );
    const details: string[] = [];
    const task = simulationTask(cell, many, { record: EDGES_ONLY });
    const run = await runTask(task, { onProgress: ({ detail }) => details.push(detail) });
    expect(run.finalState).toEqual(simulate(cell, many, { record: EDGES_ONLY }).finalState);
    expect(details[0]).toMatch(/^pass \d+ of 1000, \d+ s of 1000 s, strip$/);
    expect(details.at(-1)).toBe("done");
  });

  it("stops where it is told to", async () => {
    const endless = {
      *[Symbol.iterator](): Generator<Segment> {
        for (;;) yield segment({ value: 1 });
      },
    };
    let asked = 0;
    const before = cell.control;
    const run = runTask(simulationTask(cell, endless, tight), { isCancelled: () => ++asked > 2 });
    await expect(run).rejects.toThrow(CancelledError);
    expect(cell.control).toBe(before);
  });
});
