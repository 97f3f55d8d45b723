import { ConvergenceError, DomainError } from "../../base/errors.ts";
import { createBorderSweep } from "../../numerics/linear/border-sweep.ts";
import { createComplexPencil } from "../../numerics/linear/create-complex-pencil.ts";
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
   * δy of the border unknowns alone at many ω in rad/s, faster than one by one; that of ω number k stands in `border` from
   * k · layout.border on. No memory is taken where as many frequencies were asked for before.
   * @throws ConvergenceError where jωM − J is singular
   */
  sweep(omegas: Float64Array): BorderResponse;
  /** Forgets what was learnt of the matrices before. */
  forget(): void;
}

export interface BorderResponse {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
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
  const controlRow = slotsOfRow(model, current);
  const pencil = createComplexPencil(layout, mass);
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  const { border } = layout;
  const sweep = createBorderSweep(layout, mass);
  const unit = new Float64Array(border);
  unit[current] = 1;
  let response = { real: new Float64Array(0), imaginary: new Float64Array(0) };

  const trySolve = (alphaReal: number, alphaImaginary: number): boolean => {
    if (!pencil.factor(alphaReal, alphaImaginary, jacobian)) return false;
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
    trySolve,
    solve(alphaReal, alphaImaginary) {
      if (!trySolve(alphaReal, alphaImaginary)) throw singular(alphaReal, alphaImaginary);
    },
    sweep(omegas) {
      const length = omegas.length * border;
      if (response.real.length !== length) {
        response = { real: new Float64Array(length), imaginary: new Float64Array(length) };
      }
      const failed = sweep.solve(jacobian, omegas, unit, response.real, response.imaginary);
      if (failed >= 0) throw singular(0, omegas[failed]);
      return response;
    },
    forget() {
      sweep.forget?.();
    },
  };
}

function singular(alphaReal: number, alphaImaginary: number): ConvergenceError {
  return new ConvergenceError(
    `Linearisation of a cell: (αM − J) is singular at α = ${alphaReal} + ${alphaImaginary}j per second; is the state finite, and consistent with the algebraic equations?`,
  );
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
