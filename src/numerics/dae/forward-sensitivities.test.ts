import { describe, expect, it } from "vitest";
import { DomainError } from "../../base/errors.ts";
import { denseLayout } from "../linear/dense-layout.ts";
import type { DaeSystem } from "./dae-system.ts";
import { createSensitivities } from "./forward-sensitivities.ts";
import { parameterStencil } from "./parameter-stencil.ts";
import { createRosenbrock } from "./rosenbrock.ts";

const settings = { relativeTolerance: 1e-10, absoluteTolerance: 1e-13 };

interface Small {
  readonly mass: readonly number[];
  f(t: number, y: Float64Array): readonly number[];
  jacobian(t: number, y: Float64Array): readonly number[];
  slope?(t: number, y: Float64Array): readonly number[];
}

function systemOf({ mass, f, jacobian, slope }: Small): DaeSystem {
  return {
    layout: denseLayout(mass.length),
    mass: { kind: "diagonal", values: Float64Array.from(mass) },
    evaluate: (t, y, out) => out.set(f(t, y)),
    jacobian: (t, y, out) => out.set(jacobian(t, y)),
    ...(slope === undefined ? {} : { timeDerivative: (t, y, out) => out.set(slope(t, y)) }),
  };
}

/** y' = −p y; exact: y = e^{−pt}, ∂y/∂p = −t e^{−pt}. */
const decay = (p: number): DaeSystem => systemOf({ mass: [1], f: (_, y) => [-p * y[0]], jacobian: () => [-p] });

/** p y' = −y: the parameter stands in the mass. */
const capacity = (p: number): DaeSystem => systemOf({ mass: [p], f: (_, y) => [-y[0]], jacobian: () => [-1] });

/** y' = −p y², 0 = z − y² e^{p} − sin t: a nonlinear rate, an algebraic unknown and the time. */
const withAlgebra = (p: number): DaeSystem =>
  systemOf({
    mass: [1, 0],
    f: (t, y) => [-p * y[0] * y[0], y[0] * y[0] * Math.exp(p) + Math.sin(t) - y[1]],
    jacobian: (_, y) => [-2 * p * y[0], 0, 2 * y[0] * Math.exp(p), -1],
    slope: (t) => [0, Math.cos(t)],
  });

/** y' = 2pt y, 0 = y² + p sin pt − z: y = e^{pt²}; p and the time in both rows, and in one term. */
const clocked = (p: number): DaeSystem =>
  systemOf({
    mass: [1, 0],
    f: (t, y) => [2 * p * t * y[0], y[0] * y[0] + p * Math.sin(p * t) - y[1]],
    jacobian: (t, y) => [2 * p * t, 0, 2 * y[0], -1],
    slope: (t, y) => [2 * p * y[0], p * p * Math.cos(p * t)],
  });

/** ROBER with its rate of 3e7 as parameter. */
const robertson = (p: number): DaeSystem =>
  systemOf({
    mass: [1, 1, 0],
    f: (_, y) => {
      const [a, b] = [0.04 * y[0], 1e4 * y[1] * y[2]];
      return [b - a, a - b - p * y[1] * y[1], y[0] + y[1] + y[2] - 1];
    },
    jacobian: (_, y) => [-0.04, 1e4 * y[2], 1e4 * y[1], 0.04, -1e4 * y[2] - 2 * p * y[1], -1e4 * y[1], 1, 1, 1],
  });

function sensitivityAt(make: (p: number) => DaeSystem, p: number, start: readonly number[], end: number): Float64Array {
  const integrator = createSensitivities(make(p), settings, [parameterStencil("p", p, make)]);
  integrator.start(0, Float64Array.from(start));
  expect(integrator.advance(end)).toEqual({ kind: "reached" });
  return integrator.sensitivities[0].slice();
}

