import { log, pow, sin } from "../../numerics/elementary/index.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import { emptyLattice } from "./empty-lattice.ts";
import { projectSiteFractions } from "./project.ts";

/** What is not there in a sampled point: far too little to matter for G, and still something to take a logarithm of. */
export const ABSENT = 1e-12;
/** Intervals of a phase with one degree of freedom; points stand closer near the pure ends. */
const INTERVALS = 40;
/** Quasi-random points for each degree of freedom, and at most. */
const POINTS_PER_VARIABLE = 120;
const MOST_POINTS = 1600;
/** End members are listed up to here, beyond it every k-th is taken; so are the pairs of them. */
const MOST_END_MEMBERS = 1500;
const MOST_PAIRS = 1200;
/** Shares on the line between two end members. */
const SHARES = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98];
/** In charged phases more pairs are tried, as each gives one neutral point. */
const MOST_NEUTRAL_PAIRS = 6000;

/** Sampled states of a phase, the same at every temperature. */
export interface SiteFractionGrid {
  readonly count: number;
  /** Site fractions, one row of `variables` for each point. */
  readonly points: Float64Array;
  /** Mole fraction of each component, count × components; exactly 0 where only traces stand for what is not there. */
  readonly moleFractions: Float64Array;
  /** Moles of atoms per formula unit. */
  readonly atoms: Float64Array;
}

const known = new WeakMap<PhaseModel, SiteFractionGrid>();

/**
 * A deterministic grid over the site fractions of a phase: end members, the lines between them, and quasi-random points (the
 * additive recurrence of the generalised golden ratio: M. Roberts, 2018, after Kronecker and Weyl), half of them with equal
 * sublattices equally occupied, where a disordered state lies. Of a phase with charged constituents only neutral points count:
 * on each line between end members of opposite charge one, and the quasi-random points projected.
 */
export function siteFractionGrid(model: PhaseModel): SiteFractionGrid {
  const found = known.get(model);
  if (found !== undefined) return found;
  const grid = withCompositions(
    model,
    model.charge === null ? neutralPoints(model) : chargedPoints(model, model.charge),
  );
  known.set(model, grid);
  return grid;
}

function withCompositions(model: PhaseModel, points: readonly Float64Array[]): SiteFractionGrid {
  const components = model.components.length;
  const kept: Float64Array[] = [];
  const fractions: number[] = [];
  const atoms: number[] = [];
  const moles = new Float64Array(components);
  const fewestAtoms = emptyLattice(model)?.fewestAtoms ?? 0;
  for (const point of points) {
    let sum = 0;
    for (let c = 0; c < components; c++) {
      moles[c] = 0;
      for (let i = 0; i < point.length; i++) {
        if (point[i] > 2 * ABSENT) moles[c] += model.composition[c * point.length + i] * point[i];
      }
      sum += moles[c];
    }
    if (!(sum >= fewestAtoms && sum > 0)) continue;
    kept.push(point);
    atoms.push(sum);
    for (const amount of moles) fractions.push(amount / sum);
  }
  const flat = new Float64Array(kept.length * model.variables);
  kept.forEach((point, k) => {
    flat.set(point, k * model.variables);
  });
  return {
    count: kept.length,
    points: flat,
    moleFractions: Float64Array.from(fractions),
    atoms: Float64Array.from(atoms),
  };
}

function neutralPoints(model: PhaseModel): Float64Array[] {
  const freedom = degreesOfFreedom(model);
  const ends = endMembers(model);
  if (freedom === 0) return ends;
  if (freedom === 1) {
    const [first, second] = ends;
    const points = [first];
    for (let k = 1; k < INTERVALS; k++)
      points.push(mixed(model, first, second, sin((Math.PI * k) / (2 * INTERVALS)) ** 2));
    points.push(second);
    return points;
  }
  const points = [...ends];
  const stride = Math.max(1, Math.ceil((ends.length * (ends.length - 1)) / 2 / MOST_PAIRS));
  let pair = 0;
  for (let a = 0; a < ends.length; a++) {
    for (let b = a + 1; b < ends.length; b++) {
      if (pair++ % stride === 0) for (const share of SHARES) points.push(mixed(model, ends[a], ends[b], share));
    }
  }
  return points.concat(quasiRandomPoints(model, Math.min(MOST_POINTS, POINTS_PER_VARIABLE * freedom)));
}

