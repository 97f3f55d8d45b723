import type { EventFunction } from "../../numerics/dae/integrator.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Bound } from "../form/submodel.ts";
import { spell } from "./sentences.ts";

/** Absolute tolerances by which an unknown may stray beyond its range before it counts as having left it. */
const MARGIN = 10;

/**
 * The ranges in which the unknowns of a cell mean something. As an event it rises through zero where an unknown without place,
 * such as a surface concentration, leaves its range; cells are looked at between segments.
 */
export class BoundGuard implements EventFunction {
  readonly name = "validity bounds";
  readonly direction = "rising";
  /** Whether there is something to watch on the way. */
  readonly watches: boolean;
  readonly reads: Int32Array;
  private readonly model: CellModel;
  private readonly tolerances: Float64Array;
  private readonly lower: Float64Array;
  private readonly upper: Float64Array;
  private readonly perScale: Float64Array;

  constructor(model: CellModel, tolerances: Float64Array) {
    const alone = model.bounds.filter(({ mesh }) => mesh === undefined);
    this.model = model;
    this.tolerances = tolerances;
    this.watches = alone.length > 0;
    this.reads = Int32Array.from(alone, ({ index }) => index);
    const margin = (index: number): number => MARGIN * tolerances[index];
    this.lower = Float64Array.from(alone, ({ bounds, index }) => (bounds.lower?.value ?? -Infinity) - margin(index));
    this.upper = Float64Array.from(alone, ({ bounds, index }) => (bounds.upper?.value ?? Infinity) + margin(index));
    const scales = model.absoluteTolerances(1);
    this.perScale = Float64Array.from(alone, ({ index }) => 1 / scales[index]);
  }

  value(_time: number, state: Float64Array): number {
    const { reads: indices, lower, upper, perScale } = this;
    let worst = -Infinity;
    for (let k = 0; k < indices.length; k++) {
      const y = state[indices[k]];
      const beyond = Math.max(lower[k] - y, y - upper[k]) * perScale[k];
      if (beyond > worst) worst = beyond;
    }
    return Math.max(worst, -Number.MAX_VALUE);
  }

  /**
   * What has left its range in a state, in a sentence: "pool.surface concentration is 42016.9 mol/m3, above 42016.8 mol/m3: the
   * pure metal holds no more".
   * @param margins by which it has to be passed: 1, or 0 where the event has just found the place
   */
  crossed(state: Float64Array, margins: number): string | undefined {
    for (const { unit, index, stride, cells, bounds } of this.model.bounds) {
      const { lower, upper } = bounds;
      for (let k = 0, i = index; k < cells; k++, i += stride) {
        const margin = margins * MARGIN * this.tolerances[i];
        if (lower !== undefined && state[i] < lower.value - margin) return this.tell(i, unit, state, "below", lower);
        if (upper !== undefined && state[i] > upper.value + margin) return this.tell(i, unit, state, "above", upper);
      }
    }
    return undefined;
  }

  private tell(index: number, unit: string, state: Float64Array, side: "below" | "above", bound: Bound): string {
    const name = this.model.nameOf?.(index)[0] ?? `unknown ${index}`;
    return `${name} is ${spell(state[index])} ${unit}, ${side} ${spell(bound.value)} ${unit}: ${bound.sentence}`;
  }
}
