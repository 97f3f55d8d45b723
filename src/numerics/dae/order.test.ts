import { describe, expect, it } from "vitest";
import { bandedLayout } from "../linear/banded-layout.ts";
import { denseLayout } from "../linear/dense-layout.ts";
import type { DaeSystem } from "./dae-system.ts";
import { ErrorNorm } from "./error-norm.ts";
import { rodas4 } from "./methods/rodas4.ts";
import { rodas4p } from "./methods/rodas4p.ts";
import { rodas4p2 } from "./methods/rodas4p2.ts";
import { rodas5p } from "./methods/rodas5p.ts";
import type { RosenbrockMethod } from "./methods/rosenbrock-method.ts";
import { RadauStep } from "./radau-step.ts";
import { createRosenbrock } from "./rosenbrock.ts";

/** A system with its exact solution. */
interface Exact {
  readonly system: DaeSystem;
  solution(time: number): Float64Array;
}

/** Largest difference from the exact solution at the ends of equal steps. */
function errorAt(exact: Exact, method: RosenbrockMethod, end: number, steps: number): number {
  const integrator = createRosenbrock(
    exact.system,
    { relativeTolerance: 0.5, absoluteTolerance: 1e12, initialStep: end / steps, maximumStep: end / steps },
    method,
  );
  integrator.start(0, exact.solution(0));
  let largest = 0;
  const outcome = integrator.advance(end, {
    onStep: ({ to, state }) => {
      largest = Math.max(largest, distance(state, exact.solution(to)));
    },
  });
  expect(outcome).toEqual({ kind: "reached" });
  expect(integrator.counters.steps).toBe(steps);
  return largest;
}

function distance(a: Float64Array, b: Float64Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0);
}

/** Order between n and 2n steps. */
function observedOrder(exact: Exact, method: RosenbrockMethod, end: number, n: number): number {
  return Math.log2(errorAt(exact, method, end, n) / errorAt(exact, method, end, 2 * n));
}

/** The same for Radau, its steps taken by hand: Newton's iteration goes to a tolerance far below the error of a step. */
function errorOfRadau({ system, solution }: Exact, end: number, steps: number): number {
  const counters = {
    steps: 0,
    rejectedSteps: 0,
    evaluations: 0,
    jacobians: 0,
    factorizations: 0,
    solves: 0,
    starts: 0,
  };
  const norm = new ErrorNorm(system.layout, 1e-11, 1e-11, "maximum");
  const step = new RadauStep(system, norm, counters);
  step.state.set(solution(0));
  let largest = 0;
  for (let k = 0; k < steps; k++) {
    const time = (k * end) / steps;
    step.prepare(time);
    expect(step.attempt(time, end / steps)).toBe(true);
    norm.close(step.state, step.argument, step.error, step.next);
    step.swap();
    largest = Math.max(largest, distance(step.state, solution(((k + 1) * end) / steps)));
  }
  return largest;
}

function observedOrderOfRadau(exact: Exact, end: number, n: number): number {
  return Math.log2(errorOfRadau(exact, end, n) / errorOfRadau(exact, end, 2 * n));
}

/** y' = −z y c cos ct, 0 = e^(−z) − y: ln y = ln y₀ e^(sin ct) = −z; nonlinear, index 1, depends on time. */
const PACE = 8;

const gompertz: Exact = {
  system: {
    layout: denseLayout(2),
    mass: { kind: "diagonal", values: Float64Array.of(1, 0) },
    evaluate: (t, y, out) => {
      out[0] = -y[1] * y[0] * PACE * Math.cos(PACE * t);
      out[1] = Math.exp(-y[1]) - y[0];
    },
    jacobian: (t, y, out) => {
      const rate = PACE * Math.cos(PACE * t);
      out.set([-y[1] * rate, -y[0] * rate, -1, -Math.exp(-y[1])]);
    },
    timeDerivative: (t, y, out) => {
      out[0] = y[1] * y[0] * PACE ** 2 * Math.sin(PACE * t);
      out[1] = 0;
    },
  },
  solution: (t) => {
    const logarithm = Math.log(0.6) * Math.exp(Math.sin(PACE * t));
    return Float64Array.of(Math.exp(logarithm), -logarithm);
  },
};

/** y' = λ (y − φ) + φ', φ = sin(t + π/4) (A. Prothero, A. Robinson, Math. Comp. 28 (1974) 145). */
function protheroRobinson(lambda: number): Exact {
  const phase = Math.PI / 4;
  return {
    system: {
      layout: denseLayout(1),
      mass: { kind: "diagonal", values: Float64Array.of(1) },
      evaluate: (t, y, out) => {
        out[0] = lambda * (y[0] - Math.sin(t + phase)) + Math.cos(t + phase);
      },
      jacobian: (_t, _y, out) => {
        out[0] = lambda;
      },
      timeDerivative: (t, _y, out) => {
        out[0] = -lambda * Math.cos(t + phase) - Math.sin(t + phase);
      },
    },
    solution: (t) => Float64Array.of(Math.sin(t + phase)),
  };
}

