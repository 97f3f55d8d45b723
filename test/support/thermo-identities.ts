import { expect } from "vitest";
import type { PhaseAtTemperature, PhaseModel } from "../../src/thermo/model/phase-model.ts";

/** Site fractions inside the simplex of every sublattice, from positive weights taken in turn. */
export function siteFractions(model: PhaseModel, weights: readonly number[]): Float64Array {
  const y = new Float64Array(model.variables);
  for (const { first, constituents } of model.sublattices) {
    const own = constituents.map((_, i) => weights[(first + i) % weights.length] as number);
    const sum = own.reduce((total, weight) => total + weight, 0);
    for (const [i, weight] of own.entries()) y[first + i] = weight / sum;
  }
  return y;
}

/** Central difference of order 6 with step h. */
function difference(f: (x: number) => number, x: number, h: number): number {
  const d = (k: number) => f(x + k * h) - f(x - k * h);
  return (d(3) - 9 * d(2) + 45 * d(1)) / (60 * h);
}

/** Comparisons made, and those given up as a kink of the function (T = T_C, T_C = 0) lies within the difference. */
export interface Comparisons {
  made: number;
  givenUp: number;
}

/**
 * Every derivative of a model at y against differences of the one below it, and what holds whatever the parameters: the
 * Hessian is symmetric; energy, gradient, hessian and thermal agree on G. A difference that changes when its step is
 * halved says nothing, and is counted as given up.
 */
export function expectDerivatives(
  model: PhaseModel,
  temperature: number,
  y: Float64Array,
  comparisons: Comparisons = { made: 0, givenUp: 0 },
): void {
  const n = model.variables;
  const at = model.at(temperature);
  const gradient = new Float64Array(n);
  const hessian = new Float64Array(n * n);
  const scratch = new Float64Array(n);
  const energy = at.hessian(y, gradient, hessian);
  const scale = Math.abs(energy) + 1e4;
  const expectSlope = (
    value: number,
    f: (x: number) => number,
    x: number,
    h: number,
    tolerance: number,
    what: string,
  ) => {
    const slope = difference(f, x, h);
    comparisons.made++;
    if (Math.abs(difference(f, x, h / 2) - slope) > tolerance / 4) comparisons.givenUp++;
    else expect(Math.abs(value - slope), `${what}: ${value}, by differences ${slope}`).toBeLessThan(tolerance);
  };
  const entry = (p: PhaseAtTemperature, z: Float64Array, i: number) => {
    p.gradient(z, scratch);
    return scratch[i] as number;
  };
  expect(at.energy(y)).toBeCloseTo(energy, 6);
  expect(at.gradient(y, scratch)).toBe(energy);
  expect(scratch).toEqual(gradient);
  const thermal = at.thermal(y);
  expect(thermal.energy).toBeCloseTo(energy, 6);
  for (let i = 0; i < n; i++) {
    const along = (value: number) => y.map((fraction, k) => (k === i ? value : fraction));
    const fraction = y[i] as number;
    const h = 2e-3 * fraction;
    expectSlope(gradient[i] as number, (v) => at.energy(along(v)), fraction, h, 1e-8 * scale, `dG/dy${i}`);
    for (let j = 0; j < n; j++) {
      const second = hessian[i * n + j] as number;
      const tolerance = 1e-8 * scale * (1 + 1 / fraction);
      expectSlope(second, (v) => entry(at, along(v), j), fraction, h, tolerance, `d2G/dy${i}dy${j}`);
      expect(second).toBeCloseTo(hessian[j * n + i] as number, 6);
    }
    const mixed = (T: number) => entry(model.at(T), y, i);
    expectSlope(thermal.mixed[i] as number, mixed, temperature, 0.05, 1e-10 * scale, `d2G/dTdy${i}`);
  }
  const energyAt = (T: number) => model.at(T).energy(y);
  const slopeAt = (T: number) => model.at(T).thermal(y).slope;
  expectSlope(thermal.slope, energyAt, temperature, 0.05, 1e-10 * scale, "dG/dT");
  expectSlope(thermal.curvature, slopeAt, temperature, 0.05, 1e-10 * scale, "d2G/dT2");
}
