import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { handMadeCompound, handMadeSolution } from "../../../test/support/regular-solution.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import { type Equilibrium, equilibrium } from "./index.ts";

const R = 8.314;
const SEED = 20261121;

interface RandomSystem {
  readonly components: readonly string[];
  readonly temperature: number;
  /** Of each solution: G°/RT of the components, then L_0 … L_2 over RT of each pair. */
  readonly solutions: readonly { readonly ends: readonly number[]; readonly interactions: readonly number[] }[];
  /** Of each compound: moles of the components, and G/RT per mole of atoms. */
  readonly compounds: readonly { readonly moles: readonly number[]; readonly energy: number }[];
  readonly composition: readonly number[];
}

const real = (min: number, max: number) => fc.integer({ min: 0, max: 1e6 }).map((k) => min + ((max - min) * k) / 1e6);

function randomSystem(count: number): fc.Arbitrary<RandomSystem> {
  const pairs = (count * (count - 1)) / 2;
  const list = (length: number, min: number, max: number) =>
    fc.array(real(min, max), { minLength: length, maxLength: length });
  return fc.record({
    components: fc.constant(["A", "B", "C", "D"].slice(0, count)),
    temperature: real(200, 2000),
    solutions: fc.array(fc.record({ ends: list(count, -1, 1), interactions: list(3 * pairs, -6, 6) }), {
      minLength: 1,
      maxLength: 3,
    }),
    compounds: fc.array(
      fc.record({
        moles: fc.array(fc.nat(3), { minLength: count, maxLength: count }).filter((moles) => moles.some((m) => m > 0)),
        energy: real(-2, 0.5),
      }),
      { maxLength: 2 },
    ),
    composition: list(count, 1e-4, 1).map((parts) => parts.map((part) => part / parts.reduce((a, b) => a + b))),
  });
}

/** Phases whose names follow their place, with components named by `rename`. */
function modelsOf(system: RandomSystem, order: readonly number[], scale = 1): PhaseModel[] {
  const { temperature, components } = system;
  const named = order.map((c) => components[c]); // place → symbol of the random system
  const symbols = [...named].sort();
  const source = symbols.map((symbol) => components.indexOf(symbol));
  const rt = R * temperature;
  const solutions = system.solutions.map(({ ends, interactions }, p) =>
    handMadeSolution({
      name: `S${p}`,
      components: symbols,
      pure: source.map((c) => () => ends[order[c]] * rt),
      interactions: pairsOf(components.length).map(([i, j]) => {
        const [a, b] = [order[source[i]], order[source[j]]];
        const k = 3 * pairsOf(components.length).findIndex(([p, q]) => p === Math.min(a, b) && q === Math.max(a, b));
        const sign = a < b ? 1 : -1;
        return [
          i,
          j,
          interactions[k] * rt,
          (sign * interactions[k + 1] * rt) / 2,
          (interactions[k + 2] * rt) / 4,
        ] as const;
      }),
      gasConstant: R,
    }),
  );
  const compounds = system.compounds.map(({ moles, energy }, p) => {
    const here = source.map((c) => scale * moles[order[c]]);
    const atoms = here.reduce((a, b) => a + b);
    return handMadeCompound({ name: `C${p}`, components: symbols, moles: here, energy: () => energy * atoms * rt });
  });
  return [...solutions, ...compounds];
}

function pairsOf(count: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < count; i++) for (let j = i + 1; j < count; j++) pairs.push([i, j]);
  return pairs;
}

function solve(system: RandomSystem, order = system.components.map((_, i) => i), scale = 1): Equilibrium {
  const composition = Object.fromEntries(order.map((from, c) => [system.components[c], system.composition[from]]));
  return equilibrium(modelsOf(system, order, scale), { temperature: system.temperature, composition });
}

const laws = (count: number, runs: number, law: (system: RandomSystem, found: Equilibrium) => void) => {
  fc.assert(
    fc.property(randomSystem(count), (system) => law(system, solve(system))),
    { seed: SEED, numRuns: runs, endOnFailure: true },
  );
};

