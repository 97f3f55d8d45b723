import { createPencil } from "../../numerics/linear/create-pencil.ts";
import type { Pencil } from "../../numerics/linear/pencil.ts";
import type { CellModel } from "../form/cell-model.ts";

/**
 * y' of every unknown of a cell model M y' = f(t, y) at a consistent state: y_d' = f_d/M_d of the differential ones, and
 * y_a' of the algebraic ones from d f_a/dt = J_a y' + ∂f_a/∂t = 0. One solve with M − J_a, where J_a holds the rows of J of
 * the algebraic equations: the structure of the model is used. All memory is taken at creation.
 */
export class StateDerivative {
  private readonly model: CellModel;
  private readonly pencil: Pencil;
  /** Slots of the Jacobian in rows of differential equations. */
  private readonly masked: Int32Array;
  private readonly jacobian: Float64Array;
  private readonly timeSlope: Float64Array;
  private readonly slope: Float64Array;

  constructor(model: CellModel) {
    const { size, entries } = model.layout;
    this.model = model;
    this.pencil = createPencil(model.layout, model.mass);
    this.masked = differentialSlots(model);
    this.jacobian = new Float64Array(entries);
    this.timeSlope = new Float64Array(size);
    this.slope = new Float64Array(size);
  }

  /** @returns y', valid until the next call; undefined where the algebraic equations do not determine it */
  at(time: number, state: Float64Array): Float64Array | undefined {
    const { model, jacobian, masked, slope, timeSlope } = this;
    const mass = model.mass.values;
    model.jacobian(time, state, jacobian);
    for (let k = 0; k < masked.length; k++) jacobian[masked[k]] = 0;
    if (!this.pencil.factor(1, jacobian)) return undefined;
    model.evaluate(time, state, slope);
    if (model.timeDerivative === undefined) timeSlope.fill(0);
    else model.timeDerivative(time, state, timeSlope);
    for (let i = 0; i < slope.length; i++) if (mass[i] === 0) slope[i] = timeSlope[i];
    this.pencil.solve(slope);
    return slope;
  }
}

/** Slots of ∂f(row)/∂y of every row with a mass. */
function differentialSlots({ layout, mass }: CellModel): Int32Array {
  const slots: number[] = [];
  const { border, chains } = layout;
  const differential = (row: number): boolean => mass.values[row] !== 0;
  for (let row = 0; row < border; row++) {
    if (differential(row)) for (let column = 0; column < border; column++) slots.push(row * border + column);
  }
  for (const { cells, unknowns, first, diagonal, lower, upper, columns, rows } of chains) {
    for (let cell = 0; cell < cells; cell++) {
      for (let a = 0; a < unknowns; a++) {
        if (!differential(first + cell * unknowns + a)) continue;
        for (let b = 0; b < unknowns; b++) {
          const inBlock = (cell * unknowns + a) * unknowns + b;
          slots.push(diagonal + inBlock, lower + inBlock, upper + inBlock);
        }
        for (const column of columns) if (cell < column.cells) slots.push(column.slot + cell * unknowns + a);
      }
    }
    for (const row of rows) {
      if (!differential(row.unknown)) continue;
      for (let k = 0; k < row.cells * unknowns; k++) slots.push(row.slot + k);
    }
  }
  return Int32Array.from(slots);
}
