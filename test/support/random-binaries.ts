import fc from "fast-check";
import type { PhaseModel } from "../../src/thermo/model/phase-model.ts";
import { compoundModel, linear, solutionModel } from "./gibbs-models.ts";

const components = ["A", "B"] as const;
/** Uniform: the extremes and zeros that are drawn by preference otherwise make two phases the same. */
const double = (min: number, max: number) =>
  fc.noBias(fc.integer({ min: 1, max: 2 ** 30 })).map((k) => min + ((max - min) * k) / 2 ** 30);

export interface RandomSystem {
  readonly melting: readonly [number, number];
  readonly entropy: readonly [number, number];
  readonly liquid: readonly [number, number];
  readonly solid: readonly [number, number];
  /** A second solid with these energies of transformation, J/mol and J/(mol K). */
  readonly other: readonly [number, number, number] | null;
  readonly compounds: readonly {
    readonly a: number;
    readonly b: number;
    readonly enthalpy: number;
    readonly entropy: number;
  }[];
}

export const systems: fc.Arbitrary<RandomSystem> = fc.record({
  melting: fc.tuple(double(500, 1400), double(500, 1400)),
  entropy: fc.tuple(double(6, 14), double(6, 14)),
  liquid: fc.tuple(double(-15000, 15000), double(-5000, 5000)),
  solid: fc.tuple(double(-15000, 25000), double(-5000, 5000)),
  other: fc.option(fc.tuple(double(-3000, 4000), double(-3000, 4000), double(-15000, 15000)), { nil: null }),
  compounds: fc.array(
    fc.record({
      a: fc.integer({ min: 1, max: 3 }),
      b: fc.integer({ min: 1, max: 3 }),
      enthalpy: double(-20000, -2000),
      entropy: double(-6, 6),
    }),
    { maxLength: 2 },
  ),
});

/** Liquid and one or two solid solutions, subregular, and up to two compounds. */
export function randomSystem({ melting, entropy, liquid, solid, other, compounds }: RandomSystem): PhaseModel[] {
  const fusion = (k: 0 | 1) => linear(melting[k] * entropy[k], -entropy[k]);
  const models = [
    solutionModel({
      name: "LIQUID",
      components,
      ends: [fusion(0), fusion(1)],
      interactions: liquid.map((w) => linear(w)),
    }),
    solutionModel({
      name: "SOLID",
      components,
      ends: [linear(0), linear(0)],
      interactions: solid.map((w) => linear(w)),
    }),
  ];
  if (other) {
    const [a, b, w] = other;
    models.push(
      solutionModel({
        name: "TAU",
        components,
        ends: [linear(a, -a / 900), linear(b, -b / 700)],
        interactions: [linear(w)],
      }),
    );
  }
  for (const [k, { a, b, enthalpy, entropy: s }] of compounds.entries()) {
    models.push(
      compoundModel(`COMPOUND_${k}`, components, [a, b], linear((a + b) * enthalpy * 0.5, -(a + b) * s * 0.5)),
    );
  }
  return models;
}

/** g per mole of atoms at a mole fraction of B; Infinity where a compound does not have it. */
function energyAt(model: PhaseModel, T: number, x: number): number {
  const state = model.at(T);
  if (!model.isStoichiometric) return state.energy(Float64Array.of(Math.max(1 - x, 1e-300), Math.max(x, 1e-300)));
  const atoms = model.sublattices.reduce((sum, { sites }) => sum + sites, 0);
  return state.energy(new Float64Array(model.variables).fill(1)) / atoms;
}

function compositionOf(model: PhaseModel): number {
  const atoms = model.sublattices.reduce((sum, { sites }) => sum + sites, 0);
  return (model.sublattices.find(({ constituents }) => constituents[0] === "B")?.sites ?? 0) / atoms;
}

export interface HullLine {
  readonly names: string;
  readonly lower: number;
  readonly higher: number;
}

/** Tie lines as the gaps of the convex hull over a uniform grid. */
export function bruteForceTieLines(models: readonly PhaseModel[], T: number, intervals: number): HullLine[] {
  const points: { x: number; g: number; name: string }[] = [];
  for (const model of models) {
    if (model.isStoichiometric) {
      points.push({ x: compositionOf(model), g: energyAt(model, T, 0), name: model.name });
      continue;
    }
    for (let k = 0; k <= intervals; k++) {
      points.push({ x: k / intervals, g: energyAt(model, T, k / intervals), name: model.name });
    }
  }
  points.sort((p, q) => p.x - q.x || p.g - q.g);
  const hull: typeof points = [];
  for (const p of points) {
    if (hull.at(-1)?.x === p.x) continue;
    while (hull.length > 1) {
      const [a, b] = hull.slice(-2) as [(typeof points)[0], (typeof points)[0]];
      if ((b.g - a.g) * (p.x - a.x) < (p.g - a.g) * (b.x - a.x)) break;
      hull.pop();
    }
    hull.push(p);
  }
  const lines: HullLine[] = [];
  for (let k = 1; k < hull.length; k++) {
    const [a, b] = [hull[k - 1], hull[k]] as [(typeof points)[0], (typeof points)[0]];
    if (a.name !== b.name || b.x - a.x > 1.5 / intervals) {
      lines.push({ names: `${a.name}+${b.name}`, lower: a.x, higher: b.x });
    }
  }
  return lines;
}

/** Largest difference of chemical potentials among three phases, in J/mol; a compound counts by its distance from the tangent. */
export function tangentMismatch(
  models: readonly PhaseModel[],
  T: number,
  phases: readonly { readonly name: string; readonly moleFraction: number }[],
): number {
  const tangents: [number, number][] = [];
  const fixed: { x: number; g: number }[] = [];
  for (const { name, moleFraction: x } of phases) {
    const model = models.find((other) => other.name === name) as PhaseModel;
    if (model.isStoichiometric) {
      fixed.push({ x, g: energyAt(model, T, x) });
      continue;
    }
    const y = Float64Array.of(1 - x, x);
    const gradient = new Float64Array(2);
    const g = model.at(T).gradient(y, gradient);
    const slope = (gradient[1] as number) - (gradient[0] as number);
    tangents.push([g - x * slope, g + (1 - x) * slope]);
  }
  let worst = 0;
  for (const [a, b] of tangents) {
    for (const [c, d] of tangents) worst = Math.max(worst, Math.abs(a - c), Math.abs(b - d));
    for (const { x, g } of fixed) worst = Math.max(worst, Math.abs(a * (1 - x) + b * x - g));
  }
  if (fixed.length === 3) {
    const [p, q, r] = fixed as [(typeof fixed)[0], (typeof fixed)[0], (typeof fixed)[0]];
    worst = Math.abs(p.g + ((r.g - p.g) * (q.x - p.x)) / (r.x - p.x) - q.g);
  }
  return worst;
}