describe("forward sensitivities", () => {
  it("of y' = −py are −t e^{−pt}, exact solution", () => {
    expect(sensitivityAt(decay, 0.7, [1], 2)[0]).toBeCloseTo(-2 * Math.exp(-1.4), 9);
  });

  it("of p y' = −y, where p is the mass, are t/p² e^{−t/p}, exact solution", () => {
    expect(sensitivityAt(capacity, 0.7, [1], 2)[0]).toBeCloseTo((2 / 0.49) * Math.exp(-2 / 0.7), 9);
  });

  it("of an algebraic unknown follow it, exact solution y = 1/(1 + pt)", () => {
    const p = 0.8;
    const t = 1.5;
    const y = 1 / (1 + p * t);
    const s = -t * y * y;
    const [first, second] = sensitivityAt(withAlgebra, p, [1, Math.exp(p)], t);
    expect(first).toBeCloseTo(s, 9);
    expect(second).toBeCloseTo((2 * y * s + y * y) * Math.exp(p), 8);
  });

  it("of ROBER are the difference of two runs", () => {
    const p = 3e7;
    const run = (value: number) => {
      const integrator = createRosenbrock(robertson(value), { relativeTolerance: 1e-12, absoluteTolerance: 1e-16 });
      integrator.start(0, Float64Array.of(1, 0, 0));
      expect(integrator.advance(400)).toEqual({ kind: "reached" });
      return integrator.state.slice();
    };
    const s = sensitivityAt(robertson, p, [1, 0, 0], 400);
    const [below, above] = [run(p * (1 - 1e-4)), run(p * (1 + 1e-4))];
    for (let i = 0; i < 3; i++) {
      const difference = (above[i] - below[i]) / (2e-4 * p);
      expect(Math.abs(s[i] / difference - 1)).toBeLessThan(1e-6);
    }
  });

  it("at an event tell how its time moves: y = ½ at t = ln 2 / p, and the state there does not move", () => {
    const p = 0.7;
    const integrator = createSensitivities(decay(p), settings, [parameterStencil("p", p, decay)]);
    integrator.start(0, Float64Array.of(1));
    const outcome = integrator.advance(5, { events: [{ name: "half", value: (_, y) => y[0] - 0.5 }] });
    expect(outcome.kind).toBe("event");
    expect(integrator.eventTimeSensitivities[0]).toBeCloseTo(-Math.LN2 / (p * p), 8);
    expect(integrator.sensitivities[0][0]).toBeCloseTo(0, 9);
  });

  it("at an event that contains p itself: p y = ½ at t = ln(2p) / p", () => {
    const p = 0.7;
    const values: number[] = [];
    const stencil = parameterStencil("p", p, (value) => {
      values.push(value);
      return decay(value);
    });
    const event = (value: number) => ({ name: "half", value: (_: number, y: Float64Array) => value * y[0] - 0.5 });
    const integrator = createSensitivities(decay(p), settings, [stencil], (_, parameter, member) => {
      expect(parameter).toBe(0);
      return event(values[member]);
    });
    integrator.start(0, Float64Array.of(1));
    expect(integrator.advance(5, { events: [event(p)] }).kind).toBe("event");
    expect(integrator.eventTimeSensitivities[0]).toBeCloseTo((1 - Math.log(2 * p)) / (p * p), 8);
    expect(integrator.sensitivities[0][0]).toBeCloseTo(-0.5 / (p * p), 8);
  });

  it("at an end that moves by dt/dp follow the state: −t e^{−pt} − p e^{−pt} dt/dp", () => {
    const p = 0.7;
    const integrator = createSensitivities(decay(p), settings, [parameterStencil("p", p, decay)]);
    integrator.start(0, Float64Array.of(1));
    integrator.advance(2);
    integrator.moveEnd([-3]);
    expect(integrator.sensitivities[0][0]).toBeCloseTo((-2 + 3 * p) * Math.exp(-1.4), 9);
    expect(integrator.eventTimeSensitivities[0]).toBe(-3);
    integrator.advance(3);
    expect(integrator.eventTimeSensitivities[0]).toBe(0);
  });

  it("go on through a restart, from where they were", () => {
    const p = 0.7;
    const integrator = createSensitivities(decay(p), settings, [parameterStencil("p", p, decay)]);
    integrator.start(0, Float64Array.of(1));
    integrator.advance(1);
    integrator.start(1, integrator.state.slice());
    integrator.advance(2);
    expect(integrator.sensitivities[0][0]).toBeCloseTo(-2 * Math.exp(-1.4), 9);
  });

  it("hold for an unknown of 1e-9: u' = −p (e^u − 1) with y = 1e-9 u has 1 − e^{−u} = w e^{−pt}, which passes ¼ as an event", () => {
    const unit = 1e-9;
    const make = (p: number): DaeSystem =>
      systemOf({
        mass: [1],
        f: (_, y) => [-p * unit * Math.expm1(y[0] / unit)],
        jacobian: (_, y) => [-p * Math.exp(y[0] / unit)],
      });
    const p = 0.7;
    const integrator = createSensitivities(make(p), { relativeTolerance: 1e-10, absoluteTolerance: 1e-22 }, [
      parameterStencil("p", p, make),
    ]);
    const w = (t: number): number => 0.75 * Math.exp(-p * t);
    integrator.start(0, Float64Array.of(-unit * Math.log1p(-w(0))));
    integrator.advance(1);
    expect(integrator.sensitivities[0][0] / unit).toBeCloseTo(-w(1) / (1 - w(1)), 8);
    const value = (_: number, y: Float64Array): number => Math.expm1(-y[0] / unit) + 0.25;
    expect(integrator.advance(9, { events: [{ name: "quarter", value }] }).kind).toBe("event");
    // w = ¼ at t = ln 3 / p
    expect(integrator.eventTimeSensitivities[0]).toBeCloseTo(-Math.log(3) / (p * p), 8);
  });

  it("refuse algebraic equations that do not determine their unknown, naming it", () => {
    // 0 = y − p does not contain z
    const make = (p: number): DaeSystem =>
      systemOf({ mass: [1, 0], f: (_, y) => [-y[0] + y[1], y[0] - p], jacobian: () => [-1, 1, 1, 0] });
    const integrator = createSensitivities(make(1), settings, [parameterStencil("p", 1, make)]);
    expect(() => integrator.start(0, Float64Array.of(1, 0))).toThrow(/Sensitivities at t = 0 s: .*unknown 1/);
  });

  it("refuse an event that stays at zero, where its time has no derivative", () => {
    const integrator = createSensitivities(decay(1), settings, [parameterStencil("p", 1, decay)]);
    integrator.start(0, Float64Array.of(1));
    const flat = { name: "used up", value: (_: number, y: Float64Array) => Math.max(y[0] - 0.5, 0) };
    expect(() => integrator.advance(5, { events: [flat] })).toThrow(/"used up" changes by 0 per second/);
  });

  it("refuse a number that is not finite, naming the parameter", () => {
    const make = (p: number): DaeSystem =>
      systemOf({ mass: [1], f: (_, y) => [-y[0] * (p > 1 ? Number.NaN : p)], jacobian: () => [-1] });
    const integrator = createSensitivities(make(1), settings, [parameterStencil("rate", 1, make)]);
    integrator.start(0, Float64Array.of(1));
    expect(() => integrator.advance(1)).toThrow(/∂\/∂\(rate\) of unknown 0 .* is NaN/);
  });

  it("count every evaluation and Jacobian, of the moved systems too, and the solves of their own", () => {
    const calls = { evaluations: 0, jacobians: 0 };
    const make = (p: number): DaeSystem => {
      const inner = decay(p);
      return {
        ...inner,
        evaluate(t, y, out) {
          calls.evaluations++;
          inner.evaluate(t, y, out);
        },
        jacobian(t, y, out) {
          calls.jacobians++;
          inner.jacobian(t, y, out);
        },
      };
    };
    const integrator = createSensitivities(make(0.7), settings, [parameterStencil("p", 0.7, make)]);
    integrator.start(0, Float64Array.of(1));
    const outcome = integrator.advance(5, { events: [{ name: "half", value: (_, y) => y[0] - 0.5 }] });
    expect(outcome.kind).toBe("event");
    const { counters } = integrator;
    expect(counters).toMatchObject(calls);
    const plain = createRosenbrock(decay(0.7), settings);
    plain.start(0, Float64Array.of(1));
    plain.advance(5, { events: [{ name: "half", value: (_, y) => y[0] - 0.5 }] });
    // 8 stages a step; one solve for the algebraic rows at the start and one at the event
    expect(counters.solves - plain.counters.solves).toBe(8 * counters.steps + 2);
    expect(counters.factorizations - plain.counters.factorizations).toBe(2);
  });

  it("with p and the time in one term, exact solution, up to an event that contains the time", () => {
    const p = 0.7;
    const exact = (t: number) => {
      const y = Math.exp(p * t * t);
      const zByP = 2 * y * y * t * t + Math.sin(p * t) + p * t * Math.cos(p * t);
      return { yByP: t * t * y, zByP, yByT: 2 * p * t * y, zByT: 4 * p * t * y * y + p * p * Math.cos(p * t) };
    };
    const integrator = createSensitivities(clocked(p), settings, [parameterStencil("p", p, clocked)]);
    integrator.start(0, Float64Array.of(1, 1));
    integrator.advance(0.5);
    expect(integrator.sensitivities[0][0]).toBeCloseTo(exact(0.5).yByP, 9);
    expect(integrator.sensitivities[0][1]).toBeCloseTo(exact(0.5).zByP, 9);
    const late = { name: "z + 5t", value: (t: number, y: Float64Array) => y[1] + 5 * t - 8 };
    const outcome = integrator.advance(2, { events: [late] });
    if (outcome.kind !== "event") throw new Error(`ended as ${outcome.kind}`);
    const { yByP, zByP, yByT, zByT } = exact(outcome.time);
    const byP = -zByP / (zByT + 5);
    expect(integrator.eventTimeSensitivities[0]).toBeCloseTo(byP, 8);
    expect(integrator.sensitivities[0][0]).toBeCloseTo(yByP + yByT * byP, 8);
    expect(integrator.sensitivities[0][1]).toBeCloseTo(zByP + zByT * byP, 8);
  });

  it.each([-1, 1])("take the one-sided formula where one side of the parameter is refused: that of sign %i", (side) => {
    const make = (p: number): DaeSystem => {
      if (side * (p - 1) > 0) throw new DomainError(`p is ${p}, at most ${side} times 1`);
      return decay(p);
    };
    expect(sensitivityAt(make, 1, [1], 2)[0]).toBeCloseTo(-2 * Math.exp(-2), 9);
  });
});
