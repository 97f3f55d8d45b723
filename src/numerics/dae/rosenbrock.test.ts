import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stiffProblems } from "../../../test/support/stiff-problems.ts";
import { denseLayout } from "../linear/dense-layout.ts";
import type { DaeSystem } from "./dae-system.ts";
import type { Advance, EventFunction, IntegratorSettings } from "./integrator.ts";
import { rodas5p } from "./methods/rodas5p.ts";
import { createRadau } from "./radau.ts";
import { createRosenbrock } from "./rosenbrock.ts";

const tight: IntegratorSettings = { relativeTolerance: 1e-9, absoluteTolerance: 1e-10 };

function system(
  diagonal: readonly number[],
  evaluate: DaeSystem["evaluate"],
  jacobian: (y: Float64Array) => readonly number[],
  names?: readonly (readonly [string, string])[],
): DaeSystem {
  const base: DaeSystem = {
    layout: denseLayout(diagonal.length),
    mass: { kind: "diagonal", values: Float64Array.from(diagonal) },
    evaluate,
    jacobian: (_t, y, out) => out.set(jacobian(y)),
  };
  return names === undefined ? base : { ...base, nameOf: (i) => names[i] };
}

/** y'' = −y: y = cos t from (1, 0). */
const oscillator = system(
  [1, 1],
  (_t, y, out) => {
    out[0] = y[1];
    out[1] = -y[0];
  },
  () => [0, 1, -1, 0],
);

function failure(outcome: Advance) {
  if (outcome.kind !== "failed") throw new Error(`a failure was expected, got ${outcome.kind}`);
  return outcome.failure;
}

describe("segments", () => {
  it("ends exactly, without a tiny last step, and goes on from there", () => {
    const integrator = createRosenbrock(oscillator, tight);
    integrator.start(0, Float64Array.of(1, 0));
    const lengths: number[] = [];
    for (const end of [0.1, 0.7, 10, 10.000001, 40 / 3]) {
      const steps: number[] = [];
      expect(integrator.advance(end, { onStep: ({ from, to }) => steps.push(to - from) })).toEqual({ kind: "reached" });
      expect(integrator.time).toBe(end);
      if (steps.length > 1) lengths.push((steps.at(-1) ?? 0) / (steps.at(-2) ?? 1));
    }
    expect(Math.min(...lengths)).toBeGreaterThan(0.2);
    expect(integrator.state[0]).toBeCloseTo(Math.cos(40 / 3), 7);
    expect(integrator.advance(40 / 3)).toEqual({ kind: "reached" });
    expect(integrator.counters.starts).toBe(1);
  });

  it("comes to the same state with stops and restarts on the way, within the tolerance", () => {
    const problem = stiffProblems.find(({ name }) => name === "CHEMAKZO");
    if (problem === undefined) throw new Error("CHEMAKZO is missing");
    const settings = { relativeTolerance: 1e-7, absoluteTolerance: 1e-10 };
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0.01, max: 179, noNaN: true }), fc.boolean()), { maxLength: 5 }),
        (stops) => {
          const integrator = createRosenbrock(problem.system, settings);
          integrator.start(0, problem.start);
          for (const [time, restart] of stops.sort((a, b) => a[0] - b[0])) {
            const outcome = integrator.advance(time);
            if (outcome.kind === "failed") throw new Error(outcome.failure.message);
            if (restart) integrator.start(time, integrator.state);
          }
          integrator.advance(problem.end);
          for (const [i, value] of problem.endState.entries()) {
            expect(Math.abs(integrator.state[i] - value)).toBeLessThan(20 * (1e-10 + 1e-7 * Math.abs(value)));
          }
        },
      ),
      { seed: 7, numRuns: 30 },
    );
  });

  it("gives the same bits again", () => {
    const run = (): Float64Array => {
      const { system: rober, start } = stiffProblems[0];
      const integrator = createRosenbrock(rober, { relativeTolerance: 1e-6, absoluteTolerance: 1e-12 });
      integrator.start(0, start);
      integrator.advance(100);
      integrator.advance(1e5);
      return integrator.state.slice();
    };
    expect(run()).toEqual(run());
  });

  it("keeps a linear invariant to round-off: the sum of Robertson's species", () => {
    const { system: rober, start, end } = stiffProblems[0];
    const integrator = createRosenbrock(rober, { relativeTolerance: 1e-4, absoluteTolerance: 1e-10 });
    integrator.start(0, start);
    expect(integrator.advance(end)).toEqual({ kind: "reached" });
    expect(Math.abs(integrator.state[0] + integrator.state[1] + integrator.state[2] - 1)).toBeLessThan(1e-13);
  });

  it("pays no long growth of the step after each restart", () => {
    // A transient of 1 ms behind each of 50 switches, in segments of 1 s.
    let source = 1;
    const relaxation = system(
      [1, 0],
      (_t, y, out) => {
        out[0] = 1000 * (source - y[0]);
        out[1] = y[0] + source - y[1];
      },
      () => [-1000, 0, 1, -1],
    );
    const integrator = createRosenbrock(relaxation, { relativeTolerance: 1e-5, absoluteTolerance: 1e-6 }, rodas5p);
    for (let k = 0; k < 50; k++) {
      source = k % 2;
      const y = k === 0 ? 0 : integrator.state[0];
      integrator.start(k, Float64Array.of(y, y + source));
      expect(integrator.advance(k + 1)).toEqual({ kind: "reached" });
      expect(integrator.state[0]).toBeCloseTo(source, 6);
    }
    expect(integrator.counters.steps / 50).toBeLessThan(20);
    expect(integrator.counters.rejectedSteps / 50).toBeLessThan(1.5);
  });

  it("refuses what cannot be asked", () => {
    const integrator = createRosenbrock(oscillator, tight);
    expect(() => integrator.advance(1)).toThrow(/call start first/);
    expect(() => integrator.start(0, Float64Array.of(1))).toThrow(/1 numbers .* 2 unknowns/);
    expect(() => integrator.start(0, Float64Array.of(1, Number.NaN))).toThrow(/unknown 1 = NaN/);
    integrator.start(1, Float64Array.of(1, 0));
    expect(() => integrator.advance(0)).toThrow(/from t = 1 s to 0 s/);
    expect(() => integrator.advance(Number.POSITIVE_INFINITY)).toThrow(/finite/);
    expect(() => createRosenbrock(oscillator, { relativeTolerance: 0, absoluteTolerance: 1 })).toThrow(/relative/);
    expect(() => createRosenbrock(oscillator, { relativeTolerance: 1e-3, absoluteTolerance: 0 })).toThrow(/unknown 0/);
  });
});

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

