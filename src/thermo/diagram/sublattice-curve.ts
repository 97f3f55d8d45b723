import { DomainError } from "../../base/errors.ts";
import { log, pow } from "../../numerics/elementary/index.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import {
  type CoarseGrid,
  type CurveAtTemperature,
  CurvePoint,
  type GibbsCurve,
  idealBends,
  positionOf,
  share,
} from "./gibbs-curve.ts";
import { PointCurve } from "./point-curve.ts";
import { endMembers, siteFractionSamples } from "./site-fraction-samples.ts";
import { SublatticeMinimum } from "./sublattice-minimum.ts";

/** Site fraction of an absent constituent in a pure end member. */
const ABSENT = 1e-280;
/** An end of the axis that several end members share is approached to this share of the range. */
const NEAREST_END = 1e-9;
/** An end of the axis is left at this |u|. */
const LARGEST_START = 12;
const INNER = 30;
const DECADES = 4;
/** A phase whose mole fractions differ by no more, rounding of its numbers of sites, has one composition. */
const NARROWEST = 1e-9;

/**
 * Curve of a phase with internal degrees of freedom: at each mole fraction the site fractions that minimise the Gibbs
 * energy per mole of atoms. The minimum is sought from the lower hull of sampled site fractions, so that of several
 * states of order the lowest is found.
 *
 * @param axis row of the component in `model.composition`
 * @returns a point where the phase has one composition only
 * @throws DomainError where it has none
 */
export function sublatticeCurve(model: PhaseModel, axis: number, pressure: number): GibbsCurve {
  const curve = new SublatticeCurve(model, axis, pressure);
  return curve.high - curve.low > NARROWEST ? curve : new PointCurve(curve);
}

export class SublatticeCurve implements GibbsCurve {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly isPoint: boolean = false;
  readonly isSharp: boolean = true;
  readonly coarse: CoarseGrid | null = null;
  readonly grid: Float64Array;
  readonly gridFractions: Float64Array;
  readonly idealBends: Float64Array;
  readonly temperatureRange: readonly [number, number];
  readonly model: PhaseModel;
  readonly pressure: number;
  /** Moles of the component, and of atoms, that one site fraction brings. */
  readonly along: Float64Array;
  readonly atoms: Float64Array;
  /** Sampled site fractions, one after the other, and their mole fractions. */
  readonly samples: Float64Array;
  readonly sampleFractions: Float64Array;
  readonly sampleOrder: Int32Array;
  /** The only end member at the low and at the high end; null where there are several. */
  readonly ends: readonly [Float64Array | null, Float64Array | null];
  /** The mean of the end members at the low and at the high end. */
  readonly middles: readonly [Float64Array, Float64Array];

  constructor(model: PhaseModel, axis: number, pressure: number) {
    const n = model.variables;
    this.model = model;
    this.name = model.name;
    this.pressure = pressure;
    this.temperatureRange = model.temperatureRange;
    this.along = model.composition.slice(axis * n, axis * n + n);
    const other = model.composition.subarray((1 - axis) * n, (1 - axis) * n + n);
    this.atoms = this.along.map((moles, i) => moles + (other[i] as number));
    const fractionOf = (y: Float64Array): number => {
      let b = 0;
      let a = 0;
      for (let i = 0; i < n; i++) {
        b += (this.along[i] as number) * (y[i] as number);
        a += (this.atoms[i] as number) * (y[i] as number);
      }
      return a > 0 ? b / a : Number.NaN;
    };
    const members = endMembers(model).filter((y) => !Number.isNaN(fractionOf(y)));
    const fractions = members.map(fractionOf);
    this.low = Math.min(...fractions);
    this.high = Math.max(...fractions);
    if (members.length === 0) {
      throw new DomainError(`binaryDiagram: ${model.name} has no atoms on any of its sublattices; leave it out.`);
    }
    const only = (x: number): Float64Array | null => {
      const there = members.filter((_, k) => fractions[k] === x);
      return there.length === 1 && there[0] ? there[0].map((y) => (y > 0 ? 1 : ABSENT)) : null;
    };
    this.ends = [only(this.low), only(this.high)];
    const middle = (x: number): Float64Array => {
      const there = members.filter((_, k) => fractions[k] === x);
      return Float64Array.from(
        { length: n },
        (_, i) => there.reduce((sum, y) => sum + (y[i] as number), 0) / there.length,
      );
    };
    this.middles = [middle(this.low), middle(this.high)];
    const samples = siteFractionSamples(model).filter((y) => !Number.isNaN(fractionOf(y)));
    this.samples = Float64Array.from(samples.flatMap((y) => [...y]));
    this.sampleFractions = Float64Array.from(samples, fractionOf);
    this.sampleOrder = Int32Array.from(samples.keys()).sort(
      (p, q) => (this.sampleFractions[p] as number) - (this.sampleFractions[q] as number) || p - q,
    );
    const lower = [Number.NEGATIVE_INFINITY];
    for (let k = DECADES + 1; k > 1; k--) lower.push(log(pow(10, -k)));
    for (let k = 1; k < INNER / 2; k++) lower.push(log(k / (INNER - k)));
    // an ordered compound is lowest at the composition of an end member
    const valleys = fractions.filter((x) => x > this.low && x < this.high).map((x) => positionOf(this, x));
    const all = new Set([...lower, 0, ...lower.map((u) => -u), ...valleys]);
    this.grid = Float64Array.from(all).sort();
    this.idealBends = idealBends(this.grid);
    this.gridFractions = this.grid.map((u) => this.fractionAt(u));
  }

