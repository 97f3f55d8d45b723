import { exp, log } from "../../numerics/elementary/index.ts";

/**
 * The Gibbs energy of one phase of a binary system along its composition axis: g(x, T) in J per mole of atoms, with
 * internal degrees of freedom at their minimum.
 *
 * The position on the curve is s = (x − low) / (high − low), carried as u = ln(s / (1 − s)): very dilute ends
 * (s ~ 1e-8) are then as well resolved as the middle.
 */
export interface GibbsCurve {
  readonly name: string;
  /** Mole fractions of the axis that the phase can have; equal for a compound or a pure element. */
  readonly low: number;
  readonly high: number;
  /** True where the composition cannot change. */
  readonly isPoint: boolean;
  /** True where g may be so sharp a valley (an ordered compound) that points are better sought by slope than by position. */
  readonly isSharp: boolean;
  /** Positions u at which `energies` samples the curve, ascending from −∞ to ∞; one for a point. */
  readonly grid: Float64Array;
  /** Mole fractions of the grid. */
  readonly gridFractions: Float64Array;
  /** Second difference of s ln s + (1 − s) ln(1 − s) over each grid point, per square of the share; 0 at the ends. */
  readonly idealBends: Float64Array;
  /** A grid of few points that resolves the phase, as it is a polynomial beside its ideal mixing; null where that is not known. */
  readonly coarse: CoarseGrid | null;
  /** K */
  readonly temperatureRange: readonly [low: number, high: number];
  at(temperature: number): CurveAtTemperature;
}

export interface CoarseGrid {
  readonly positions: Float64Array;
  readonly fractions: Float64Array;
  /** As `GibbsCurve.idealBends`. */
  readonly bends: Float64Array;
}

/** A Gibbs curve at one temperature. */
export interface CurveAtTemperature {
  readonly curve: GibbsCurve;
  readonly temperature: number;
  /** g at each position of `curve.grid`, J per mole of atoms. */
  readonly energies: Float64Array;
  /** g at each position of `curve.coarse`, J per mole of atoms; empty without. */
  readonly coarseEnergies: Float64Array;
  /** Moves a point to its `u`: position and g with both derivatives in x. At u = ±∞ only g is meant. */
  evaluate(point: CurvePoint): void;
  /** ∂g/∂T and ∂²g/∂x∂T of a point that `evaluate` has set. */
  thermal(point: CurvePoint): void;
  /** Moves an evaluated point along its branch to where ∂g/∂x = slope; false where it does not get there. */
  touch(slope: number, point: CurvePoint): boolean;
}

/** A point of a Gibbs curve, written by `CurveAtTemperature`. */
export class CurvePoint {
  /** ln(s / (1 − s)) */
  u = 0;
  /** Mole fraction, and one less it. */
  x = 0;
  rest = 1;
  /** dx/du */
  stretch = 0;
  /** J/mol */
  g = 0;
  /** ∂g/∂x and ∂²g/∂x² */
  gx = 0;
  gxx = 0;
  /** ∂g/∂T and ∂²g/∂x∂T */
  gT = 0;
  gxT = 0;
  /** Site fractions of a phase with internal degrees of freedom; null where they are still to be found. */
  fractions: Float64Array | null = null;
}

/** x₂ − x₁ without cancellation next to either pure component. */
export function difference(first: CurvePoint, second: CurvePoint): number {
  return first.x > 0.5 && second.x > 0.5 ? first.rest - second.rest : second.x - first.x;
}

/** s and 1 − s from u. */
export const share = (u: number): number => 1 / (1 + exp(-u));

/** Beyond this |u| a phase counts as pure: s below 1e-260. */
export const LARGEST_POSITION = 600;

/**
 * A Newton step in u held: outwards a dilute end may move freely, as its logarithm is linear; elsewhere at most 2.
 */
export function boundedStep(u: number, step: number): number {
  const outwards = u * step > 0 && Math.abs(u) > 4;
  const limit = outwards ? 100 : Math.abs(u) > 20 ? Math.abs(u) / 2 : 2;
  const held = Math.max(-limit, Math.min(limit, step));
  if (Math.abs(u + held) > LARGEST_POSITION) return Math.sign(u + held) * LARGEST_POSITION - u;
  return held;
}

/** u from a mole fraction of the curve. */
export function positionOf(curve: GibbsCurve, moleFraction: number): number {
  const below = moleFraction - curve.low;
  const above = curve.high - moleFraction;
  if (below <= 0) return Number.NEGATIVE_INFINITY;
  if (above <= 0) return Number.POSITIVE_INFINITY;
  return log(below / above);
}

/** Second divided difference of values over positions that need not be equidistant: the second derivative, to first order. */
export function secondDifference(x: Float64Array, values: Float64Array, k: number): number {
  const x0 = x[k - 1] as number;
  const x1 = x[k] as number;
  const x2 = x[k + 1] as number;
  const v1 = values[k] as number;
  return (
    (2 * (((values[k + 1] as number) - v1) / (x2 - x1) - (v1 - (values[k - 1] as number)) / (x1 - x0))) / (x2 - x0)
  );
}

/** `idealBends` of a grid of positions u. */
export function idealBends(grid: Float64Array): Float64Array {
  const shares = grid.map(share);
  const entropy = grid.map((u) => {
    const s = share(u);
    const rest = share(-u);
    return (s > 0 ? s * log(s) : 0) + (rest > 0 ? rest * log(rest) : 0);
  });
  return grid.map((_, k) => (k > 0 && k < grid.length - 1 ? secondDifference(shares, entropy, k) : 0));
}

/** Positions of a uniform grid in s, and of one point in two decades next to the ends. */
export function standardGrid(): Float64Array {
  const inner = 40;
  const lower = [Number.NEGATIVE_INFINITY];
  for (const s of [1e-9, 1e-7, 1e-5, 1e-3, 0.007]) lower.push(log(s / (1 - s)));
  for (let k = 1; k < inner / 2; k++) lower.push(log(k / (inner - k)));
  return Float64Array.from([...lower, 0, ...lower.map((u) => -u).reverse()]);
}
