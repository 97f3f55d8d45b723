import type { CurveAtTemperature, GibbsCurve } from "./gibbs-curve.ts";
import { lowerHull, shareEnds } from "./lower-hull.ts";
import type { ExtraPoint, Field } from "./slice-parts.ts";

/** Samples in ascending mole fraction, and room for their energies and hull. */
interface Layout {
  readonly x: Float64Array;
  /** Which curve each belongs to, and its place among the samples of that curve. */
  readonly curve: Int32Array;
  readonly place: Float64Array;
  readonly order: Int32Array;
  readonly hull: Int32Array;
  readonly g: Float64Array;
}

/** The lower hull of the samples of some curves. The order of their grid points is found once and used at every temperature. */
export class SliceHull {
  private readonly curves: readonly GibbsCurve[];
  /** That of the grids alone. */
  private layout: Layout | null = null;

  constructor(curves: readonly GibbsCurve[]) {
    this.curves = curves;
  }

  private layoutFor(extras: readonly ExtraPoint[]): Layout {
    if (extras.length === 0 && this.layout) return this.layout;
    let size = extras.length;
    for (const curve of this.curves) size += curve.grid.length;
    const x = new Float64Array(size);
    const owner = new Int32Array(size);
    const place = new Float64Array(size);
    let k = 0;
    this.curves.forEach((curve, c) => {
      for (let i = 0; i < curve.grid.length; i++) {
        x[k] = curve.gridFractions[i] as number;
        owner[k] = c;
        place[k++] = i;
      }
    });
    for (const extra of extras) {
      x[k] = extra.x;
      owner[k++] = extra.curve;
    }
    const order = new Int32Array(size);
    // by insertion: each grid ascends, and so nearly does their sequence
    for (let i = 0; i < size; i++) {
      const xi = x[i] as number;
      let j = i;
      while (j > 0 && (x[order[j - 1] as number] as number) > xi) {
        order[j] = order[j - 1] as number;
        j--;
      }
      order[j] = i;
    }
    if (extras.length > 0) this.rank(order, x, owner, place);
    const layout: Layout = {
      x,
      curve: owner,
      place,
      order,
      hull: new Int32Array(size),
      g: new Float64Array(size),
    };
    if (extras.length === 0) this.layout = layout;
    return layout;
  }

  /** The place of each point among the samples of its curve, in ascending mole fraction. */
  private rank(order: Int32Array, x: Float64Array, owner: Int32Array, place: Float64Array): void {
    const count = new Int32Array(this.curves.length).fill(-1);
    const last = new Float64Array(this.curves.length).fill(Number.NEGATIVE_INFINITY);
    for (const point of order) {
      const curve = owner[point] as number;
      const at = x[point] as number;
      if (at > (last[curve] as number)) count[curve] = (count[curve] as number) + 1;
      last[curve] = at;
      place[point] = count[curve] as number;
    }
  }

  /** Its fields. @param extras samples beyond the grids */
  fields(states: readonly CurveAtTemperature[], extras: readonly ExtraPoint[]): Field[] {
    const { x, g, order, hull, curve: owner, place } = this.layoutFor(extras);
    let k = 0;
    const starts: number[] = [];
    for (const state of states) {
      starts.push(k);
      g.set(state.energies, k);
      k += state.energies.length;
    }
    const gridSize = k;
    for (const extra of extras) g[k++] = extra.g;
    const count = lowerHull(x, g, order, hull);
    shareEnds(x, g, owner, order, hull, count);
    const fields: Field[] = [];
    let lastPlace = 0;
    for (let i = 0; i < count; i++) {
      const point = hull[i] as number;
      const curve = owner[point] as number;
      const spot = place[point] as number;
      const u =
        point < gridSize
          ? ((this.curves[curve] as GibbsCurve).grid[point - (starts[curve] as number)] as number)
          : (extras[point - gridSize] as ExtraPoint).u;
      const current = fields.at(-1);
      // no sample of the same phase between the two
      if (current && current.curve === curve && spot - 1 <= lastPlace) {
        current.to = u;
      } else {
        fields.push({ curve, from: u, to: u });
      }
      lastPlace = spot;
    }
    return fields;
  }
}
