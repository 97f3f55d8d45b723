// Oracles: zeros of exact solutions; the times of impact of a bouncing ball; what the doc comment says is seen and missed.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oscillator, system, tight } from "../../../test/support/small-systems.ts";
import type { EventFunction } from "./integrator.ts";
import { createRadau } from "./radau.ts";
import { createRosenbrock } from "./rosenbrock.ts";

describe("events", () => {
  const position = (direction: EventFunction["direction"] = "either"): EventFunction => ({
    name: "position",
    value: (_t, y) => y[0],
    direction,
  });

  it("finds the zeros of cos t one after the other, on a state that is as exact as any", () => {
    const integrator = createRosenbrock(oscillator, tight);
    const events = [position()];
    integrator.start(0, Float64Array.of(1, 0));
    for (let k = 0; k < 8; k++) {
      const outcome = integrator.advance(100, { events });
      expect(outcome.kind).toBe("event");
      const expected = (k + 0.5) * Math.PI;
      expect(Math.abs(integrator.time - expected)).toBeLessThan(1e-8 * (k + 1));
      expect(Math.abs(integrator.state[0])).toBeLessThan(1e-14);
    }
  });

  it("counts only the direction asked for", () => {
    for (const [direction, first] of [
      ["falling", 0.5 * Math.PI],
      ["rising", 1.5 * Math.PI],
    ] as const) {
      const integrator = createRosenbrock(oscillator, tight);
      integrator.start(0, Float64Array.of(1, 0));
      for (let k = 0; k < 3; k++) {
        integrator.advance(100, { events: [position(direction)] });
        expect(integrator.time).toBeCloseTo(first + 2 * Math.PI * k, 7);
      }
    }
  });

  it("sees several crossings within one step, and takes the first", () => {
    // y' = 1 needs one step to 10; the event has zeros at 1.2, 1.9, 2.6 …
    const ramp = system(
      [1],
      (_t, _y, out) => out.fill(1),
      () => [0],
    );
    const wave: EventFunction = { name: "wave", value: (_t, y) => Math.cos((y[0] * Math.PI) / 4.5) };
    const integrator = createRosenbrock(ramp, { ...tight, initialStep: 10 });
    integrator.start(0, Float64Array.of(0));
    expect(integrator.advance(10, { events: [wave] }).kind).toBe("event");
    expect(integrator.time).toBeCloseTo(2.25, 12);
    integrator.advance(10, { events: [wave] });
    expect(integrator.time).toBeCloseTo(6.75, 12);
  });

  /** y' = 0: steps of 10, and the event alone says what happens. */
  const still = system(
    [1],
    (_t, _y, out) => out.fill(0),
    () => [0],
  );
  const oneStep = { ...tight, initialStep: 10 };

  it.each([
    ["createRosenbrock", createRosenbrock],
    ["createRadau", createRadau],
  ] as const)("%s sees two crossings 0.02 apart within a step of 10, in each direction", (_, create) => {
    for (const [direction, expected] of [
      ["either", 4.09],
      ["falling", 4.09],
      ["rising", 4.11],
    ] as const) {
      for (const side of [1, -1]) {
        const dip: EventFunction = {
          name: "dip",
          value: (t) => side * (t - 4.09) * (t - 4.11),
          direction: direction === "either" || side > 0 ? direction : direction === "falling" ? "rising" : "falling",
        };
        const integrator = create(still, oneStep);
        integrator.start(0, Float64Array.of(0));
        expect(integrator.advance(10, { events: [dip] })).toMatchObject({ kind: "event", event: 0 });
        expect(Math.abs(integrator.time - expected)).toBeLessThan(1e-12);
        expect(integrator.counters.steps).toBe(1);
      }
    }
  });

  it("goes on from the first of two close crossings to the second, and from there to the end", () => {
    const dip: EventFunction = { name: "dip", value: (t) => (t - 4.09) * (t - 4.11) };
    const integrator = createRosenbrock(still, oneStep);
    integrator.start(0, Float64Array.of(0));
    const times: number[] = [];
    while (integrator.advance(10, { events: [dip] }).kind === "event") times.push(integrator.time);
    expect(times).toHaveLength(2);
    expect(times[0]).toBeCloseTo(4.09, 12);
    expect(times[1]).toBeCloseTo(4.11, 12);
  });

  it("sees a dip of a function that is no polynomial, where its slopes at the quarters tell", () => {
    const dip: EventFunction = { name: "dip", value: (t) => Math.cosh(0.5 * (t - 3.6)) - 1.0001 };
    const integrator = createRosenbrock(still, oneStep);
    integrator.start(0, Float64Array.of(0));
    expect(integrator.advance(10, { events: [dip] }).kind).toBe("event");
    expect(integrator.time).toBeCloseTo(3.6 - Math.acosh(1.0001) / 0.5, 9);
  });

  it("sees the first of two zeros of a quartic in t, wherever they lie", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 2, maxLength: 2 }),
        fc.boolean(),
        ([first, second], falls) => {
          const sign = falls ? -1 : 1;
          const wave: EventFunction = {
            name: "wave",
            value: (t) => sign * (t - first / 100) * (t - second / 100) * (1 + 0.01 * t * t),
          };
          const integrator = createRosenbrock(still, oneStep);
          integrator.start(0, Float64Array.of(0));
          expect(integrator.advance(10, { events: [wave] }).kind).toBe("event");
          expect(integrator.time).toBeCloseTo(Math.min(first, second) / 100, 9);
        },
      ),
      { seed: 11, numRuns: 300 },
    );
  });

  it("does not see the pair of crossings of a notch between two samples: what the doc comment says is missed", () => {
    const notch: EventFunction = { name: "notch", value: (t) => 1 - 2 * Math.exp(-(((t - 4.1) / 0.01) ** 2)) };
    const integrator = createRosenbrock(still, oneStep);
    integrator.start(0, Float64Array.of(0));
    expect(integrator.advance(10, { events: [notch] })).toEqual({ kind: "reached" });
    const closer = createRosenbrock(still, { ...oneStep, initialStep: 0.02, maximumStep: 0.02 });
    closer.start(0, Float64Array.of(0));
    expect(closer.advance(10, { events: [notch] }).kind).toBe("event");
    expect(closer.time).toBeCloseTo(4.1 - 0.01 * Math.sqrt(Math.LN2), 9);
  });

  it("takes the earliest of several events", () => {
    const integrator = createRosenbrock(oscillator, { ...tight, relativeTolerance: 1e-5, absoluteTolerance: 1e-5 });
    const at = (level: number): EventFunction => ({ name: `at ${level}`, value: (_t, y) => y[0] - level });
    integrator.start(0, Float64Array.of(1, 0));
    const outcome = integrator.advance(10, { events: [at(0.1), at(0.3), at(0.2)] });
    expect(outcome).toMatchObject({ kind: "event", event: 1 });
  });

  it("does not fire what is past at the start, or zero at the start, before it has been left", () => {
    const below: EventFunction = { name: "below", value: (_t, y) => y[0] - 0.5, direction: "falling" };
    const integrator = createRosenbrock(oscillator, tight);
    integrator.start(Math.PI / 2, Float64Array.of(0, -1));
    integrator.advance(20, { events: [below] });
    expect(integrator.time).toBeCloseTo(2 * Math.PI + Math.PI / 3, 7);
    integrator.start(Math.PI / 2, Float64Array.of(0, -1));
    integrator.advance(20, { events: [position()] });
    expect(integrator.time).toBeCloseTo(1.5 * Math.PI, 7);
  });

  it("follows a bouncing ball: times of impact against the exact ones", () => {
    const ball = system(
      [1, 1],
      (_t, y, out) => {
        out[0] = y[1];
        out[1] = -9.81;
      },
      () => [0, 1, 0, 0],
    );
    const integrator = createRosenbrock(ball, tight);
    const floor: EventFunction = { name: "floor", value: (_t, y) => y[0], direction: "falling" };
    integrator.start(0, Float64Array.of(1, 0));
    let expected = Math.sqrt(2 / 9.81);
    let speed = 9.81 * expected;
    for (let bounce = 0; bounce < 10; bounce++) {
      const outcome = integrator.advance(100, { events: [floor] });
      expect(outcome.kind).toBe("event");
      expect(Math.abs(integrator.time - expected)).toBeLessThan(1e-11);
      integrator.start(integrator.time, Float64Array.of(0, -0.8 * integrator.state[1]));
      speed *= 0.8;
      expected += (2 * speed) / 9.81;
    }
  });

  it("stops on an algebraic unknown: z = y² with y = e^(−t) passes 1/4 at ln 2", () => {
    const decay = system(
      [1, 0],
      (_t, y, out) => {
        out[0] = -y[0];
        out[1] = y[1] - y[0] * y[0];
      },
      (y) => [-1, 0, -2 * y[0], 1],
    );
    const quarter: EventFunction = { name: "quarter", value: (_t, y) => y[1] - 0.25 };
    const integrator = createRosenbrock(decay, tight);
    integrator.start(0, Float64Array.of(1, 1));
    const seen: number[] = [];
    expect(integrator.advance(5, { events: [quarter], onStep: ({ to }) => seen.push(to) }).kind).toBe("event");
    expect(Math.abs(integrator.time - Math.LN2)).toBeLessThan(1e-9);
    expect(Math.abs(integrator.state[1] - 0.25)).toBeLessThan(1e-15);
    expect(seen.at(-1)).toBe(integrator.time);
  });
});
