import type { PhaseAtTemperature, PhaseModel, ThermalDerivatives } from "../model/phase-model.ts";
import {
  boundedStep,
  type CoarseGrid,
  type CurveAtTemperature,
  type CurvePoint,
  type GibbsCurve,
  share,
} from "./gibbs-curve.ts";
import { type GridInterpolation, standardTables } from "./grid-interpolation.ts";

/** Site fraction that stands for an absent constituent: s ln s vanishes, ln s is finite. */
const ABSENT = 1e-280;
const MOST_TOUCHES = 60;
const SMALLEST_STEP = 1e-10;

/**
 * Curve of a phase with at most one sublattice that two constituents share; all others hold one each. With y the
 * site fraction of the constituent richer in the component, g = G(y) / N(y) and x = B(y) / N(y), where N and B are moles
 * of atoms and of the component per formula unit, both linear in y.
 *
 * @param axis row of the component in `model.composition`
 * @returns null where the phase has more degrees of freedom
 */
export function solutionCurve(model: PhaseModel, axis: number, pressure: number): GibbsCurve | null {
  let mixed = -1;
  for (const sublattice of model.sublattices) {
    if (sublattice.constituents.length === 1) continue;
    if (mixed >= 0 || sublattice.constituents.length > 2) return null;
    mixed = sublattice.first;
  }
  const n = model.variables;
  const atomsOf = (i: number) => (model.composition[i] as number) + (model.composition[n + i] as number);
  const axisOf = (i: number) => model.composition[axis * n + i] as number;
  const otherOf = (i: number) => model.composition[(1 - axis) * n + i] as number;
  let atoms = 0;
  let along = 0;
  let other = 0;
  for (let i = 0; i < n; i++) {
    if (mixed >= 0 && (i === mixed || i === mixed + 1)) continue;
    atoms += atomsOf(i);
    along += axisOf(i);
    other += otherOf(i);
  }
  if (mixed < 0) return new SolutionCurve(model, -1, -1, [atoms, 0], [along, 0], other, pressure);
  // the constituent with more of the component per atom stands second
  const ratio = (i: number) => (along + axisOf(i)) / (atoms + atomsOf(i));
  const rising = !(ratio(mixed) > ratio(mixed + 1));
  const [first, second] = rising ? [mixed, mixed + 1] : [mixed + 1, mixed];
  if (!(atoms + atomsOf(first) > 0 && atoms + atomsOf(second) > 0) || ratio(first) === ratio(second)) return null;
  return new SolutionCurve(
    model,
    first,
    second,
    [atoms + atomsOf(first), atomsOf(second) - atomsOf(first)],
    [along + axisOf(first), axisOf(second) - axisOf(first)],
    other + otherOf(second),
    pressure,
  );
}

/** N(s) = atoms[0] + atoms[1] s, B(s) = along[0] + along[1] s; `restAtEnd` moles of the other component at s = 1. */
class SolutionCurve implements GibbsCurve {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly isPoint: boolean;
  readonly isSharp: boolean = false;
  readonly grid: Float64Array;
  readonly gridFractions: Float64Array;
  readonly idealBends: Float64Array;
  readonly temperatureRange: readonly [number, number];
  readonly model: PhaseModel;
  readonly first: number;
  readonly second: number;
  readonly atoms: readonly [number, number];
  readonly along: readonly [number, number];
  readonly restAtEnd: number;
  readonly pressure: number;
  /** s on the grid. */
  readonly shares: Float64Array;
  readonly interpolation: GridInterpolation | null;
  readonly samples: Float64Array;
  private readonly coarseOfKind: CoarseGrid;
  /** Working memory: calls do not nest, so one serves all temperatures. */
  readonly fractions: Float64Array;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
  /** False once the phase has shown that it is not a polynomial. */
  isInterpolated = true;

  constructor(
    model: PhaseModel,
    first: number,
    second: number,
    atoms: readonly [number, number],
    along: readonly [number, number],
    restAtEnd: number,
    pressure: number,
  ) {
    this.model = model;
    this.name = model.name;
    this.first = first;
    this.second = second;
    this.atoms = atoms;
    this.along = along;
    this.restAtEnd = restAtEnd;
    this.pressure = pressure;
    this.temperatureRange = model.temperatureRange;
    this.isPoint = first < 0;
    this.low = along[0] / atoms[0];
    this.high = this.isPoint ? this.low : (along[0] + along[1]) / (atoms[0] + atoms[1]);
    const n = model.variables;
    this.fractions = new Float64Array(n).fill(1);
    this.gradient = new Float64Array(n);
    this.hessian = new Float64Array(n * n);
    const fractionOf = (s: number) => (along[0] + along[1] * s) / (atoms[0] + atoms[1] * s);
    if (this.isPoint) {
      const alone = Float64Array.of(0);
      this.grid = alone;
      this.shares = alone;
      this.idealBends = alone;
      this.gridFractions = Float64Array.of(this.low);
      this.interpolation = null;
      this.samples = new Float64Array(0);
      this.coarseOfKind = { positions: alone, fractions: this.gridFractions, bends: alone };
      return;
    }
    const tables = standardTables();
    this.grid = tables.grid;
    this.shares = tables.shares;
    this.idealBends = tables.idealBends;
    this.gridFractions = tables.shares.map(fractionOf);
    this.interpolation = tables.interpolation;
    this.samples = new Float64Array(tables.interpolation.positions.length);
    this.coarseOfKind = {
      positions: tables.coarse,
      fractions: tables.coarseShares.map(fractionOf),
      bends: tables.coarseBends,
    };
  }