const CELLS = 40;
const WIDTH = 1 / CELLS;

type Field = (x: number, t: number) => number;

/**
 * u' = u_xx + u² + s on cell centres with given fluxes at both ends; s makes `u` the exact solution of the semi-discrete
 * equations (u_xx is the discrete one), so that only time is tested.
 */
function heatWithFluxes(u: Field, uTime: Field, uTimeTime: Field): Exact {
  const at = (i: number) => (i + 0.5) * WIDTH;
  const second = (f: Field, i: number, t: number) => (f(at(i + 1), t) - 2 * f(at(i), t) + f(at(i - 1), t)) / WIDTH ** 2;
  const flux = (f: Field, face: number, t: number) => (f(at(face), t) - f(at(face - 1), t)) / WIDTH;
  const ends = [0, CELLS];
  const layout = bandedLayout(CELLS, 1, 1);
  return {
    system: {
      layout,
      mass: { kind: "diagonal", values: new Float64Array(CELLS).fill(1) },
      evaluate: (t, y, out) => {
        for (let i = 0; i < CELLS; i++) {
          const left = i === 0 ? flux(u, ends[0], t) : (y[i] - y[i - 1]) / WIDTH;
          const right = i === CELLS - 1 ? flux(u, ends[1], t) : (y[i + 1] - y[i]) / WIDTH;
          const exact = u(at(i), t);
          out[i] = (right - left) / WIDTH + y[i] ** 2 + uTime(at(i), t) - second(u, i, t) - exact ** 2;
        }
      },
      jacobian: (_t, y, out) => {
        out.fill(0);
        for (let i = 0; i < CELLS; i++) {
          const neighbours = (i > 0 ? 1 : 0) + (i < CELLS - 1 ? 1 : 0);
          out[layout.slot(i, i)] = -neighbours / WIDTH ** 2 + 2 * y[i];
          if (i > 0) out[layout.slot(i, i - 1)] = 1 / WIDTH ** 2;
          if (i < CELLS - 1) out[layout.slot(i, i + 1)] = 1 / WIDTH ** 2;
        }
      },
      timeDerivative: (t, _y, out) => {
        for (let i = 0; i < CELLS; i++) {
          out[i] = uTimeTime(at(i), t) - second(uTime, i, t) - 2 * u(at(i), t) * uTime(at(i), t);
        }
        out[0] -= flux(uTime, ends[0], t) / WIDTH;
        out[CELLS - 1] += flux(uTime, ends[1], t) / WIDTH;
      },
    },
    solution: (t) => Float64Array.from({ length: CELLS }, (_, i) => u(at(i), t)),
  };
}

/** The same on nodes, with values given at both ends as algebraic unknowns: 0 = g(t) − u. */
function heatWithBoundaryValues(u: Field, uTime: Field, uTimeTime: Field): Exact {
  const n = CELLS + 1;
  const layout = bandedLayout(n, 1, 1);
  const mass = new Float64Array(n).fill(1);
  mass[0] = 0;
  mass[CELLS] = 0;
  const at = (i: number) => i * WIDTH;
  const second = (f: Field, i: number, t: number) => (f(at(i + 1), t) - 2 * f(at(i), t) + f(at(i - 1), t)) / WIDTH ** 2;
  return {
    system: {
      layout,
      mass: { kind: "diagonal", values: mass },
      evaluate: (t, y, out) => {
        for (let i = 1; i < CELLS; i++) {
          const exact = u(at(i), t);
          const spread = (y[i + 1] - 2 * y[i] + y[i - 1]) / WIDTH ** 2;
          out[i] = spread + y[i] ** 2 + uTime(at(i), t) - second(u, i, t) - exact ** 2;
        }
        out[0] = u(0, t) - y[0];
        out[CELLS] = u(1, t) - y[CELLS];
      },
      jacobian: (_t, y, out) => {
        out.fill(0);
        for (let i = 1; i < CELLS; i++) {
          out[layout.slot(i, i)] = -2 / WIDTH ** 2 + 2 * y[i];
          out[layout.slot(i, i - 1)] = 1 / WIDTH ** 2;
          out[layout.slot(i, i + 1)] = 1 / WIDTH ** 2;
        }
        out[layout.slot(0, 0)] = -1;
        out[layout.slot(CELLS, CELLS)] = -1;
      },
      timeDerivative: (t, _y, out) => {
        for (let i = 1; i < CELLS; i++) {
          out[i] = uTimeTime(at(i), t) - second(uTime, i, t) - 2 * u(at(i), t) * uTime(at(i), t);
        }
        out[0] = uTime(0, t);
        out[CELLS] = uTime(1, t);
      },
    },
    solution: (t) => Float64Array.from({ length: n }, (_, i) => u(at(i), t)),
  };
}

const FAST = 20;

