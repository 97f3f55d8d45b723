import { cos } from "../elementary/index.ts";
import { createPencil } from "../linear/create-pencil.ts";
import { multiply } from "../linear/multiply.ts";
import type { Pencil } from "../linear/pencil.ts";
import { type StoredEntries, storedEntries } from "../linear/stored-entries.ts";
import type { DaeSystem } from "./dae-system.ts";
import { describeUnknown } from "./describe-unknown.ts";
import { DIAGONAL_WEIGHT, holdingWeight } from "./holding-weight.ts";

/** A differential unknown that moves by more than this part of itself answers in the place of an algebraic one. */
const MOVED = 1e-9;
/** Least size that an unknown is taken to have. */
const SMALLEST = 1e-6;

/**
 * Whether the algebraic equations determine the algebraic unknowns (index 1) at a state. What was asked before leaves no trace
 * in the answer: the order of the pivots is sought anew.
 *
 * @returns undefined, or a sentence that names what is not determined
 */
export function indexFault(system: DaeSystem, time: number, state: Float64Array): string | undefined {
  const { mass, layout } = system;
  if (mass.kind === "diagonal" && !mass.values.includes(0)) return undefined;
  const n = layout.size;
  const probe = new Float64Array(n);
  system.evaluate(time, state, probe);
  if (!probe.every(Number.isFinite)) return undefined;
  const jacobian = new Float64Array(layout.entries);
  system.jacobian(time, state, jacobian);
  const entries = storedEntries(layout);
  const pencil = createPencil(layout, mass);
  const weight = holdingWeight(mass, entries, jacobian, new Float64Array(n));
  if (!pencil.factor(weight, jacobian)) return undetermined(system, time, state);
  if (mass.kind === "matrix") return undefined;
  // A right-hand side of the size of an algebraic row moves a differential unknown only where no algebraic one can answer.
  algebraicRowSizes(entries, mass.values, jacobian, state, probe);
  for (let i = 0; i < n; i++) {
    if (mass.values[i] === 0 && !(probe[i] > 0)) return undetermined(system, time, state);
    probe[i] = mass.values[i] === 0 ? probe[i] * cos(1 + 1.7 * i) : 0;
  }
  const answer = solveRefined(system, pencil, mass.values, jacobian, probe);
  for (let i = 0; i < n; i++) {
    const allowed = mass.values[i] === 0 ? Number.MAX_VALUE : MOVED * Math.max(Math.abs(state[i]), SMALLEST);
    if (!(Math.abs(answer[i]) < allowed)) return undetermined(system, time, state);
  }
  return undefined;
}

/** Names the algebraic unknown whose column in the algebraic rows is smallest: the likely culprit of a singular ∂f/∂z. */
export function undetermined(system: DaeSystem, time: number, state: Float64Array): string {
  const { layout, mass } = system;
  const jacobian = new Float64Array(layout.entries);
  system.jacobian(time, state, jacobian);
  const entries = storedEntries(layout);
  const { slots, rows, columns } = entries;
  const masses = mass.kind === "diagonal" ? mass.values : new Float64Array(layout.size);
  const rowSizes = new Float64Array(layout.size);
  algebraicRowSizes(entries, masses, jacobian, state, rowSizes);
  const columnSizes = new Float64Array(layout.size);
  for (let k = 0; k < slots.length; k++) {
    const i = rows[k];
    const j = columns[k];
    if (!(rowSizes[i] > 0)) continue;
    const size = (Math.abs(jacobian[slots[k]]) / rowSizes[i]) * Math.max(Math.abs(state[j]), SMALLEST);
    columnSizes[j] = Math.max(columnSizes[j], size);
  }
  let culprit = -1;
  let smallest = Number.POSITIVE_INFINITY;
  for (let j = 0; j < columnSizes.length; j++) {
    if (masses[j] !== 0 || !(columnSizes[j] < smallest)) continue;
    smallest = columnSizes[j];
    culprit = j;
  }
  const named = culprit < 0 ? "some unknown" : describeUnknown(system, culprit, state[culprit]);
  return `the algebraic equations do not determine the algebraic unknowns (∂f/∂z is singular: the index is above 1), least of all ${named}; give each algebraic unknown an equation that contains it`;
}

/** Largest |∂fᵢ/∂yⱼ yⱼ| of each row without mass, 0 in the others. */
function algebraicRowSizes(
  { slots, rows, columns }: StoredEntries,
  masses: Float64Array,
  jacobian: Float64Array,
  state: Float64Array,
  out: Float64Array,
): void {
  out.fill(0);
  for (let k = 0; k < slots.length; k++) {
    const i = rows[k];
    if (masses[i] !== 0) continue;
    const weight = Math.max(Math.abs(state[columns[k]]), SMALLEST);
    out[i] = Math.max(out[i], Math.abs(jacobian[slots[k]]) * weight);
  }
}

/**
 * x of (αM − J) x = b with one step of refinement. Where the pivot for a differential unknown stands in an algebraic row, that
 * unknown is what is left of the algebraic ones there and moves by their rounding: little for them, much for what must not move.
 */
function solveRefined(
  { layout }: DaeSystem,
  pencil: Pencil,
  masses: Float64Array,
  jacobian: Float64Array,
  b: Float64Array,
): Float64Array {
  const x = b.slice();
  pencil.solve(x);
  const rest = multiply(layout, jacobian, x, new Float64Array(b.length));
  for (let i = 0; i < b.length; i++) rest[i] += b[i] - DIAGONAL_WEIGHT * masses[i] * x[i];
  pencil.solve(rest);
  for (let i = 0; i < b.length; i++) x[i] += rest[i];
  return x;
}
