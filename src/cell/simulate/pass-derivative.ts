import type { AcceptedStep } from "../../numerics/dae/integrator.ts";
import { createPencil } from "../../numerics/linear/create-pencil.ts";
import type { Pencil } from "../../numerics/linear/pencil.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { StepListener } from "./segment-passage.ts";

const GAMMA = 1 - Math.SQRT1_2;

/**
 * Derivative of what a pass does to the differential unknowns, M S' = J(y(t)) S, S(0) = I, along the steps of an integrator: each by the two-stage
 * L-stable method (Alexander, SIAM J. Numer. Anal. 14 (1977) 1006) with J in its middle, one factorization and two solves for each unknown. The
 * algebraic equations hold at its end by stiff accuracy, so a switch of the control needs nothing.
 */
export class PassDerivative implements StepListener {
  readonly listens = true;
  private readonly model: CellModel;
  private readonly places: Int32Array;
  private readonly columns: readonly Float64Array[];
  private readonly pencil: Pencil;
  private readonly jacobian: Float64Array;
  private readonly middle: Float64Array;
  private readonly stage: Float64Array;
  private sound = true;

  /** @param places the differential unknowns */
  constructor(model: CellModel, places: Int32Array) {
    const { size } = model.layout;
    this.model = model;
    this.places = places;
    this.columns = Array.from(places, () => new Float64Array(size));
    this.pencil = createPencil(model.layout, model.mass);
    this.jacobian = new Float64Array(model.layout.entries);
    this.middle = new Float64Array(size);
    this.stage = new Float64Array(size);
  }

  /** Before a pass. */
  begin(): void {
    this.sound = true;
    this.columns.forEach((column, k) => {
      column.fill(0);
      column[this.places[k]] = 1;
    });
  }

  keepStates(): void {}

  step(step: AcceptedStep): void {
    const { model, middle, stage, jacobian, pencil } = this;
    const mass = model.mass.values;
    const h = step.to - step.from;
    const alpha = 1 / (GAMMA * h);
    const again = (1 - GAMMA) / GAMMA;
    const time = step.from + 0.5 * h;
    step.interpolate(time, middle);
    model.jacobian(time, middle, jacobian);
    if (!this.sound || !pencil.factor(alpha, jacobian)) {
      this.sound = false;
      return;
    }
    for (const column of this.columns) {
      for (let i = 0; i < stage.length; i++) stage[i] = alpha * mass[i] * column[i];
      pencil.solve(stage);
      for (let i = 0; i < stage.length; i++) column[i] = alpha * mass[i] * (column[i] + again * (stage[i] - column[i]));
      pencil.solve(column);
    }
  }

  /**
   * (S − I)_ij · scale_j/scale_i, row-major.
   * @returns false where a matrix on the way was singular
   */
  read(scales: Float64Array, out: Float64Array): boolean {
    const { places, columns } = this;
    const m = places.length;
    for (let j = 0; j < m; j++) {
      for (let i = 0; i < m; i++) {
        const change = columns[j][places[i]] - (i === j ? 1 : 0);
        out[i * m + j] = (change * scales[places[j]]) / scales[places[i]];
      }
    }
    return this.sound && out.every(Number.isFinite);
  }
}
