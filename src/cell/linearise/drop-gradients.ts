import type { CellModel } from "../form/cell-model.ts";

/** Gradients of all voltage drops of a model at one state, kept for the few unknowns that each depends on. */
export interface DropGradients {
  /** Drop k depends on unknowns `indices[starts[k] … starts[k + 1])`, with the derivatives of the same places. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly derivatives: Float64Array;
  /** Works the derivatives out at a state. */
  at(state: Float64Array): void;
}

export function createDropGradients({ drops, layout }: CellModel): DropGradients {
  const starts = new Int32Array(drops.length + 1);
  const lists = drops.map(({ depends }) => Int32Array.from(new Set(depends)).sort());
  lists.forEach((list, k) => {
    starts[k + 1] = starts[k] + list.length;
  });
  const indices = new Int32Array(starts[drops.length]);
  lists.forEach((list, k) => {
    indices.set(list, starts[k]);
  });
  const derivatives = new Float64Array(indices.length);
  const full = new Float64Array(layout.size);
  return {
    starts,
    indices,
    derivatives,
    at(state) {
      for (let k = 0; k < drops.length; k++) {
        drops[k].gradient(state, full);
        for (let at = starts[k]; at < starts[k + 1]; at++) {
          derivatives[at] = full[indices[at]];
          full[indices[at]] = 0;
        }
      }
    },
  };
}