describe("failures say what happened", () => {
  it("at a solution that blows up: y' = y² at t = 1", () => {
    const blowUp = system(
      [1],
      (_t, y, out) => {
        out[0] = y[0] * y[0];
      },
      (y) => [2 * y[0]],
      [["pressure", "Pa"]],
    );
    const integrator = createRosenbrock(blowUp, { relativeTolerance: 1e-6, absoluteTolerance: 1e-6 });
    integrator.start(0, Float64Array.of(1));
    const { reason, message, time, unknown, lastState } = failure(integrator.advance(2));
    expect(reason).toBe("step-too-small");
    expect(time).toBeCloseTo(1, 5);
    expect(unknown).toBe(0);
    expect(message).toMatch(/step became too small .* pressure \(unknown 0\) = .* Pa.*event/);
    expect(lastState[0]).toBeGreaterThan(1e6);
  });

  it("at equations that are not finite: y' = −1/√y through zero", () => {
    const root = system(
      [1],
      (_t, y, out) => {
        out[0] = -1 / Math.sqrt(y[0]);
      },
      (y) => [0.5 * y[0] ** -1.5],
    );
    const integrator = createRosenbrock(root, { relativeTolerance: 1e-6, absoluteTolerance: 1e-6 });
    integrator.start(0, Float64Array.of(1));
    const { reason, message, time } = failure(integrator.advance(2));
    expect(["not-finite", "step-too-small"]).toContain(reason);
    expect(time).toBeCloseTo(2 / 3, 3);
    expect(message).toMatch(/unknown 0 = /);
  });

  it("in the row that is the first not to be finite, though the matrix spreads it to all unknowns", () => {
    // c = 1 − t; the rate of the third unknown is the root of c, which is not there beyond t = 1.
    const coupled = system(
      [1, 1, 1],
      (_t, y, out) => {
        out[0] = y[2] - y[0];
        out[1] = -1;
        out[2] = Math.sqrt(y[1]) - y[2] - 1e-3 * y[0];
      },
      (y) => [-1, 0, 1, 0, 0, 0, -1e-3, 0.5 / Math.sqrt(y[1]), -1],
      [
        ["current", "A"],
        ["concentration", "mol/m3"],
        ["contact", "1"],
      ],
    );
    for (const create of [createRosenbrock, createRadau]) {
      const integrator = create(coupled, { relativeTolerance: 1e-4, absoluteTolerance: 1e-4 });
      integrator.start(0, Float64Array.of(1, 1, 1));
      const { reason, message, cause, time, unknown } = failure(integrator.advance(2));
      expect(time).toBeCloseTo(1, 3);
      if (create === createRadau) continue;
      expect(reason).toBe("not-finite");
      expect(unknown).toBe(2);
      expect(message).toMatch(/not finite at t = .* on the way to 2 s.*first in the row of contact \(unknown 2\)/);
      expect(cause).toMatch(/not finite, down to .*first in the row of contact \(unknown 2\)/);
    }
  });

  it("where an algebraic unknown is not determined", () => {
    const undetermined = system(
      [1, 0],
      (_t, y, out) => {
        out[0] = y[1];
        out[1] = y[0] - 1;
      },
      () => [0, 1, 1, 0],
      [
        ["charge", "C"],
        ["voltage", "V"],
      ],
    );
    const integrator = createRosenbrock(undetermined, tight);
    integrator.start(0, Float64Array.of(1, 0));
    const { reason, message } = failure(integrator.advance(1));
    expect(reason).toBe("singular-matrix");
    expect(message).toMatch(/index is above 1.*voltage \(unknown 1\)/);
  });

  it("at a start that does not fulfil the algebraic equations", () => {
    const inconsistent = system(
      [1, 0],
      (_t, y, out) => {
        out[0] = -y[0];
        out[1] = y[1] - y[0];
      },
      () => [-1, 0, -1, 1],
    );
    const integrator = createRosenbrock(inconsistent, tight);
    integrator.start(3, Float64Array.of(1, 2));
    const { reason, message, unknown, time } = failure(integrator.advance(4));
    expect(reason).toBe("inconsistent-start");
    expect(unknown).toBe(1);
    expect(time).toBe(3);
    expect(message).toMatch(/move by -1\.0.*makeConsistent/);
  });

  it("where the steps are not enough", () => {
    const integrator = createRosenbrock(oscillator, { ...tight, maximumSteps: 20 });
    integrator.start(0, Float64Array.of(1, 0));
    expect(failure(integrator.advance(1e4))).toMatchObject({ reason: "too-many-steps" });
  });
});