function chargedPoints(model: PhaseModel, charge: Float64Array): Float64Array[] {
  const ends = endMembers(model);
  const charges = ends.map((end) => end.reduce((sum, y, i) => sum + y * charge[i], 0));
  const points: Float64Array[] = [];
  const positive = ends.flatMap((_, k) => (charges[k] > 1e-6 ? [k] : []));
  const negative = ends.flatMap((_, k) => (charges[k] < -1e-6 ? [k] : []));
  ends.forEach((end, k) => {
    if (Math.abs(charges[k]) <= 1e-6) points.push(end);
  });
  const stride = Math.max(1, Math.ceil((positive.length * negative.length) / MOST_NEUTRAL_PAIRS));
  let pair = 0;
  for (const a of positive) {
    for (const b of negative) {
      if (pair++ % stride === 0) points.push(mixed(model, ends[a], ends[b], charges[a] / (charges[a] - charges[b])));
    }
  }
  const vertices = points.length;
  const freedom = degreesOfFreedom(model);
  if (vertices > 1) {
    const wanted = Math.min(MOST_POINTS, POINTS_PER_VARIABLE * freedom);
    const next = additiveRecurrence(6);
    for (let k = 0; k < wanted; k++) {
      const u = next();
      const [a, b, c] = [0, 1, 2].map((i) => points[Math.floor(u[i] * vertices)]);
      const ab = mixed(model, a, b, u[3]);
      points.push(k % 2 === 0 ? ab : mixed(model, ab, c, u[4]));
    }
    points.push(...quasiRandomPoints(model, Math.min(MOST_POINTS, POINTS_PER_VARIABLE * freedom)));
  }
  for (const point of points) projectSiteFractions(model, point);
  return points;
}

function degreesOfFreedom(model: PhaseModel): number {
  return model.sublattices.reduce((sum, sublattice) => sum + sublattice.constituents.length - 1, 0);
}

function endMembers(model: PhaseModel): Float64Array[] {
  const count = model.sublattices.reduce((product, { constituents }) => product * constituents.length, 1);
  const stride = Math.max(1, Math.ceil(count / MOST_END_MEMBERS));
  const ends: Float64Array[] = [];
  for (let k = 0; k < count; k += stride) {
    const point = new Float64Array(model.variables).fill(ABSENT);
    let rest = k;
    for (const { first, constituents } of model.sublattices) {
      const chosen = rest % constituents.length;
      rest = (rest - chosen) / constituents.length;
      point[first + chosen] = 1 - (constituents.length - 1) * ABSENT;
    }
    ends.push(point);
  }
  return ends;
}

function mixed(model: PhaseModel, a: Float64Array, b: Float64Array, share: number): Float64Array {
  const point = new Float64Array(model.variables);
  for (let i = 0; i < point.length; i++) point[i] = (1 - share) * a[i] + share * b[i];
  return point;
}

/** Every second point spreads evenly over the simplex of each sublattice, the others towards its corners. */
function quasiRandomPoints(model: PhaseModel, count: number): Float64Array[] {
  const group = model.sublattices.map(({ constituents }) =>
    model.sublattices.findIndex((other) => other.constituents.join() === constituents.join()),
  );
  const canDisorder = model.sublattices.some(({ constituents }, s) => constituents.length > 1 && group[s] !== s);
  const next = additiveRecurrence(model.variables);
  const points: Float64Array[] = [];
  for (let k = 0; k < count; k++) {
    const u = next();
    const point = new Float64Array(model.variables);
    const disordered = canDisorder && k % 4 >= 2;
    model.sublattices.forEach(({ first, constituents }, s) => {
      const from = disordered ? model.sublattices[group[s]].first : first;
      let sum = 0;
      for (let i = 0; i < constituents.length; i++) {
        const even = -log(u[from + i]);
        point[first + i] = Math.max(ABSENT, k % 2 === 0 ? even : pow(even, 3));
        sum += point[first + i];
      }
      for (let i = 0; i < constituents.length; i++) point[first + i] /= sum;
    });
    points.push(point);
  }
  return points;
}

/** Points of ]0, 1[^dimensions: u ← u + g⁻ʲ mod 1 in coordinate j = 1, 2, …, with g^(d+1) = g + 1. */
function additiveRecurrence(dimensions: number): () => Float64Array {
  let ratio = 2;
  for (let k = 0; k < 60; k++) ratio = pow(1 + ratio, 1 / (dimensions + 1));
  const u = new Float64Array(dimensions).fill(0.5);
  return () => {
    for (let j = 0, step = 1; j < dimensions; j++) {
      step /= ratio;
      const moved = u[j] + step;
      u[j] = Math.max(1e-9, moved >= 1 ? moved - 1 : moved);
    }
    return u;
  };
}
