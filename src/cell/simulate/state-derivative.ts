import { createPencil } from "../../numerics/linear/create-pencil.ts";
import type { Pencil } from "../../numerics/linear/pencil.ts";
import type { CellModel } from "../form/cell-model.ts";

/** Slope at 0 of the cubic through four values at 1, 2, 3 and 4. */
const WEIGHTS = [-13 / 3, 19 / 2, -7, 11 / 6];

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
  private readonly move: Float64Array;

  constructor(model: CellModel) {
    const { size, entries } = model.layout;
    this.model = model;
    this.pencil = createPencil(model.layout, model.mass);
    this.masked = differentialSlots(model);
    this.jacobian = new Float64Array(entries);
    this.timeSlope = new Float64Array(size);
    this.slope = new Float64Array(size);
    this.move = new Float64Array(size);
  }

  /** Forgets what was learnt of matrices. */
  forget(): void {
    this.pencil.forget?.();
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

  /**
   * y' of one unknown at a state of a numerical solution, whose fast modes carry errors: f(y) alone would magnify these by
   * their rates. Linearised implicit Euler steps v(h) = a + h y' + h² y'' + …, (M/h − J) v = f + h ∂f/∂t, damp all that is faster
   * than h. The cubic through v at δ, 2δ, 3δ and 4δ has the slope y' + O(δ³) at 0, free of the correction a of the
   * algebraic unknowns.
   *
   * @param span δ in s, short against the time in which y' changes; 0: as `at`
   * @returns Infinity where the equations do not determine it
   */
  smoothed(time: number, state: Float64Array, span: number, unknown: number): number {
    if (!(span > 0)) return this.at(time, state)?.[unknown] ?? Number.POSITIVE_INFINITY;
    const { model, jacobian, slope, timeSlope, move, pencil } = this;
    model.jacobian(time, state, jacobian);
    model.evaluate(time, state, slope);
    if (model.timeDerivative === undefined) timeSlope.fill(0);
    else model.timeDerivative(time, state, timeSlope);
    let sum = 0;
    for (let k = 1; k <= 4; k++) {
      const h = k * span;
      if (!pencil.factor(1 / h, jacobian)) return Number.POSITIVE_INFINITY;
      for (let i = 0; i < move.length; i++) move[i] = slope[i] + h * timeSlope[i];
      pencil.solve(move);
      sum += WEIGHTS[k - 1] * move[unknown];
    }
    return sum / span;
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
