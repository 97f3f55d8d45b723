import { expect } from "vitest";
import type { PhaseAtTemperature, PhaseModel } from "../../src/thermo/model/phase-model.ts";

/** Site fractions on the simplex of every sublattice, all above `floor`; `random` gives numbers in [0, 1). */
export function randomSiteFractions(model: PhaseModel, random: () => number, floor = 0.02): Float64Array {
  const y = new Float64Array(model.variables);
  for (const { first, constituents } of model.sublattices) {
    const weights = constituents.map(() => floor - Math.log(1 - random()));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    for (const [i, weight] of weights.entries()) y[first + i] = weight / sum;
  }
  return y;
}

/** Central difference of order 6 with step h. */
function difference(f: (x: number) => number, x: number, h: number): number {
  const d = (k: number) => f(x + k * h) - f(x - k * h);
  return (d(3) - 9 * d(2) + 45 * d(1)) / (60 * h);
}

/**
 * Every derivative of a model at y against differences of the one below it, and the identities that hold whatever the
 * parameters: the Hessian is symmetric, energy, gradient and hessian agree, and ∂²G/∂T∂y taken either way is the same.
 */
export function expectDerivatives(model: PhaseModel, temperature: number, y: Float64Array): void {
  const n = model.variables;
  const at = model.at(temperature);
  const gradient = new Float64Array(n);
  const hessian = new Float64Array(n * n);
  const scratch = new Float64Array(n);
  const energy = at.hessian(y, gradient, hessian);
  const scale = Math.abs(energy) + 1e4;
  expect(at.energy(y)).toBeCloseTo(energy, 6);
  expect(at.gradient(y, scratch)).toBe(energy);
  expect(scratch).toEqual(gradient);
  const near = (value: number, expected: number, what: string, tolerance: number) =>
    expect(Math.abs(value - expected), `${what}: ${value}, expected ${expected}`).toBeLessThan(tolerance);
  for (let i = 0; i < n; i++) {
    const shifted = (f: (p: PhaseAtTemperature, z: Float64Array) => number) => (value: number) => {
      const z = y.slice();
      z[i] = value;
      return f(at, z);
    };
    const h = 2e-3 * (y[i] as number);
    const slope = difference(
      shifted((p, z) => p.energy(z)),
      y[i] as number,
      h,
    );
    near(gradient[i] as number, slope, `dG/dy${i}`, 1e-8 * scale);
    for (let j = 0; j < n; j++) {
      const second = difference(
        shifted((p, z) => {
          p.gradient(z, scratch);
          return scratch[j] as number;
        }),
        y[i] as number,
        h,
      );
      near(hessian[i * n + j] as number, second, `d2G/dy${i}dy${j}`, 1e-8 * scale * (1 + 1 / (y[i] as number)));
      expect(hessian[i * n + j]).toBeCloseTo(hessian[j * n + i] as number, 6);
    }
  }
  const thermal = at.thermal(y);
  expect(thermal.energy).toBeCloseTo(energy, 6);
  const step = 0.05;
  const slope = difference((t) => model.at(t).energy(y), temperature, step);
  near(thermal.slope, slope, "dG/dT", 1e-10 * scale);
  const curvature = difference((t) => model.at(t).thermal(y).slope, temperature, step);
  near(thermal.curvature, curvature, "d2G/dT2", 1e-10 * scale);
  for (let i = 0; i < n; i++) {
    const mixed = difference(
      (t) => {
        model.at(t).gradient(y, scratch);
        return scratch[i] as number;
      },
      temperature,
      step,
    );
    near(thermal.mixed[i] as number, mixed, `d2G/dTdy${i}`, 1e-10 * scale);
  }
}
