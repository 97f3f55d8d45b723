import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oscillator, system, tight } from "../../../test/support/small-systems.ts";
import { stiffProblems } from "../../../test/support/stiff-problems.ts";
import { rodas5p } from "./methods/rodas5p.ts";
import { createRosenbrock } from "./rosenbrock.ts";

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
