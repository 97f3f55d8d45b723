import { ConvergenceError, DomainError } from "../../base/errors.ts";
import { createComplexPencil } from "../../numerics/linear/create-complex-pencil.ts";
import type { ArrowLayout } from "../../numerics/linear/layout.ts";
import type { CellModel } from "../form/cell-model.ts";

/**
 * The linearised cell M δy' = J δy with the row of the control replaced by δi = 1: solves (αM − J) δy = e for complex α. All
 * memory is taken once; `real` and `imaginary` hold δy after each solve.
 */
export interface Perturbation {
  readonly model: CellModel;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  /**
   * Linearises at a state.
   * @throws DomainError where the state has not the length of the model's
   */
  at(time: number, state: Float64Array): void;
  /** @throws ConvergenceError where αM − J is singular */
  solve(alphaReal: number, alphaImaginary: number): void;
  /** The same, with `false` for a matrix that is singular. */
  trySolve(alphaReal: number, alphaImaginary: number): boolean;
  /**
   * The steady problem −J δy = e; unknowns that no equation contains (the charge that has passed, an amount that is only counted)
   * are held. False where it has no solution.
   */
  trySteady(): boolean;
}

export function createPerturbation(model: CellModel): Perturbation {
  const { layout, mass, current } = model;
  const size = layout.size;
  if (mass.values[current] !== 0) {
    throw new DomainError(
      `createPerturbation: the row of cell.current has mass ${mass.values[current]}; the control is an algebraic equation (mass 0).`,
    );
  }
  const jacobian = new Float64Array(layout.entries);
  const steady = new Float64Array(layout.entries);
  const controlRow = slotsOfRow(model, current);
  const pencil = createComplexPencil(layout, mass);
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);

  const solveWith = (alphaReal: number, alphaImaginary: number, entries: Float64Array): boolean => {
    if (!pencil.factor(alphaReal, alphaImaginary, entries)) return false;
    real.fill(0);
    imaginary.fill(0);
    real[current] = 1;
    pencil.solve(real, imaginary);
    return true;
  };

  return {
    model,
    real,
    imaginary,
    at(time, state) {
      if (state.length !== size) {
        throw new DomainError(`Linearisation of a cell: a state of ${state.length} numbers for ${size} unknowns.`);
      }
      model.jacobian(time, state, jacobian);
      for (let k = 0; k < controlRow.length; k++) jacobian[controlRow[k]] = 0;
      jacobian[layout.slot(current, current)] = -1;
    },
    trySolve: (alphaReal, alphaImaginary) => solveWith(alphaReal, alphaImaginary, jacobian),
    solve(alphaReal, alphaImaginary) {
      if (solveWith(alphaReal, alphaImaginary, jacobian)) return;
      throw new ConvergenceError(
        `Linearisation of a cell: (αM − J) is singular at α = ${alphaReal} + ${alphaImaginary}j per second; is the state finite, and consistent with the algebraic equations?`,
      );
    },
    trySteady() {
      steady.set(jacobian);
      for (let unknown = 0; unknown < size; unknown++) {
        if (mass.values[unknown] === 0 || !isOnlyCounted(layout, jacobian, unknown)) continue;
        const row = slotsOfRow(model, unknown);
        for (let k = 0; k < row.length; k++) steady[row[k]] = 0;
        steady[layout.slot(unknown, unknown)] = -1;
      }
      return solveWith(0, 0, steady);
    },
  };
}

/** Whether no equation contains an unknown. */
function isOnlyCounted(layout: ArrowLayout, jacobian: Float64Array, unknown: number): boolean {
  for (let row = 0; row < layout.size; row++) {
    const slot = layout.slot(row, unknown);
    if (slot >= 0 && jacobian[slot] !== 0) return false;
  }
  return true;
}

/** Slots of all entries of a row. */
function slotsOfRow({ layout }: CellModel, row: number): Int32Array {
  const slots: number[] = [];
  for (let column = 0; column < layout.size; column++) {
    const slot = layout.slot(row, column);
    if (slot >= 0) slots.push(slot);
  }
  return Int32Array.from(slots);
}
