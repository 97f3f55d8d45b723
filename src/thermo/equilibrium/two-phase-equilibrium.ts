import { ConvergenceError, DomainError } from "../../base/errors.ts";
import type { PhaseAtTemperature } from "../model/phase-model.ts";
import { applyInverse, linearise, molesOf, type PhaseKernel } from "./phase-kernel.ts";
import { stepSiteFractions } from "./project.ts";
import { type SampledPhase, samplePhase } from "./sampled-system.ts";

const MOST_ITERATIONS = 100;
const LAST_STEP = 1e-10;

/** Two phases in equilibrium with one another, whatever else might be more stable. */
export interface TwoPhaseEquilibrium {
  /** The end with less, and the one with more, of the second component. */
  readonly ends: readonly [TwoPhaseEnd, TwoPhaseEnd];
  /** J/mol, of both components. */
  readonly chemicalPotentials: Readonly<Record<string, number>>;
  readonly iterations: number;
}

export interface TwoPhaseEnd {
  readonly name: string;
  /** Mole fraction of the second component. */
  readonly moleFraction: number;
  readonly siteFractions: Float64Array;
}

/**
 * Tie lines between two given phases of a binary system at one temperature (the same phase twice: its miscibility gap), those
 * of the lower hull of the two: equal chemical potentials, by Newton's method on both tangents at once. Other phases are not
 * asked: an end may be metastable. In ascending mole fraction of the second component; empty where there is none.
 *
 * @throws DomainError where the phases are not of one binary system and temperature
 * @throws ConvergenceError that names the phases, the temperature and the last step
 */
export function twoPhaseEquilibria(first: PhaseAtTemperature, second: PhaseAtTemperature): TwoPhaseEquilibrium[] {
  const { components } = first.model;
  if (components.length !== 2 || second.model.components.join() !== components.join()) {
    throw new DomainError(
      `twoPhaseEquilibria: ${first.model.name} is a phase of ${components.join("-")} and ${second.model.name} one of ${second.model.components.join("-")}; ` +
        "both must be of one binary system.",
    );
  }
  if (first.temperature !== second.temperature || first.pressure !== second.pressure) {
    throw new DomainError(
      `twoPhaseEquilibria: ${first.model.name} stands at ${first.temperature} K and ${first.pressure} Pa, ${second.model.name} at ${second.temperature} K and ${second.pressure} Pa; give both the same.`,
    );
  }
  const a = samplePhase(first);
  const b = first === second ? a : samplePhase(second);
  const found: TwoPhaseEquilibrium[] = [];
  for (const [left, right] of hullEdges(a, b)) {
    const line = solveTwoPhases(left, right);
    if (line !== null && !found.some((other) => isSame(line, other))) found.push(line);
  }
  return found.sort((p, q) => p.ends[0].moleFraction - q.ends[0].moleFraction);
}

interface HullPoint {
  readonly sampled: SampledPhase;
  readonly siteFractions: Float64Array;
  readonly x: number;
  readonly g: number;
}

/** Edges of the lower hull of the samples from one phase to the other, or across a barrier within the one. */
function hullEdges(a: SampledPhase, b: SampledPhase): [HullPoint, HullPoint][] {
  const points: HullPoint[] = [];
  for (const sampled of a === b ? [a] : [a, b]) {
    const n = sampled.kernel.variables;
    for (let k = 0; k < sampled.grid.count; k++) {
      points.push({
        sampled,
        siteFractions: sampled.grid.points.subarray(k * n, (k + 1) * n),
        x: sampled.grid.moleFractions[2 * k + 1],
        g: sampled.energies[k],
      });
    }
  }
  points.sort((p, q) => p.x - q.x || p.g - q.g);
  const hull: HullPoint[] = [];
  for (const point of points) {
    const before = hull.at(-1);
    if (before !== undefined && before.x === point.x) continue;
    while (hull.length >= 2) {
      const [p, q] = hull.slice(-2);
      if ((q.g - p.g) * (point.x - p.x) < (point.g - p.g) * (q.x - p.x)) break;
      hull.pop();
    }
    hull.push(point);
  }
  const edges: [HullPoint, HullPoint][] = [];
  for (let k = 1; k < hull.length; k++) {
    const [left, right] = [hull[k - 1], hull[k]];
    if (a === b ? isAcross(left, right) : left.sampled !== right.sampled) edges.push([left, right]);
  }
  return edges;
}