describe("laws of equilibrium, in random systems of Redlich-Kister solutions and compounds", () => {
  it.each([2, 3, 4])(
    "balances mass to 10⁻¹⁴, keeps Gibbs' phase rule, and has G = Σ x μ = Σ f G_phase in %d components",
    (count) => {
      laws(count, 60, ({ components, composition, temperature }, found) => {
        expect(found.phases.length).toBeLessThanOrEqual(count);
        components.forEach((symbol, c) => {
          const sum = found.phases.reduce(
            (total, { fraction, moleFractions }) => total + fraction * moleFractions[symbol],
            0,
          );
          expect(Math.abs(sum - composition[c])).toBeLessThan(1e-14);
        });
        const energy = found.phases.reduce((total, { fraction, gibbsEnergy }) => total + fraction * gibbsEnergy, 0);
        expect(Math.abs(energy - found.gibbsEnergy)).toBeLessThan(1e-9 * R * temperature);
        for (const { fraction } of found.phases) expect(fraction).toBeGreaterThan(0);
        expect(found.largestDrivingForce).toBeLessThan(1e-7 * R * temperature);
      });
    },
  );

  it("lies on the lower hull of a fine grid of a binary system: never above it, and below by its step squared at most", () => {
    laws(2, 150, (system, found) => {
      const rt = R * system.temperature;
      const hull = gridHull(modelsOf(system, [0, 1]), system.temperature, found.composition.B, 4000);
      expect(found.gibbsEnergy).toBeLessThanOrEqual(hull + 1e-10 * rt);
      expect(found.gibbsEnergy).toBeGreaterThan(hull - 1e-4 * rt);
    });
  });

  it.each([
    { count: 3, steps: 50 },
    { count: 4, steps: 20 },
  ])("has no phase below the plane of its potentials anywhere on a grid in $count components", ({ count, steps }) => {
    const grid = simplexGrid(count, steps);
    laws(count, 60, (system, found) => {
      const rt = R * system.temperature;
      const mu = system.components.map((symbol) => found.chemicalPotentials[symbol]);
      let lowest = Number.POSITIVE_INFINITY;
      for (const model of modelsOf(
        system,
        system.components.map((_, i) => i),
      )) {
        const phase = model.at(system.temperature);
        for (const y of model.isStoichiometric ? [new Float64Array(model.variables).fill(1)] : grid) {
          let excess = phase.energy(y);
          for (let c = 0; c < count; c++) {
            for (let i = 0; i < y.length; i++) excess -= mu[c] * model.composition[c * y.length + i] * y[i];
          }
          lowest = Math.min(lowest, excess);
        }
      }
      expect(lowest).toBeGreaterThan(-1e-9 * rt);
    });
  });

  it("does not depend on the names of the components, nor on the size of a formula unit", () => {
    laws(3, 60, (system, found) => {
      const close = 1e-8 * R * system.temperature;
      const renamed = solve(system, [2, 0, 1]);
      const doubled = solve(system, [0, 1, 2], 2);
      for (const other of [renamed, doubled])
        expect(Math.abs(other.gibbsEnergy - found.gibbsEnergy)).toBeLessThan(close);
      if (found.largestDrivingForce < -close) {
        expect(renamed.phases.map(({ name }) => name)).toEqual(found.phases.map(({ name }) => name));
      }
      [2, 0, 1].forEach((from, c) => {
        const [was, is] = [
          found.chemicalPotentials[system.components[from]],
          renamed.chemicalPotentials[system.components[c]],
        ];
        expect(Math.abs(was - is)).toBeLessThan(close);
      });
    });
  });
});

/** Lower hull of all phases at one mole fraction: least chord over all pairs of grid points, by the monotone chain. */
function gridHull(models: readonly PhaseModel[], temperature: number, x: number, steps: number): number {
  const points: (readonly [x: number, g: number])[] = [];
  for (const model of models) {
    const phase = model.at(temperature);
    if (model.isStoichiometric) {
      const moles = model.composition.reduce((sum, m) => sum + m, 0);
      const second = model.composition.subarray(model.variables).reduce((sum, m) => sum + m, 0);
      points.push([second / moles, phase.energy(new Float64Array(model.variables).fill(1)) / moles]);
    } else {
      for (let k = 0; k <= steps; k++) {
        const b = Math.min(1 - 1e-12, Math.max(1e-12, k / steps));
        points.push([b, phase.energy(Float64Array.of(1 - b, b))]);
      }
    }
  }
  points.sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  const hull: (readonly [number, number])[] = [];
  for (const point of points) {
    while (hull.length > 0 && hull[hull.length - 1][0] === point[0] && hull[hull.length - 1][1] >= point[1]) hull.pop();
    if (hull.length > 0 && hull[hull.length - 1][0] === point[0]) continue;
    while (hull.length > 1) {
      const [p, q] = [hull[hull.length - 2], hull[hull.length - 1]];
      if ((q[1] - p[1]) * (point[0] - p[0]) < (point[1] - p[1]) * (q[0] - p[0])) break;
      hull.pop();
    }
    hull.push(point);
  }
  const right = hull.findIndex(([b]) => b >= x);
  const [p, q] = [hull[right - 1], hull[right]];
  return p[1] + ((q[1] - p[1]) * (x - p[0])) / (q[0] - p[0]);
}

function simplexGrid(count: number, steps: number): Float64Array[] {
  const points: Float64Array[] = [];
  const fill = (left: number, parts: readonly number[]): void => {
    if (parts.length === count - 1)
      points.push(Float64Array.from([...parts, left], (part) => Math.max(part / steps, 1e-12)));
    else for (let part = 0; part <= left; part++) fill(left - part, [...parts, part]);
  };
  fill(steps, []);
  return points;
}
