import type { ModelSublattice, PhaseAtTemperature, PhaseModel } from "../../src/thermo/model/phase-model.ts";

/** A phase with one sublattice (and a second with vacancies on request), G = Σ y G° + RT Σ y ln y + Σ y_i y_j Σ_v L_v (y_i − y_j)^v. */
export interface HandMadeSolution {
  readonly name: string;
  readonly components: readonly string[];
  /** G° of each component at a temperature in K, J/mol. */
  readonly pure: readonly ((temperature: number) => number)[];
  /** [i, j, L_0, L_1, …] in J/mol, i < j. */
  readonly interactions?: readonly (readonly [i: number, j: number, ...values: number[]])[];
  /** J/(mol K) */
  readonly gasConstant: number;
  readonly temperatureRange?: readonly [number, number];
}

/** Written for tests on its own, so that the equilibrium is not tested on the model that it comes with. */
export function handMadeSolution(solution: HandMadeSolution): PhaseModel {
  const { components, pure, interactions = [], gasConstant } = solution;
  const n = components.length;
  const sublattices: ModelSublattice[] = [{ sites: 1, constituents: components, first: 0 }];
  const composition = new Float64Array(n * n);
  for (let i = 0; i < n; i++) composition[i * n + i] = 1;
  const model: PhaseModel = {
    name: solution.name,
    components,
    sublattices,
    variables: n,
    composition,
    charge: null,
    isStoichiometric: n === 1,
    temperatureRange: solution.temperatureRange ?? [1, 6000],
    at(temperature, pressure = 101325): PhaseAtTemperature {
      const rt = gasConstant * temperature;
      const ends = pure.map((of) => of(temperature));
      const evaluate = (y: Float64Array, gradient: Float64Array | null, hessian: Float64Array | null): number => {
        let energy = 0;
        hessian?.fill(0);
        for (let i = 0; i < n; i++) {
          energy += y[i] * (ends[i] + rt * Math.log(y[i]));
          if (gradient) gradient[i] = ends[i] + rt * (Math.log(y[i]) + 1);
          if (hessian) hessian[i * n + i] = rt / y[i];
        }
        for (const [i, j, ...values] of interactions) {
          const d = y[i] - y[j];
          let [f, f1, f2] = [0, 0, 0];
          values.forEach((value, v) => {
            f += value * d ** v;
            if (v > 0) f1 += v * value * d ** (v - 1);
            if (v > 1) f2 += v * (v - 1) * value * d ** (v - 2);
          });
          const p = y[i] * y[j];
          energy += p * f;
          if (gradient) {
            gradient[i] += y[j] * f + p * f1;
            gradient[j] += y[i] * f - p * f1;
          }
          if (hessian) {
            hessian[i * n + i] += 2 * y[j] * f1 + p * f2;
            hessian[j * n + j] += -2 * y[i] * f1 + p * f2;
            const cross = f + (y[i] - y[j]) * f1 - p * f2;
            hessian[i * n + j] += cross;
            hessian[j * n + i] += cross;
          }
        }
        return energy;
      };
      return {
        model,
        temperature,
        pressure,
        energy: (y) => evaluate(y, null, null),
        gradient: (y, gradient) => evaluate(y, gradient, null),
        hessian: (y, gradient, hessian) => evaluate(y, gradient, hessian),
        thermal: () => {
          throw new Error("a hand-made phase has no thermal derivatives");
        },
      };
    },
  };
  return model;
}

export interface HandMadeCompound {
  readonly name: string;
  readonly components: readonly string[];
  /** Moles of each component per formula unit. */
  readonly moles: readonly number[];
  /** J per mole of formula units. */
  readonly energy: (temperature: number) => number;
}

/** A stoichiometric phase: one sublattice for each component it holds. */
export function handMadeCompound({ name, components, moles, energy }: HandMadeCompound): PhaseModel {
  const held = components.flatMap((symbol, c) => (moles[c] > 0 ? [{ symbol, c }] : []));
  const n = held.length;
  const composition = new Float64Array(components.length * n);
  held.forEach(({ c }, i) => {
    composition[c * n + i] = moles[c];
  });
  const model: PhaseModel = {
    name,
    components,
    sublattices: held.map(({ symbol, c }, i) => ({ sites: moles[c], constituents: [symbol], first: i })),
    variables: n,
    composition,
    charge: null,
    isStoichiometric: true,
    temperatureRange: [1, 6000],
    at(temperature, pressure = 101325): PhaseAtTemperature {
      const g = energy(temperature);
      const value = (y: Float64Array) => g * y.reduce((product, share) => product * share, 1);
      return {
        model,
        temperature,
        pressure,
        energy: value,
        gradient(y, gradient) {
          for (let i = 0; i < n; i++) gradient[i] = value(y) / y[i];
          return value(y);
        },
        hessian(y, gradient, hessian) {
          for (let i = 0; i < n; i++) {
            gradient[i] = value(y) / y[i];
            for (let j = 0; j < n; j++) hessian[i * n + j] = i === j ? 0 : value(y) / (y[i] * y[j]);
          }
          return value(y);
        },
        thermal: () => {
          throw new Error("a hand-made compound has no thermal derivatives");
        },
      };
    },
  };
  return model;
}