  get coarse(): CoarseGrid | null {
    return this.isInterpolated ? this.coarseOfKind : null;
  }

  at(temperature: number): CurveAtTemperature {
    return new SolutionAtTemperature(this, this.model.at(temperature, this.pressure));
  }
}

class SolutionAtTemperature implements CurveAtTemperature {
  readonly curve: SolutionCurve;
  readonly temperature: number;
  private readonly phase: PhaseAtTemperature;
  private readonly fractions: Float64Array;
  private readonly gradient: Float64Array;
  private readonly hessian: Float64Array;
  private sampled: Float64Array | null = null;

  constructor(curve: SolutionCurve, phase: PhaseAtTemperature) {
    this.curve = curve;
    this.phase = phase;
    this.temperature = phase.temperature;
    this.fractions = curve.fractions;
    this.gradient = curve.gradient;
    this.hessian = curve.hessian;
  }

  get coarseEnergies(): Float64Array {
    const positions = this.curve.coarse?.positions;
    if (!positions) return new Float64Array(0);
    const { atoms } = this.curve;
    const energies = new Float64Array(positions.length);
    for (let k = 0; k < positions.length; k++) {
      const s = this.place(positions[k] as number);
      energies[k] = this.phase.energy(this.fractions) / (atoms[0] + atoms[1] * s);
    }
    return energies;
  }

  get energies(): Float64Array {
    if (this.sampled) return this.sampled;
    const { grid, atoms } = this.curve;
    const sampled = new Float64Array(grid.length);
    this.sampled = sampled;
    if (this.interpolate(sampled)) return sampled;
    for (let k = 0; k < grid.length; k++) {
      const s = this.place(grid[k] as number);
      sampled[k] = this.phase.energy(this.fractions) / (atoms[0] + atoms[1] * s);
    }
    return sampled;
  }

  /** The whole grid from few samples, where the phase allows it. */
  private interpolate(out: Float64Array): boolean {
    const { curve } = this;
    const { interpolation, samples, atoms } = curve;
    if (!interpolation || !curve.isInterpolated) return false;
    for (let k = 0; k < samples.length; k++) {
      this.place(interpolation.positions[k] as number);
      samples[k] = this.phase.energy(this.fractions);
    }
    if (!interpolation.fill(samples, out)) {
      curve.isInterpolated = false;
      return false;
    }
    if (atoms[0] === 1 && atoms[1] === 0) return true;
    const { shares } = curve;
    for (let k = 0; k < out.length; k++) out[k] = (out[k] as number) / (atoms[0] + atoms[1] * (shares[k] as number));
    return true;
  }

  /** Site fractions at u; returns s. */
  private place(u: number): number {
    const { first, second, isPoint } = this.curve;
    if (isPoint) return 0;
    const s = Math.max(share(u), ABSENT);
    this.fractions[first] = Math.max(share(-u), ABSENT);
    this.fractions[second] = s;
    return s;
  }

  evaluate(point: CurvePoint): void {
    const { first, second, isPoint, atoms, along, restAtEnd, model } = this.curve;
    const s = this.place(point.u);
    const size = atoms[0] + atoms[1] * s;
    if (isPoint) {
      point.g = this.phase.energy(this.fractions) / size;
      point.x = this.curve.low;
      point.rest = restAtEnd / size;
      point.stretch = 0;
      point.gx = 0;
      point.gxx = Number.POSITIVE_INFINITY;
      return;
    }
    const n = model.variables;
    const { gradient, hessian } = this;
    const energy = this.phase.hessian(this.fractions, gradient, hessian);
    const lack = this.fractions[first] as number;
    const slope = (gradient[second] as number) - (gradient[first] as number);
    const bend =
      (hessian[second * n + second] as number) -
      2 * (hessian[first * n + second] as number) +
      (hessian[first * n + first] as number);
    const xs = (along[1] * atoms[0] - along[0] * atoms[1]) / (size * size);
    const gs = (slope * size - energy * atoms[1]) / (size * size);
    const gss = bend / size - (2 * atoms[1] * gs) / size;
    const xss = (-2 * atoms[1] * xs) / size;
    point.x = (along[0] + along[1] * s) / size;
    // the other component: restAtEnd at s = 1, and what 1 − s adds
    point.rest = (restAtEnd + (along[1] - atoms[1]) * lack) / size;
    point.stretch = xs * s * lack;
    point.g = energy / size;
    point.gx = gs / xs;
    point.gxx = (gss - point.gx * xss) / (xs * xs);
  }

  touch(slope: number, point: CurvePoint): boolean {
    if (this.curve.isPoint) return true;
    for (let iteration = 0; iteration < MOST_TOUCHES; iteration++) {
      if (!(point.gxx > 0)) return false;
      const step = (slope - point.gx) / (point.gxx * point.stretch);
      if (Number.isNaN(step)) return false;
      point.u += boundedStep(point.u, step);
      this.evaluate(point);
      if (Math.abs(step) < SMALLEST_STEP) return true;
    }
    return false;
  }

  thermal(point: CurvePoint): void {
    const { first, second, isPoint, atoms, along } = this.curve;
    const s = this.place(point.u);
    const size = atoms[0] + atoms[1] * s;
    const derivatives: ThermalDerivatives = this.phase.thermal(this.fractions);
    point.gT = derivatives.slope / size;
    point.gxT = 0;
    if (isPoint) return;
    const slope = (derivatives.mixed[second] as number) - (derivatives.mixed[first] as number);
    const xs = (along[1] * atoms[0] - along[0] * atoms[1]) / (size * size);
    point.gxT = (slope * size - derivatives.slope * atoms[1]) / (size * size) / xs;
  }
}
