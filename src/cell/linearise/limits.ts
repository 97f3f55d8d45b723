import { ConvergenceError, DomainError } from "../../base/errors.ts";
import { pow } from "../../numerics/elementary/index.ts";
import type { Perturbation } from "./perturbation.ts";

/** α in 1/s beyond every rate of a cell, with room for its square and that of a small mass. */
const FASTEST = 1e30;
/** Angular frequencies that are tried, in powers of ten of 1/s. */
const LOWEST_DECADE = -16;
const COUNT = 23;
/** A cell stores charge where −ω Im Z stays so constant over a decade. */
const CONSTANT_STORE = 1e-6;
/** … and shows alone where it is constant to this. */
const STORE_ALONE = 0.1;
/** |Im Z| over |Re Z| below which Z is a resistance. */
const SMALL_QUADRATURE = 0.1;
/** |Im Z| over |Re Z| up to which elimination leaves digits of Re Z. */
const LARGEST_QUADRATURE = 1e3;
/** Change of Re Z over a decade, relative, that counts as converged: the part that remains is a hundred times less. */
const CONVERGED = 1e-8;
/** What Z at lower frequencies may differ from a plateau, relative; more, and the plateau is one between two processes. */
const FLAT = 1e-6;

/** Z → resistance + 1/(jωC) as ω → 0. */
export interface LowFrequencyLimit {
  /** Real part in Ω·m². */
  readonly resistance: number;
  /** C in F/m² where the cell stores charge (a pool that is filled and emptied); null where it has a steady state under current. */
  readonly capacitance: number | null;
}

/**
 * Z(ω → ∞) in Ω·m²: differential unknowns stand still, the algebraic equations hold. In a cell whose interfaces have
 * double layers it is the ohmic resistance.
 *
 * @param perturbation linearised at the state in question
 * @throws ConvergenceError where the algebraic equations are singular
 */
export function highFrequencyResistance(perturbation: Perturbation): number {
  perturbation.solve(FASTEST, 0);
  return perturbation.real[perturbation.model.voltage];
}

/**
 * Z(ω → 0) from Z(jω) at falling ω: for the finite network that a discretised cell is, Re Z = R + O(ω²) and
 * −ω Im Z = 1/C + O(ω²), so that one step of Richardson extrapolation over a decade gives R and 1/C. This limit exists also
 * where J is singular because an amount is conserved in the cell that the current does not change.
 *
 * @param perturbation linearised at the state in question
 * @throws ConvergenceError where Re Z does not settle between 1e-16 and 1e6 1/s
 */
export function lowFrequencyLimit(perturbation: Perturbation): LowFrequencyLimit {
  const { voltage } = perturbation.model;
  const re = new Float64Array(COUNT).fill(Number.NaN);
  const x = new Float64Array(COUNT).fill(Number.NaN);
  for (let k = 0; k < COUNT; k++) {
    const omega = frequencyOf(k);
    if (!perturbation.trySolve(0, omega)) continue;
    re[k] = perturbation.real[voltage];
    x[k] = -omega * perturbation.imaginary[voltage];
  }
  const store = steadyRun(x, CONSTANT_STORE, (k) => x[k] > frequencyOf(k) * Math.abs(re[k]));
  const plateau = steadyRun(
    re,
    CONVERGED,
    (k) => Math.abs(x[k]) <= SMALL_QUADRATURE * frequencyOf(k) * Math.abs(re[k]),
  );
  if (store >= 0 && (plateau < 0 || store < plateau)) {
    const at = resistanceOfStore(re, x, store);
    if (at >= 0) return { resistance: extrapolated(re, at), capacitance: 1 / extrapolated(x, store) };
  }
  if (plateau < 0 || !isFlatBelow(re, plateau)) {
    throw new ConvergenceError(
      `lowFrequencyLimit: Z settles neither to a resistance nor to a capacitance between 1e-16 and 1e6 1/s (Re Z = ${re[0]} Ω·m² at the lowest); is the state one that the model allows?`,
    );
  }
  return { resistance: extrapolated(re, plateau), capacitance: null };
}

/**
 * Where Re Z of a cell that stores is known best: the place of least change among the decades over which the store alone shows
 * in Im Z, from above until |Im Z| drowns Re Z; below, what rounding leaves of Re Z may be of any size. −1 if nowhere.
 */
function resistanceOfStore(re: Float64Array, x: Float64Array, store: number): number {
  let top = store;
  while (top + 2 < COUNT && Math.abs(x[top + 1] - x[store]) <= STORE_ALONE * x[store]) top++;
  const change = (k: number): number => Math.abs(re[k + 1] - re[k]);
  let best = -1;
  for (let k = top; k >= store && x[k] <= LARGEST_QUADRATURE * frequencyOf(k) * Math.abs(re[k]); k--) {
    if (best < 0 || change(k) < change(best)) best = k;
  }
  return best;
}

/** Whether nothing at lower frequencies contradicts a plateau, which would then be one between two processes. */
function isFlatBelow(re: Float64Array, plateau: number): boolean {
  for (let k = 0; k < plateau; k++) {
    if (Math.abs(re[k] - re[plateau]) > FLAT * Math.abs(re[plateau])) return false;
  }
  return true;
}

/** One step of Richardson extrapolation of a + b ω² over the decade from place k. */
function extrapolated(values: Float64Array, k: number): number {
  return (100 * values[k] - values[k + 1]) / 99;
}

/**
 * dV/di of steady states in Ω·m²: the limit of Z.
 *
 * @param perturbation linearised at the state in question
 * @throws DomainError where the cell stores charge and has no steady state under current
 */
export function steadyResistance(perturbation: Perturbation): number {
  const { resistance, capacitance } = lowFrequencyLimit(perturbation);
  if (capacitance === null) return resistance;
  throw new DomainError(
    `steadyResistance: this cell stores charge, Z → ${resistance} Ω·m² + 1/(jω · ${capacitance} F/m²) as ω → 0, so it has no steady state under current. Ask lowFrequencyLimit for both numbers, or the impedance at the lowest frequency that matters.`,
  );
}

function frequencyOf(place: number): number {
  return pow(10, LOWEST_DECADE + place);
}

/**
 * The lowest run of decades over which values stay constant and `fit`; of these the place where they change least: below,
 * rounding, above, the square of the frequency moves them. −1 if there is none.
 */
function steadyRun(values: Float64Array, tolerance: number, fits: (place: number) => boolean): number {
  const change = (k: number): number =>
    values[k + 1] === values[k] ? 0 : Math.abs(values[k + 1] - values[k]) / Math.abs(values[k]);
  for (let k = 0; k + 2 < values.length; k++) {
    if (!(change(k) <= tolerance && change(k + 1) <= 100 * tolerance && fits(k))) continue;
    let best = k;
    for (let at = k + 1; at + 1 < values.length && change(at) <= tolerance && fits(at); at++) {
      if (change(at) < change(best)) best = at;
    }
    return best;
  }
  return -1;
}
