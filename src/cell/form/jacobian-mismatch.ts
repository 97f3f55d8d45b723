import type { DaeSystem } from "../../numerics/dae/dae-system.ts";

/** How the exact derivatives of a system compare with differences of its residual. */
export interface JacobianMismatch {
  /** Largest |exact − difference| of an entry over the scale of its row, entries times the size of their unknown. */
  readonly worst: number;
  readonly row: number;
  readonly column: number;
  /** The entry, with the names of both unknowns and both numbers. */
  readonly message: string;
  /** Entries that the residual has but the structure of the Jacobian does not: sentences that name both unknowns. */
  readonly undeclared: readonly string[];
  /** The same measure for ∂f/∂t; 0 where it is exact. */
  readonly timeDerivative: number;
}

export interface JacobianMismatchOptions {
  /** Size of each unknown, which sets the steps; `model.absoluteTolerances(1)` for a cell. Default |y|, 1 where that is 0. */
  readonly scales?: Float64Array;
  /** s; default 1 */
  readonly timeScale?: number;
  /** First step over the size of an unknown; default 0.02. */
  readonly step?: number;
}

const LEVELS = 7;
/** Differences above this part of their row are entries. */
const PRESENT = 1e-8;

/**
 * Holds ∂f/∂y and ∂f/∂t of a system against central differences, extrapolated to step 0 by Ridders' method (Adv. Eng. Software 4
 * (1982) 75): halved steps, Richardson's tableau, the value with the smallest estimated error for each entry. Every pair of
 * unknowns is differenced, so that couplings outside of the declared structure are found. For tests: n² numbers, 14 n calls.
 *
 * Arrays hold NaN before each call, so that an entry that is left out shows. The measure of an entry is |∂f_i/∂y_j| s_j over the largest of its row, s_j = max(|y_j|, scale_j).
 */
export function jacobianMismatch(
  system: DaeSystem,
  time: number,
  state: Float64Array,
  options: JacobianMismatchOptions = {},
): JacobianMismatch {
  const { layout } = system;
  const n = layout.size;
  const { timeScale = 1, step = 0.02 } = options;
  const sizes = state.map((y, i) => Math.max(Math.abs(y), options.scales?.[i] ?? 0) || 1);
  const exact = new Float64Array(layout.entries).fill(Number.NaN);
  system.jacobian(time, state, exact);
  const moved = state.slice();
  const differences = Array.from({ length: n }, (_, j) => {
    const size = sizes[j];
    return ridders(n, step * size, (h, out) => {
      moved[j] = state[j] + h;
      out.fill(Number.NaN);
      system.evaluate(time, moved, out);
      moved[j] = state[j];
    });
  });
  let worst = { measure: 0, row: -1, column: -1, message: "Every derivative agrees." };
  const undeclared: string[] = [];
  const rowScales = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let scale = 0;
    for (let j = 0; j < n; j++) scale = Math.max(scale, Math.abs(entry(differences, i, j)) * sizes[j]);
    rowScales[i] = scale;
    for (let j = 0; j < n; j++) {
      const slot = layout.slot(i, j);
      const found = entry(differences, i, j);
      const given = slot < 0 ? 0 : exact[slot];
      const difference = Math.abs(given - found) * sizes[j];
      const measure = difference === 0 ? 0 : difference / (scale || difference);
      const names = `the balance of ${nameOf(system, i)} by ${nameOf(system, j)}`;
      if (slot < 0 && measure > PRESENT) {
        undeclared.push(
          `The derivative of ${names} is ${found.toExponential(6)}, but the structure has no place for it: declare the coupling.`,
        );
      }
      if (!(measure <= worst.measure)) {
        const message = `The derivative of ${names} is given as ${given}; differences give ${found}.`;
        worst = { measure: Number.isNaN(measure) ? Infinity : measure, row: i, column: j, message };
      }
    }
  }
  const timeDerivative = timeMismatch(system, time, state, timeScale, rowScales);
  return {
    worst: worst.measure,
    row: worst.row,
    column: worst.column,
    message: worst.message,
    undeclared,
    timeDerivative,
  };
}

function timeMismatch(
  system: DaeSystem,
  time: number,
  state: Float64Array,
  timeScale: number,
  rowScales: Float64Array,
): number {
  const n = state.length;
  const given = new Float64Array(n);
  system.timeDerivative?.(time, state, given);
  const found = ridders(n, 0.02 * timeScale, (h, out) => system.evaluate(time + h, state, out));
  return given.reduce((largest, value, i) => {
    const difference = Math.abs(value - found[i]) * timeScale;
    const scale = Math.max(rowScales[i], Math.abs(found[i]) * timeScale);
    return Math.max(largest, difference === 0 ? 0 : difference / (scale || difference));
  }, 0);
}

/** d f / d h at h = 0, entry by entry. */
function ridders(n: number, step: number, f: (h: number, out: Float64Array) => void): Float64Array {
  const plus = new Float64Array(n);
  const minus = new Float64Array(n);
  const best = new Float64Array(n);
  const error = new Float64Array(n).fill(Infinity);
  let previous: Float64Array[] = [];
  let h = step;
  for (let level = 0; level < LEVELS; level++, h *= 0.5) {
    f(h, plus);
    f(-h, minus);
    const row = [plus.map((value, i) => (value - minus[i]) / (2 * h))];
    let factor = 4;
    for (let k = 1; k <= level; k++, factor *= 4) {
      const finer = row[k - 1];
      const coarser = previous[k - 1];
      const extrapolated = finer.map((value, i) => value + (value - coarser[i]) / (factor - 1));
      for (let i = 0; i < n; i++) {
        const value = extrapolated[i];
        const estimate = Math.max(Math.abs(value - finer[i]), Math.abs(value - coarser[i]));
        if (estimate <= error[i]) {
          error[i] = estimate;
          best[i] = value;
        }
      }
      row.push(extrapolated);
    }
    previous = row;
  }
  return best;
}

function entry(columns: readonly Float64Array[], i: number, j: number): number {
  return columns[j][i];
}

function nameOf(system: DaeSystem, index: number): string {
  return system.nameOf?.(index)[0] ?? `unknown ${index}`;
}