function isAcross({ sampled, siteFractions: a, g: from }: HullPoint, { siteFractions: b, g: to }: HullPoint): boolean {
  const middle = a.map((y, i) => (y + b[i]) / 2);
  const atoms = molesOf(sampled.kernel, middle, new Float64Array(2));
  return sampled.kernel.phase.energy(middle) / atoms > (from + to) / 2 + 1e-10 * sampled.kernel.thermal;
}

class End {
  readonly kernel: PhaseKernel;
  readonly siteFractions: Float64Array;
  readonly moles: Float64Array = new Float64Array(2);
  atoms = 0;
  private readonly force: Float64Array;
  private readonly change: Float64Array;
  private readonly next: Float64Array;

  constructor({ sampled, siteFractions }: HullPoint) {
    this.kernel = sampled.kernel;
    this.siteFractions = siteFractions.slice();
    this.force = new Float64Array(siteFractions.length);
    this.change = new Float64Array(siteFractions.length);
    this.next = new Float64Array(siteFractions.length);
  }

  get x(): number {
    return this.moles[1] / this.atoms;
  }

  evaluate(): number {
    this.atoms = molesOf(this.kernel, this.siteFractions, this.moles);
    return this.kernel.phase.energy(this.siteFractions);
  }

  /** Δy = K (Mᵀ μ − ∂G/∂y); returns the largest change of a site fraction. */
  step(potentials: Float64Array): number {
    const { kernel, siteFractions, force, change } = this;
    const n = kernel.variables;
    linearise(kernel, siteFractions);
    for (let i = 0; i < n; i++) {
      force[i] = potentials[0] * kernel.composition[i] + potentials[1] * kernel.composition[n + i] - kernel.gradient[i];
    }
    applyInverse(kernel, force, 0, change, 0);
    let largest = 0;
    for (let i = 0; i < n; i++) {
      largest = Math.max(largest, Math.abs(change[i]), 1e-6 * Math.abs(change[i] / siteFractions[i]));
    }
    stepSiteFractions(kernel.phase.model, siteFractions, change, 1, this.next);
    siteFractions.set(this.next);
    return largest;
  }
}

function solveTwoPhases(left: HullPoint, right: HullPoint): TwoPhaseEquilibrium | null {
  const a = new End(left);
  const b = new End(right);
  const potentials = new Float64Array(2);
  let change = Number.POSITIVE_INFINITY;
  for (let iterations = 1; iterations <= MOST_ITERATIONS; iterations++) {
    const ga = a.evaluate();
    const gb = b.evaluate();
    const determinant = a.moles[0] * b.moles[1] - a.moles[1] * b.moles[0];
    if (a.kernel === b.kernel && Math.abs(b.x - a.x) < 1e-7) return null;
    if (!(Math.abs(determinant) > 1e-12 * a.atoms * b.atoms)) break;
    potentials[0] = (ga * b.moles[1] - gb * a.moles[1]) / determinant;
    potentials[1] = (a.moles[0] * gb - b.moles[0] * ga) / determinant;
    if (change < LAST_STEP) {
      const ends = [a, b].map(({ kernel, siteFractions, x }) => ({
        name: kernel.name,
        moleFraction: x,
        siteFractions,
      }));
      ends.sort((p, q) => p.moleFraction - q.moleFraction);
      const [first, second] = left.sampled.kernel.phase.model.components;
      return {
        ends: [ends[0], ends[1]],
        chemicalPotentials: { [first]: potentials[0], [second]: potentials[1] },
        iterations,
      };
    }
    change = Math.max(a.step(potentials), b.step(potentials));
    if (!Number.isFinite(change)) break;
  }
  throw new ConvergenceError(
    `twoPhaseEquilibria: ${a.kernel.name} and ${b.kernel.name} at ${a.kernel.phase.temperature} K were not brought to equal potentials; ` +
      `they stood at mole fractions ${a.x} and ${b.x} with a last step of ${change.toExponential(2)}.`,
  );
}

function isSame(line: TwoPhaseEquilibrium, other: TwoPhaseEquilibrium): boolean {
  return line.ends.every(
    (end, k) => end.name === other.ends[k].name && Math.abs(end.moleFraction - other.ends[k].moleFraction) < 1e-8,
  );
}