  fractionAt(u: number): number {
    return this.low + (this.high - this.low) * share(u);
  }

  at(temperature: number): CurveAtTemperature {
    return new SublatticeAtTemperature(this, new SublatticeMinimum(this, temperature));
  }
}

class SublatticeAtTemperature implements CurveAtTemperature {
  readonly curve: SublatticeCurve;
  readonly temperature: number;
  readonly coarseEnergies: Float64Array = new Float64Array(0);
  private readonly minimum: SublatticeMinimum;
  private sampled: Float64Array | null = null;
  /** Site fractions at the minimum of each grid point. */
  private readonly states: (Float64Array | null)[] = [];
  /** Points that were asked for without a state of order, by their position. */
  private readonly known: Map<number, CurvePoint> = new Map();

  constructor(curve: SublatticeCurve, minimum: SublatticeMinimum) {
    this.curve = curve;
    this.minimum = minimum;
    this.temperature = minimum.temperature;
  }

  get energies(): Float64Array {
    if (this.sampled) return this.sampled;
    const { grid } = this.curve;
    const point = new CurvePoint();
    const sampled = new Float64Array(grid.length);
    for (let k = 0; k < grid.length; k++) {
      point.u = grid[k] as number;
      point.fractions = null;
      this.evaluateFrom(point, k > 0 ? (this.states[k - 1] as Float64Array | null) : null, null);
      this.states.push(point.fractions);
      sampled[k] = point.g;
    }
    this.sampled = sampled;
    return sampled;
  }

  evaluate(point: CurvePoint): void {
    if (point.fractions?.length === this.curve.model.variables) {
      this.evaluateFrom(point, point.fractions, null);
      return;
    }
    const known = this.known.get(point.u);
    if (known) {
      copyPoint(known, point);
      return;
    }
    // the lowest state is sought from those of the two neighbours on the grid
    const { grid } = this.curve;
    if (!this.sampled) this.sampled = this.energies;
    let k = 1;
    while (k < grid.length - 1 && (grid[k] as number) < point.u) k++;
    this.evaluateFrom(point, this.states[k - 1] ?? null, this.states[k] ?? null);
    const found = new CurvePoint();
    copyPoint(point, found);
    this.known.set(point.u, found);
  }

  private evaluateFrom(point: CurvePoint, left: Float64Array | null, right: Float64Array | null): void {
    const { curve, minimum } = this;
    const { low, high } = curve;
    const s = share(point.u);
    const lack = share(-point.u);
    const end = s === 0 ? curve.ends[0] : lack === 0 ? curve.ends[1] : null;
    point.x = low + (high - low) * s;
    point.rest = 1 - high + (high - low) * lack;
    point.stretch = (high - low) * s * lack;
    if (end) {
      point.g = minimum.energyOf(end);
      point.fractions = end;
      point.gx = 0;
      point.gxx = Number.POSITIVE_INFINITY;
      return;
    }
    const held = Math.max(NEAREST_END, Math.min(1 - NEAREST_END, s));
    minimum.find(low + (high - low) * held, left, right, point);
  }

  touch(slope: number, point: CurvePoint): boolean {
    if (!point.fractions || point.gxx === Number.POSITIVE_INFINITY) {
      point.fractions = null;
      point.u = Math.max(-LARGEST_START, Math.min(LARGEST_START, point.u));
      this.evaluate(point);
      if (!point.fractions) return false;
    }
    if (!this.minimum.touch(slope, point.fractions as Float64Array, point)) return false;
    const { low, high } = this.curve;
    point.u = positionOf(this.curve, point.x);
    point.rest = 1 - point.x;
    point.stretch = ((point.x - low) * (high - point.x)) / (high - low);
    return Number.isFinite(point.u);
  }

  thermal(point: CurvePoint): void {
    if (!point.fractions) this.evaluate(point);
    this.minimum.thermal(point);
  }
}

function copyPoint(from: CurvePoint, to: CurvePoint): void {
  to.u = from.u;
  to.x = from.x;
  to.rest = from.rest;
  to.stretch = from.stretch;
  to.g = from.g;
  to.gx = from.gx;
  to.gxx = from.gxx;
  to.fractions = from.fractions;
}
