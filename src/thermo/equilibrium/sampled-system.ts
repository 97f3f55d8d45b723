import type { PhaseAtTemperature, PhaseModel } from "../model/phase-model.ts";
import { unreachedDirections } from "./composition-span.ts";
import { runsEmpty } from "./empty-lattice.ts";
import type { CompositionSet } from "./exact-conditions.ts";
import { molesOf, type PhaseKernel, phaseKernel } from "./phase-kernel.ts";
import { type MinimumScratch, minimisePhase, minimumScratch, type PhaseMinimum } from "./phase-minimum.ts";
import { type SiteFractionGrid, siteFractionGrid } from "./site-fraction-grid.ts";

/** Starts of the search for the minimum of φ in one phase: for each degree of freedom one more, and at most. */
const FEWEST_STARTS = 2;
const MOST_STARTS = 8;
/** Two starts differ by more than this in some site fraction. */
const START_DISTANCE = 0.12;
/** Samples above the best by more than this many RT per mole of atoms are not started from. */
const START_WINDOW = 4;

/** A phase with its sampled states and their energies at one temperature. */
export interface SampledPhase {
  readonly kernel: PhaseKernel;
  readonly grid: SiteFractionGrid;
  /** J per mole of atoms, one for each point of the grid. */
  readonly energies: Float64Array;
}

/** Every phase at one temperature and pressure. */
export interface SampledSystem {
  readonly components: readonly string[];
  readonly temperature: number;
  readonly pressure: number;
  readonly phases: readonly SampledPhase[];
  readonly scratch: MinimumScratch;
  /** Directions in which no phase changes its composition; empty but for charged phases, or where compounds are few. */
  readonly unreached: Float64Array;
}

export function sampleSystem(
  models: readonly PhaseModel[],
  components: readonly string[],
  temperature: number,
  pressure: number,
): SampledSystem {
  const phases = models.map((model) => samplePhase(model.at(temperature, pressure)));
  const variables = Math.max(0, ...models.map((model) => model.variables));
  return {
    components,
    temperature,
    pressure,
    phases,
    scratch: minimumScratch(variables, components.length),
    unreached: unreachedDirections(
      phases.map(({ grid }) => grid.moleFractions),
      components.length,
    ),
  };
}

/** Samples of a phase at its temperature, without those that nothing keeps from becoming an empty lattice. */
export function samplePhase(phase: PhaseAtTemperature): SampledPhase {
  const { model } = phase;
  const grid = siteFractionGrid(model);
  const n = model.variables;
  const energies = new Float64Array(grid.count);
  const work = new Float64Array(n);
  const kept: number[] = [];
  for (let k = 0; k < grid.count; k++) {
    const point = grid.points.subarray(k * n, (k + 1) * n);
    if (runsEmpty(phase, point, grid.atoms[k], work)) continue;
    energies[k] = phase.energy(point) / grid.atoms[k];
    kept.push(k);
  }
  const kernel = phaseKernel(phase);
  if (kept.length === grid.count) return { kernel, grid, energies };
  const rows = (values: Float64Array, width: number): Float64Array => {
    const part = new Float64Array(kept.length * width);
    kept.forEach((k, at) => {
      part.set(values.subarray(k * width, (k + 1) * width), at * width);
    });
    return part;
  };
  return {
    kernel,
    grid: {
      count: kept.length,
      points: rows(grid.points, n),
      moleFractions: rows(grid.moleFractions, model.components.length),
      atoms: rows(grid.atoms, 1),
    },
    energies: rows(energies, 1),
  };
}

/** Local minima of φ = G − Σ μ M y of a phase, from its best samples; empty lattices do not count. */
export function phaseMinima(sampled: SampledPhase, potentials: Float64Array, scratch: MinimumScratch): PhaseMinimum[] {
  const { kernel, grid } = sampled;
  const n = kernel.variables;
  return startsOf(sampled, potentials)
    .map((index) => minimisePhase(kernel, potentials, grid.points.slice(index * n, (index + 1) * n), scratch))
    .filter(({ siteFractions }) => !isEmptying(kernel, siteFractions, scratch));
}

/** True for a state that nothing keeps from becoming an empty lattice. */
export function isEmptying(kernel: PhaseKernel, siteFractions: Float64Array, scratch: MinimumScratch): boolean {
  const atoms = molesOf(kernel, siteFractions, scratch.moles);
  return runsEmpty(kernel.phase, siteFractions, atoms, scratch.trial.subarray(0, kernel.variables));
}

function startsOf({ kernel, grid, energies }: SampledPhase, potentials: Float64Array): number[] {
  const c = kernel.components;
  const n = kernel.variables;
  const freedom = n - kernel.phase.model.sublattices.length;
  if (grid.count === 0) return [];
  if (freedom === 0) return [0];
  const excess = new Float64Array(grid.count);
  for (let k = 0, at = 0; k < grid.count; k++) {
    let value = energies[k];
    for (let i = 0; i < c; i++, at++) value -= potentials[i] * grid.moleFractions[at];
    excess[k] = value;
  }
  const most = Math.min(MOST_STARTS, FEWEST_STARTS + freedom);
  const starts: number[] = [];
  let ceiling = Number.POSITIVE_INFINITY;
  while (starts.length < most) {
    let best = -1;
    for (let k = 0; k < grid.count; k++) {
      if (excess[k] < ceiling && (best < 0 || excess[k] < excess[best]) && isApart(grid.points, n, k, starts)) best = k;
    }
    if (best < 0) break;
    if (starts.length === 0) ceiling = excess[best] + START_WINDOW * kernel.thermal;
    starts.push(best);
  }
  return starts;
}

function isApart(points: Float64Array, n: number, k: number, others: readonly number[]): boolean {
  for (const other of others) {
    let apart = 0;
    for (let i = 0; i < n; i++) apart = Math.max(apart, Math.abs(points[k * n + i] - points[other * n + i]));
    if (apart <= START_DISTANCE) return false;
  }
  return true;
}

/** True where a minimum is the state of a set that is there. */
export function isPresent(sets: readonly CompositionSet[], kernel: PhaseKernel, siteFractions: Float64Array): boolean {
  return sets.some(
    (set) => set.kernel === kernel && set.siteFractions.every((y, i) => Math.abs(y - siteFractions[i]) < 1e-5),
  );
}