/** 1 + cos(πx) g(t) / 2: no flux at the ends. */
const closed: [Field, Field, Field] = [
  (x, t) => 1 + 0.5 * Math.cos(Math.PI * x) * Math.sin(FAST * t),
  (x, t) => 0.5 * FAST * Math.cos(Math.PI * x) * Math.cos(FAST * t),
  (x, t) => -0.5 * FAST ** 2 * Math.cos(Math.PI * x) * Math.sin(FAST * t),
];
/** (1 + x²) g(t) / 2 + x g'(t): values and fluxes at the ends move. */
const driven: [Field, Field, Field] = [
  (x, t) => 0.5 * (1 + x * x) * Math.sin(1 + 2 * t) + x * Math.cos(1 + 2 * t),
  (x, t) => (1 + x * x) * Math.cos(1 + 2 * t) - 2 * x * Math.sin(1 + 2 * t),
  (x, t) => -2 * (1 + x * x) * Math.sin(1 + 2 * t) - 4 * x * Math.cos(1 + 2 * t),
];

const methods = [rodas4, rodas4p, rodas4p2, rodas5p];
const withoutReduction = [rodas4p, rodas4p2, rodas5p];

describe("order in time, equal steps, against exact solutions", () => {
  it.each(methods)("$name: nominal on a nonlinear index-1 problem", (method) => {
    expect(Math.abs(observedOrder(gompertz, method, 1, 512) - method.order)).toBeLessThan(0.1);
  });

  it.each(methods)("$name: nominal on a heat equation without flux at its ends", (method) => {
    expect(Math.abs(observedOrder(heatWithFluxes(...closed), method, 1, 256) - method.order)).toBeLessThan(0.1);
  });

  it.each(withoutReduction)("$name: at least 3 on a heat equation with fluxes that depend on time", (method) => {
    expect(observedOrder(heatWithFluxes(...driven), method, 1, 64)).toBeGreaterThan(3);
  });

  it.each(withoutReduction)(
    "$name: at least 3 on a heat equation with boundary values that depend on time",
    (method) => {
      expect(observedOrder(heatWithBoundaryValues(...driven), method, 1, 64)).toBeGreaterThan(3);
    },
  );

  it.each(withoutReduction)("$name: 3 on Prothero & Robinson's problem at λ = −10⁶", (method) => {
    expect(Math.abs(observedOrder(protheroRobinson(-1e6), method, 2, 16) - 3)).toBeLessThan(0.05);
  });

  it("RODAS4 falls to 1 on Prothero & Robinson's problem: the test can tell", () => {
    expect(observedOrder(protheroRobinson(-1e6), rodas4, 2, 16)).toBeLessThan(1.2);
  });
});

describe("order in time of Radau, equal steps, against exact solutions", () => {
  it("5 on a nonlinear index-1 problem", () => {
    expect(Math.abs(observedOrderOfRadau(gompertz, 1, 256) - 5)).toBeLessThan(0.1);
  });

  it("5 on a heat equation without flux at its ends", () => {
    expect(Math.abs(observedOrderOfRadau(heatWithFluxes(...closed), 1, 64) - 5)).toBeLessThan(0.1);
  });

  it("at least 3 on heat equations with fluxes and with boundary values that depend on time", () => {
    expect(observedOrderOfRadau(heatWithFluxes(...driven), 1, 16)).toBeGreaterThan(3);
    expect(observedOrderOfRadau(heatWithBoundaryValues(...driven), 1, 16)).toBeGreaterThan(3);
  });
});

describe("dense output", () => {
  /** Largest error of y and of z within one step that starts on the exact solution. */
  const errorsWithin = (method: RosenbrockMethod, h: number): [number, number] => {
    const start = 0.05;
    const integrator = createRosenbrock(
      gompertz.system,
      { relativeTolerance: 0.5, absoluteTolerance: 1e12, initialStep: 2 * h, maximumStep: h },
      method,
    );
    const point = new Float64Array(2);
    const largest: [number, number] = [0, 0];
    integrator.start(start, gompertz.solution(start));
    integrator.advance(start + h, {
      onStep: (step) => {
        for (const theta of [0.2, 0.4, 0.6, 0.8]) {
          step.interpolate(start + theta * h, point);
          const exact = gompertz.solution(start + theta * h);
          for (const i of [0, 1]) largest[i] = Math.max(largest[i], Math.abs(point[i] - exact[i]));
        }
        step.interpolate(step.from, point);
        expect(distance(point, gompertz.solution(start))).toBeLessThan(1e-15);
        step.interpolate(step.to, point);
        expect(distance(point, step.state)).toBe(0);
      },
    });
    return largest;
  };

  it.each(methods)(
    "$name: error within a step falls with its order + 1, of algebraic unknowns with its order",
    (method) => {
      const wide = errorsWithin(method, 1 / 512);
      const narrow = errorsWithin(method, 1 / 1024);
      expect(Math.log2(wide[0] / narrow[0])).toBeGreaterThan(method.denseOrder + 0.9);
      expect(Math.log2(wide[1] / narrow[1])).toBeGreaterThan(method.denseOrder - 0.1);
    },
  );
});
